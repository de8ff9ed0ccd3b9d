"""Two people at once: what is taken out is what was decided, and what a second person gets is what was marked."""

from typing import Any

import pytest

from paxweb.accounts.clearances.limits import NotAllowed
from paxweb.frame.clock import now, today
from paxweb.rights.actions import issue
from paxweb.rights.actions.mark import Marking, mark
from paxweb.rights.actions.records import Asked, Review, open_records, review, take_copy
from paxweb.rights.composing import compose
from paxweb.rights.drafts import close
from paxweb.rights.models import Given, Record, VolumeState
from tests.office.rights.unit import Year, work_through
from tests.office.world import HOUSING

pytestmark = pytest.mark.django_db


def test_a_copy_is_not_taken_out_on_a_verdict_that_somebody_has_just_changed(year: Year) -> None:
    rita = year.actor("Rita")
    asked = open_records(rita, HOUSING, Asked("Allt om saken", "", "D 1", today()))
    record = Record(
        wall=asked.wall,
        board=asked.board,
        request=asked,
        kind="note",
        row="1",
        label="1",
        made_on=today(),
        laid_at=now(),
    )
    told = {"title": "", "text": "Källan heter Kurt.", "content": "", "ending": "pdf"}
    record.box = close(HOUSING, f"record:{record.pk}", told)
    record.save(force_insert=True)
    review(rita, record, Review(Given.GIVE))
    seen = Record.objects.get(pk=record.pk)
    review(rita, record, Review(Given.WITHHOLD, "OSL 26:5"))
    with pytest.raises(NotAllowed):
        take_copy(rita, seen)
    assert Record.objects.get(pk=record.pk).taken_at is None


def test_a_mark_made_while_the_extract_is_fixed_is_in_it_or_it_is_not_fixed(
    year: Year, monkeypatch: pytest.MonkeyPatch
) -> None:
    work_through(year)
    volume, rita = year.volume(year.asked()), year.actor("Rita")

    def meanwhile(answer: Any) -> Any:  # noqa: ANN401  as the function it stands in for
        made = compose(answer)
        line = answer.draft.lines[0]
        mark(rita, volume, Marking(line.id, line.values[0].name, "OSL 26:5", (), "råkar illa ut"))
        return made

    monkeypatch.setattr("paxweb.rights.actions.issue.compose", meanwhile)
    with pytest.raises(NotAllowed):
        issue.propose(rita, volume, "sv")
    volume.refresh_from_db()
    assert volume.state == VolumeState.DRAFT
