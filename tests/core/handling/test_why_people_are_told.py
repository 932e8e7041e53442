"""Whoever a rule tells of a complaint reads why: the group's label, or else what its rule has found."""

import pytest

from chalicelib.render import render
from redress.proving.playing import identity
from redress.remarks import remarks
from tests.core.handling.playing import DIRK, OFFICE_DESK, Case, office

FIELDS = """
[[field]]
name = "batch"
reads = ["batch #"]
labels = { zh-CN = "批次", en = "Batch" }

[[field]]
name = "sanction"
shown_to = ["legal"]
labels = { zh-CN = "处分", en = "Sanction" }
"""


def watching(when: str, more: str = "") -> Case:
    rule = f'[[rule]]\ngroup = "watch"\nwhen = [{when}]\nthen = {{ tell = ["director"] }}'
    return Case(office(FIELDS, rule, more))


def why(case: Case) -> str:
    """What the director reads as the reason; "" if nothing stands there."""
    (message,) = [m for m in case.messages if (m.name, m.to.mail) == ("information", DIRK)]
    text = render(message, case.complaint, case.policy, identity(case.now)).text
    return next((line.removeprefix("Remark:").strip() for line in text.splitlines() if line.startswith("Remark")), "")


@pytest.mark.parametrize(
    ("when", "text", "read"),
    [
        ('{ words = ["flood", "burst", "fire"] }', "a flood, for it burst", 'the customer writes of "flood"'),
        ('{ words = ["fire"] }, { words = ["burst"], batch = "B17" }', "batch B17 burst", 'the customer writes of "burst"; Batch: B17'),
        ('{ batch = { filled = true }, kind = "complaint" }', "service: batch B17 is bad", "Batch: B17; Kind: complaint"),
    ],
)  # fmt: skip
def test_a_group_without_a_label_is_explained_by_what_its_rule_has_found(when: str, text: str, read: str):
    case = watching(when)
    case.customer(text)
    assert why(case) == read


@pytest.mark.parametrize(
    ("when", "count", "read"),
    [
        ('{ count = { of = "batch", at_least = 3 } }', {"batch": 4}, "4 complaints have the same Batch"),
        (
            '{ count = { of = "batch", at_least = 3, each = "customer" } }',
            {"batch each customer": 3},
            "3 customers complain with the same Batch",
        ),
        ("{ earlier = {} }", {"earlier": 1}, "this customer has complained before"),
        (
            '{ earlier = { was = ["late", "unsatisfied"] } }',
            {"earlier late unsatisfied": 1},
            "an earlier complaint of this customer was answered late, or not to their liking",
        ),
    ],
)  # fmt: skip
def test_what_was_counted_is_told_with_its_number(when: str, count: dict[str, int], read: str):
    case = watching(when)
    case.customer("service: batch B17 is bad")
    case.staff(OFFICE_DESK, "#note seen", counts=count)
    assert why(case) == read


def test_a_flag_that_has_words_and_a_moment_are_reasons_and_a_bare_flag_is_none():
    raising = '[[rule]]\ngroup = "first"\nwhen = [{ words = ["burst"] }]\nthen = { flag = ["wet", "odd"] }'
    case = watching(
        '{ flag = ["wet"], moment = "received" }', f'{raising}\n[labels]\nwet = {{ zh-CN = "水", en = "water" }}'
    )
    case.customer("it burst")
    case.staff(OFFICE_DESK, "#note seen")
    assert why(case) == "water; Received"
    case = watching('{ flag = ["odd"] }', raising)
    case.customer("it burst")
    case.staff(OFFICE_DESK, "#note seen")
    assert why(case) == ""


@pytest.mark.parametrize(
    ("when", "silent"),
    [
        ('{ flag = ["odd"] }', True),
        ('{ sanction = "fine" }', True),
        ('{ words = ["burst"] }, { flag = ["odd"] }', True),
        ('{ words = ["burst"], flag = ["odd"] }', False),
        ('{ moment = "received" }', False),
    ],
)
def test_a_rule_of_which_nothing_can_be_told_is_remarked(when: str, silent: bool):
    raising = '[[rule]]\ngroup = "first"\nwhen = [{ words = ["burst"] }]\nthen = { flag = ["odd"] }'
    said = 'group "watch" tells director of a complaint and not why: give it a label'
    assert (said in remarks(watching(when, raising).policy)) == silent


def test_a_label_goes_before_all_that():
    case = watching('{ words = ["burst"] }', '[labels]\nwatch = { zh-CN = "水情", en = "waters" }')
    case.customer("it burst")
    assert why(case) == "waters"


def test_what_some_may_not_see_is_no_reason_for_them():
    case = watching('{ sanction = "fine" }')
    case.customer("service is slow")
    case.staff(OFFICE_DESK, "#note seen\nSanction: fine")
    assert why(case) == ""


def test_of_two_rules_that_tell_one_person_both_reasons_are_told():
    second = '[[rule]]\ngroup = "second"\nwhen = [{ batch = "B17" }]\nthen = { tell = ["director"] }'
    case = watching('{ words = ["burst"] }', f'{second}\n[labels]\nsecond = {{ zh-CN = "批次", en = "a bad batch" }}')
    case.customer("batch B17 burst")
    assert why(case) == 'the customer writes of "burst"; a bad batch'
