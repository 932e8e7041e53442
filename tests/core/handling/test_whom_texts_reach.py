"""To which numbers texts go: the policy's countries, by itself the organisation's own, while no count of the day is full."""

import msgspec
import pytest

from chalicelib import policies
from chalicelib.core.handling.addressing import may_be_texted
from chalicelib.core.policy.directory import Person

POLICY = policies.packaged("liaocheng-transport")


@pytest.mark.parametrize(("number", "reached"), [
    ("+8613505350001", True), ("+252612345678", False), ("+18765550123", False), ("+85261234567", False), ("", False), ("96596", False),
])  # fmt: skip
def test_by_itself_the_countries_of_the_organisations_telephones(number: str, reached: bool):
    assert may_be_texted(number, POLICY) == reached


@pytest.mark.parametrize(("countries", "number", "reached"), [
    (("HK",), "+85261234567", True), (("HK",), "+8613505350001", False), (("CN", "HK"), "+8613505350001", True),
    (("US",), "+18765550123", False), (("US",), "+12025550123", True), (("GB",), "+447700900123", True),
])  # fmt: skip
def test_a_policy_says_which(countries: tuple[str, ...], number: str, reached: bool):
    assert may_be_texted(number, msgspec.structs.replace(POLICY, text_countries=countries)) == reached


def test_an_organisation_with_people_abroad_texts_there():
    directory = msgspec.structs.replace(
        POLICY.directory, people=(Person(mail="a@b.cn", name="陈", phone="+6591234567"),)
    )
    abroad = msgspec.structs.replace(POLICY, directory=directory)
    assert (may_be_texted("+6598765432", abroad), may_be_texted("+8613505350001", POLICY)) == (True, True)


@pytest.mark.parametrize(("untexted", "reached"), [
    (set(), True), ({"+8613505350002"}, True), ({"+8613505350001"}, False), ({"*"}, False),
])  # fmt: skip
def test_a_full_count_stops_a_number_or_all(untexted: set[str], reached: bool):
    assert may_be_texted("+8613505350001", POLICY, frozenset(untexted)) == reached
