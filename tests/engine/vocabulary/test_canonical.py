"""The canonical schema holds every table with a key, and closes what rules may not see."""

from pax import content
from pax.vocabulary import Closed, ColumnType, IdKind

SCHEMA = content.schema(content.find())


def test_every_table_has_a_key_of_its_own_columns() -> None:
    assert len(SCHEMA.tables) == 39
    for table in SCHEMA.tables.values():
        assert table.key
        assert set(table.key) <= set(table.names)


def test_sex_and_birth_region_are_closed_to_every_rule() -> None:
    assert {column.closed for column in SCHEMA["person_groups"].columns} == {Closed.ALWAYS}


def test_names_and_kind_of_number_are_closed_to_every_rule() -> None:
    persons = SCHEMA["persons"]
    assert {n for n in persons.names if persons.column(n).closed is Closed.ALWAYS} == {
        "id_kind",
        "given_name",
        "surname",
    }


def test_where_somebody_lives_on_the_map_is_closed_in_conditions() -> None:
    dwellings = SCHEMA["dwellings"]
    for name in ("easting", "northing", "postal_code", "area_id"):
        assert dwellings.column(name).closed is Closed.CONDITIONS


def test_every_reference_to_a_person_is_known_as_one() -> None:
    persons = ("person_id", "applicant_id", "subtenant_id", "carer_id", "client_id", "assessor_id", "related_id")
    for table in SCHEMA.tables.values():
        for column in table.columns:
            if column.name in persons:
                assert column.id is IdKind.PERSON, f"{table.name}.{column.name}"


def test_a_lease_may_be_held_by_a_company() -> None:
    assert SCHEMA["tenancies"].column("holder_id").id is IdKind.PARTY


def test_money_has_two_decimals() -> None:
    assert ColumnType.MONEY.sql == "DECIMAL(14,2)"
    assert SCHEMA["aid_payments"].column("amount").type is ColumnType.MONEY
