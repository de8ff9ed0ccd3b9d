"""What lies in an office's files, on the stage: permits, reports, certificates, companies, incomes, cars, triggers."""

from datetime import date

from pax.town.days import to_date
from pax.town.frames import org_code
from pax.town.stage import Stage

Days = tuple[int, int]
_PREFIXES = {"AB": 556, "HB": 969, "I": 802, "BRF": 769, "EK": 716}


def _date(day: int | None) -> date | None:
    return None if day is None else to_date(day)


def permit(stage: Stage, lease: str, since: int, until: int | None, subtenant: int | None) -> None:
    """A permit to sublet."""
    stage.row(
        "sublet_permits",
        tenancy_id=lease,
        from_date=to_date(since),
        to_date=_date(until),
        subtenant_id=subtenant,
    )


def report(stage: Stage, lease: str, on: int, unknown: int) -> None:
    """A holder reports how many people they do not know are registered in the flat."""
    stage.row("holder_reports", tenancy_id=lease, reported_on=to_date(on), unknown_person_count=unknown)


def study_certificate(stage: Stage, lease: str, shown: int, valid_to: int | None) -> None:
    """A certificate of studies, shown one day and valid to another (None: no end written)."""
    stage.row("study_certificates", tenancy_id=lease, shown_on=to_date(shown), valid_to=_date(valid_to))


def lease_certificate(stage: Stage, lease: str, employer: int, on: int) -> None:
    """An employer's certificate that a new tenant works there."""
    stage.row("lease_certificates", tenancy_id=lease, employer_id=org_code(employer), issued_on=to_date(on))


def organisation(
    stage: Stage,
    form: str = "AB",
    employees: int | None = None,
    *,
    deregistered: int | None = None,
    proceeding: str | None = None,
    f_tax: bool = True,
) -> int:
    """A company or association; its index."""
    index = stage.start.organisation + len(stage.organisations)
    stage.organisations.append(_PREFIXES[form])
    stage.row(
        "organisations",
        org_id=org_code(index),
        name=f"Verksamhet {index} i Skoby",
        legal_form=form,
        registered_on=to_date(stage.ago(stage.between(800, 5000))),
        deregistered_on=_date(deregistered),
        employees=employees,
        city="SKOBY",
        f_tax=f_tax,
        vat=f_tax,
        employer=bool(employees),
        proceeding=proceeding,
        proceeding_date=_date(stage.ago(100)) if proceeding else None,
    )
    return index


def sole_trader(stage: Stage, who: int, *, f_tax: bool = True) -> None:
    """A sole trader's firm: its number is the person's own."""
    stage.row(
        "organisations",
        org_id=who,
        name="Enskild firma i Skoby",
        legal_form="E",
        registered_on=to_date(stage.ago(1200)),
        city="SKOBY",
        f_tax=f_tax,
        vat=f_tax,
        employer=False,
    )
    stage.row("organisation_roles", org_id=who, person_id=who, role="sole_trader", from_date=to_date(stage.ago(1200)))


def role(stage: Stage, org: int, who: int, what: str, since: int, until: int | None = None) -> None:
    """A part in an organisation."""
    stage.row(
        "organisation_roles",
        org_id=org_code(org),
        person_id=who,
        role=what,
        from_date=to_date(since),
        to_date=_date(until),
    )


def owner(stage: Stage, org: int, who: int, share: float, since: int, until: int | None = None) -> None:
    """A beneficial owner of at least `share` per cent."""
    stage.row(
        "beneficial_owners",
        org_id=org_code(org),
        owner_id=who,
        from_date=to_date(since),
        to_date=_date(until),
        owner_kind="person",
        share_min=share,
        share_max=100,
    )


def income(stage: Stage, who: int, payer: int, period: Days, net: float, source: str = "employer") -> None:
    """Net income of a period, in kronor."""
    stage.row(
        "incomes",
        person_id=who,
        source=source,
        payer_id=org_code(payer),
        period_from=to_date(period[0]),
        period_to=to_date(period[1]),
        gross=round(net * 4 / 3),
        net=net,
    )


def declare(stage: Stage, case: str, who: int, period: Days, amount: float) -> None:
    """What the household said of a month, in kronor."""
    stage.row(
        "aid_declared_incomes",
        aid_case_id=case,
        person_id=who,
        period_from=to_date(period[0]),
        period_to=to_date(period[1]),
        amount=amount,
    )


def vehicle(stage: Stage, who: int, model_year: int | None, since: int, until: int | None = None) -> None:
    """A vehicle of the person's."""
    stage.row(
        "vehicles",
        vehicle_id=stage.next_id("F", stage.start.vehicle),
        from_date=to_date(since),
        to_date=_date(until),
        owner_id=who,
        make="Volvo",
        model_year=model_year,
    )


def trigger(stage: Stage, kind: str, subject_kind: str, subject: int | str, on: int) -> None:
    """Something that gave cause to look. `subject`: a person's index, or the id of anything else."""
    stage.row(
        "triggers",
        subject_kind=subject_kind,
        subject_id=subject,
        kind=kind,
        arrived_on=to_date(on),
        reference=f"SKB {to_date(on).year}/{stage.between(1, 99999):05d}",
    )
