"""Receives deliveries: reads a source, keeps what its `register.yml` promises, quarantines rows, refuses the broken."""

from pax.registers.delivered import DeliveredFile, Delivery, QualityRow, Received
from pax.registers.receiving import Wish, receive
from pax.registers.source import Source, read_source, register_ids

__all__ = [
    "DeliveredFile",
    "Delivery",
    "QualityRow",
    "Received",
    "Source",
    "Wish",
    "read_source",
    "receive",
    "register_ids",
]
