"""Identity numbers checked in SQL: the same verdicts as `pax.vocabulary.identity`, a million at a time.

A test holds the two equal on every official test number and on drawn ones. Work is done on whole numbers, step by step
in projections of their own, since DuckDB evaluates a macro's argument once for every place it stands in.

The *code* of a text is what its check digit is off by (0 to 9) when it has the form of a person number, -1 when the
date within does not exist, 100 more than what it is off by for an organisation's or sole trader's ten digits, NULL for
anything else.
"""

from pax.store import Engine
from pax.vocabulary import Identity
from pax.vocabulary.identity import FICTITIOUS_OFFSET

OTHER_KIND = "a number of the wrong kind: this municipality takes only {} ones"
NO_PERSON = "not the twelve digits of a personal or coordination number"
NO_DATE = "the date within the number does not exist"
NO_ORGANISATION = "not the ten digits of an organisation number"
NO_CHECK = "the check digit is wrong"

# The digit at a place of ten digits; a doubled digit above four has nine taken off (ISO/IEC 7812-1 annex B).
_DIGITS = """
CREATE OR REPLACE MACRO pax_digit(n, place) AS (n // place) % 10;
CREATE OR REPLACE MACRO pax_twice(n, place) AS 2 * pax_digit(n, place) - 9 * CAST((n // place) % 10 > 4 AS BIGINT);
CREATE OR REPLACE MACRO pax_offset(n) AS (pax_digit(n, 1)
    + pax_twice(n, 10) + pax_digit(n, 100) + pax_twice(n, 1000) + pax_digit(n, 10000) + pax_twice(n, 100000)
    + pax_digit(n, 1000000) + pax_twice(n, 10000000) + pax_digit(n, 100000000) + pax_twice(n, 1000000000)) % 10;
"""

_PERSONS = r"""
CREATE OR REPLACE MACRO pax_person(t) AS CASE
    WHEN strlen(t) = 13 AND substr(t, 9, 1) = '-' THEN left(t, 8) || right(t, 4) ELSE t END;
CREATE OR REPLACE MACRO pax_twelve(t) AS CASE
    WHEN strlen(t) = 12 THEN TRY_CAST(t AS BIGINT)
    WHEN strlen(t) = 13 AND substr(t, 9, 1) = '-' THEN TRY_CAST(left(t, 8) || right(t, 4) AS BIGINT) END;
CREATE OR REPLACE MACRO pax_is_twelve(t, n) AS
    n BETWEEN 180000000000 AND 209999999999 AND n // 10 % 1000 <> 0 AND CAST(n AS VARCHAR) = pax_person(t);
CREATE OR REPLACE MACRO pax_last_day(y, m) AS CASE m
    WHEN 2 THEN 28 + CAST(y % 4 = 0 AND (y % 100 <> 0 OR y % 400 = 0) AS BIGINT)
    WHEN 4 THEN 30 WHEN 6 THEN 30 WHEN 9 THEN 30 WHEN 11 THEN 30 ELSE 31 END;
CREATE OR REPLACE MACRO pax_is_day(y, m, d) AS (
    (m BETWEEN 1 AND 12 AND d % 60 BETWEEN 1 AND pax_last_day(y, m) AND (d < 32 OR d > 60))
    OR (d >= 60 AND (m = 0 OR d = 60) AND m <= 12 AND d <= 91));
CREATE OR REPLACE MACRO pax_is_dated(n) AS pax_is_day(n // 100000000, n // 1000000 % 100, n // 10000 % 100);
CREATE OR REPLACE MACRO pax_person_code(t, n) AS CASE
    WHEN NOT coalesce(pax_is_twelve(t, n), FALSE) THEN NULL
    WHEN pax_is_dated(n) THEN pax_offset(n % 10000000000) ELSE -1 END;
"""

_PARTIES = r"""
CREATE OR REPLACE MACRO pax_is_organisation(t) AS regexp_full_match(t, '(16)?\d{{2}}[2-9]\d{{3}}-?\d{{4}}');
CREATE OR REPLACE MACRO pax_is_sole_trader(t) AS
    regexp_full_match(t, '\d{{2}}(0[1-9]|1[0-2])([06][1-9]|[1278]\d|[39][01])[-+]?\d{{4}}');
CREATE OR REPLACE MACRO pax_ten(t) AS right(replace(replace(t, '-', ''), '+', ''), 10);
CREATE OR REPLACE MACRO pax_party_code(t, n) AS CASE
    WHEN coalesce(pax_is_twelve(t, n), FALSE) THEN pax_person_code(t, n)
    WHEN pax_is_organisation(t) OR pax_is_sole_trader(t) THEN 100 + pax_offset(TRY_CAST(pax_ten(t) AS BIGINT)) END;
CREATE OR REPLACE MACRO pax_party(t, code) AS CASE
    WHEN code IS NULL THEN t WHEN code < 100 THEN pax_person(t) WHEN code = 100 + {right} THEN pax_ten(t) ELSE t END;
"""

_FAULTS = """
CREATE OR REPLACE MACRO pax_person_fault(t, code) AS CASE
    WHEN t IS NULL OR code = {right} THEN NULL WHEN code IS NULL THEN '{no_person}' WHEN code = -1 THEN '{no_date}'
    WHEN code = {other} THEN '{other_kind}' ELSE '{no_check}' END;
CREATE OR REPLACE MACRO pax_organisation_fault(t, code) AS CASE
    WHEN t IS NULL OR code IN ({right}, 100 + {right}) THEN NULL WHEN code IS NULL THEN '{no_organisation}'
    WHEN code = -1 THEN '{no_date}' WHEN code IN ({other}, 100 + {other}) THEN '{other_kind}' ELSE '{no_check}' END;
CREATE OR REPLACE MACRO pax_party_fault(code) AS CASE
    WHEN code IS NULL OR code = {right} THEN NULL WHEN code IN ({other}, 100 + {other}) THEN '{other_kind}'
    WHEN code = -1 THEN '{no_date}' WHEN code < 100 THEN '{no_check}' END;
CREATE OR REPLACE MACRO pax_is_person(t) AS coalesce(pax_person_code(t, pax_twelve(t)) = {right}, FALSE);
"""

# A giro number has 2 to 8 digits (a bankgiro 7 or 8); padded to ten digits its check digit is the same.
_ACCOUNTS = r"""
CREATE OR REPLACE MACRO pax_giro(t) AS replace(replace(substr(t, 4), '-', ''), ' ', '');
CREATE OR REPLACE MACRO pax_giro_code(t) AS CASE
    WHEN left(t, 3) NOT IN ('BG:', 'PG:') THEN NULL
    WHEN regexp_full_match(t, 'BG:[ -]*(\d[ -]*){{7,8}}|PG:[ -]*(\d[ -]*){{2,8}}')
    THEN pax_offset(TRY_CAST(pax_giro(t) AS BIGINT)) END;
CREATE OR REPLACE MACRO pax_account(t, code) AS CASE WHEN code = {right} THEN left(t, 3) || pax_giro(t) ELSE t END;
CREATE OR REPLACE MACRO pax_account_fault(code) AS CASE WHEN code = {other} THEN '{other_kind}' END;
CREATE OR REPLACE MACRO pax_account_odd(t, code) AS
    t IS NOT NULL AND coalesce(code <> {right}, NOT regexp_full_match(t, 'BANK:[1-9]\d{{3,4}}-\d{{1,12}}'));
"""

# Ten digits, and days of six, in the century they were written in: nobody is born after the delivery's day, pax_day().
# A plus sign stands for a hundred years or more (folkbokföringslagen 1991:481, 18 §).
_SHORT = r"""
CREATE OR REPLACE MACRO pax_century(six) AS
    CASE WHEN CAST(left(six, 2) AS INTEGER) * 10000 + CAST(substr(six, 3, 2) AS INTEGER) * 100
              + CAST(substr(six, 5, 2) AS INTEGER) % 60
         <= year(pax_day()) % 100 * 10000 + month(pax_day()) * 100 + day(pax_day()) THEN 20 ELSE 19 END;
CREATE OR REPLACE MACRO pax_person_of_ten(t) AS CASE
    WHEN regexp_full_match(t, '\d{6}[-+]?\d{4}')
    THEN CAST(pax_century(left(t, 6)) - CAST(contains(t, '+') AS INTEGER) AS VARCHAR) || left(t, 6) || right(t, 4)
    ELSE t END;
CREATE OR REPLACE MACRO pax_day_of_six(t) AS CASE
    WHEN regexp_full_match(t, '\d{6}') THEN CAST(pax_century(t) AS VARCHAR) || t ELSE t END;
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
        "no_person": NO_PERSON,
        "no_date": NO_DATE,
        "no_organisation": NO_ORGANISATION,
        "no_check": NO_CHECK,
    }
    engine.run("CREATE OR REPLACE MACRO pax_day() AS DATE '1900-01-01'")
    for statement in (_DIGITS, _PERSONS, _SHORT, _SHAPE):
        engine.run(statement)
    for statement in (_PARTIES, _FAULTS, _ACCOUNTS):
        engine.run(statement.format(**known))
    engine.run(_PLACES.format(code="".join(character for character in code if character.isdigit())))
