"""The second lock: what a rule's SQL says, read by a parser before any database sees it."""

from pax.rules.sql.allowed import Allowed, read_allowed
from pax.rules.sql.grammar import Refused, parse, parse_condition
from pax.rules.sql.judge import judge_rule, judge_view

__all__ = ["Allowed", "Refused", "judge_rule", "judge_view", "parse", "parse_condition", "read_allowed"]
