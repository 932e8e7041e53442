"""What `check` says of conditions that take the wrong side: small for large, filled for empty, the content with the discontented."""

import pytest

from tests.policy.test_remarks_on_twins import SOLVED
from tests.policy.test_remarks_on_values import gate, number, rule, said_of, text, visit

SPARED = (
    '[[clock]]\nname = "mended"\nlabels = { en = "mended" }\nfrom = "referred"\nuntil = "looked"\nwithin = "9 days"\nunless = [{ valid = true }]\n'
    'rungs = [{ at = "due", tell = ["legal"] }]\n'
)
LOOK = visit("{ kind = 'complaint' }", '"loss"') + 'sets = "looked"\n'
REPORT = '[[report]]\nname = "refusals"\nlabels = { en = "Refusals" }\nkind = "cases"\nevery = "month"\nby = "5"\nto = ["legal"]\n'
WRONG = [
    ((rule("s", "{ satisfaction = { at_least = 2 } }", 'tell = ["legal"]'),),
     'a rule of group "s" takes satisfaction at least 2: who is not satisfied (2 and less) together with who is'),
    ((number("guests", 'reads = ["# guests"]'), rule("many", "{ guests = { at_most = 50 } }", 'severity = "major"')),
     'a rule of group "many" makes major what has guests at most 50: the less there is, the graver'),
    ((gate("dear", "{ loss = { below = 500 } }", 'approve = ["legal"]'),), 'gate "dear" asks legal where loss below 500, and nobody where it is more'),
    ((LOOK, SPARED), 'clock "mended" runs unless valid is yes: it spares what is valid, and binds what is not'),
    ((rule("v", "{ valid = { filled = false } }, { valid = false }", 'flag = ["kept"]'),), 'a rule of group "v" takes what is not valid together with what nobody has judged'),
    (('asks = ["photo"]\n', text("photo", 'type = "attachment"\nchoices = ["image/"]\nwhen = [{ evidence = true }]')),
     'the question for "photo" is asked where evidence is yes: of who has sent a file, and not of who has not'),
    ((rule("v", "{ valid = { filled = true } }", "valid = true"),), 'a rule of group "v" sets valid only where it is filled already'),
    ((SOLVED, visit("{ severity = 'general' }", '"solved"'), gate("open", "{ solved = { filled = true } }, { solved = false }", 'needs = ["loss"]')),
     'gate "open" has solved is filled or solved is no: it applies to a yes as to a no, and not where nobody has said'),
    ((text("gift"), visit("{ severity = 'general' }", '"gift"'), gate("gift_agreed", "{ gift = { filled = false } }", 'approve = ["legal"]')),
     'gate "gift_agreed" is for complaints where "gift" is empty, and has to do with what stands there'),
    ((text("plan"), visit("{ severity = 'general' }", '"plan"'), rule("many", '{ plan = { filled = false }, count = { of = "plan", at_least = 3, within = "9 days" } }', 'tell = ["legal"]')),
     'a rule of group "many" is for complaints where "plan" is empty, and has to do with what stands there'),
    ((REPORT + "when = [{ valid = true }]\n",), 'report "refusals" is called “refusals” and is for what has valid is yes: it says the opposite'),
    ((SOLVED, visit("{ severity = 'general' }", '"solved"'), gate("paid", "{ solved = false }", 'needs = ["loss"]\nreason = { en = "Where it is solved, write the loss." }')),
     'gate "paid" is called “Where it is solved” and is for what has solved is no: it says the opposite'),
    ((text("advice").replace('en = "advice"', 'en = "Suggestions"'), visit("{ severity = 'general' }", '"advice"') + 'required = ["advice"]\n'),
     'task "visit" wants "advice" filled, and whoever has none cannot fill it: give it takes_none = true'),
    ((gate("one", "{ severity = 'general' }", 'unless = [{ flag = ["first_contact"] }]\nneeds = ["loss"]'), gate("two", "{ severity = 'general' }", 'unless = [{ flag = ["press"] }]\nneeds = ["fault"]')),
     'gate "two" spares what has flag press, and gate "one" what was settled on the spot: flag first_contact'),
    ((rule("mouldy_told", '{ fault = "broken" }', 'tell = ["legal"]'),),
     'group "mouldy_told" is called “mouldy told” and is for what has fault is broken: it is called after mouldy'),
    ((gate("major_read", '{ severity = "general" }', 'needs = ["loss"]'),),
     'gate "major_read" is called “major read” and is for what has severity is general: it is called after major'),
    (('[words]\n"well_done.body" = { en = "Thank you." }\n"well_done.subject" = { en = "Thanks" }\n',), 'message "well_done" is used nowhere'),
    ((rule("grave", "{ words = ['hurt'] }", 'flag = ["injury"]'), rule("told", '{ flag = ["injury"] }', 'tell = ["legal"]'), rule("fell", "{ words = ['fell'] }", 'flag = ["injuri"]')),
     'nothing looks at flag "injuri": is it "injury"?'),
    ((number("wait", 'reads = ["# hours", "#小时", "within # days"]'),), '"wait" is read in two units: “#小时”, “within # days”'),
    (('[words]\n"outcome.subject" = { en = "Not upheld" }\n"explanation.subject" = { en = "Not upheld" }\n',),
     'words "outcome.subject" and "explanation.subject" are the same: “Not upheld”'),
    (('[[field]]\nname = "finding"\ntype = "choice"\nlabels = { en = "Finding" }\nchoices = { upheld = { en = "not upheld" }, not_upheld = { en = "upheld" } }\n',),
     '"upheld" of field "finding" is called “not upheld”, which is another of its choices'),
]  # fmt: skip


@pytest.mark.parametrize(("parts", "said"), WRONG)
def test_a_condition_that_takes_the_wrong_side_is_told(parts: tuple[str, ...], said: str):
    assert said in said_of(*parts)


RIGHT = [
    (rule("s", "{ satisfaction = { at_least = 3 } }", 'tell = ["legal"]'),),
    (number("hours", 'reads = ["# hours"]'), rule("soon", "{ hours = { below = 4 } }", 'flag = ["soon"]')),
    (gate("cheap", "{ loss = { below = 500 } }", 'approve = ["legal"]'), gate("dear", "{ loss = { at_least = 500 } }", 'approve = ["director"]')),
    (rule("v", "{ valid = { filled = false } }, { valid = true }", 'flag = ["kept"]'),),
    (rule("v", "{ moment = 'answered', valid = { filled = false } }", "valid = true"),),
    (REPORT + "when = [{ valid = false }]\n",),
    (text("gift"), visit("{ severity = 'general' }", '"gift"'), gate("gift_agreed", "{ gift = { filled = true } }", 'approve = ["legal"]')),
    (rule("perhaps_mouldy", '{ fault = "broken" }', 'tell = ["legal"]'),),
    (gate("general_rules", '{ severity = "major" }', 'needs = ["loss"]'),),
    (rule("mouldy_or_broken", '{ fault = "broken" }', 'tell = ["legal"]'),),
    (number("degrees", 'reads = ["# degrees", "#度"]'), rule("freezing", "{ degrees = { below = 12 } }", 'severity = "major"')),
    (number("pressure", 'reads = ["水压#"]'), rule("dry", "{ pressure = { below = 2 } }", 'severity = "major"')),
    (number("wait", 'reads = ["# hours", "#小时内", "in #h"]'),),
    (rule("hurt", "{ words = ['hurt'] }", 'flag = ["injury"]'), rule("shown", "{ words = ['fell'] }", 'flag = ["praise_of_staff"]')),
    ('[words]\n"update.subject" = { en = "Your complaint {{ case.number }}" }\n"holding.subject" = { en = "Your complaint {{ case.number }}" }\n',),
]  # fmt: skip


@pytest.mark.parametrize("parts", RIGHT)
def test_a_condition_on_the_right_side_raises_no_alarm(parts: tuple[str, ...]):
    words = (
        "not satisfied",
        "graver",
        "nobody where",
        "valid is yes",
        "nobody has",
        "filled already",
        "has to do with",
        "two units",
        "nothing looks at",
        "are the same",
    )
    assert [each for each in said_of(*parts) if any(word in each for word in words)] == []


@pytest.mark.parametrize(("phone", "count"), [("4008095001", 1), ("4008095003", 0)])
def test_two_departments_with_one_telephone_are_told(phone: str, count: int):
    unit = '  {{ name = "{}", handler = "ann@small.example", head = "bob@small.example", phone = "{}" }},\n'
    units = unit.format("North", "4008095001") + unit.format("South", phone) + unit.format("West", "4008095002")
    told = said_of(changes=(("department = [\n", f"department = [\n{units}"),))
    said = 'departments "North" and "South" have one phone, and the others each their own: customers of the one call the other'
    assert told.count(said) == count
