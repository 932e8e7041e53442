"""A faulty policy is refused with file, path, and the nearest right word."""

import tomllib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.core.handling.hold import standing_tasks
from chalicelib.core.policy.model import PolicyError
from chalicelib.core.policy_reading import read_policy
from chalicelib.core.policy_reading.names import OWN_CLOCKS, OWN_FLAGS, OWN_TASKS
from chalicelib.core.register import forgetting
from chalicelib.core.report.figures import WATCHES
from tests.policy.small_policy import SMALL, faults, small

FAULTS = [
    ('general = "3 working days"', 'general = "3 wroking days"',
     'clock[0].within.general: "3 wroking days" is not a duration; did you mean "3 working days"?'),
    ('within = { general = "3 working days", major = "1 working day" }', 'within = "3 wroking days"',
     'clock[0].within: "3 wroking days" is not a duration; did you mean "3 working days"?'),
    ('general = "3 working days", ', "", "clock[0].within: gives no limit for general"),
    ('within = { general = "3 working days", major = "1 working day" }',
     'within = { general = "3 working days" }\nwhen = [{ channel = "mail" }]', "clock[0].within: gives no limit for major"),
    ('within = { general = "3 working days", major = "1 working day" }',
     'within = { general = "3 working days" }\nwhen = [{ severity = "general" }, { severity = "major", channel = "mail" }]',
     "clock[0].within: gives no limit for major"),
    ('general = "3 working days"', 'general = "0 days"', 'clock[0].within: "0 days" is not a time to come'),
    ('until = "answered"', 'untl = "answered"', 'clock[0].untl: is not a key here; did you mean "until"?'),
    ('until = "answered"', 'until = "answerd"', 'clock[0].until: "answerd" is not a moment; did you mean "answered"?'),
    ('calendar = "office"', 'calendar = "ofice"', 'clock[0].calendar: "ofice" is not a calendar; did you mean "office"?'),
    ('tell = ["handler"]', 'tell = ["handeler"]', 'clock[0].rungs[0].tell[0]: "handeler" is not a role; did you mean "handler"?'),
    (', { at = "due", tell = ["supervisor"] }', "",
     'clock[0].rungs: clock "answer" would pass in silence: no rung at its due time or after'),
    ('tell = ["handler"]', 'tell = ["handler"], message = "remainder"',
     'clock[0].rungs[0].message: "remainder" is not a message to staff; did you mean "reminder"?'),
    ('tell = ["handler"]', 'tell = ["customer"], message = "chase"',
     'clock[0].rungs[0].message: "chase" is not a message to the customer; known are holding, update, question, survey, later_survey, explanation'),
    ('tell = ["handler"]', 'tell = ["handler"], message = "remainder"',
     'clock[0].rungs[0].message: "remainder" is not a message to staff; did you mean "reminder"?'),
    ('tell = ["handler"]', 'tell = ["customer"], message = "chase"',
     'clock[0].rungs[0].message: "chase" is not a message to the customer; known are holding, update, question, survey, later_survey, explanation'),
    ("words = [", "wrods = [", 'rule[0].when[1].wrods: is neither a test nor a field; did you mean "words"?'),
    ("loss = { at_least = 30000 }", "los = { at_least = 30000 }",
     'rule[0].when[0].los: is neither a test nor a field; did you mean "loss"?'),
    ("at_least = 30000", "at_last = 30000", 'rule[0].when[0].loss.at_last: is not a comparison; did you mean "at_least"?'),
    ("at_least = 30000", 'at_least = "30000"', 'rule[0].when[0].loss.at_least: "30000" is not a number'),
    ('channel = "mail" }', 'channel = "male" }', 'rule[0].when[1].channel: "male" is not a channel; did you mean "mail"?'),
    ('severity = "major", flag', 'severity = "mayor", flag',
     'rule[0].then.severity: "mayor" is not a severity; did you mean "major"?'),
    ('tell = ["legal"], confirm', 'tel = ["legal"], confirm',
     'rule[0].then.tel: is neither an effect nor a field that a rule may set; did you mean "tell"?'),
    ("confirm = true", 'confirm = "yes"', 'rule[0].then.confirm: "yes" is not true or false'),
    ('["Sales", "Service"]', '["Sale", "Service"]',
     'rule[1].then.assign: "Sale" is not a department of the directory; did you mean "Sales"?'),
    ('then = { severity = "general", assign', 'when = []\nthen = { severity = "general", assgin',
     'rule[1].then.assgin: is neither an effect nor a field that a rule may set; did you mean "assign"?'),
    ('["mail", "mouldy", "major", ["grave"]]', '["mail", "mouldy", "major"]', "table.fault.rows[0]: has 3 cells for 4 columns"),
    ('["mail", "mouldy", "major", ["grave"]]', '["mail", "mouldi", "major", ["grave"]]',
     'table.fault.rows[0].fault: "mouldi" is not a fault; did you mean "mouldy"?'),
    ('"=severity", "=flag"]', '"=severty", "=flag"]',
     'table.fault.columns[2]: "severty" is not an effect or a field that a rule may set; did you mean "severity"?'),
    ('when = [{ flag = ["grave"] }]', 'when = [{ flag = ["gave"] }]',
     'gate[0].when[0].flag: "gave" is not a flag that any rule raises; did you mean "grave"?'),
    ('needs = ["loss"]', 'needs = ["lost"]', 'gate[0].needs[0]: "lost" is not a field; did you mean "loss"?'),
    ('needs = ["loss"]\napprove = ["supervisor"]', "", "gate[0]: asks for nothing: give it needs, needs_any, forbids, suspicious_words or approve"),
    ('needs = ["loss"]', 'suspicious_words = ["gift"]', "gate[0].confirm: names no field by which a suspicion is to be cleared"),
    ('command = "resolve"', 'command = "reslove"', 'task[0].command: "reslove" is not a command; did you mean "resolve"?'),
    ('required = ["loss"]', 'required = ["cause"]', 'task[0].required[0]: "cause" is not a line of the form; known are loss, fault'),
    ('required = ["loss"]', 'letter = ["cause"]', 'task[0].letter[0]: "cause" is not a line of the form; known are loss, fault'),
    ('command = "resolve"', 'letter = ["loss"]', 'task[0].letter: goes with command = "resolve" only'),
    ('opens = "referred"\n', "", 'task[0].opens: nothing opens "outcome": give a moment, or a rule that opens it'),
    ('for = "handler"\n', "", "task[0]: for is missing"),
    ('name = "fault"\n', 'name = "fault"\nmeans = "findings"\n',
     'field[1].means: "findings" is not one of finding, complained_of, action, measure, carried_out, proof; did you mean "finding"?'),
    ("[[calendar]]", "[calendar]", "calendar: is written [[calendar]]"),
    ('before = "answered"', 'before = "answered"\nbinds = ["close"]', 'gate[0].binds[0]: "close" is not a way to "answered"; known are resolve, invalid'),
    ('before = "answered"', 'before = "proposed"\nbinds = ["invalid"]', 'gate[0].binds[0]: "invalid" is not a way to "proposed"; known are resolve'),
    ("[[gate]]", '[may]\ninvalid = ["desk", "leagl"]\n\n[[gate]]', 'may.invalid[1]: "leagl" is not a role that gives commands; did you mean "legal"?'),
    ("[[gate]]", '[may]\ninvald = ["desk"]\n\n[[gate]]', 'may.invald: "invald" is not a command that may be left to some roles; did you mean "invalid"?'),
    ("[[gate]]", '[may]\nresolve = "desk"\n\n[[gate]]',
     'may.resolve: "resolve" is not a command that may be left to some roles; known are accept, extend, invalid, correct, close, first_contact'),
    ("[[gate]]", "[may]\nclose = []\n\n[[gate]]", "may.close: names nobody"),
    ("[[gate]]", '[may]\nextend = ["customer"]\n\n[[gate]]',
     'may.extend[0]: "customer" is not a role that gives commands; known are handler, supervisor, director, desk, desk_head, assistants, legal'),
    ('name = "outcome"\nfor = "handler"\nopens = "referred"\ncommand = "resolve"',
     ('name = "taken"\nfor = "handler"\nopens = "referred"\ncommand = "accept"\n[may]\naccept = ["desk"]\n[[task]]\nname = "outcome"\n'
     'for = "handler"\nopens = "referred"\ncommand = "resolve"'),
     'task[0].command: "accept" is left to desk by [may], not to "handler"'),
    ("[[gate]]", '[[extension]]\nname = "more"\nclock = "anser"\n\n[[gate]]',
     'extension[0].clock: "anser" is not a clock of this policy; did you mean "answer"?'),
    ("[[gate]]", '[[extension]]\nname = "more"\nclock = "answer"\nat_most = "10 wroking days"\n\n[[gate]]',
     'extension[0].at_most: "10 wroking days" is not a duration; did you mean "10 working days"?'),
    ("[[gate]]", '[[extension]]\nname = "more"\nclock = "answer"\nat_most = "0 days"\n\n[[gate]]',
     'extension[0].at_most: "0 days" is not a time to come'),
    ("[[gate]]", '[[extension]]\nname = "more"\nclock = "answer"\ntimes = -1\n\n[[gate]]',
     "extension[0].times: -1 is no number of times; leave it out for any"),
    ('{ at = "due", tell = ["supervisor"] }', '{ at = "due", tell = ["supervisor"] }, { at = "+24 hours", tell = ["customer"], message = "holding" }, { at = "+1 day", tell = ["customer"], message = "holding" }',
     "clock[0].rungs[3].at: tells the customer something in the minute in which another rung does"),
    ("[[gate]]", '[[extension]]\nname = "more"\nclock = "answer"\ntimes = 0\n\n[[gate]]',
     "extension[0].times: 0 is no number of times; leave it out for any"),
    ("[[gate]]", '[[extension]]\nname = "more"\nclock = "answer"\ngrants = ["unit"]\n\n[[gate]]',
     'extension[0].grants[0]: "unit" is not a role that gives commands; known are handler, supervisor, director, desk, desk_head, assistants, legal'),
    ("[[gate]]", '[[extension]]\nname = "plan"\nclock = "answer"\n\n[[gate]]',
     'extension[0].name: "plan" has a meaning already; choose another name'),
    ("[[gate]]", '[[extension]]\nname = "a"\nclock = "answer"\n[[extension]]\nname = "b"\nclock = "answer"\n\n[[gate]]',
     'extension[1]: is never reached: extension[0] of clock "answer" always applies'),
    ('before = "answered"', ('before = "extended"\napprove = ["legal"]\n[[extension]]\nname = "more"\nclock = "answer"\ngrants = ["desk"]\n'
     '[[gate]]\nname = "other"\nbefore = "answered"'),
     'extension[0].grants: is said by gate "plan" already, which has it approved: say it once'),
    ('name = "plan"', 'name = "later_time"', 'gate[0].name: "later_time" has a meaning already; choose another name'),
    ('for = "handler"', 'for = ["handler"]', "task[0].for: a list is not text in quotes"),
    ('at = "-1 hour"', 'at = "1 hour before"', 'clock[0].rungs[0].at: "1 hour before" is not a duration; did you mean "-1 hour"?'),
    ('before = "answered"', 'before = "closed"',
     'gate[0].before: "closed" waits for nothing; gates hold back accepted, referred, proposed, answered, extended and what forms set'),
    ('tell = ["legal"], confirm', 'tell = ["customer"], confirm',
     "rule[0].then.message: is missing: say what the customer gets; known are holding, update, question, survey, later_survey, explanation"),
    ('prefix = "SM"', 'prefix = "SM"\nlanguages = ["zh"]',
     'languages[0]: "zh" is not a language that there are templates in; known are zh-CN, zh-TW, en'),
    ('by = "5"', 'by = "35"', 'report[0].by: "35" is not a day of the month such as "5"'),
    ('kind = "summary"', 'kind = "sumary"',
     'report[0].kind: "sumary" is not one of summary, ledger, sample, appraisal, list, actions, units, words, cases, promises, case; did you mean "summary"?'),
    ('by = "5"', 'by = "5"\ndraft_to = ["desk"]', "report[0]: needs both draft_to and draft_before, or neither"),
    ('hours = [["09:00", "17:00"]]', 'hours = [["09:00", "17:00"]]\ndays = []', "calendar[0].days: no working day in the week"),
    ('prefix = "SM"', 'prefix = "s"', 'prefix: "s" is not one to six capital letters'),
    ('type = "number"', 'type = "number"\nsigns = ["lost #"]', 'field[0].signs[0]: "lost #" says where the value stands: put it under reads'),
    ('type = "number"', 'type = "number"\nreads = ["lost"]', 'field[0].reads[0]: "lost" does not say by one "#" where the value stands'),
    ('type = "number"', 'type = "number"\nmoney = true', 'field[0].money: goes with type = "number" and reads only'),
    ('type = "number"', 'type = "number"\nreads = ["lost #"]\nreads_last = ["paid #"]', "field[0].reads_last: goes with money = true only"),
    ('type = "number"', 'type = "number"\nreads = ["lost #"]\nmoney = true\nreads_last = ["paid"]', 'field[0].reads_last[0]: "paid" does not say by one "#" where the value stands'),
    ('prefix = "SM"', 'prefix = "SM"\nasks = ["los"]', 'asks[0]: "los" is not a field; did you mean "loss"?'),
    ('prefix = "SM"', 'prefix = "SM"\njob_titles = ["driver", " "]', "job_titles[1]: is empty, and would be found everywhere"),
    ('prefix = "SM"', 'prefix = "SM"\nmeasure_words = [""]', "measure_words[0]: is empty, and would be found everywhere"),
    ('name = "answer"', 'name = "promise"', 'clock[0].name: "promise" has a meaning already; choose another name'),
    ('name = "outcome"', 'name = "call"', 'task[0].name: "call" has a meaning already; choose another name'),
    ('sets = "proposed"', 'sets = "tried"', 'task[0].sets: "tried" has a meaning already; choose another name'),
    ('flag = ["press"]', 'flag = ["muted"]', 'rule[0].then.flag: "muted" has a meaning already; choose another name'),
    ('name = "fault"\n', 'name = "reached"\n', 'field[1].name: "reached" has a meaning already; choose another name'),
    ('prefix = "SM"', 'prefix = "SM"\ntimezone = "Asia/Peking"', 'timezone: "Asia/Peking" is not a time zone such as "Asia/Shanghai"'),
    ('desk_head = "ann@small.example"', 'desk_head = "anne@small.example"',
     'directory.desk_head: "anne@small.example" is not the mail address of anybody in the directory; did you mean "ann@small.example"?'),
    ('name = "Sales", handler = "ann@small.example"', 'name = "Sales", handler = "carl@elsewhere.example"',
     'directory.department[0].handler: "carl@elsewhere.example" is not the mail address of anybody in the directory; known are desk@small.example, ann@small.example, bob@small.example'),
    ('parent = "Sales"', 'parent = "Sails"',
     'directory.department[1].parent: "Sails" is not a department of the directory; did you mean "Sales"?'),
    ('phone = "+8613800000001"', 'phone = "13800000001"',
     'directory.person[0].phone: "13800000001" is not a number like "+8613800000000"'),
    ('roles = ["legal"]', 'roles = ["legl"]', 'directory.person[1].roles[0]: "legl" is not a role; did you mean "legal"?'),
    ('name = "loss"\ntype = "number"', 'name = "words"\ntype = "number"',
     'field[0].name: "words" has a meaning already; choose another name'),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "said"), FAULTS, ids=[fault[2].partition(":")[0] + fault[1][:20] for fault in FAULTS]
)
def test_a_fault_is_named_with_file_path_and_the_nearest_word(old: str, new: str, said: str):
    assert f"small.toml: {said}" in faults(old, new)


def test_the_small_policy_itself_is_sound():
    assert small().name == "small"


def test_a_single_misspelling_brings_a_single_complaint():
    assert faults('general = "3 working days"', 'general = "3 wroking days"') == [
        'small.toml: clock[0].within.general: "3 wroking days" is not a duration; did you mean "3 working days"?'
    ]


def test_all_faults_are_told_at_once():
    said = faults(
        SMALL[SMALL.index("[[clock]]") : SMALL.index("[directory]")],
        """
[[clock]]
name = "answer"
from = "recieved"
until = "answered"
within = "tomorrow"
rungs = [{ at = "-1 huor", tell = ["handler"] }, { at = "due", tell = ["boss"] }]

[[gate]]
name = "plan"
before = "anserwed"
aprove = ["supervisor"]
needs = ["loss"]
""",
    )
    assert [line.split(": ")[1] for line in said] == [
        "clock[0].within",
        "clock[0].rungs[0].at",
        "gate[0].aprove",
        "gate[0].before",
    ]


def test_a_rule_below_one_that_always_applies_is_never_reached():
    said = faults("[table.fault]", '[[rule]]\ngroup = "severity"\nthen = { severity = "major" }\n\n[table.fault]')
    assert said == ['small.toml: rule[2]: is never reached: rule[1] of group "severity" always applies']


def test_a_role_that_nobody_holds_is_a_fault():
    assert faults('roles = ["legal"]', "roles = []") == [
        'small.toml: role[0]: nobody in the directory has the role "legal"'
    ]


def test_a_name_given_twice_is_a_fault():
    assert faults('[[field]]\nname = "fault"', '[[field]]\nname = "loss"')[-1].endswith('"loss" is there twice')


def test_the_names_that_are_taken_are_those_of_the_handling_itself():
    assert set(OWN_TASKS) == {
        each.name
        for each in (
            standing_tasks.REFERRAL,
            standing_tasks.CALL,
            standing_tasks.RECEIPT,
            standing_tasks.LATER_WORDS,
            standing_tasks.INSTRUCTION,
            standing_tasks.WHOM,
            standing_tasks.APART,
        )
    } | {"settle"}
    assert set(OWN_CLOCKS) | {"task:settle"} == WATCHES
    assert {forgetting.HOLD, forgetting.FORGOTTEN} < set(OWN_FLAGS)


def test_an_empty_file_is_told_what_it_lacks():
    with pytest.raises(PolicyError) as refused:
        read_policy({}, "empty.toml")
    said = str(refused.value).splitlines()
    assert "empty.toml: name is missing" in said
    assert "empty.toml: directory: desk is missing" in said


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
KEYS = ["name", "prefix", "organisation", "kinds", "quiet", "undo", "labels", "role", "calendar", "field", "rule", "table",
        "clock", "gate", "task", "report", "directory", "asks"]  # fmt: skip


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the first example loads Unicode's tables
@given(
    st.dictionaries(
        st.sampled_from(KEYS),
        values
        | st.lists(
            st.dictionaries(
                st.sampled_from(
                    ["name", "when", "then", "within", "rungs", "form", "columns", "rows", "hours", "group", "choices"]
                ),
                values,
            ),
            max_size=2,
        ),
    )
)
def test_whatever_a_file_holds_it_is_refused_in_words(data: dict[str, object]):
    with pytest.raises(PolicyError, match=r"^odd\.toml: "):
        read_policy(data, "odd.toml")


PASSED_ON = """[[clock]]
name = "passed_on"
from = "proposed"
until = "answered"
within = {within}
calendar = "office"
rungs = [{{ at = "due", tell = ["desk"] }}]

[[gate]]"""


@pytest.mark.clause("PG-10")
@pytest.mark.parametrize(
    ("undo", "within", "sound"),
    [
        ("3 minutes", '"5 minutes"', True),
        ("5 minutes", '"5 minutes"', False),
        ("10 minutes", '"5 minutes"', False),
        ("10 minutes", '"5 working minutes"', False),
        ("2 hours", '{ general = "1 working day", major = "1 hour" }', False),
        ("10 minutes", '"1 working day"', True),
    ],
)
def test_an_answer_has_to_leave_before_the_time_for_it_is_over(undo: str, within: str, sound: bool):
    text = SMALL.replace('prefix = "SM"', f'prefix = "SM"\nundo = "{undo}"')
    text = text.replace("[[gate]]", PASSED_ON.format(within=within), 1)
    if sound:
        assert read_policy(tomllib.loads(text), "small.toml").undo is not None
    else:
        with pytest.raises(PolicyError, match=f'undo = "{undo}" holds each back so long'):
            read_policy(tomllib.loads(text), "small.toml")


@pytest.mark.parametrize(
    "runs",
    [
        'when = [{ severity = "general" }]',
        'when = [{ severity = "general", channel = "mail" }]',
        'unless = [{ severity = "major" }]',
        'when = [{ channel = "mail" }]\nunless = [{ severity = "major" }]',
    ],
)
def test_a_severity_on_which_a_clock_never_runs_needs_no_limit(runs: str):
    whole = 'within = { general = "3 working days", major = "1 working day" }'
    small(whole, f'within = {{ general = "3 working days" }}\n{runs}')
