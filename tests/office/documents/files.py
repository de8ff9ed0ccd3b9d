"""Files as people send them, made here: each format whole, and each with something wrong in it."""

import struct
import zipfile
import zlib
from base64 import encodebytes
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED

from openpyxl import Workbook

EICAR = r"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="'
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)


def pdf(*extra: bytes, packed: bytes = b"", trailer: bytes = b"") -> bytes:
    """A PDF of one empty page, with objects added to it; `packed` lies in a compressed stream of objects."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
               b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>", *extra]  # fmt: skip
    if packed:
        body = zlib.compress(b"9 0 " + packed)
        objects.append(
            b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
            % (len(body), body)
        )
    out, places = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, trailer, start,
    )  # fmt: skip


def png(width: int = 1, height: int = 1) -> bytes:
    """A PNG, one black point unless told else."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def jpeg() -> bytes:
    """A JPEG's segments around a little noise."""
    app = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0\1\1\0\0\1\0\1\0\0"
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, 1, 1, 1) + b"\1\x11\0"
    scan = b"\xff\xda" + struct.pack(">HB", 8, 1) + b"\1\0\0\x3f\0" + b"\x12\x34\x56"
    return b"\xff\xd8" + app + frame + scan + b"\xff\xd9"


def tiff() -> bytes:
    """A TIFF with one entry in its directory."""
    return b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", 1) + struct.pack("<HHII", 256, 4, 1, 1) + bytes(4)


def package(files: dict[str, str | bytes], *, stored: tuple[str, ...] = ()) -> bytes:
    """A zip of these files."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, body in files.items():
            packed.writestr(zipfile.ZipInfo(name), body, ZIP_STORED if name in stored else ZIP_DEFLATED)
    return out.getvalue()


def docx(body: str = "<w:p><w:r><w:t>Hej</w:t></w:r></w:p>", more: Mapping[str, str | bytes] | None = None) -> bytes:
    """A text of Word; with more files in its package, by their names."""
    rels = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        'officeDocument" Target="word/document.xml"/></Relationships>'
    )
    ns = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = f'<?xml version="1.0"?><w:document xmlns:w="{ns}"><w:body>{body}</w:body></w:document>'
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES, "_rels/.rels": rels, "word/document.xml": document,
    }  # fmt: skip
    return package({**files, **(more or {})})


def xlsx() -> bytes:
    """A workbook with a formula in it."""
    book, out = Workbook(), BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Hyra", 6200])
    sheet.append(["Summa", "=SUM(B1:B1)"])
    book.save(out)
    return out.getvalue()


def odf(kind: str = "text", content: str = "<office:body/>", more: Mapping[str, str | bytes] | None = None) -> bytes:
    """An open document of this kind."""
    manifest = '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:x"/>'
    return package(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": f'<?xml version="1.0"?><office:document-content xmlns:office="urn:y">{content}'
            "</office:document-content>",
            "META-INF/manifest.xml": manifest,
            **(more or {}),
        },
        stored=("mimetype",),
    )


def eml(*attachments: tuple[str, str, bytes], html: str = "<p>Hej</p>") -> bytes:
    """A letter with a text, the same as HTML, and attachments (name, kind, content)."""
    heads = b"From: a@example.org\r\nSubject: =?utf-8?q?Hyran?=\r\nDate: Mon, 23 Nov 2026 10:00:00 +0100\r\n"
    parts = [b"Content-Type: text/plain; charset=utf-8\r\n\r\nHej p\xc3\xa5 dig\r\n",
             b"Content-Type: text/html; charset=utf-8\r\n\r\n" + html.encode() + b"\r\n"]  # fmt: skip
    for name, kind, body in attachments:
        encoded = encodebytes(body)
        head = f'Content-Type: {kind}\r\nContent-Disposition: attachment; filename="{name}"\r\n'
        parts.append(head.encode() + b"Content-Transfer-Encoding: base64\r\n\r\n" + encoded)
    whole = heads + b'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="gr"\r\n\r\n'
    return whole + b"".join(b"--gr\r\n" + part + b"\r\n" for part in parts) + b"--gr--\r\n"


WHOLE: dict[str, bytes] = {
    "kontrakt.pdf": pdf(),
    "bild.png": png(),
    "bild.JPG": jpeg(),
    "skanning.tif": tiff(),
    "svar.txt": "Åke skriver att han bor här.\n".encode(),
    "svar-1252.txt": "Åke skriver".encode("cp1252"),
    "svar-16.txt": "Åke skriver".encode("utf-16"),
    "konto.csv": "Datum;Belopp\r\n2026-11-01;-6200,50\r\n2026-11-02;+46 70 123\r\n".encode("utf-8-sig"),
    "brev.docx": docx(),
    "lista.xlsx": xlsx(),
    "brev.odt": odf(),
    "lista.ods": odf("spreadsheet"),
    "post.eml": eml(("kontrakt.pdf", "application/pdf", pdf())),
}
"""An ordinary file of each format, by its name."""
