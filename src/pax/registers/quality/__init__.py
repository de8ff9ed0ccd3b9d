"""What a delivery is worth: how full its columns are, what is odd in it, what changed since the one before."""

from pax.registers.quality.comparing import Jump, jumps
from pax.registers.quality.looking import Looked, look_through
from pax.registers.quality.measuring import Codes, Dates, Measured, Problem, TableMeasure
from pax.registers.quality.page import page
from pax.registers.quality.saying import few, problem_text, share

__all__ = [
    "Codes",
    "Dates",
    "Jump",
    "Looked",
    "Measured",
    "Problem",
    "TableMeasure",
    "few",
    "jumps",
    "look_through",
    "page",
    "problem_text",
    "share",
]
