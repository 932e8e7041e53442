"""What `check` says of parts that never apply: what they wait for is over, is waited for by itself, or lets nobody through."""

import pytest

from tests.policy.test_remarks_on_values import AREAS, gate, number, rule, said_of, text, visit

PARTY = '[[field]]\nname = "party"\ntype = "yes_no"\nlabels = { en = "Party to it" }\n'
NEAR = '[[field]]\nname = "end_of_term"\ntype = "choice"\nchoices = ["near"]\nlabels = { en = "Term" }\n'
KIND_OF_LETTER = '[[field]]\nname = "letter"\ntype = "choice"\nlabels = { en = "Letter" }\nchoices = { last = { en = "our final answer" }, interim = { en = "news" } }\n'
NOTED = '[[moment]]\nname = "noted_down"\nat = "received"\nlabels = { en = "noted down" }\n'
STAGES = '[words]\noutside_route = { zh-CN = "您可以向消协反映。", zh-TW = "您可以向消保官反映。", en = "You may turn to the ombudsman." }\n'
STAGES += '[[stage]]\nname = "house"\nlabels = { en = "the house" }\n[[stage]]\nname = "panel"\nanswers = "director"\nlabels = { en = "the panel" }\n'
LONGER = '[[extension]]\nname = "longer"\nlabels = { en = "longer" }\nclock = "quick"\nat_most = "5 days"\n'
BY = '[[field]]\nname = "ready_by"\ntype = "date"\nlabels = { en = "Ready by" }\n'
SHEET = '[[task]]\nname = "sheet"\nfor = "legal"\nform = ["loss"]\nsets = "written_up"\n'
WANTED = '[[gate]]\nname = "sheet_first"\nbefore = "answered"\nunless = [{ moment = "written_up" }]\nneeds = ["loss"]\n'
PENALTY = (
    number("penalty") + text("proposed") + visit("{ severity = 'major' }", '"proposed", "penalty"', name="decide_penalty")
    + gate("penalty_range", "{ penalty = { below = 200 } }, { penalty = { over = 900 } }", 'forbids = ["penalty"]')
)  # fmt: skip


def clock(name: str, when: str, rungs: str, within: str = "9 days", rest: str = "") -> str:
    return f'[[clock]]\nname = "{name}"\nlabels = {{ en = "{name}" }}\nfrom = "received"\nuntil = "answered"\nwithin = "{within}"\nwhen = [{when}]\n{rest}\nrungs = [{rungs}]\n'


def marked(at: str) -> str:
    return clock(
        "whole", "{ severity = 'major' }", f'{{ at = "{at}", tell = ["desk"], set = {{ end_of_term = "near" }} }}'
    )


REASONS = clock("reasons", '{ end_of_term = "near" }', '{ at = "due", tell = ["director"] }')
QUICK = clock("quick", "{ severity = 'major' }", '{ at = "due", tell = ["handler"] }')
ENDED_BY_ITSELF = 'clock "whole" is due on "ready_by", which is told only by what ends the clock: it shortens nothing'


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ((rule("old", '{ flag = ["lasting"] }', 'flag = ["lasting"]'),), 'flag "lasting" is raised only where it is raised already: it never is'),
        ((QUICK, LONGER + "when = [{ severity = 'general' }]\n"), 'extension "longer" is for complaints on which clock "quick" does not run: nobody can ask for it'),
        ((STAGES, rule("lost", '{ stage = "panel", round = 1 }', 'tell = ["legal"]')), 'stage "panel" begins in round 2 at the earliest: with round 1 it never is'),
        ((STAGES.replace('"house"', '"stage_2"').replace('"panel"', '"stage_1"'),), 'stage "stage_2" comes before stage "stage_1": stages follow one another as they stand in the policy'),
        ((NEAR, marked("+2 days"), REASONS), 'clock "reasons" is for what clock "whole" marks as end_of_term = "near", and its time has passed by then'),
        ((NOTED, rule("desk_only", "{ severity = 'major' }", 'flag = ["seen"]').replace("then", 'unless = [{ moment = "noted_down" }]\nthen')), 'a rule of group "desk_only" spares what has come to "noted_down", as every complaint has: it never applies'),
        ((text("gesture"), visit("{ severity = 'general' }", '"gesture"'), gate("gesture_named", "{ gesture = { filled = true } }", 'suspicious_words = ["voucher"]\nconfirm = "gesture"')), 'gate "gesture_named" is only for what has "gesture" filled, which is what passes it: did you mean unless?'),
        ((number("points"), text("verdict"), rule("verdict", "{ points = { at_least = 60 } }", 'verdict = "good"'), rule("verdict", "{ points = { below = 6 } }", 'verdict = "bad"')),
         'a rule of group "verdict" ends at points 6 and a rule of group "verdict" begins at 60: nothing applies between them'),
        (('[[task]]\nname = "weigh"\nfor = "legal"\nform = ["loss"]\nsets = "weighed"\n', rule("weigh", '{ moment = "weighed" }', 'open = ["weigh"]')), 'task "weigh" is opened where "weighed" has come, which it alone brings about: it never is'),
        ((gate("no_answer", '{ fault = "broken" }', 'forbids = ["fault"]'), gate("not_dismissed", '{ fault = "broken" }', 'forbids = ["fault"]\nbinds = ["invalid"]')),
         'gate "no_answer" lets nobody answer what has fault = "broken", and gate "not_dismissed" nobody find it invalid: it ends in no way'),
        ((gate("closed_door", "{ kind = 'complaint' }", 'forbids = ["fault"]').replace('"answered"', '"referred"'), rule("to", '{ fault = "mouldy" }', 'assign = "Sales"')),
         'gate "closed_door" never lets go what has fault is mouldy, which a rule of group "to" gives to Sales'),
        ((AREAS, rule("area", '{ words = ["harbour", "quay"] }', 'area = "north"'), rule("area", '{ words = ["mill", "quay"] }', 'area = "south"')),
         '"quay" means area = "south" in a rule of group "area", and "north" in one above it, which is taken'),
        ((rule("area", '{ words = ["dog cat rabbit hamster parrot goldfish"] }', 'flag = ["pet"]'),), '"dog cat rabbit hamster parrot goldfish" in a rule of group "area" is looked for as it stands, all its words in this order: did you mean several?'),
        (('satisfied_words = ["能开了", "开不了票"]\n',), 'satisfied_words: "开不了票" says that something cannot be done, and would count as satisfaction 3'),
        ((PARTY, gate("outsider", "{ party = false }", 'forbids = ["party"]')), 'gate "outsider" forbids "party" where it is empty or no: it holds nothing back'),
        ((gate("sum", "{ loss = { over = 5 } }", 'needs = ["loss"]'),), 'gate "sum" needs "loss" where it has a value anyhow: it holds nothing back'),
        ((SHEET, WANTED, rule("after", '{ status = "closed" }', 'open = ["sheet"]')), 'task "sheet" is asked only when the complaint is closed, and gate "sheet_first" wants it before "answered"'),
        ((rule("over", '{ moment = "answered", kind = "complaint" }', "reopen = true"),), 'a rule of group "over" begins another round at each answer: it never ends; did you mean close?'),
        ((KIND_OF_LETTER, rule("more", '{ letter = "last", satisfaction = { at_most = 2 } }', "reopen = true")),
         'a rule of group "more" begins another round after what is called “our final answer” (letter)'),
        ((PENALTY, rule("penalty", "{ severity = 'major' }", 'proposed = "50–100 £"')), 'a rule of group "penalty" proposes 50–100 £ for "proposed", and gate "penalty_range" refuses that of "penalty"'),
    ],
)  # fmt: skip
def test_a_part_that_never_applies_is_told(parts: tuple[str, ...], said: str):
    assert said in said_of(*parts)


@pytest.mark.parametrize(
    "parts",
    [
        (rule("old", '{ flag = ["lasting"] }', 'flag = ["lasting"]'), rule("years", '{ words = ["for years"] }', 'flag = ["lasting"]')),
        (QUICK, LONGER + "when = [{ severity = 'major' }]\n"),
        (STAGES, rule("lost", '{ stage = "panel", round = 2 }', 'tell = ["legal"]')),
        (STAGES.replace('"house"', '"stage_1"').replace('"panel"', '"stage_2"'),),
        (NOTED.replace('"received"', '"answered"'), rule("desk_only", "{ severity = 'major' }", 'flag = ["seen"]').replace("then", 'unless = [{ moment = "noted_down" }]\nthen')),
        (text("gesture"), visit("{ severity = 'general' }", '"gesture"'), gate("gesture_named", "{ gesture = { filled = false } }", 'suspicious_words = ["voucher"]\nconfirm = "gesture"')),
        (number("points"), text("verdict"), rule("verdict", "{ points = { at_least = 60 } }", 'verdict = "good"'), rule("verdict", "{ points = { below = 60 } }", 'verdict = "bad"')),
        ('[[task]]\nname = "weigh"\nfor = "legal"\nform = ["loss"]\nsets = "weighed"\n', rule("weigh", '{ moment = "answered" }', 'open = ["weigh"]')),
        (gate("no_answer", '{ fault = "broken" }', 'forbids = ["fault"]'), gate("not_dismissed", '{ fault = "mouldy" }', 'forbids = ["fault"]\nbinds = ["invalid"]')),
        (AREAS, rule("area", '{ words = ["harbour", "quay"] }', 'area = "north"'), rule("area", '{ words = ["mill", "bridge"] }', 'area = "south"')),
        ('satisfied_words = ["能开了", "错不了"]\n', rule("area", '{ words = ["the dog has bitten the postman"] }', 'flag = ["pet"]')),
        (NEAR, marked("-2 days").replace("rungs = [", 'rungs = [{ at = "due", tell = ["desk"] }, '), REASONS),
        (PARTY, gate("insider", "{ party = true }", 'forbids = ["party"]')),
        (SHEET, WANTED, rule("before", '{ status = "open" }', 'open = ["sheet"]')),
        (rule("over", '{ moment = "answered", satisfaction = { at_most = 2 } }', "reopen = true"),),
        (KIND_OF_LETTER, rule("more", '{ letter = "interim", satisfaction = { at_most = 2 } }', "reopen = true")),
        (PENALTY, rule("penalty", "{ severity = 'major' }", 'proposed = "200–900 £"')),
    ],
)  # fmt: skip
def test_a_part_that_does_apply_raises_no_alarm(parts: tuple[str, ...]):
    words = ("never", "does not run", "stages follow", "time has passed", "nothing back", "wants it before", "another round", "proposes", "shortens nothing", "spares what", "did you mean unless", "nothing applies", "ends in no way", "which is taken", "as it stands", "cannot be done")  # fmt: skip
    assert [each for each in said_of(*parts) if any(word in each for word in words)] == []


def test_a_limit_that_its_own_end_would_shorten_is_told_and_one_that_is_known_before_is_not():
    due = clock("whole", "{ severity = 'major' }", '{ at = "due", tell = ["desk"] }', rest='due = "ready_by"')
    told_late = said_of(BY, due, changes=(('form = ["loss", "fault"]', 'form = ["loss", "fault", "ready_by"]'),))
    told_before = said_of(BY, due, visit("{ severity = 'major' }", '"ready_by"'))
    assert (ENDED_BY_ITSELF in told_late, ENDED_BY_ITSELF in told_before) == (True, False)


def test_what_goes_out_on_receipt_cannot_name_the_answer():
    words = '[words]\n"acknowledgement.body" = { en = "We have your message {{ case.number }}. {% if case.outcome %}{{ case.outcome }}{% endif %}" }\n'
    said = 'words."acknowledgement.body" goes out on receipt, and names case.outcome, which nobody knows by then'
    assert said in said_of(words)
    assert said not in said_of(words.replace("acknowledgement", "thanks"))


def test_a_role_called_as_a_department_belongs_to_its_people():
    role = '[[role]]\nname = "front"\nlabels = { en = "Sales" }\n'
    people = (
        'roles = ["legal"] },',
        'roles = ["legal"] },\n  { mail = "cyd@small.example", name = "Cyd", roles = ["front"] },\n  { mail = "dee@small.example", name = "Dee" },',
    )
    sales = ('{ name = "Sales", handler = "ann@small.example"', '{ name = "Sales", handler = "dee@small.example"')
    service = ('parent = "Sales", handler = "ann@small.example"', 'parent = "Sales", handler = "cyd@small.example"')
    theirs = (sales[0], sales[1].replace("dee", "cyd"))
    said = 'role "front" is called as department "Sales", and cyd@small.example, who has it, is of department "Service"'
    assert said in said_of(role, changes=(people, sales, service))
    assert said not in said_of(role, changes=(people, theirs))
