"""What one of the people does in the load of `benchmarks.office`: a file for locust, not run by hand.

Everyone reads the week's list, takes what is free, reads it, answers, and clears it or puts it off; now and then they
look at a page that holds nothing. OFFICE_SESSIONS names a file with one session for each, OFFICE_TIMES where the
seconds go.
"""

import json
import os
import re
import time
from itertools import count
from pathlib import Path

import numpy as np
from locust import HttpUser, between, events, task

GIVEN = os.environ  # noqa: TID251  what the benchmark hands over
SESSIONS = json.loads(Path(GIVEN["OFFICE_SESSIONS"]).read_text(encoding="utf-8"))
TOKEN = "benchmarkbenchmarkbenchmarkbench"  # noqa: S105  both halves of a check against other sites; no secret
LIST, ITEM, STEP, EMPTY = "list", "item", "step", "empty"
PUT_OFF_UNTIL = GIVEN.get("OFFICE_UNTIL", "")

_numbers = count()
_times: dict[str, list[float]] = {LIST: [], ITEM: [], STEP: [], EMPTY: []}
_errors: list[str] = []
_beaten = [0]
_from = time.monotonic() + float(GIVEN.get("OFFICE_WARM", "10"))


def noted(name: str, response_time: float, exception: Exception | None, **_: object) -> None:
    """Keep every answer's time once everybody is there; an error counts from the first."""
    if exception is not None:
        _errors.append(f"{name}: {exception}")
    elif time.monotonic() >= _from:
        _times[name].append(response_time)


def written(**_: object) -> None:
    """Leave the times where the benchmark reads them."""
    told = {"times": _times, "errors": _errors, "beaten": _beaten[0]}
    Path(GIVEN["OFFICE_TIMES"]).write_text(json.dumps(told), encoding="utf-8")


events.request.add_listener(noted)  # type: ignore[no-untyped-call]  # locust has no types
events.quitting.add_listener(written)  # type: ignore[no-untyped-call]  # the same


class Official(HttpUser):
    """Somebody of the unit, two to five seconds between pages."""

    wait_time = between(2, 5)

    def on_start(self) -> None:
        """Sign in with the session made for them."""
        number = next(_numbers)
        self.chance = np.random.default_rng(number)
        self.client.headers["Cookie"] = f"sessionid={SESSIONS[number % len(SESSIONS)]}; csrftoken={TOKEN}"
        self.mine = ""

    @task(4)
    def read_the_list(self) -> None:
        """The week's list; take one that is free, unless something is begun."""
        page = self._get("/sv/vecka/housing_company/", LIST)
        free = re.findall(r'action="(/sv/uppgift/[0-9a-f-]+/)ta/"', page)
        begun = re.findall(r'href="(/sv/uppgift/[0-9a-f-]+/)"', page.partition('class="pax-queue"')[2])
        self.mine = str(self.chance.choice(begun)) if begun else self.mine
        if free and not begun:
            chosen = str(self.chance.choice(free[:20]))
            if self._post(f"{chosen}ta/", {"version": "0"}):
                self.mine = chosen

    @task(4)
    def read_an_item(self) -> None:
        """Go on with one's own: read, answer, end."""
        if not self.mine:
            self.read_the_list()
            return
        page = self._get(self.mine, ITEM)
        version = re.search(r'name="version" value="(\d+)"', page)
        if version is None:
            self.mine = ""
        elif "/svar/" in page:
            answer = str(self.chance.choice(["yes", "no", "cannot_tell"]))
            self._post(f"{self.mine}svar/", {"version": version[1], "answer": answer, "why": "två avtal samtidigt"})
        elif "/avfarda/" in page:
            self._end(page, version[1])

    def _end(self, page: str, version: str) -> None:
        if self.chance.random() < 0.3:
            words = {"version": version, "wait_until": PUT_OFF_UNTIL, "wait_reason": "väntar på besked"}
            self._post(f"{self.mine}skjut-upp/", words)
        else:
            held = {name: "no" for name in re.findall(r'name="(holds_\w+)"', page)}
            ended = {"explanation": "nothing"} if held else {}
            self._post(
                f"{self.mine}avfarda/", {"version": version, "reason": "allt stämmer med avtalet", **held, **ended}
            )
        self.mine = ""

    @task(1)
    def read_nothing(self) -> None:
        """A page with nothing on it but who is signed in."""
        self._get("/sv/accounts/notices/", EMPTY)

    def _get(self, address: str, name: str) -> str:
        with self.client.get(address, name=name, catch_response=True) as answer:
            if answer.status_code == 200:
                answer.success()
            else:
                answer.failure(f"status {answer.status_code}")
            return str(answer.text or "")

    def _post(self, address: str, words: dict[str, str]) -> bool:
        """Send a step; that a colleague was first is an answer, not an error."""
        words = {**words, "csrfmiddlewaretoken": TOKEN}
        with self.client.post(address, words, name=STEP, catch_response=True, allow_redirects=False) as answer:
            if answer.status_code == 409:
                _beaten[0] += 1
                answer.success()
            elif answer.status_code == 302:
                answer.success()
            else:
                answer.failure(f"status {answer.status_code} of {address.rsplit('/', 2)[1]}")
            return bool(answer.status_code == 302)
