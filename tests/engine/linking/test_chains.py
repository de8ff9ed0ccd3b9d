"""Numbers that replace each other are one person, whatever the order they came in."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pax.linking import chains, entity_of

ANNA, ANNAS_NEW, ANNAS_NEWEST, BO = "198001011231", "198001011232", "198001011233", "199009099999"


def test_a_replaced_number_and_its_successor_are_one_person() -> None:
    found = {chain.number: chain for chain in chains([(ANNA, ANNAS_NEW)])}
    assert found[ANNA].entity_id == found[ANNAS_NEW].entity_id == entity_of(ANNA)
    assert (found[ANNA].age, found[ANNAS_NEW].age) == (1, 0)


def test_of_two_numbers_that_became_one_the_smallest_that_replaces_no_other_names_the_person() -> None:
    found = chains([(BO, ANNAS_NEW), (ANNAS_NEWEST, ANNAS_NEW)])
    assert {chain.entity_id for chain in found} == {entity_of(ANNAS_NEWEST)}


def test_the_smallest_number_does_not_name_the_person_when_it_replaces_another() -> None:
    found = chains([(BO, ANNA)])
    assert {chain.entity_id for chain in found} == {entity_of(BO)}


def test_numbers_that_replace_each_other_in_a_ring_are_marked() -> None:
    assert all(chain.ring for chain in chains([(ANNA, ANNAS_NEW), (ANNAS_NEW, ANNA)]))
    assert all(chain.ring for chain in chains([(ANNA, ANNA)]))


def test_a_number_that_leads_into_a_ring_is_marked_with_it() -> None:
    found = chains([(BO, ANNA), (ANNA, ANNAS_NEW), (ANNAS_NEW, ANNA)])
    assert {chain.number for chain in found if chain.ring} == {BO, ANNA, ANNAS_NEW}


def test_a_ring_does_not_touch_other_people() -> None:
    found = chains([(ANNA, ANNAS_NEW), (ANNAS_NEW, ANNA), (BO, "199101011111")])
    assert not next(chain for chain in found if chain.number == BO).ring


def test_the_entity_id_is_what_the_design_says_it_is() -> None:
    # echo -n 198001011231 | sha256sum
    assert entity_of(ANNA) == "p_2c8f8e14510e6a9f"


@given(st.data(), st.lists(st.integers(0, 10**11), min_size=2, max_size=8, unique=True))
def test_the_order_of_replacements_changes_nothing(data: st.DataObject, parts: list[int]) -> None:
    numbers = [f"{part:012d}" for part in parts]
    edges = list(pairwise(numbers))
    found = chains(data.draw(st.permutations(edges)))
    assert found == chains(edges)
    assert {chain.entity_id for chain in found} == {entity_of(numbers[0])}
    ages = {chain.number: chain.age for chain in found}
    assert [ages[number] for number in numbers] == list(range(len(numbers) - 1, -1, -1))


def test_a_chain_does_not_show_its_number() -> None:
    assert ANNA not in repr(chains([(ANNA, ANNAS_NEW)]))
