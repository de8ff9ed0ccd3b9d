"""The one way an XML file is opened: expat, in pieces, no document type, no entity, nothing fetched."""

from collections.abc import Callable, Iterator
from pathlib import Path
from xml.parsers import expat

from pax.registers.readers.recognise import CHUNK, NotReadable, Utf8Sleuth, other_file

DEEPEST = 100
BROKEN = (expat.ExpatError, UnicodeError, LookupError, ValueError)


def new_parser(
    start: Callable[[str, dict[str, str]], None], end: Callable[[str], None], characters: Callable[[str], None]
) -> expat.XMLParserType:
    """A parser that refuses a document type where it stands. Names come as `namespace local`; take the last word."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.EntityDeclHandler = _refuse_doctype
    parser.ExternalEntityRefHandler = _refuse_doctype
    return parser


def feed(parser: expat.XMLParserType, path: Path) -> None:
    """Parse the file in pieces. Raises `NotReadable`, or one of `BROKEN` where the XML is."""
    declared: list[str] = []
    parser.XmlDeclHandler = lambda _version, encoding, _alone: declared.append((encoding or "utf-8").lower())
    sleuth = Utf8Sleuth()
    with path.open("rb") as file:
        chunks: Iterator[bytes] = iter(lambda: sleuth.seen(file.read(CHUNK)), b"")
        first = next(chunks, b"")
        if not first.strip():
            raise NotReadable("the file is empty")
        instead = other_file(first)
        if instead not in (None, "XML"):
            raise NotReadable(f"the file is {instead}, not XML")
        parser.Parse(first, False)
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    if sleuth.is_utf_8 and declared and not declared[0].startswith("utf"):
        raise NotReadable("the text is UTF-8, but the file declares another encoding")


def _refuse_doctype(*_: object) -> int:
    raise NotReadable("the XML defines a document type or entities, which no delivery does")
