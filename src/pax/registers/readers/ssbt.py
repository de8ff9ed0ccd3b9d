"""Bolagsverket's saved answers: SSBTGU about one company, SSBTEN about one person's companies; one envelope in a file.

Each fact in SSBTGU is a block of its own (UD0001 …) from the agency that keeps it. A block that is missing, empty or an
error is unknown, never no: quality says so. Officers come as text, two lines each: the roles, then whoever holds them.
Source: SSBTGU 2.5.0 and SSBTEN 1.4.0 as Sundsvallskommun/api-service-business-engagements tests with them (MIT); status
codes of proceedings: Bolagsverket, Näringslivsregistret, statuskoder.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from pax.registers.readers.raw import Opening, Raw, relation_of
from pax.registers.readers.recognise import NotReadable
from pax.registers.readers.rows import Rows
from pax.registers.readers.ssbtek import MOST_BYTES, Element, parsed
from pax.registers.readers.streets import street_and_number

COMPANY, PERSON = "GrundlaggandeUppgifterSvar", "EngagemangSvar"
TABLES: Mapping[str, tuple[str, ...]] = {
    "companies": ("asked_at", "org_id", "name_number", "name", "legal_form", "registered_on", "deregistered_on", "sni",
                  "street", "number", "postal_code", "city", "care_of", "f_tax", "vat", "employer", "proceeding",
                  "proceeding_date", "src_line"),
    "officers": ("asked_at", "org_id", "person_id", "role", "src_line"),
}  # fmt: skip
_FACTS = {
    "name": ("UD0001", "ForetagNamn"),
    "legal_form": ("UD0025", "ForetagsformKod"),
    "registered_on": ("UD0026", "ForetagRegistreratDatum"),
    "deregistered_on": ("UD0028", "ForetagAvregistreratDatum"),
    "sni": ("UD0024", "SNIKod"),
    "f_tax": ("UD0029", "Skatteform"),
    "vat": ("UD0031", "Momsregistrerad"),
    "employer": ("UD0033", "Arbetsgivarregistrerad"),
}
_TOLD = ("f_tax", "vat", "employer")
"""What is told when it is missing, since having none would mean something: not being registered for a tax."""
_KINDS = {"konkurs": "bankruptcy", "likvidation": "liquidation", "företagsrekonstruktion": "reorganisation",
          "rekonstruktion": "reorganisation"}  # fmt: skip
_NONE = ("fusion", "delning", "ombildning")
"""Changes of form that are no proceeding against a company."""
_OVER = frozenset({"12", "13", "21", "22", "24", "31", "34", "35", "81", "82"})
_ROLES = {
    "styrelseledamot": "board_member",
    "ordförande": "board_member",
    "vice ordförande": "board_member",
    "styrelsesuppleant": "deputy",
    "verkställande direktör": "chief_executive",
    "extern verkställande direktör": "chief_executive",
    "firmatecknare": "signatory",
    "extern firmatecknare": "signatory",
    "särskild firmatecknare": "signatory",
    "revisor": "auditor",
    "huvudansvarig revisor": "auditor",
    "innehavare": "sole_trader",
}
_OFFICER = re.compile(r"(?<!\d)(?:\d{8}-?\d{4}|\d{6}-?\d{4}|\d{8})(?!\d)", re.ASCII)
Row = dict[str, object]
Found = dict[str, list[Row]]
_Tell = Callable[[int, str, str], None]


def read_ssbt(opening: Opening) -> Iterator[Raw]:
    """Read every answer of the delivery. Raises `DeliveryRefused` for what is no answer of these services."""
    opening.scratch.mkdir(parents=True, exist_ok=True)
    counts: dict[str, int] = {}
    relations: dict[str, list[str]] = {name: [] for name in TABLES}
    for path in opening.files:

        def tell(line: int, column: str, problem: str, file: str = path.name) -> None:
            opening.findings.note(file, line, column, problem)

        try:
            found = read_answer(path, tell)
        except NotReadable as error:
            raise opening.refused(str(error), file=path.name) from None
        counts[path.name] = max(len(rows) for rows in found.values())
        for name, rows in found.items():
            target = opening.scratch / f"{path.name}.{name}.parquet"
            with Rows(target, TABLES[name]) as writer:
                for row in rows:
                    writer.add(row)
            relations[name].append(relation_of(target, path.name))
    for name, columns in TABLES.items():
        yield Raw(name, " UNION ALL BY NAME ".join(relations[name]), columns, counts)


def read_answer(path: Path, tell: _Tell) -> Found:
    """The rows of each raw table in one envelope; `tell` takes line, column and what stays unknown."""
    if path.stat().st_size > MOST_BYTES:
        raise NotReadable("the file is larger than any answer")
    root = parsed(path)
    answer = next((each for name in (COMPANY, PERSON) for each in root.all(name)), None)
    if root.name != "Envelope" or (answer is None and not any(root.all("Fault"))):
        raise NotReadable("the XML is no answer of SSBTGU or SSBTEN")
    details = next(answer.all(f"{answer.name}Detaljer"), None) if answer is not None else None
    if answer is None or details is None or not details.children:
        tell(root.line, "", "the service did not answer, so nothing is known")
        return {name: [] for name in TABLES}
    asked_at = answer.said("Tidstampel")
    found = _company(details, tell) if answer.name == COMPANY else _engagements(details, tell)
    return {name: [{**row, "asked_at": asked_at} for row in rows] for name, rows in found.items()}


def _company(details: Element, tell: _Tell) -> Found:
    """SSBTGU: one company and its officers."""
    blocks = {child.name: child for child in details.children}
    org_id, name_number = _identity(blocks.get("ForetagId")), details.said("Namnskyddslopnummer")
    row: Row = {"org_id": org_id, "name_number": name_number, "src_line": details.line}
    for column, (block, element) in _FACTS.items():
        row[column] = blocks[block].said(element) if block in blocks else None
        if row[column] is None and column in _TOLD:
            tell(details.line, column, "the agency did not answer, so it is unknown")
    row |= _address(blocks)
    row["proceeding"], row["proceeding_date"] = proceeding(blocks.get("UD0027"), bool(row["deregistered_on"]))
    if _is_error(blocks.get("UD0027")):
        tell(details.line, "proceeding", "the agency did not answer, so it is unknown")
    officers = blocks.get("UD0047")
    if officers is None or officers.said("SamladeFunktionarerBeskrivning") is None:
        tell(details.line, "role", "the agency did not answer, so the officers are unknown")
        return {"companies": [row], "officers": []}
    written = next(officers.all("SamladeFunktionarerBeskrivning"))
    held: list[Row] = [
        {"org_id": org_id, "person_id": person, "role": role, "src_line": written.line}
        for person, role in officers_in(written.text, lambda problem: tell(written.line, "person_id", problem))
    ]
    return {"companies": [row], "officers": held}


def _is_error(block: Element | None) -> bool:
    return block is not None and any(block.all("Fel"))


def _identity(holder: Element | None) -> str | None:
    """An organisation's ten digits, or a sole trader's twelve."""
    if holder is None:
        return None
    return holder.said("Organisationsnummer") or holder.said("Personnummer") or holder.said("Samordningsnummer")


def _address(blocks: Mapping[str, Element]) -> Row:
    """The postal address; where it names no street, the one where the company lies."""
    post, place = blocks.get("UD0003"), blocks.get("UD0040")
    said = post.said if post is not None else lambda _: None
    street, number = street_and_number(said("Utdelningsadress1") or said("Utdelningsadress2"))
    if street is None and place is not None:
        street, number = place.said("Adressomrade"), place.said("Adressplats")
        said = place.said
    return {"street": street, "number": number, "postal_code": said("Postnummer"), "city": said("Postort"),
            "care_of": said("COAdress")}  # fmt: skip


def proceeding(block: Element | None, deregistered: bool) -> tuple[str | None, str | None]:
    """The proceeding under way and since when; for a deregistered company, the one it ended in."""
    if block is None:
        return None, None
    for cause in block.all("AvvecklingAvfordAnledning"):
        word = _kind(cause)
        if word is not None:
            return word, cause.said("AvvecklingDatum")
    begun = {
        word: each.said("AvvecklingDatum")
        for each in block.all("Avveckling")
        if (word := _kind(each)) is not None and not _is_over(each) and not deregistered
    }
    known = [word for word in ("bankruptcy", "liquidation", "reorganisation") if word in begun]
    word = next(iter([*known, *begun]), None)
    return (word, begun[word]) if word is not None else (None, None)


def _kind(each: Element) -> str | None:
    """Our word for what it is; a kind we have none for by its own word."""
    kind = each.attributes.get("Typ", "").strip()
    if not kind or kind.casefold().startswith(_NONE):
        return None
    return _KINDS.get(kind.casefold(), kind)


def _is_over(each: Element) -> bool:
    said = (each.said("AvvecklingBeskrivning") or "").casefold()
    return each.said("AvvecklingKod") in _OVER or any(word in said for word in ("avslut", "upphäv", "upphör"))


def officers_in(text: str, tell: Callable[[str], None]) -> list[tuple[str, str]]:
    """Person and role of every officer in the text; who has no personal number is told and left out.

    A role we have no word for is kept as it is written.
    """
    roles: list[str] = []
    held: dict[tuple[str, str], None] = {}
    for line in filter(None, (line.strip() for line in text.splitlines())):
        officer = _OFFICER.search(line)
        named = [part.strip().casefold() for part in line[: officer.start() if officer else None].split(",")]
        if any(named):
            roles = list(dict.fromkeys(_ROLES.get(role, role) for role in named if role))
        if officer is None:
            continue
        number = officer[0].replace("-", "")
        if len(number) == 12:
            held |= {(number, role): None for role in roles}
        else:
            tell("an officer who is an organisation, or has no personal number, is not read")
    return list(held)


def _engagements(details: Element, tell: _Tell) -> Found:
    """SSBTEN: the companies one person has to do with. It says no role but that of a sole trader."""
    asked_for = next(details.all("PersonId"), None)
    person = _identity(asked_for)
    companies: list[Row] = []
    officers: list[Row] = []
    for producer in details.all("ForetagEngagemang"):
        if _is_error(producer):
            tell(producer.line, "org_id", "the agency did not answer, so the person's companies there are unknown")
        for company in producer.all("Foretag"):
            org_id = _identity(next(company.all("ForetagId"), None))
            form = company.said("ForetagsformKod")
            companies.append({
                "org_id": org_id,
                "name_number": company.said("Namnskyddslopnummer"),
                "name": company.said("ForetagNamn"),
                "legal_form": form,
                "src_line": company.line,
            })  # fmt: skip
            role = "sole_trader" if org_id == person else "engagemang"
            officers.append({"org_id": org_id, "person_id": person, "role": role, "src_line": company.line})
    return {"companies": companies, "officers": officers}
