"""What the tests of a policy mean, each as a truth table; and how few words the language has."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.core.complaint.model import Complainant, Complaint, Moment
from chalicelib.core.policy.model import Rule
from chalicelib.core.policy.vocabulary import (
    AGE,
    BOUNDS,
    EFFECTS,
    TESTS,
    Effects,
    Test,
    When,
    any_holds,
    applies,
    count_name,
    first_match,
    groups,
    holds,
    is_empty,
    is_filled,
    mentions,
    number_told,
    says_no,
    says_yes,
    value_of,
)
from chalicelib.core.times.durations import Duration

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def complaint(**values: Any) -> Complaint:
    return Complaint(id="0" * 20, number="SM20260302-0001", policy="small", **values)


def words(*found: str) -> Test:
    return Test(kind="words", values=found)


def field(of: str, *values: str, **bounds: Any) -> Test:
    return Test(kind="field", of=of, values=values, **bounds)


YES = words("yes-word")
NO = words("no-word")
TOLD = complaint(text="this has the yes-word in it")


def test_tests_and_effects_together_are_at_most_25():
    assert len((*TESTS, *BOUNDS, AGE, *EFFECTS)) <= 25


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ((), True),
        (((YES,),), True),
        (((NO,),), False),
        (((YES, NO),), False),
        (((YES, YES),), True),
        (((NO,), (YES,)), True),
        (((NO,), (NO,)), False),
        (((YES, NO), (NO, YES)), False),
        (((YES, NO), (YES,)), True),
    ],
)
def test_a_list_means_any_and_a_table_means_all(when: When, expected: bool):
    assert any_holds(when, TOLD, {}) is expected


@pytest.mark.parametrize(
    ("when", "unless", "expected"),
    [
        ((), (), True),
        (((YES,),), (), True),
        (((NO,),), (), False),
        (((YES,),), ((NO,),), True),
        (((YES,),), ((YES,),), False),
        ((), ((YES,),), False),
        ((), ((NO,),), True),
        (((NO,),), ((NO,),), False),
    ],
)
def test_unless_takes_back_what_when_gives(when: When, unless: When, expected: bool):
    rule = Rule(group="g", when=when, unless=unless, then=Effects())
    assert applies(rule, TOLD, {}) is expected
    assert (first_match([rule], "g", TOLD, {}) is rule) is expected


def test_the_first_rule_of_a_group_that_applies_wins():
    rules = [
        Rule(group="a", when=((NO,),), then=Effects(set={"severity": "1"})),
        Rule(group="b", then=Effects(set={"severity": "2"})),
        Rule(group="a", when=((YES,),), then=Effects(set={"severity": "3"})),
        Rule(group="a", then=Effects(set={"severity": "4"})),
    ]
    assert first_match(rules, "a", TOLD, {}) is rules[2]
    assert first_match(rules, "c", TOLD, {}) is None
    assert groups(rules) == ("a", "b")


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("车晚点两小时", "晚点", True),
        ("我要退票", "退票", True),
        ("我要改签", "退票", False),
        ("The bus was LATE again", "late", True),
        ("please translate this", "late", False),
        ("later", "late", False),
        ("又late了", "late", True),
        ("ｌａｔｅ", "late", True),
        ("坐K12路到总站", "#路", True),
        ("坐几路车", "#路", False),
        ("at 9:30", "#:#", True),
        ("my  bus\nwas late", "was late", True),
        ("修车（4s）店", "4S", True),
        ("a.b", "a?b", False),
        ("", "晚点", False),
        ("anything", "", False),
    ],
)
def test_words_are_found_as_a_reader_finds_them(text: str, word: str, expected: bool):
    assert mentions(text, (word,)) is expected
    assert holds(words(word), complaint(text=text), {}) is expected


def test_words_are_looked_for_in_the_subject_too():
    assert holds(words("晚点"), complaint(subject="晚点", text="请处理"), {})


def test_flags_moments_and_counts_are_looked_up():
    flagged = complaint(flags=("press",), round=2, moments=(Moment(name="answered", at=NOW),))
    assert holds(Test(kind="flag", values=("lawsuit", "press")), flagged, {})
    assert not holds(Test(kind="flag", values=("lawsuit",)), flagged, {})
    assert not holds(Test(kind="moment", values=("answered",)), flagged, {}), "it happened in the round before"
    again = complaint(round=2, moments=(Moment(name="answered", at=NOW + timedelta(1), round=2),))
    assert holds(Test(kind="moment", values=("answered",)), again, {})


@pytest.mark.parametrize(("count", "expected"), [(4, False), (5, True), (6, True)])
def test_a_count_is_compared_with_its_bounds(count: int, expected: bool):
    assert holds(Test(kind="count", of="batch", at_least=5), complaint(), {"batch": count}) is expected
    month = Test(kind="count", of="batch", at_least=5, within=Duration(30, "day"))
    assert count_name(month) == "batch within 30 days"
    assert holds(month, complaint(), {"batch within 30 days": count}) is expected
    assert not holds(month, complaint(), {"batch": count})


@pytest.mark.parametrize(
    ("bounds", "below", "equal", "above"),
    [
        ({"at_least": 5000}, False, True, True),
        ({"over": 5000}, False, False, True),
        ({"at_most": 5000}, True, True, False),
        ({"below": 5000}, True, False, False),
        ({"over": 4999, "below": 5001}, False, True, False),
    ],
)
def test_bounds_hold_below_at_and_above_the_figure(bounds: dict[str, float], below: bool, equal: bool, above: bool):
    test = field("loss", **bounds)
    found = [holds(test, complaint(fields={"loss": value}), {}) for value in ("4,999元", "5000", "5001 yuan")]
    assert found == [below, equal, above]
    assert not holds(test, complaint(), {}), "nothing written is no number"


@pytest.mark.parametrize(
    ("of", "wanted", "values", "expected"),
    [
        ("severity", ("major", "grave"), {"severity": "major"}, True),
        ("severity", ("major",), {"severity": "general"}, False),
        ("channel", ("phone",), {"channel": "phone"}, True),
        ("valid", ("yes",), {"valid": True}, True),
        ("valid", ("no",), {"valid": False}, True),
        ("valid", ("no",), {"valid": None}, False),
        ("relation", ("tenant",), {"complainant": Complainant(relation="Tenant")}, True),
        ("batch", ("yes",), {"fields": {"batch": "是"}}, True),
        ("batch", ("no",), {"fields": {"batch": "没有"}}, True),
        ("batch", ("no",), {"fields": {}}, False),
        ("batch", ("*",), {"fields": {"batch": "B-17"}}, True),
        ("batch", ("*",), {"fields": {"batch": " 。"}}, False),
        ("satisfaction", ("1", "2"), {"satisfaction": 2}, True),
    ],
)
def test_a_field_equals_one_of_the_values(of: str, wanted: tuple[str, ...], values: dict[str, Any], expected: bool):
    assert holds(field(of, *wanted), complaint(**values), {}) is expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2025-10-01", True),
        ("2025年9月30日", True),
        ("2025/10/2", False),
        ("2026-01-01", False),
        ("last summer", False),
        ("2025-02-31", False),
    ],
)
def test_a_date_is_older_than_so_many_months_before_receipt(written: str, expected: bool):
    test = field("billed", older_than=Duration(5, "month"))
    received = (Moment(name="received", at=NOW),)  # 2 March 2026
    assert holds(test, complaint(fields={"billed": written}, moments=received), {}) is expected


def test_negate_turns_every_answer_round():
    for test, answer in [(YES, True), (NO, False)]:
        turned = Test(kind="words", values=test.values, negate=True)
        assert holds(test, TOLD, {}) is answer
        assert holds(turned, TOLD, {}) is not answer


def test_a_declared_field_is_read_where_the_complaint_has_none_of_its_own():
    assert value_of(complaint(fields={"batch": "7"}), "batch") == "7"
    assert value_of(complaint(severity="major"), "severity") == "major"
    assert value_of(complaint(), "batch") == ""


@pytest.mark.parametrize(
    "value",
    ["无", "没有", "none", "No", "N/A", "0", "0元", "¥0.00", "無", "不适用", "我公司不作经济补偿", "不予赔偿", "未作任何经济补偿。",
     "无经济补偿", "本公司不提供补偿", "没有补偿"],
)  # fmt: skip
def test_these_words_mean_nothing_was_given(value: str):
    assert says_no(value)
    assert not is_filled(value)
    assert is_filled(value, "yes_no"), "but they answer a yes-or-no question"


@pytest.mark.parametrize(
    "value",
    [
        "50元",
        "赔偿200元",
        "代金券一张",
        "不作经济补偿，但送礼品",
        "无法拒绝，已退款100元",
        "免费乘车卡",
        "10",
        "voucher",
        "无责任",
        "不是我方责任",
    ],
)
def test_these_words_are_something(value: str):
    assert not says_no(value)
    assert is_filled(value)


@pytest.mark.parametrize("value", ["", "  ", "。", "——", "/", "\u3000"])
def test_spaces_and_punctuation_fill_nothing(value: str):
    assert is_empty(value)
    assert not is_filled(value)
    assert not is_filled(value, "yes_no")


@pytest.mark.parametrize("value", ["是", "Yes", "已落实", "有。", "ｙｅｓ"])
def test_these_words_mean_yes(value: str):
    assert says_yes(value)
    assert not says_no(value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("30,000元", 30000),
        ("3万", 30000),
        ("约 5.5 千元", 5500),
        ("１２箱", 12),
        ("3，4个", 3),
        ("30多万", 300_000),
        ("30多个", 30),
        ("", None),
        ("很多", None),
        ("-2", -2),
    ],
)
def test_the_first_number_counts(value: str, expected: float | None):
    assert number_told(value) == expected


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the first example loads Unicode's tables
@given(st.text(max_size=60), st.lists(st.text(max_size=6), max_size=3))
def test_no_text_upsets_the_words(text: str, found: list[str]):
    assert mentions(text, found) in (True, False)
    assert not (says_yes(text) and says_no(text))
    assert is_filled(text) <= (not is_empty(text))
    number_told(text)


@pytest.mark.clause("GN-04")
@pytest.mark.parametrize(("written", "filled"), [("", False), ("无", False), ("暂无", False), ("更换电梯", True)])
def test_a_text_that_says_none_is_not_filled_and_an_answer_that_says_no_is(written: str, filled: bool):
    asked = {"planning": written, "carried_out": "否"}
    assert any_holds(((field("planning", "*", worded=True),),), complaint(fields=asked), {}) == filled
    assert any_holds(((field("carried_out", "*"),),), complaint(fields=asked), {})
