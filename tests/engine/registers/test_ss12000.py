"""School data by SS 12000: who is enrolled where, who works where, and whom the marks protect."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pax.registers import Received
from pax.registers.readers.json_stream import elements
from pax.registers.readers.recognise import NotReadable
from tests.data import third_party
from tests.drawn import examples
from tests.engine.registers.deliveries import CONTENT, DANA, DAY, EVERT, FIA, found, person, receive_from, rows, told

UNIT, OTHER = "b60a032a-afbc-595c-b167-b8b767be0e23", "fa592db1-912b-57fe-8cf6-df5f81522f01"
SCIM = "urn:scim:schemas:extension:sis:school:1.0:User"
Object = dict[str, object]


def _receive(tmp_path: Path, **files: object) -> Received:
    folder = tmp_path / "in" / "ss12000" / DAY
    folder.mkdir(parents=True)
    for name, content in files.items():
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
    return receive_from(tmp_path / "in")


def _pupil(number: str | None = FIA, mark: str | None = "Ingen", **enrolment: object) -> Object:
    at: Object = {"enroledAt": {"id": UNIT}, "schoolType": "GR", "startDate": "2022-08-16", **enrolment}
    pupil: Object = {"id": f"p-{number}", "givenName": "Fia", "familyName": "Öberg", "enrolments": [at]}
    if number is not None:
        pupil["civicNo"] = {"value": number, "nationality": "SE"}
    return pupil if mark is None else {**pupil, "securityMarking": mark}


def test_a_pupil_is_enrolled_at_the_unit_with_its_code(tmp_path: Path) -> None:
    units = {"data": [{"id": UNIT, "displayName": "Bergaskolan", "schoolUnitCode": "99900011"}]}
    received = _receive(tmp_path, persons={"data": [_pupil(endDate="2026-06-12")], "pageToken": None}, units=units)
    assert found(received) == []
    assert rows(received, "school_enrolments", "person_id", "school_unit", "from_date", "to_date") == [
        (FIA, "99900011", date(2022, 8, 16), date(2026, 6, 12))
    ]


def test_the_four_forms_of_a_file_say_the_same(tmp_path: Path) -> None:
    pupil = _pupil()
    forms: dict[str, object] = {
        "page": {"pageToken": None, "data": [pupil]},
        "reduced": {"persons": [pupil]},
        "list": [pupil],
        "alone": pupil,
        "lines": json.dumps(pupil) + "\n" + json.dumps(pupil),
    }
    told_by = {
        name: set(rows(_receive(tmp_path / name, persons=form), "school_enrolments", "person_id", "school_unit"))
        for name, form in forms.items()
    }
    assert set(map(frozenset, told_by.values())) == {frozenset({(FIA, UNIT)})}


def test_school_and_leisure_time_at_one_unit_are_one_enrolment_with_the_later_end(tmp_path: Path) -> None:
    pupil = _pupil()
    pupil["enrolments"] = [
        {"enroledAt": {"id": UNIT}, "schoolType": kind, "startDate": "2022-08-16", "endDate": end}
        for kind, end in (("GR", "2026-06-12"), ("FTH", "2025-06-12"))
    ]
    received = _receive(tmp_path, persons=[pupil])
    assert rows(received, "school_enrolments", "to_date") == [(date(2026, 6, 12),)]


def test_a_cancelled_enrolment_is_none(tmp_path: Path) -> None:
    received = _receive(tmp_path, persons=[_pupil(cancelled=True)])
    assert rows(received, "school_enrolments", "person_id") == []
    assert found(received) == [(1, "from_date", "kept: an enrolment that was cancelled is none")]


def test_duties_become_staff_with_every_role_of_the_day(tmp_path: Path) -> None:
    teacher = {"id": "t", "givenName": "Evert", "civicNo": {"value": EVERT}, "securityMarking": "Ingen"}
    duties = [
        {"id": role, "person": {"id": "t"}, "dutyAt": {"id": UNIT}, "dutyRole": role, "startDate": "2019-08-12"}
        for role in ("Lärare", "Förstelärare")
    ]
    stranger = {"id": "x", "person": {"id": "nobody"}, "dutyAt": {"id": UNIT}, "dutyRole": "Rektor"}
    received = _receive(tmp_path, persons=[teacher], duties={"duties": [*duties, stranger]})
    assert rows(received, "staff", "person_id", "unit", "from_date", "position") == [
        (EVERT, UNIT, date(2019, 8, 12), "Förstelärare, Lärare")
    ]
    assert [problem for _, name, problem in found(received) if name == "person_id"] == [
        "kept: a duty whose holder is not among the persons delivered, or has no number, is not read"
    ]


def test_duties_that_came_along_with_a_person_count_too(tmp_path: Path) -> None:
    duty = {"id": "d", "dutyAt": {"id": UNIT}, "dutyRole": "Rektor", "startDate": "2017-01-01"}
    head = {"id": "t", "givenName": "Evert", "civicNo": {"value": EVERT}, "_embedded": {"duties": [duty]}}
    assert rows(_receive(tmp_path, persons=[head]), "staff", "person_id", "position") == [(EVERT, "Rektor")]


MARKS = {
    "marked": ({"Sekretessmarkering", "Ingen"}, "Sekretessmarkering", True),
    "in the protected register": ({"Ingen"}, "Skyddad folkbokföring", True),
    "a mark nobody knows": ({"Ingen"}, "Hemlig", True),
    "no mark where others have one": ({"Ingen"}, None, True),
    "no mark where nobody has one": (set(), None, False),
    "none": ({"Ingen"}, "Ingen", False),
}


@pytest.mark.parametrize("case", MARKS)
def test_whom_the_mark_protects(case: str, tmp_path: Path) -> None:
    others, mark, protected = MARKS[case]
    crowd = [_pupil(person(f"201001010{at:02}"), each) for at, each in enumerate(sorted(others), 10)]
    received = _receive(tmp_path, persons=[*crowd, _pupil(FIA, mark)])
    assert (FIA in received.marked) is protected
    assert FIA in [who for (who,) in rows(received, "school_enrolments", "person_id")]


def test_the_standard_of_2018_is_read_as_scim(tmp_path: Path) -> None:
    pupil = {
        "externalId": "u1",
        "userName": "fia@skola.example",
        SCIM: {"civicNo": FIA, "securityMarking": False, "enrolments": [{"value": OTHER, "schoolYear": 4}]},
    }
    hidden = {"externalId": "u2", "userName": "x", SCIM: {"civicNo": EVERT, "securityMarking": True, "enrolments": []}}
    unit = {"externalId": OTHER, "displayName": "Lindskolan", "schoolUnitCode": "99900022"}
    work = {"externalId": "e1", "employedAt": {"value": OTHER}, "user": {"value": "u2"}, "employmentRole": "Rektor"}
    received = _receive(tmp_path, users={"Resources": [pupil, hidden]}, units=[unit], employments=[work])
    assert rows(received, "school_enrolments", "person_id", "school_unit", "from_date") == [(FIA, "99900022", None)]
    assert rows(received, "staff", "person_id", "unit", "position") == [(EVERT, "99900022", "Rektor")]
    assert received.marked == {EVERT}


def test_a_pupil_with_a_temporary_number_goes_to_quarantine_and_the_others_stay(tmp_path: Path) -> None:
    crowd = [_pupil(person(f"201001010{at:02}")) for at in range(10, 15)]
    received = _receive(tmp_path, persons=[*crowd, _pupil("20130101TF01"), _pupil(None)])
    assert len(rows(received, "school_enrolments", "person_id")) == 5
    broken = [problem for _, name, problem in found(received) if name == "person_id"]
    assert broken == [
        "quarantined: not the twelve digits of a personal or coordination number",
        "quarantined: the key is empty",
    ]
    assert "TF01" not in told(received)


@pytest.mark.parametrize(("field", "value"), [("civicNo", [DANA]), ("enrolments", {"Dana": DANA}), ("id", ["Dana"])])
def test_a_field_of_another_kind_is_quarantine_and_its_value_is_told_nowhere(
    field: str, value: object, tmp_path: Path
) -> None:
    received = _receive(tmp_path, persons=[_pupil(), {**_pupil(person("20100101010")), field: value}])
    assert [problem for _, _, problem in found(received) if "quarantined" in problem] == [
        "quarantined: the field is not as SS 12000 has it"
    ]
    assert [value for value in ("Dana", DANA) if value in told(received)] == []


@pytest.mark.parametrize(
    "text",
    ["", "[", '{"data": [1,', '{"data": [{"id": 1}', "%PDF-1.7", '{"html": 1}', '{"data": [{"x": 1}]}', "[" * 99_999],
)
def test_what_is_no_school_data_is_refused_whole(text: str, tmp_path: Path) -> None:
    assert [refusal.file for refusal in _receive(tmp_path, persons=text).refusals] == ["persons.json"]


def test_another_encoding_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "in" / "ss12000" / DAY
    folder.mkdir(parents=True)
    (folder / "persons.json").write_bytes(json.dumps([_pupil()], ensure_ascii=False).encode("latin-1"))
    assert len(receive_from(tmp_path / "in").refusals) == 1


def test_skolverkets_samples_are_read_to_what_they_say(tmp_path: Path) -> None:
    folder = third_party("formats/ss12000") / "sampledata"
    pupil = json.loads((folder / "person.json").read_text(encoding="utf-8"))
    group = json.loads((folder / "group_json.json").read_text(encoding="utf-8"))
    activity = json.loads((folder / "activity.json").read_text(encoding="utf-8"))
    assert pupil["civicNo"]["value"] == "200112240129"
    pupil["civicNo"]["value"] = person("20011224012")
    received = _receive(tmp_path, persons=pupil, groups=group, activities={"activities": [activity]})
    assert received.refusals == ()
    assert rows(received, "school_enrolments", "person_id", "school_unit", "from_date", "to_date") == [
        (person("20011224012"), OTHER, None, None)
    ]
    assert rows(received, "staff", "person_id") == []


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from([FIA, UNIT, "2022-08-16"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(data=st.data())
@settings(max_examples=examples(25), deadline=None)
def test_whatever_a_field_holds_there_is_a_clear_answer_and_no_value(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    pupil = _pupil(DANA)
    field = data.draw(st.sampled_from([*pupil, "_embedded", "dutyRole", "userName"]))
    received = _receive(tmp_path_factory.mktemp("any"), persons=[_pupil(), {**pupil, field: data.draw(_VALUES)}])
    assert [value for value in ("Öberg", DANA) if value in told(received)] == []


def test_a_long_list_is_read_in_the_memory_of_one_element(tmp_path: Path) -> None:
    path = tmp_path / "long.json"
    with path.open("w", encoding="utf-8") as file:
        file.write('{"pageToken": "x", "data": [')
        file.writelines(f'{", " if at else ""}\n{{"at": {at}, "text": "{"å" * 500}"}}' for at in range(6_000))
        file.write("\n]}")
    read = elements(path, "utf-8", ("data",))
    lines = [(each.line, each.value["at"]) for each in read if isinstance(each.value, dict)]
    assert lines == [(at + 2, at) for at in range(6_000)]


def test_an_element_without_end_is_refused_before_memory_is(tmp_path: Path) -> None:
    path = tmp_path / "endless.json"
    path.write_text('["' + "x" * 40_000_000, encoding="utf-8")
    with pytest.raises(NotReadable, match="larger than any record"):
        list(elements(path, "utf-8"))


def test_the_sample_protects_its_marked_pupil(tmp_path: Path) -> None:
    shutil.copytree(CONTENT.folder("registers") / "ss12000" / "sample", tmp_path / "in" / "ss12000" / DAY)
    assert receive_from(tmp_path / "in").marked == {"201102142380"}
