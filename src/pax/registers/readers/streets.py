"""A postal address's first line as street and number, where it is one."""

import re

_STREET = re.compile(r"(?P<street>\D*[^\W\d_]\D*?)[\s,]+(?P<number>\d{1,4})\s?(?P<letter>[A-ZÅÄÖa-zåäö])?(?=$|[\s,])")
_NO_STREET = re.compile(r"^\s*(?:box|fack|pl|postfack|poste restante|po box|c/o)\b", re.IGNORECASE)


def street_and_number(line: str | None) -> tuple[str | None, str | None]:
    """`Storgatan 4 B, 2 tr` → street and `4 B`; a postal box and what is not understood is all street."""
    text = " ".join((line or "").split())
    match = None if _NO_STREET.match(text) else _STREET.match(text)
    if match is None:
        return text or None, None
    return match["street"].strip(" ,"), " ".join(filter(None, (match["number"], (match["letter"] or "").upper())))
