"""What `check` says of values that nothing gives, conditions that exclude each other, and readers who see nothing."""

import tomllib

import pytest

from chalicelib.core.policy.vocabulary import Test as Compared
from chalicelib.core.policy_reading import read_policy
from redress.remarks import remarks
from redress.remarks.condition_logic import contradicts, follows
from tests.policy.small_policy import SMALL

AREAS = '[[field]]\nname = "area"\ntype = "choice"\nchoices = ["east", "north", "south", "west"]\nlabels = { en = "Area" }\n'
NORTH = '[[rule]]\ngroup = "area"\nwhen = [{ words = ["harbour"] }]\nthen = { area = "north" }\n'
UNITS = (
    'department = [\n  { name = "Accounts", handler = "ann@small.example", head = "bob@small.example" },\n'
    '  { name = "Works", handler = "ann@small.example", head = "bob@small.example" },\n'
    '  { name = "Fleet", handler = "ann@small.example", head = "bob@small.example" },\n'
)


def visit(when: str, form: str, name: str = "visit") -> str:
    return f'[[task]]\nname = "{name}"\nfor = "legal"\nopens = "referred"\nwhen = [{when}]\nform = [{form}]\n'


def gate(name: str, when: str, rest: str) -> str:
    return f'[[gate]]\nname = "{name}"\nbefore = "answered"\nwhen = [{when}]\n{rest}\n'


def rule(group: str, when: str, then: str) -> str:
    return f'[[rule]]\ngroup = "{group}"\nwhen = [{when}]\nthen = {{ {then} }}\n'


def area_rules(*areas: str) -> str:
    return "".join(rule("site", f'{{ area = "{area}" }}', f'site = "{area}er"') for area in areas)


def number(name: str, rest: str = "") -> str:
    return f'[[field]]\nname = "{name}"\ntype = "number"\nlabels = {{ en = "{name}" }}\n{rest}\n'


def text(name: str, rest: str = "") -> str:
    return f'[[field]]\nname = "{name}"\nlabels = {{ en = "{name}" }}\n{rest}\n'


def said_of(*parts: str, changes: tuple[tuple[str, str], ...] = ()) -> list[str]:
    """What is remarked of the small policy with these parts beside its own, and was not without them."""
    whole = SMALL
    for old, new in (('prefix = "SM"', 'prefix = "SM"\nlanguages = ["en"]'), *changes):
        assert whole.count(old) == 1, old
        whole = whole.replace(old, new)
    before = remarks(read_policy(tomllib.loads(SMALL), "small.toml"))
    top, _, rest = whole.partition("[[role]]")
    return [
        s
        for s in remarks(read_policy(tomllib.loads(f"{top}\n{''.join(parts)}\n[[role]]{rest}"), "small.toml"))
        if s not in before
    ]


IN_VAIN = [
    ((AREAS, NORTH, gate("of_south", '{ area = "south" }', 'needs = ["loss"]')),
     'gate "of_south" waits for area = "south", which nothing gives it: rules give north'),
    ((text("found"), visit('{ severity = "general" }', '"found"'), gate("grave", '{ severity = "major", found = "mould" }', 'needs = ["loss"]')),
     'gate "grave" waits for found = "mould" where severity is major, and task "visit" gives it only where severity is general'),
    ((text("found"), visit('{ severity = "general" }', '"found"'), visit('{ severity = "major", found = { filled = true } }', '"loss"', "second")),
     'task "second" waits for "found" where severity is major, and task "visit" gives it only where severity is general'),
    ((number("points"), rule("points", '{ words = ["rude"] }', 'points = "3"'), gate("many", "{ points = { at_least = 30 } }", 'needs = ["loss"]')),
     'gate "many" waits for points at least 30, and rules give 3'),
    ((text("agent"), text("mandate"), visit('{ agent = "a", mandate = { filled = true } }', '"agent"', "one"), visit("{ agent = { filled = true } }", '"mandate"', "two"),
      gate("both", '{ mandate = "b" }', 'needs = ["loss"]')),
     'gate "both" waits for mandate = "b", and task "two" that gives it waits for what comes of it'),
    ((rule("size", "{ loss = { over = 100 } }", 'fault = "broken"'), rule("size", '{ loss = { over = 500 } }, { words = ["damp"] }', 'fault = "mouldy"')),
     'a rule of group "size" is never reached where loss over 500: one above it in the group applies there already'),
    ((gate("of_general", '{ severity = "general" }', 'unless = [{ severity = "major" }]\nneeds = ["loss"]'),),
     'gate "of_general" has unless severity is major, where its when does not hold anyway'),
]  # fmt: skip


@pytest.mark.parametrize(("parts", "said"), IN_VAIN)
def test_what_is_waited_for_in_vain_is_told(parts: tuple[str, ...], said: str):
    assert said in said_of(*parts)


RANGES = [
    ((gate("few", "{ loss = { over = 0, at_most = 50 } }", 'approve = ["supervisor"]'), gate("many", "{ loss = { over = 500 } }", 'approve = ["director"]')),
     'gate "few" ends at loss 50 and gate "many" begins at 500: nothing applies between them'),
    ((gate("few", "{ loss = { over = 0, at_most = 500 } }", 'approve = ["supervisor"]'), gate("many", "{ loss = { over = 50 } }", 'approve = ["director"]')),
     'gate "few" and gate "many" both apply where loss over 0 and at most 500 and loss over 50'),
    ((gate("odd", "{ loss = { below = 8 } }, { loss = { below = 80 } }", 'needs = ["fault"]'),), 'gate "odd" has loss below 8, which loss below 80 takes in'),
    ((gate("odd", "{ loss = { below = 8 } }, { loss = { over = 3 } }", 'needs = ["fault"]'),),
     'gate "odd" has loss below 8 or loss over 3, which every number is'),
    ((gate("odd", "{ loss = { at_most = 8, below = 80 } }", 'needs = ["fault"]'),), 'gate "odd" has loss at most 8 and below 80: one of the two bounds says nothing'),
    ((gate("twice", '{ fault = "broken" }, { fault = "broken" }', 'needs = ["loss"]'),), 'gate "twice" has fault is broken twice'),
]  # fmt: skip
GIVEN = (
    rule("read", '{ words = ["a1"] }', 'area = "east"')
    + rule("read", '{ words = ["a2"] }', 'area = "north"')
    + rule("read", '{ words = ["a3"] }', 'area = "south"')
)
LEFT_OUT = [
    ((AREAS, text("site"), GIVEN, rule("read", '{ words = ["a4"] }', 'area = "west"'), area_rules("east", "north", "south")),
     'rules of group "site" apply where area is east, north, south, and none where it is west'),
    ((AREAS, GIVEN, rule("read", '{ words = ["a4"] }', 'area = "south"')), 'rules of group "read" give area each of its values but "west"'),
    ((rule("same", '{ channel = "mail", restricted = true }', 'fault = "broken"'), rule("same", '{ channel = "mail", restricted = false }', 'fault = "broken"')),
     'rules of group "same" do the same where channel is mail, restricted is yes as where channel is mail, restricted is no'),
    ((*(rule("sorted", f'{{ severity = "general", words = ["w{i}"] }}', f'fault = "broken", loss = "{i}"') for i in range(4)),
      rule("sorted", '{ severity = "major", words = ["w5"] }', 'fault = "broken"')),
     'a rule of group "sorted" asks severity major, and each like it general'),
]  # fmt: skip
PAIRS = "{ was = 'Accounts', department = 'Accounts' }, { was = 'Works', department = 'Works' }, { was = 'Fleet', department = 'Fleet' }"
MISMATCHES = [
    ((text("was"), gate("back", PAIRS + ", { was = 'Sales', department = 'Works' }", 'needs = ["loss"]')),
     'gate "back": was is Sales beside department is Works, and in each of the others both are the same'),
    ((text("advised"), *(rule("advice", f'{{ words = ["z{n}"] }}', f'advised = "{n}"') for n in ("Accounts", "Works", "Fleet", "Sails"))),
     'rules give "advised" the names of departments, and once "Sails", which is none'),
    ((text("gift"), rule("gift", '{ words = ["g"] }', 'gift = "tea"'), visit("{ severity = 'general' }", '"gift"'),
      gate("tea", '{ gift = "tea" }', 'needs = ["loss"]'), gate("toe", '{ gift = "toe" }', 'needs = ["loss"]')),
     '"gift" is compared with "toe", which no rule gives it: they give tea'),
    ((*map(number, ("m1", "m2", "m3", "m4")), number("total", 'sums = ["m1", "m2", "m4"]'), visit("{ severity = 'general' }", '"m1", "m2", "m3", "m4"')),
     '"total" sums up what stands around "m3" in the form of task "visit", and leaves it out'),
    ((gate("up", '{ fault = "broken" }', 'approve = ["supervisor", "legal"]'), gate("down", '{ fault = "mouldy" }', 'approve = ["legal", "supervisor"]')),
     'gate "up" asks supervisor, then legal, and gate "down" legal, then supervisor'),
    ((*(rule("way", f'{{ category = "delay", department = "{name}" }}', f'assign = "{to}"')
        for name, to in (("Accounts", "Accounts"), ("Works", "Works"), ("Fleet", "Works"), ("Sales", "Sales"))),),
     'a rule of group "way" gives what is of Fleet to Works, and the others give each to its own'),
]  # fmt: skip
LIST = '[[report]]\nname = "found"\nkind = "cases"\nevery = "month"\nby = "5"\n'
READERS = [
    ((text("opinion", 'shown_to = ["desk"]'), visit("{ severity = 'general' }", '"opinion", "loss"')),
     'task "visit" asks legal for "opinion", which is shown to desk alone'),
    ((text("opinion", 'shown_to = ["desk"]'), visit("{ severity = 'general' }", '"loss", "opinion"'), LIST, 'to = ["legal"]\nshow = ["opinion"]\n'),
     'report "found" shows "opinion" to legal, most of whom may not see it: it is shown to desk'),
    ((LIST, 'to = ["legal"]\nshow = ["fault"]\nplaced_by = "closed"\nwhen = [{ status = ["answered"] }]\n'),
     'report "found" is placed by the closing and lists what is answered: it is always empty'),
    ((LIST, 'to = ["legal"]\nshow = ["fault"]\nwhen = [{ fault = { filled = false } }]\n'), 'report "found" shows "fault" of complaints where it is empty'),
    ((rule("crowd", '{ count = { of = ["mail", "fault"], at_least = 3, each = "customer", within = "9 days" } }', 'tell = ["legal"]'),),
     'a rule of group "crowd" counts different customers among complaints of one mail+fault: there is never more than one'),
    ((text("slip", 'numbered = "SL"'), text("paper", 'numbered = "SL"'), visit("{ severity = 'general' }", '"slip", "paper"')), '"paper" is numbered SL, as are those of "slip": two papers may have one number'),
    ((number("heads", 'reads = ["we are # people"]\nmoney = true'),), '"heads" has money = true and is read from "we are # people", which is no sum of money'),
    ((gate("paid", '{ fault = "broken" }', 'suspicious_words = ["cash"]\nconfirm = "loss"'),),
     'gate "paid" is passed by writing none under "loss", which gate "plan" needs filled'),
    (('[[field]]\nname = "done"\nlabels = { en = "Done" }\ntype = "yes_no"\nmeans = "carried_out"\n', visit("{ severity = 'general' }", '"done"')),
     'task "visit" asks whether an action was carried out, and no field has means = "action" or "measure"'),
]  # fmt: skip


GATES = [
    ((text("carried"), '[[task]]\nname = "sign"\nfor = "legal"\nopens = "answered"\nform = ["loss"]\nsets = "signed"\n',
      '[[task]]\nname = "carry"\nfor = "legal"\nopens = "signed"\nform = ["carried"]\n', gate("whole", '{ severity = "major" }', 'needs = ["carried"]')),
     'gate "whole" wants "carried" before "answered", and task "carry" asks for it only after that'),
    ((number("seats", 'reads = ["# seats"]'), gate("paid", '{ fault = "broken" }', 'suspicious_words = ["cash"]\nconfirm = "seats"')),
     'gate "paid" is passed by "seats", which no form of an answer has as a line'),
]  # fmt: skip


@pytest.mark.parametrize(("parts", "said"), [*RANGES, *LEFT_OUT, *READERS, *GATES])
def test_a_range_a_choice_or_a_reader_that_is_left_out_is_told(parts: tuple[str, ...], said: str):
    assert said in said_of(*parts)


@pytest.mark.parametrize(("parts", "said"), MISMATCHES)
def test_one_of_several_alike_that_does_not_match_is_told(parts: tuple[str, ...], said: str):
    assert said in said_of(*parts, changes=(("department = [\n", UNITS),))


SOUND = [
    (gate("by_hand", '{ category = "delay" }', 'needs = ["loss"]'),),
    (gate("paid", '{ severity = "major" }', 'suspicious_words = ["cash"]\nconfirm = "fault"'),),
    (AREAS, GIVEN, rule("read", '{ words = ["a4"] }', 'area = "west"'), text("site"), area_rules("east", "north", "south"), rule("site", '{ area = "west" }', 'flag = ["by_hand"]')),
    (gate("few", "{ loss = { over = 0, at_most = 50 } }", 'approve = ["supervisor"]'), gate("many", "{ loss = { over = 50 } }", 'approve = ["director"]')),
    (gate("all", "{ loss = { over = 0 } }", 'approve = ["supervisor"]'), gate("many", "{ loss = { over = 50 } }", 'approve = ["director"]')),
    (rule("size", "{ loss = { over = 500 } }", 'fault = "broken"'), rule("size", "{ loss = { over = 100 } }", 'fault = "mouldy"')),
    (text("found"), visit('{ severity = "general" }', '"found"'), gate("grave", '{ round = 2, found = "mould" }', 'needs = ["loss"]')),
    (text("opinion", 'shown_to = ["legal"]'), visit("{ severity = 'general' }", '"opinion", "loss"'), LIST, 'to = ["legal"]\nshow = ["opinion"]\n'),
    tuple(rule("sorted", f'{{ kind = "complaint", category = "{c}", channel = "mail" }}', 'tell = ["legal"]') for c in ("delay", "conduct")),
]  # fmt: skip


@pytest.mark.parametrize("parts", SOUND)
def test_what_is_meant_so_is_not_remarked(parts: tuple[str, ...]):
    assert not [s for s in said_of(*parts) if "without a label" not in s]


RANGE = Compared(kind="field", of="loss", over=5, at_most=10)
YES = Compared(kind="field", of="agreed", values=("yes",))
EMPTY = Compared(kind="field", of="loss", values=("*",), negate=True)


@pytest.mark.parametrize(
    ("one", "other", "so"),
    [
        (RANGE, Compared(kind="field", of="loss", over=10), True),
        (RANGE, Compared(kind="field", of="loss", at_least=10), False),
        (RANGE, Compared(kind="field", of="loss", values=("5",)), True),
        (RANGE, Compared(kind="field", of="loss", values=("6",)), False),
        (RANGE, EMPTY, True),
        (YES, Compared(kind="field", of="agreed", values=("否",)), True),
        (YES, Compared(kind="field", of="agreed", values=("是",)), False),
    ],
)
def test_two_tests_contradict_each_other_if_no_value_passes_both(one: Compared, other: Compared, so: bool):
    assert contradicts((one,), (other,)) is so
    assert contradicts((other,), (one,)) is so


@pytest.mark.parametrize(
    ("narrow", "wide", "so"),
    [
        (RANGE, Compared(kind="field", of="loss", at_least=5), True),
        (Compared(kind="field", of="loss", at_least=5), RANGE, False),
        (RANGE, Compared(kind="field", of="loss", values=("*",)), True),
        (Compared(kind="field", of="loss", values=("7", "8")), RANGE, True),
        (Compared(kind="field", of="loss", values=("7", "80")), RANGE, False),
        (YES, Compared(kind="field", of="agreed", values=("yes", "no")), True),
        (EMPTY, Compared(kind="field", of="loss", values=("*",)), False),
        (Compared(kind="words", values=("房费",)), Compared(kind="words", values=("房",)), True),
    ],
)
def test_a_test_follows_from_another_that_lets_less_through(narrow: Compared, wide: Compared, so: bool):
    assert follows((narrow,), (wide,)) is so
