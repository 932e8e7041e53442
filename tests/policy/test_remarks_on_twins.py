"""What `check` says of parts that are alike but for one thing, of marks that nothing sets, and of what is called the opposite of what it asks for."""

import pytest

from tests.policy.small_policy import faults, small
from tests.policy.test_remarks_on_values import gate, number, rule, said_of, text, visit

OVERDUE = '[[field]]\nname = "overdue"\ntype = "yes_no"\nlabels = { en = "Overdue" }\n'
ENDING = '[[field]]\nname = "ending"\ntype = "choice"\nchoices = ["near"]\nlabels = { en = "Ending" }\n'
SOLVED = '[[field]]\nname = "solved"\ntype = "yes_no"\nlabels = { en = "Solved" }\n'
AREA = '[[field]]\nname = "area"\ntype = "choice"\nchoices = ["east", "north", "south", "west"]\nlabels = { en = "Area" }\n'
PAIRS = ", ".join(f'{{ area = "{area}", place = "{area}" }}' for area in ("east", "north", "south"))
MOOD = '[[field]]\nname = "mood"\ntype = "choice"\nlabels = { en = "Mood" }\nchoices = { settled = { en = "content (over 8)" }, not_settled = { en = "not content" } }\n'


def clock(name: str, sets: str, when: str = "", rest: str = "") -> str:
    set_there = f", set = {{ {sets} }}" if sets else ""
    return (
        f'[[clock]]\nname = "{name}"\nlabels = {{ en = "{name}" }}\nfrom = "received"\nuntil = "answered"\nwithin = "9 days"\n{when}\n'
        f'rungs = [{{ at = "due", tell = ["handler"]{set_there} }}{rest}]\n'
    )


LARGE, SMALLER = "when = [{ loss = { at_least = 9 } }]", "when = [{ loss = { below = 9 } }]"
ONE_MORE = ', { at = "+1 day", tell = ["supervisor"] }'
TWINS = [
    ((OVERDUE, clock("large", 'overdue = "yes"', LARGE), clock("little", "", SMALLER), rule("o", "{ overdue = true }", 'flag = ["o"]')),
     'clock "large" sets overdue = "yes", and its twin "little" does not'),
    ((OVERDUE, clock("large", "", LARGE, ONE_MORE), clock("little", 'overdue = "yes"', SMALLER)), 'clock "little" sets overdue = "yes", and its twin "large" does not'),
    ((OVERDUE, clock("large", 'overdue = "no"', LARGE), clock("little", 'overdue = "yes"', SMALLER)), 'clock "large" sets overdue = "no", and its twin "little" "yes"'),
    ((rule("b", '{ fault = "broken" }', 'flag = ["mouldy_thing"]'), rule("m", '{ fault = "mouldy" }', 'flag = ["broken_thing"]')),
     'a rule of group "b" has "mouldy_thing" where fault is broken, and "broken_thing" is there for that: they stand the wrong way round'),
    ((SOLVED, visit("{ severity = 'general' }", '"solved"'), rule("sound", "{ solved = false }", "valid = true"), rule("sound", "{ valid = { filled = false } }", "valid = true")),
     'rules of group "sound" do the same where solved is no as where valid is empty'),
    ((text("gift"), text("consent"), rule("g", "{ severity = 'general' }", 'gift = "tea", consent = "no"'),
      rule("h", '{ gift = "cup" }', 'flag = ["cup"]'), rule("h", "{ gift = { filled = true } }", 'consent = "asked"')),
     'a rule of group "g" sets consent to "no" where severity is general, and one of group "h" sets it to "asked" whenever it does'),
]  # fmt: skip
NEVER = [
    ((ENDING, rule("e", '{ ending = "near" }', 'flag = ["near"]')), 'a rule of group "e" waits for ending is near, and no rule, rung or form gives it a value'),
    ((OVERDUE, rule("o", "{ overdue = true }", 'flag = ["o"]')), 'a rule of group "o" waits for overdue is yes, and no rule, rung or form gives it a value'),
    ((text("batch"), gate("b", '{ batch = "7" }', 'needs = ["loss"]')), 'gate "b" waits for batch is 7, and no rule, rung or form gives it a value'),
    (('asks = ["line"]\n', text("line", 'signs = ["line"]'), rule("many", '{ count = { of = "line", at_least = 3, within = "9 days" } }', 'tell = ["legal"]')),
     'a rule of group "many" counts complaints with the same "line", which nothing reads and no form asks for: it counts none'),
    (('[may]\nfirst_contact = ["handler"]\n',), "[may] leaves first_contact to handler, who has no complaint before it is referred: nobody can settle one on the spot"),
    ((gate("held", '{ fault = "broken" }', 'forbids = ["fault"]').replace('"answered"', '"referred"'), rule("to", '{ fault = "broken", category = "delay" }', 'assign = "Sales"')),
     'gate "held" never lets go what has fault is broken, which a rule of group "to" gives to Sales'),
    ((text("film"), text("no_film"), visit("{ severity = 'general' }", '"film", "no_film"'), gate("kept", '{ fault = "broken" }', 'needs_any = ["film", "no_film"]'),
      gate("agreed", '{ fault = "broken", no_film = { filled = false } }', 'unless = [{ film = { filled = true } }]\napprove = ["legal"]')),
     'gate "agreed" is for what has no film and no no_film, which gate "kept" lets nobody answer without: it never applies'),
    ((text("step", 'hint = { en = "write none if there was none" }'), '[[task]]\nname = "first"\nfor = "legal"\nopens = "referred"\nform = ["step"]\nrequired = ["step"]\n'),
     'the hint of "step" says “write none if there was none”, and task "first" wants it filled, which none does not do: give it takes_none = true'),
    ((number("hours", 'reads = ["# h"]'), rule("m", "{ hours = { over = 24 } }", 'severity = "major"'),
      clock("soon", "", 'when = [{ severity = "major" }]\ndue = "hours"').replace("9 days", "24 hours")),
     'a rule of group "m" makes major what has hours over 24, and clock "soon" gives that 24 hours at most: hours never gives less'),
    ((AREA, text("place"), gate("there", "{ kind = 'complaint' }", f'unless = [{PAIRS}]\nneeds = ["loss"]')),
     'gate "there" has a pair of area and place for east, north, south, and none for west'),
    ((clock("visit", "", LARGE, ', { at = "+1 day", tell = ["director"] }, { at = "+2 days", tell = ["desk_head"] }'),),
     'clock "visit" tells the director of the passed limit before the desk_head'),
]  # fmt: skip
OPPOSITES = [
    ((SOLVED, visit("{ severity = 'general' }", '"solved"'), rule("not_solved", "{ solved = true }", 'flag = ["again"]')),
     'group "not_solved" is called “not solved” and is for what has solved is yes: it says the opposite'),
    ((SOLVED, visit("{ severity = 'general' }", '"solved"'), rule("solved_well", "{ solved = false }", 'flag = ["again"]')),
     'group "solved_well" is called “solved well” and is for what has solved is no: it says the opposite'),
    ((MOOD, visit("{ severity = 'general' }", '"mood"'), rule("not_content", '{ mood = "settled" }', 'flag = ["again"]')),
     'group "not_content" is called “not content” and is for what has mood is settled: it says the opposite'),
]  # fmt: skip


@pytest.mark.parametrize(("parts", "said"), [*TWINS, *NEVER, *OPPOSITES])
def test_a_twin_a_mark_or_a_name_that_does_not_fit_is_told(parts: tuple[str, ...], said: str):
    assert said in said_of(*parts)


SOUND = [
    (OVERDUE, clock("large", 'overdue = "yes"', LARGE), clock("little", "", SMALLER, ONE_MORE).replace('"handler"', '"desk"'), rule("o", "{ overdue = true }", 'flag = ["o"]')),
    (rule("b", '{ fault = "broken" }', 'flag = ["perhaps_mouldy"]'),),
    (SOLVED, rule("o", "{ solved = true }", 'flag = ["o"]')),
    (SOLVED, visit("{ severity = 'general' }", '"solved"'), rule("not_solved", "{ solved = false }", 'flag = ["again"]')),
    (SOLVED, visit("{ severity = 'general' }", '"solved"'), rule("solved", "{ solved = false }", "valid = false")),
    (text("step", 'hint = { en = "write none if there was none" }'), visit("{ severity = 'general' }", '"step"')),
]  # fmt: skip


@pytest.mark.parametrize("parts", SOUND)
def test_parts_that_differ_for_a_reason_raise_no_alarm(parts: tuple[str, ...]):
    told = said_of(*parts)
    words = ("twin", "wrong way", "waits for", "opposite", "do the same", "takes_none")
    assert [each for each in told if any(word in each for word in words)] == []


def test_a_date_that_no_calendar_has_is_refused():
    said = faults('every = "month"\nby = "5"', 'every = "year"\nby = "02-30"')
    assert said == ['small.toml: report[0].by: "02-30" is a day that no calendar has']


@pytest.mark.parametrize("right", ["02-29", "12-31", "04-30"])
def test_the_last_day_of_a_month_is_a_date(right: str):
    assert small('every = "month"\nby = "5"', f'every = "year"\nby = "{right}"').reports[0].by == right


def test_a_report_at_a_moment_of_other_complaints_is_refused():
    task = '[[task]]\nname = "look"\nfor = "legal"\nopens = "referred"\nwhen = [{ severity = "major" }]\nform = ["loss"]\nsets = "looked"\n\n'
    report = '[[report]]\nname = "each"\nkind = "case"\nevery = "complaint"\non = "looked"\nto = ["legal"]\nwhen = [{ severity = "general" }]\n\n'
    said = faults('[[report]]\nname = "monthly"', f'{task}{report}[[report]]\nname = "monthly"')
    assert said == ['small.toml: report[0].on: "looked" never comes where this runs: task "look" has another when']
