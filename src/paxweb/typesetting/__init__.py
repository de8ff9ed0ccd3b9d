"""Papers set in type: data in, an accessible PDF out. Knows no case and no database."""

from paxweb.typesetting.paper import (
    Block,
    Heading,
    Items,
    Paper,
    Paragraph,
    Rows,
    Run,
    Runs,
    Signatures,
    plain,
)
from paxweb.typesetting.printing import NotPrinted, print_paper, typeset
from paxweb.typesetting.texts import tidy, unprintable

__all__ = [
    "Block",
    "Heading",
    "Items",
    "NotPrinted",
    "Paper",
    "Paragraph",
    "Rows",
    "Run",
    "Runs",
    "Signatures",
    "plain",
    "print_paper",
    "tidy",
    "typeset",
    "unprintable",
]
