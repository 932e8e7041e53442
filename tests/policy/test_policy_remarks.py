"""What `check` says of a policy that is sound and yet not what its author meant."""

import tomllib

import pytest

from chalicelib.core.policy.model import Policy
from chalicelib.core.policy_reading import read_policy
from redress.policy_remarks import remarks
from tests.policy.small_policy import SMALL

ENGLISH = 'prefix = "SM"\nlanguages = ["en"]'


def small(*changes: tuple[str, str]) -> Policy:
    text = SMALL
    for old, new in (('prefix = "SM"', ENGLISH), *changes):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return read_policy(tomllib.loads(text), "small.toml")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ((), []),
        ((('name = "loss"', 'name = "loss"\nlabels = { en = "Loss" }'),), []),
        (
            (('name = "fault"\n', 'name = "the_fault"\n'), ('["loss", "fault"]', '["loss"]'),
             ('"channel", "fault", "=', '"channel", "the_fault", "=')),
            ["without a label, so that people read the word itself: field the_fault"],
        ),
    ],
)  # fmt: skip
def test_of_an_english_policy_those_names_want_a_label_that_are_no_words(
    changes: tuple[tuple[str, str], ...], said: list[str]
):
    assert remarks(small(*changes)) == said


SECOND = """[[clock]]
name = "again"
labels = { en = "answer to the customer" }
from = "received"
until = "answered"
within = "9 days"
WHENrungs = [{ at = "due", tell = ["supervisor"] }]

[[gate]]"""


@pytest.mark.parametrize(
    ("when", "count"),
    [("", 1), ('when = [{ severity = "major" }]\n', 1), ('when = [{ kind = "complaint" }]\n', 1)],
)
def test_two_clocks_of_one_complaint_that_are_called_alike_are_told(when: str, count: int):
    said = remarks(small(("[[gate]]", SECOND.replace("WHEN", when))))
    assert len([s for s in said if 'both called "answer to the customer"' in s]) == count


@pytest.mark.parametrize(
    ("clock", "is_said"),
    [
        ('until = "answered"\npromised = true', True),
        ('until = "answered"', False),
        ('until = "answered"\npromised = true\nwhen = [{ kind = "complaint" }]', False),
        ('until = "answered"\npromised = true\nunless = [{ kind = "enquiry" }]', False),
    ],
)
def test_an_answer_promised_to_kinds_that_are_only_passed_on_is_told(clock: str, is_said: bool):
    kinds = ('languages = ["en"]', 'languages = ["en"]\nkinds = ["complaint", "enquiry"]')
    said = remarks(small(kinds, ('until = "answered"', clock)))
    assert [s[: s.index(",")] for s in said if "only passed on" in s] == (
        ['clock "answer" promises an answer to enquiry as well'] if is_said else []
    )


ACCEPTED = ('from = "received"', 'from = "accepted"')
BOUND = """[[clock]]
name = "accept"
from = "received"
until = "accepted"
within = "1 day"
rungs = [{ at = "due", tell = ["desk"] }]

[[gate]]"""


@pytest.mark.parametrize(
    ("changes", "count"),
    [
        ((), 0),
        ((ACCEPTED, ("[[gate]]", BOUND)), 1),
        ((ACCEPTED, ("[[gate]]", BOUND), ('sets = "proposed"', 'sets = "proposed"\nwithin = "3 days"')), 0),
        ((('from = "received"', 'from = "referred"'),), 0),
    ],
)
def test_an_answer_whose_limit_begins_later_than_it_is_asked_for_is_told(
    changes: tuple[tuple[str, str], ...], count: int
):
    assert len([s for s in remarks(small(*changes)) if "next working day" in s]) == count


PROMISE = """[[task]]
name = "pay"
for = "handler"
opens = "answered"
promises = "loss"
due = "by_when"

[[report]]"""
DATED = ('form = ["loss", "fault"]', 'form = ["loss", "fault", { name = "by_when", type = "date" }]')


@pytest.mark.parametrize(
    ("required", "count"), [('["loss"]', 1), ('["loss", "by_when"]', 0), ('["fault"]', 0), ('["by_when"]', 0)]
)
def test_a_promise_that_every_answer_makes_without_a_required_date_is_told(required: str, count: int):
    said = remarks(small(DATED, ("[[report]]", PROMISE), ('required = ["loss"]', f"required = {required}")))
    assert len([s for s in said if "refused without it" in s]) == count


CHECK = """
[[task]]
name = "NAME"
labels = { en = "check" }
for = "director"
opens = "answered"
within = "1 day"
form = ["loss"]
WHEN
[[gate]]"""


HOURS = ["{ below = 8 }", "{ at_least = 8, below = 12 }", "{ at_least = 12 }"]


@pytest.mark.parametrize(
    ("ranges", "told"), [(HOURS, 0), ([*HOURS[:2], "{ at_least = 11 }"], 1), (["{ over = 8 }", "{ at_most = 8 }"], 0)]
)
def test_clocks_that_never_run_on_one_complaint_may_be_called_alike(ranges: list[str], told: int):
    field = '[[field]]\nname = "reply_hours"\ntype = "number"\nlabels = { en = "Reply within" }\n\n'
    clocks = [
        SECOND.removesuffix("[[gate]]")
        .replace("again", f"reply_{number}")
        .replace("answer to the customer", "customer's own limit")
        .replace("WHEN", f"when = [{{ reply_hours = {each} }}]\n")
        for number, each in enumerate(ranges)
    ]
    said = remarks(small(("[[gate]]", field + "".join(clocks) + "[[gate]]")))
    assert len([s for s in said if 'both called "customer\'s own limit"' in s]) == told


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("", "", True),
        ('when = [{ severity = "general" }]', "", True),
        ('when = [{ severity = "general" }]', 'when = [{ severity = "major" }]', False),
    ],
)
def test_two_tasks_of_one_complaint_that_are_called_alike_are_told(first: str, second: str, told: bool):
    one, two = (CHECK.replace("NAME", name).replace("WHEN", when) for name, when in (("a", first), ("b", second)))
    said = remarks(small(("[[gate]]", one.removesuffix("[[gate]]") + two)))
    assert ('task "a" and task "b" are both called "check": replies cannot tell them apart' in said) == told


def test_a_value_of_own_words_that_may_be_empty_there_is_remarked():
    worded = '[words]\n"acknowledgement.body" = { en = "{{ case.handler }} looks into it.{% if promised %} By {{ promised }}.{% endif %}" }\n\n[directory]'
    (said,) = [each for each in remarks(small(("[directory]", worded))) if "may be empty" in each]
    assert '"case.handler"' in said
    assert "case.responsible" in said


@pytest.mark.parametrize(
    ("rung", "said"),
    [
        ('{ at = "due", tell = ["supervisor"] }', 1),
        ('{ at = "+1 hour", tell = ["customer"] }', 1),
        ('{ at = "due", tell = ["handler", "customer"] }', 0),
        ('{ at = "-1 hour", tell = ["customer"] }, { at = "due", tell = ["supervisor"] }', 0),
    ],
)
def test_a_promise_at_whose_time_nobody_speaks_to_the_customer_is_remarked(rung: str, said: int):
    told = "promised = true\nwithin = { general"
    policy = small(("within = { general", told), ('{ at = "due", tell = ["supervisor"] }', rung))
    assert len([each for each in remarks(policy) if "tells them nothing when it passes" in each]) == said
