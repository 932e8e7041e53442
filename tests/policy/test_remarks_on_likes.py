"""What `check` says of what is like another part and does not fit it: figures, names, limits, consents, lines of a sheet."""

import tomllib
from functools import cache

import pytest

from chalicelib.core.policy_reading import read_policy
from chalicelib.policies import HERE
from redress.remarks import remarks
from tests.policy.test_remarks_on_twins import SOLVED
from tests.policy.test_remarks_on_values import gate, number, rule, said_of, text, visit
from tests.policy.test_remarks_on_wrong_sides import REPORT

SCALE = '[[field]]\nname = "sum"\ntype = "number"\nlabels = { en = "Share of tenants (%)" }\n'
SCOPE = '[[field]]\nname = "scope"\ntype = "choice"\nchoices = ["this_one", "any"]\nlabels = { en = "Scope" }\n'
TWO_PEOPLE = '  {{ name = "{}", handler = "ann@small.example", head = "{}@small.example" }},\n'


def clock(name: str, within: str, rest: str = "") -> str:
    return (
        f'[[clock]]\nname = "{name}"\nlabels = {{ en = "{name}" }}\nfrom = "received"\nuntil = "answered"\nwithin = {within}\ncalendar = "office"\n'
        f'rungs = [{{ at = "due", tell = ["handler"] }}]\n{rest}\n'
    )


def words(**texts: str) -> str:
    said = "".join(f'"{key.replace("__", ".")}" = {{ en = "{text}" }}\n' for key, text in texts.items())
    return f"[words]\n{said}\n"


def scored(figure: int) -> str:
    lines = "".join(f'{{ name = "s{i}", type = "number", labels = {{ en = "Item {i}" }} }},' for i in "abc")
    scale = gate("scale", "{ sa = { over = 5 } }, { sb = { over = 5 } }, { sc = { over = 5 } }", 'forbids = ["sa"]')
    sheet = words(sheet__body=f"Give 1 to {figure} points.\\nItem a:\\nItem b:\\nItem c:\\n")
    return visit("{ severity = 'general' }", lines) + scale + sheet


SAME = '{ general = "3 working days", major = "1 working day" }'
LIKES = [
    # limits
    ((clock("parts", SAME), clock("stores", SAME.replace("3", "30"))),
     '"stores" gives what is general 30 working days, and parts and answer 3 working days beside the same for all else'),
    (('instruction_within = "9 working days"\n',), 'instruction_within = "9 working days" gives what a leader wants done more time than any clock gives the answer'),
    ((clock("parts", '"9 days"'), clock("stores", '"9 days"'), clock("yard", '"9 days"').replace('from = "received"', 'from = "referred"')),
     'clock "yard" begins at "referred", and 2 others with the same limits until "answered" by "received"'),
    ((clock("parts", '"9 days"').replace('at = "due", tell = ["handler"] }', 'at = "due", tell = ["handler"] }, { at = "+9 days", tell = ["legal"] }, { at = "+1 day", tell = ["legal"] }'),),
     'clock "parts" tells legal at 9 days and, below that, at 1 day: one of the two is mistyped'),
    ((clock("parts", '"9 days"').replace('[{ at = "due"', '[{ at = "-1 day", tell = ["supervisor"] }, { at = "due"'),),
     'clock "parts" reminds supervisor at -1 day, and not who has to act'),
    ((clock("parts", '"2 days"').replace('"handler"] }', '"handler"] }, { at = "+20 days", tell = ["legal"] }'),), 'clock "parts" tells legal 20 days after a limit of 2 days'),
    ((visit("{ fault = 'broken' }", '"loss"', "look") + 'sets = "looked"\n', clock("looks", '"2 days"').replace("answered", "looked")),
     'clock "looks" runs always, and "looked" is asked for only where fault is broken: elsewhere nobody could meet it'),
    # consents and shares
    ((rule("bad", "{ satisfaction = { over = 3, at_most = 40 } }", 'tell = ["legal"]'),), 'a rule of group "bad" compares satisfaction over 3 and at most 40, and there is no more than 4'),
    ((rule("some", '{ count = { of = "fault", at_least = 3, within = "9 days" } }', 'flag = ["some"]'), rule("many", '{ count = { of = "loss", at_least = 30, within = "9 days" } }', 'flag = ["many"]')),
     'a rule of group "many" counts loss from 30 on, and others from 3'),
    ((gate("small", "{ loss = { below = 500 } }", 'approve = ["legal", "director"]'), gate("large", "{ loss = { at_least = 500 } }", 'approve = ["legal"]')),
     'gate "large" asks legal where loss at least 500, and gate "small" legal, director where there is less'),
    ((SCALE, visit("{ severity = 'general' }", '"sum"'), rule("many", "{ sum = { over = 300 } }", 'tell = ["legal"]')),
     'a rule of group "many" compares sum over 300, and there is no more than 100'),
    # gates that nobody passes
    ((gate("small", "{ loss = { over = 0, at_most = 500 } }", 'approve = ["legal"]'), gate("named", "", 'suspicious_words = ["cash"]\nconfirm = "loss"\nunless = [{ loss = { over = 500 } }]')),
     'gate "named" is passed by writing none under "loss", also where loss over 0 and at most 500, to which gate "small" asks for consent: nobody could answer with that'),
    ((SCOPE, visit("{ severity = 'general' }", '"scope"'), gate("must", "", 'needs = ["scope"]'), gate("one", "{ scope = 'any' }", 'forbids = ["scope"]'), gate("two", "{ scope = 'this_one' }", 'forbids = ["scope"]')),
     'gate "one" and gate "two" forbid "scope" whatever it says, and it must be filled: nobody gets through'),
    # what is called after another
    ((SOLVED, visit("{ severity = 'general' }", '"solved"') + 'sets = "seen_first"\n', visit("{ severity = 'general' }", '"solved"', "later") + 'sets = "seen_later"\n',
      gate("after_seen_first", "", 'unless = [{ moment = "seen_later" }]\nneeds = ["loss"]')),
     'gate "after_seen_first" is called after "seen_first" and looks for seen_later'),
    ((text("refund"), visit("{ severity = 'general' }", '"refund"'), gate("cash", "", 'suspicious_words = ["cash"]\nconfirm = "loss"\nreason = { en = "Write none under “refund”." }')),
     'the reason of gate "cash" names the line "refund", and it is passed by loss: whoever does what it says is refused again'),
    ((REPORT.replace("refusals", "closed_ones"),), 'report "closed_ones" is called “closed ones” and has what was received: give it placed_by = "closed"'),
    ((REPORT.replace("refusals", "plans") + 'when = [{ fault = { filled = true } }]\nshow = ["loss"]\n',), 'report "plans" lists what has "fault" filled, and does not show it'),
    ((REPORT.replace("refusals", "sums") + 'show = ["loss"]\nwhen = [{ loss = { filled = true } }]\n', REPORT.replace("refusals", "plans") + 'show = ["fault"]\n'), 'report "plans" lists all complaints for their "fault", which many have not: give it when = [{ fault = { filled = true } }]'),
    ((gate("conduct_read", "{ category = 'delay' }", 'needs = ["loss"]'),), 'gate "conduct_read" is called “conduct read” and is for what has category is delay: it is called after conduct'),
    ((text("refund"), text("paper"), visit("{ severity = 'general' }", '"refund", "paper"'), gate("cash", "", 'needs = ["paper"]\nreason = { en = "Say what refund there is." }')),
     'the reason of gate "cash" names the line "refund", and it is passed by paper: whoever does what it says is refused again'),
    ((visit("{ valid = false }", '"loss"', "sanction"),), 'task "sanction" is called “sanction” and is for what has valid is no: it says the opposite'),
    ((SOLVED.replace("solved", "founded"), visit("{ severity = 'general' }", '"founded"'), rule("v", "{ founded = true }", "valid = false")),
     'a rule of group "v" finds valid = no where founded is yes: they say the opposite'),
    # what never comes, or too early
    ((rule("done", "{ moment = 'received' }", "close = true"),), 'a rule of group "done" closes complaint where moment received: nobody would answer it'),
    ((text("mark"), clock("marks", '"2 working days"', "when = [{ mark = { filled = false } }]").replace(
        '[{ at = "due"', '[{ at = "-1 hour", tell = ["handler"], set = { mark = "over" } }, { at = "due"')),
     'clock "marks" sets mark is over at -1 hour, with which it ends: its rung at 0 minutes never comes'),
    ((visit("{ satisfaction = { at_most = 2 } }", '"loss"').replace("referred", "answered") + 'unless = "reopened"\n',),
     'task "visit" is asked where satisfaction at most 2 unless reopened, and whoever says so begins another round: it is never asked'),
    ((clock("told", '"5 working days"').replace('[{ at = "due"', '[{ at = "-1 day", tell = ["customer"], message = "late" }, { at = "due"'), words(late__subject="Late", late__body="{{ parts.greeting() }} Our time has passed.")),
     'clock "told" sends "late" at -1 day, and it says that the time has passed (“{{ parts.greeting() }} Our time has passed.”): send it at due'),
    (('[[stage]]\nname = "one"\nlabels = { en = "one" }\n[[stage]]\nname = "two"\nlabels = { en = "two" }\nanswers = "same"\n', words(outside_route="Court", reopened__body="A different manager answers you.")),
     'words "reopened.body" promise “A different manager”, and stage "two" is answered by whoever answered before'),
    (tuple(visit("{ severity = 'general' }", '"loss"', f"look{i}") + ('required = ["loss"]\n' if i < 3 else "") for i in range(4)),
     'task "look3" requires no line of its form, as all others do: whoever sends it back empty has done it'),
    ((rule("sort", "", 'category = "delay"').replace("when = [{", "").replace("when = []", 'unless = [{ words = ["rude"] }]'), rule("sort", "{ words = ['rude'] }", 'category = "conduct"')),
     'a rule of group "sort" has no when, and 1 below it come only to what its unless leaves: give it one, or put it last'),
    ((rule("marked", "", 'flag = ["marked"]').replace("when = [{}]\n", ""),), 'a rule of group "marked" has no when, and does "marked" to each complaint as it comes in'),
    (('[[extension]]\nname = "longer"\nlabels = { en = "longer" }\nclock = "answer"\nat_most = "2 working days"\nwithin = "2 working days"\ncalendar = "office"\n',),
     'extension "longer" may take 2 working days to decide and gives 2 working days'),
    ((rule("some", "{ loss = { at_least = 0 } }", 'flag = ["some"]'),), 'a rule of group "some" has loss at least 0, which every number is'),
    ((gate("dear", "{ loss = { over = 500, below = 9000 } }", 'needs = ["fault"]\nreason = { en = "Between 500 and 900 name the fault." }'),),
     'gate "dear" is worded with 900 (“Between 500 and 900 name the f”), and compares with 9000'),
    ((text("paper"), visit("{ severity = 'general' }", '"paper"'), gate("dear", "{ loss = { over = 500 } }", 'forbids = ["paper"]')),
     'gate "dear" looks at loss and forbids "paper": one of the two is meant'),
    ((*tuple(text(f"step{i}") for i in range(1, 6)), visit("{ severity = 'general' }", '"step1", "step2", "step3", "step5", "loss"'), visit("{ severity = 'major' }", '"step4"', "later")),
     'task "visit" has step1 to step5, and not "step4"'),
    (tuple(gate(f"agreed{i}", f"{{ loss = {{ over = {i} }} }}", f'approve = ["legal"]\nwithin = "{span} hours"') for i, span in enumerate((2, 20, 2))),
     'gate "agreed1" has 20 hours, and each other one 2 hours: a nought is missing or too many'),
    # figures and words
    ((words(sorry__body="Ring 0207 946 0123.", late__body="Ring 0207 964 0123."),), 'words "sorry.body" names 02079460123, and words "late.body" 02079640123: one of the two is mistyped'),
    ((words(sorry__body="Our office is in room 12.", late__body="Our office is in room 21."),),
     'words "late.body" say 21 in en (“Our office is in room 21.”), where words "sorry.body" say 12'),
    ((words(sorry__body="In danger ring 911."),), 'words "sorry.body": 911 is the number of emergencies in US, and nobody\'s in CN'),
    ((words(sms_name="Large House"),), "sms_name is “Large House” in en, and the organisation is “Small Office”: is that the same house?"),
    ((scored(9),), 'words "sheet.body" ask for 9 in en, which gate "scale" refuses'),
    (('job_titles = ["customer"]\n',), 'job_titles: "customer" is what customers are called: whoever stands beside it is taken for a colleague'),
    ((gate("tone", "", 'suspicious_words = ["your"]\nconfirm = "loss"'),), 'gate "tone" holds back whatever has "your", which nearly every letter has: answers would hardly go out'),
    ((text("paper", 'reads = ["证件号#"]'), number("code", 'reads = ["件号#"]')), '"code" is read behind "件号", with which "证件号" of "paper" ends: it would get what stands there'),
]  # fmt: skip


@pytest.mark.parametrize(("parts", "said"), LIKES)
def test_what_does_not_fit_what_is_like_it_is_told(parts: tuple[str, ...], said: str):
    assert said in said_of(*(part.replace("when = []\n", "") for part in parts))


@pytest.mark.parametrize(("last", "count"), [("ann", 1), ("bob", 0)])
def test_the_one_department_whose_handler_leads_it_is_told(last: str, count: int):
    units = "".join(TWO_PEOPLE.format(name, head) for name, head in (("North", "bob"), ("West", last)))
    told = said_of(changes=(("department = [\n", f"department = [\n{units}"),))
    assert len([each for each in told if each.startswith('department "West" has its handler as head')]) == count


def test_a_rule_against_the_examples_of_its_words_is_told():
    shown = "".join(
        f'"{c}" = [{", ".join(f"{chr(34)}{words} {i}{chr(34)}" for i in range(5))}]\n'
        for c, words in (("delay", "waited for"), ("conduct", "shouted at"))
    )
    parts = (
        rule("sort", '{ words = ["shouted"] }', 'category = "delay"'),
        rule("sort", '{ words = ["waited"] }', 'category = "conduct"'),
        f"[examples.category]\n{shown}",
    )
    told = [each for each in said_of(*parts) if "examples of" in each]
    assert told == [
        f'a rule of group "sort" gives category = "{own}" by words that stand in 5 examples of "{other}", and in 0 of its own'
        for own, other in (("delay", "conduct"), ("conduct", "delay"))
    ]


@cache
def shipped(policy: str) -> str:
    return (HERE / f"{policy}.toml").read_text(encoding="utf-8")


SHIPPED = [
    ("factory-quality", "管理人员敬业：\n", "", 'words "survey_sheet.body": zh-TW has 10 lines to fill in, and zh-CN 9'),
    ("telecom-appeals", "{{ promised }}", "", 'words "reopened.body": all others fill in promised, and zh-CN does not'),
    ("retail-stores", '["goods", "商品部"],\n  ["till", "财务收银部"]', '["goods", "财务收银部"],\n  ["till", "商品部"]',
     'rules of group "suggestion" give 财务收银部 what is goods, and 商品部 what is till: they are called the other way round'),
    ("hotline-12345", 'at_most = "15 days"', 'at_most = "6 days"', '"handling" gives what is complex more time than what is general, "longer_handling and longer_complex_handling" less'),
    ("factory-quality", 'before = "answered"\nwhen = [{ kind = "complaint", about_goods = true }]', 'before = "answered"\nwhen = [{ about_goods = false }]',
     'gate "whole_report" wants of the answer what task "complaint_report" requires, and is for task "plain_answer", which leaves it to its author: it may be on the wrong side'),
    ("fca-firm", 'when = [{ root_cause = { filled = true } }]\nby_field = "root_cause"', 'when = [{ root_cause = { filled = true } }]\nby_field = "ground"',
     'report "root_causes" lists what has "root_cause" filled and divides it by "ground", which no such complaint has'),
    ("property-services", 'for = "site_cuihu"', 'for = "site_jingui"', 'task "site_cuihu_speaks" is called after site_cuihu and asks site_jingui'),
    ("property-services", 'solved = ["partly", "not_yet"]', 'solved = "wholly"',
     'gate "planned" is called “What is not wholly solved is put on the list for planning” and is for what has solved is wholly: it says the opposite'),
]  # fmt: skip


@pytest.mark.parametrize(("policy", "old", "new", "said"), SHIPPED)
def test_a_slip_in_a_shipped_policy_that_makes_it_unlike_its_like_is_told(policy: str, old: str, new: str, said: str):
    text = shipped(policy)
    assert old in text
    assert said in remarks(read_policy(tomllib.loads(text.replace(old, new, 1)), f"{policy}.toml"))


ALIKE = [
    (clock("parts", SAME), clock("stores", SAME.replace("3", "30").replace("1", "2"))),
    (gate("small", "{ loss = { below = 500 } }", 'approve = ["legal"]'), gate("large", "{ loss = { at_least = 500 } }", 'approve = ["director"]')),
    (words(sorry__body="Ring 0207 946 0123.", late__body="Ring 0207 946 0124."),),
    (words(sorry__body="Our office is in room 12 and 13.", late__body="We answer within 12 days."),),
    (words(sorry__body="In danger ring 110."),),
    (words(sms_name="Small"),),
    (scored(5),),
    (rule("done", "{ moment = 'answered' }", "close = true"),),
    (text("paper", 'reads = ["证件#"]'), number("code", 'reads = ["件号#"]')),
]  # fmt: skip


@pytest.mark.parametrize("parts", ALIKE)
def test_what_fits_is_not_remarked(parts: tuple[str, ...]):
    signs = ("beside the same", "where there is less", "mistyped", "where words", "emergencies", "same house", "refuses", "nobody would answer", "is read behind")  # fmt: skip
    assert [each for each in said_of(*parts) if any(sign in each for sign in signs)] == []
