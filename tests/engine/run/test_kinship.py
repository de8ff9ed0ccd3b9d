"""How little a rule knows of kinship is told beside what it asked."""

from pathlib import Path

from pax.run.kinship import KinShare, kin_shares
from pax.signals import Signal
from pax.store import Tables, open_engine
from tests.engine.run.small_world import every_rule


def test_of_two_people_named_one_has_no_recorded_kin(tmp_path: Path) -> None:
    with open_engine(tmp_path / "spill") as engine:
        known = engine.write("SELECT 'p_dana' AS person_id", tmp_path / "kin_unknown.parquet")
        tables = Tables({"kin_unknown": known})
        others = '[{"id":"p_dana","kind":"person"},{"id":"p_bob","kind":"person"},{"id":"D2","kind":"dwelling"}]'
        signals = [_signal("AD-01", "dwelling", "D1", others), _signal("AI-03", "account", "BG:1", "[]")]
        shares = kin_shares(engine, every_rule(), tables, ("AD-01", "AI-03", "HO-02"), signals)
    assert shares == {"AD-01": KinShare(2, 1), "AI-03": KinShare(0, 0)}


def _signal(rule_id: str, kind: str, subject: str, others: str) -> Signal:
    empty = dict.fromkeys(Signal.__dataclass_fields__)
    told = {"rule_id": rule_id, "subject_kind": kind, "subject_id": subject, "other_subjects": others}
    return Signal(**{**empty, **told})  # type: ignore[arg-type]  # what kinship reads is all that is there
