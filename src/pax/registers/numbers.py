"""Identity numbers checked in SQL: the same verdicts as `pax.vocabulary.identity`, a million at a time.

A test holds the two equal on every official test number and on drawn ones. Each `*_fault` macro takes trimmed text and
gives NULL for a number of the municipality's own kind, else why not; `right` is what is added to the right check digit.
A sole trader's organisation number is the person's own: ten or twelve digits are kept as they came.
"""

from pax.store import Engine
from pax.vocabulary import Identity
from pax.vocabulary.identity import FICTITIOUS_OFFSET

OTHER_KIND = "a number of the wrong kind: this municipality takes only {} ones"

# nth digit from the right of a whole number; a doubled digit has nine taken off when it is above four.
_DIGITS = """
CREATE OR REPLACE MACRO pax_digit(n, place) AS (n // place) % 10;
CREATE OR REPLACE MACRO pax_twice(n, place) AS
    2 * pax_digit(n, place) - CASE WHEN pax_digit(n, place) > 4 THEN 9 ELSE 0 END;
CREATE OR REPLACE MACRO pax_check(n) AS (10 - (
    pax_twice(n, 10) + pax_digit(n, 100) + pax_twice(n, 1000) + pax_digit(n, 10000) + pax_twice(n, 100000)
    + pax_digit(n, 1000000) + pax_twice(n, 10000000) + pax_digit(n, 100000000) + pax_twice(n, 1000000000)
) % 10) % 10;
CREATE OR REPLACE MACRO pax_offset(n) AS (pax_digit(n, 1) - pax_check(n) + 10) % 10;
"""

_FORMS = r"""
CREATE OR REPLACE MACRO pax_is_person(t) AS
    regexp_full_match(t, '(18|19|20)\d{6}-?\d{4}') AND substr(replace(t, '-', ''), 9, 3) <> '000';
CREATE OR REPLACE MACRO pax_is_organisation(t) AS regexp_full_match(t, '(16)?\d{2}[2-9]\d{3}-?\d{4}');
CREATE OR REPLACE MACRO pax_is_sole_trader(t) AS
    regexp_full_match(t, '\d{2}(0[1-9]|1[0-2])([06][1-9]|[1278]\d|[39][01])[-+]?\d{4}');
CREATE OR REPLACE MACRO pax_person(t) AS replace(t, '-', '');
CREATE OR REPLACE MACRO pax_organisation(t) AS CASE
    WHEN pax_is_person(t) THEN pax_person(t) ELSE right(replace(replace(t, '-', ''), '+', ''), 10) END;
CREATE OR REPLACE MACRO pax_body(t) AS TRY_CAST(right(replace(replace(t, '-', ''), '+', ''), 10) AS BIGINT);
CREATE OR REPLACE MACRO pax_day(t) AS TRY_CAST(substr(t, 7, 2) AS INTEGER);
CREATE OR REPLACE MACRO pax_month(t) AS TRY_CAST(substr(t, 5, 2) AS INTEGER);
CREATE OR REPLACE MACRO pax_is_dated(t) AS (
    (pax_day(t) >= 60 AND (pax_month(t) = 0 OR pax_day(t) = 60) AND pax_month(t) <= 12 AND pax_day(t) <= 91)
    OR TRY_CAST(substr(t, 1, 4) || '-' || substr(t, 5, 2) || '-' || right('0' || (pax_day(t) % 60), 2) AS DATE)
        IS NOT NULL
);
"""

_FAULTS = """
CREATE OR REPLACE MACRO pax_offset_fault(offset_found) AS CASE offset_found
    WHEN {right} THEN NULL WHEN {other} THEN '{other_kind}' ELSE 'the check digit is wrong' END;
CREATE OR REPLACE MACRO pax_person_fault(t) AS CASE
    WHEN t IS NULL THEN NULL
    WHEN NOT pax_is_person(t) THEN 'not the twelve digits of a personal or coordination number'
    WHEN NOT pax_is_dated(t) THEN 'the date within the number does not exist'
    ELSE pax_offset_fault(pax_offset(pax_body(t))) END;
CREATE OR REPLACE MACRO pax_organisation_fault(t) AS CASE
    WHEN t IS NULL THEN NULL
    WHEN pax_is_person(t) THEN pax_person_fault(t)
    WHEN NOT pax_is_organisation(t) AND NOT pax_is_sole_trader(t) THEN 'not the ten digits of an organisation number'
    ELSE pax_offset_fault(pax_offset(pax_body(t))) END;
CREATE OR REPLACE MACRO pax_party_fault(t) AS CASE
    WHEN t IS NULL THEN NULL
    WHEN pax_is_person(t) THEN pax_person_fault(t)
    WHEN (pax_is_organisation(t) OR pax_is_sole_trader(t)) AND pax_offset(pax_body(t)) = {other} THEN '{other_kind}'
    END;
CREATE OR REPLACE MACRO pax_party(t) AS CASE
    WHEN pax_is_person(t) THEN pax_person(t)
    WHEN (pax_is_organisation(t) OR pax_is_sole_trader(t)) AND pax_offset(pax_body(t)) = {right} THEN pax_organisation(t)
    ELSE t END;
"""

# A giro number has 2 to 8 digits (a bankgiro 7 or 8); padded to ten digits its check digit is the same.
_ACCOUNTS = r"""
CREATE OR REPLACE MACRO pax_giro(t) AS replace(replace(substr(t, 4), '-', ''), ' ', '');
CREATE OR REPLACE MACRO pax_is_giro(t) AS
    regexp_full_match(t, 'BG:[ -]*(\d[ -]*){{7,8}}') OR regexp_full_match(t, 'PG:[ -]*(\d[ -]*){{2,8}}');
CREATE OR REPLACE MACRO pax_is_bank(t) AS regexp_full_match(t, 'BANK:[1-9]\d{{3,4}}-\d{{1,12}}');
CREATE OR REPLACE MACRO pax_account_offset(t) AS
    CASE WHEN pax_is_giro(t) THEN pax_offset(TRY_CAST(pax_giro(t) AS BIGINT)) END;
CREATE OR REPLACE MACRO pax_account_fault(t) AS
    CASE WHEN pax_account_offset(t) = {other} THEN '{other_kind}' END;
CREATE OR REPLACE MACRO pax_account(t) AS
    CASE WHEN pax_account_offset(t) = {right} THEN left(t, 3) || pax_giro(t) ELSE t END;
CREATE OR REPLACE MACRO pax_account_odd(t) AS
    t IS NOT NULL AND NOT pax_is_bank(t) AND coalesce(pax_account_offset(t) <> {right}, TRUE);
"""

# A value's shape: letters become a or A, digits 9; cut to forty characters. Nothing else is ever told of a value.
_SHAPE = r"""
CREATE OR REPLACE MACRO pax_shape(t) AS regexp_replace(regexp_replace(regexp_replace(regexp_replace(
    left(t, 40), '\p{Lu}', 'A', 'g'), '[\p{L}\p{M}]', 'a', 'g'), '\p{N}', '9', 'g'), '[^aA9 -~]', '?', 'g');
"""


# A place name as it is compared: without case and with single spaces.
_PLACES = r"""
CREATE OR REPLACE MACRO pax_place(t) AS nullif(upper(trim(regexp_replace(t, '\s+', ' ', 'g'))), '');
CREATE OR REPLACE MACRO pax_own_municipality() AS '{code}';
"""


def define_macros(engine: Engine, identity: Identity, code: str) -> None:
    """Create the macros for the municipality of that four-digit code, which takes numbers of that kind."""
    fictitious = identity is Identity.FICTITIOUS
    known = {
        "right": FICTITIOUS_OFFSET if fictitious else 0,
        "other": 0 if fictitious else FICTITIOUS_OFFSET,
        "other_kind": OTHER_KIND.format(identity.value),
    }
    places = _PLACES.format(code="".join(character for character in code if character.isdigit()))
    for statement in (_DIGITS, _FORMS, _FAULTS.format(**known), _ACCOUNTS.format(**known), _SHAPE, places):
        engine.run(statement)
