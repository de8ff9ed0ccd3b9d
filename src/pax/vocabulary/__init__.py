"""The words of Pax as types that parse themselves, and the canonical schema. Imports nothing of ours."""

from pax.vocabulary.canonical import Closed, Column, ColumnType, IdKind, Schema, Table, read_schema
from pax.vocabulary.errors import DeliveryRefused, Exit, NothingWritten, PaxError, RuleRefused, WrongUse
from pax.vocabulary.identity import (
    Account,
    Identity,
    NotAnIdentity,
    OrgNumber,
    PersonNumber,
    check_digit,
    fictitious_check_digit,
)
from pax.vocabulary.periods import Period, last_possible_day, months_back
from pax.vocabulary.protection import Protection
from pax.vocabulary.report import Report, Silent
from pax.vocabulary.text import Text

__all__ = [
    "Account",
    "Closed",
    "Column",
    "ColumnType",
    "DeliveryRefused",
    "Exit",
    "IdKind",
    "Identity",
    "NotAnIdentity",
    "NothingWritten",
    "OrgNumber",
    "PaxError",
    "Period",
    "PersonNumber",
    "Protection",
    "Report",
    "RuleRefused",
    "Schema",
    "Silent",
    "Table",
    "Text",
    "WrongUse",
    "check_digit",
    "fictitious_check_digit",
    "last_possible_day",
    "months_back",
    "read_schema",
]
