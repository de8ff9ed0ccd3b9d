"""An extract's first volume is read by whoever answers requests: nothing of what stands behind another wall is in it,
and nothing of somebody who has the same name."""

import json
from datetime import timedelta

import pytest

from paxweb.accounts.walls import wall_of
from paxweb.cases.models import Case, Event
from paxweb.frame.clock import now, today
from paxweb.rights.actions.delete import Proposed, propose_deletion
from paxweb.rights.actions.open_request import collect_again
from paxweb.rights.collecting import collect
from paxweb.rights.drafts import open_draft
from paxweb.rights.models import Correction, Hold, PersonRequest, Stage, Verdict, Volume, VolumeState
from tests.office.rights.unit import XERXES, Year, work_through
from tests.office.world import HOUSING

pytestmark = pytest.mark.django_db
HOME = "Bor hos sin syster"


def told(volume: Volume) -> str:
    """Everything a volume's draft says."""
    draft = open_draft(volume.board_id, volume.pk, volume.draft)
    return json.dumps(
        [draft.receivers, [[line.title_sv, str(line.values)] for line in draft.lines]], ensure_ascii=False
    )


def general(year: Year, asked: PersonRequest) -> Volume:
    """The volume behind the board's wall for what lies under no provision."""
    return Volume.objects.get(request=asked, wall=wall_of(HOUSING, []), team_only=False)


def corrected(year: Year, case: Case, reason: str) -> Correction:
    """A correction in a case, behind its wall."""
    return Correction.objects.create(
        wall=case.wall, team_only=case.team_only, board=year.board, root_id=case.pk, record="cases.Note",
        place="cases.Note:1", field="text", old=XERXES.number, new="x", ground="g", reason=reason,
        verdict=Verdict.CORRECTED, digest="0" * 64, by=year.user("Rita"), at=now(),
    )  # fmt: skip


def behind(year: Year, case: Case) -> Case:
    """The case behind a provision's wall."""
    Case.objects.filter(pk=case.pk).update(wall=wall_of(HOUSING, ["OSL 26:1"]))
    return Case.objects.get(pk=case.pk)


def test_a_correction_and_a_hold_behind_another_wall_are_told_in_that_walls_volume(year: Year) -> None:
    case = behind(year, work_through(year))
    corrected(year, case, f"{HOME}. {XERXES.number}")
    Hold.objects.create(
        wall=case.wall, board=year.board, root_id=case.pk, reason=f"Tvist, {XERXES.number}", until=today(),
        by=year.user("Rita"), at=now(),
    )  # fmt: skip
    asked = year.asked()
    assert HOME not in told(general(year, asked))
    assert "Tvist" not in told(general(year, asked))
    own = Volume.objects.get(request=asked, wall=case.wall)
    assert HOME in told(own)
    assert "Tvist" in told(own)


def test_what_a_team_corrected_is_told_in_the_teams_volume_alone(year: Year) -> None:
    case = work_through(year)
    Case.objects.filter(pk=case.pk).update(team_only=True)
    corrected(year, Case.objects.get(pk=case.pk), HOME)
    asked = year.asked()
    assert HOME in told(year.volume(asked, team_only=True))
    for volume in Volume.objects.filter(request=asked, team_only=False):
        assert HOME not in told(volume)


def test_nothing_that_happened_to_a_namesake_is_told_as_the_persons(year: Year) -> None:
    case = year.case(year.read(year.item(XERXES)))
    case.parties.all().delete()
    case.title = f"Om {XERXES.name}"
    case.save(update_fields=["title"])
    Case.objects.filter(pk=case.pk).update(item=None)
    from_another = Case.objects.get(pk=case.pk)
    assert year.asked().stage == Stage.OPEN
    type(from_another).objects.filter(pk=case.pk).update(wall=wall_of(HOUSING, []))
    unnamed(case)
    Event.objects.create(
        case=case, seq=1, step="police_report", by=year.user("Bob"), at=now(), digest="0" * 64, written=[]
    )
    corrected(year, Case.objects.get(pk=case.pk), HOME)
    Correction.objects.update(old="annan")
    asked = year.asked()
    volume = general(year, asked)
    draft = open_draft(HOUSING, volume.pk, volume.draft)
    assert [line for line in draft.lines if line.model == "cases.Case" and not line.sure], "found by name alone"
    assert not draft.receivers
    assert HOME not in json.dumps([str(line) for line in draft.lines if line.sure], ensure_ascii=False)


def unnamed(case: Case) -> None:
    """Nobody's key stands in the case any more."""
    case._meta.apps.get_model("cases", "Named").objects.filter(case=case).delete()


def test_collected_again_a_team_has_one_volume_and_the_registrar_is_told_of_none(year: Year) -> None:
    case = work_through(year)
    Case.objects.filter(pk=case.pk).update(team_only=True)
    asked = year.asked()
    Volume.objects.filter(request=asked, team_only=True).update(state=VolumeState.PROPOSED)
    collect_again(year.actor("Rita"), asked)
    collect(asked.pk)
    states = list(Volume.objects.filter(request=asked, team_only=True).values_list("state", flat=True))
    assert states == [VolumeState.PROPOSED]


def test_a_proposed_deletion_names_no_case_of_a_team(year: Year) -> None:
    case = work_through(year)
    Case.objects.filter(pk=case.pk).update(
        ended_on=today() - timedelta(days=4000), state="closed", team_only=True, number="HOCO-T 2015/00001"
    )
    proposed = Proposed("cases", today() - timedelta(days=3000), "KS § 12", "SKB 2026/1")
    made = propose_deletion(year.actor("Rita"), HOUSING, proposed)
    assert made.preview["roots"] == 1
    assert made.preview["sample"] == []
