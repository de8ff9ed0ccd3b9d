"""Navet's notice file (Navetavisering, XML), read post by post in constant memory.

Source: Skatteverket, Navetavisering.xsd. The parser is the standard library's expat: a document type or an entity is
refused where it stands, nothing is fetched, and namespaces are taken as they come. Three raw tables are given: `posts`
(one row per Folkbokforingspost), `relations` and `homes` (Folkbokforing now, and each of Historik).
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pax.registers.readers.raw import Opening, Raw, relation_of
from pax.registers.readers.recognise import NotReadable
from pax.registers.readers.rows import Rows
from pax.registers.readers.xml_guard import BROKEN, DEEPEST, feed, new_parser
from pax.registers.values import LONGEST_CELL

ROOT = "Navetavisering"
POST = "Folkbokforingspost"

_PERSON = "/Personpost/PersonId"
_HOME = {
    "Folkbokforingsdatum": "from_date",
    "LanKod": "county",
    "KommunKod": "municipality",
    "Fastighetsbeteckning": "property",
    "Trappuppgang": "staircase",
    "Lagenhet": "apartment",
    "FiktivtNr": "without_home",
    "Folkbokforingstyp": "kind",
}
_POST = {
    "/Arendeuppgift/PostId": "post_id",
    f"{_PERSON}/PersonNr": "person_id",
    f"{_PERSON}/TilldelatPersonNrSamordningsNr": "person_id",
    "/Personpost/HanvisningsPersonNr": "other_number",
    "/Personpost/Avregistrering/AvregistreringsorsakKod": "deregistration_code",
    "/Personpost/Avregistrering/Avregistreringsdatum": "deregistration_date",
    "/Personpost/Namn/Fornamn": "given_name",
    "/Personpost/Namn/Efternamn": "surname",
    "/Personpost/Civilstand/CivilstandKod": "civil_status",
    "/Personpost/Civilstand/Civilstandsdatum": "civil_status_date",
    "/Personpost/Adresser/Folkbokforingsadress/CareOf": "care_of",
    "/Personpost/Adresser/Riksnycklar/LagenhetsId": "dwelling_key",
    "/Personpost/Adresser/UUID/Lagenhet": "dwelling_key",
    "/Personpost/Adresser/UUID/LagenhetsId": "dwelling_key",
    "/Personpost/Adresser/UUIDLagenhet": "dwelling_key",
}
_RELATION = {
    "/RelationId/PersonNr": "related_id",
    "/Relationstyp": "kind",
    "/RelationFromdatum": "from_date",
    "/RelationTomdatum": "to_date",
}
_NOW, _BEFORE, _RELATED = "/Personpost/Folkbokforing", "/Historik/Folkbokforing", "/Personpost/Relationer/Relation"
_MARKS = {"Sekretessmarkering": "marked", "SkyddadFolkbokforing": "protected"}

POSTS = (*dict.fromkeys(_POST.values()), "marked", "protected", "moment", "src_line")
_COUNTS = ("AntalPoster", "AntalPosterTotalt", "AntalFiler", "FilNr", "LopNr")
_HELD = ("AntalPoster", "AntalPosterTotalt", "AntalFiler")
RELATIONS = ("person_id", *_RELATION.values(), "status", "src_line")
HOMES = ("person_id", *_HOME.values(), "is_now", "care_of", "dwelling_key", "seq", "src_line")


def read_navet(opening: Opening) -> Iterator[Raw]:
    """Read every file of the delivery. Raises `DeliveryRefused` for a file that is broken, hostile or incomplete."""
    opening.scratch.mkdir(parents=True, exist_ok=True)
    files = [_File(opening, path) for path in opening.files]
    counts = {file.path.name: file.read() for file in files}
    _reconcile(opening, files)
    for name, columns in (("posts", POSTS), ("relations", RELATIONS), ("homes", HOMES)):
        parts = [relation_of(file.written(name), file.path.name) for file in files]
        yield Raw(name, " UNION ALL BY NAME ".join(f"({part})" for part in parts), columns, counts)


def _reconcile(opening: Opening, files: Sequence["_File"]) -> None:
    """Hold a set of files to what each says of the whole set, and keep the delivery's number in its sequence."""
    for file in files:
        wanted = {"AntalFiler": len(files), "AntalPosterTotalt": sum(each.posts for each in files)}
        for name, found in wanted.items():
            if file.promised.get(name, found) != found:
                raise opening.refused(f"{name} is not what was delivered, {found}", file=file.path.name)
    numbers = [file.promised["FilNr"] for file in files if "FilNr" in file.promised]
    if len(set(numbers)) < len(numbers):
        raise opening.refused("two files have the same FilNr")
    opening.findings.sequence = max(
        (file.promised["LopNr"] for file in files if "LopNr" in file.promised), default=None
    )


class _File:
    """One file while it is read: where in the document the parser is, and the post being put together."""

    def __init__(self, opening: Opening, path: Path) -> None:
        self.opening, self.path = opening, path
        self.names: list[str] = []
        self.paths: list[str] = []
        self.text: list[str] = []
        self.length = 0
        self.posts = 0
        self.promised: dict[str, int] = {}
        self.post: dict[str, str | None] | None = None
        self.homes: list[dict[str, str | None]] = []
        self.relations: list[dict[str, str | None]] = []
        self.line = 0

    def written(self, name: str) -> Path:
        """Where one raw table of this file lies."""
        return self.opening.scratch / f"{self.path.name}.{name}.parquet"

    def read(self) -> int:
        """Read the file to its end; gives the number of posts."""
        with (
            Rows(self.written("posts"), POSTS) as self.to_posts,
            Rows(self.written("relations"), RELATIONS) as self.to_relations,
            Rows(self.written("homes"), HOMES) as self.to_homes,
        ):
            self._parse()
        if self.promised.get("AntalPoster", self.posts) != self.posts:
            raise self._refused(f"AntalPoster is not the number of posts in the file, {self.posts}")
        return self.posts

    def _refused(self, problem: str) -> Exception:
        line = self.parser.CurrentLineNumber if self.post is not None else None
        return self.opening.refused(problem, file=self.path.name, line=line)

    def _parse(self) -> None:
        self.parser = new_parser(self._start, self._end, self._characters)
        try:
            feed(self.parser, self.path)
        except NotReadable as error:
            raise self._refused(str(error)) from None
        except BROKEN:
            line = self.parser.ErrorLineNumber
            problem = "the XML is broken or cut short, or not in the encoding it declares"
            raise self.opening.refused(problem, file=self.path.name, line=line) from None

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if not self.names and local != ROOT:
            raise NotReadable(f"the XML is no {ROOT}")
        if len(self.names) > DEEPEST:
            raise NotReadable("the XML is nested deeper than any notice file")
        self.names.append(local)
        self.text, self.length = [], 0
        if local == POST:
            self._open_post()
            return
        if self.post is None:
            return
        path = f"{self.paths[-1]}/{local}"
        self.paths.append(path)
        if path in (_NOW, _BEFORE):
            self.homes.append({"is_now": "1" if path == _NOW else "0", "seq": str(len(self.homes))})
        elif path == "/Arendeuppgift":
            self.post["moment"] = attributes.get("andringstidpunkt")
        elif path == _RELATED:
            self.relations.append({"status": attributes.get("status")})

    def _open_post(self) -> None:
        self.posts += 1
        self.line = self.parser.CurrentLineNumber
        self.post, self.homes, self.relations, self.paths = {}, [], [], [""]

    def _characters(self, text: str) -> None:
        if self.length <= LONGEST_CELL:
            self.text.append(text)
            self.length += len(text)

    def _end(self, name: str) -> None:
        local = self.names.pop()
        text = "".join(self.text).strip() if self.text else ""
        self.text, self.length = [], 0
        if self.post is None:
            if local in _COUNTS and text:
                self._promise(local, text)
            return
        if local == POST:
            self._close_post()
            return
        path = self.paths.pop()
        mark = _MARKS.get(local)
        if mark is not None:
            self.post[mark] = most_protective(self.post.get(mark), text)
        elif text:
            self._keep(path, text)

    def _promise(self, name: str, text: str) -> None:
        """Keep what the file says of itself; `LopNr` may be any text, the counts are numbers."""
        if text.isdecimal() and len(text) < 19:
            self.promised[name] = int(text)
        elif name in _HELD:
            raise NotReadable(f"{name} is no number")

    def _keep(self, path: str, text: str) -> None:
        """Put one element's text where it belongs; elements that are not read are passed by."""
        column = _POST.get(path)
        if column is not None and self.post is not None:
            self.post[column] = text
            return
        for base, rows, columns in ((_NOW, self.homes, _HOME), (_BEFORE, self.homes, _HOME)):
            if path.startswith(base + "/") and path[len(base) + 1 :] in columns:
                rows[-1][columns[path[len(base) + 1 :]]] = text
                return
        if path.startswith(_RELATED) and path[len(_RELATED) :] in _RELATION:
            self.relations[-1][_RELATION[path[len(_RELATED) :]]] = text

    def _close_post(self) -> None:
        post, line = self.post or {}, self.line
        person = post.get("person_id")
        self.to_posts.add({**post, "src_line": line})
        for relation in self.relations:
            self.to_relations.add({**relation, "person_id": person, "src_line": line})
        for home in self.homes:
            now = home["is_now"] == "1"
            there = {"care_of": post.get("care_of"), "dwelling_key": post.get("dwelling_key")} if now else {}
            self.to_homes.add({**home, **there, "person_id": person, "src_line": line})
        self.post = None


def most_protective(before: str | None, mark: str) -> str:
    """The mark that protects most of those in one post: J, then anything unknown (?), then N."""
    marks = {before, mark if mark in ("J", "N") else "?"}
    return next(each for each in ("J", "?", "N") if each in marks)
