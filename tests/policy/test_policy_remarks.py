"""What `check` says of a policy that is sound and yet not what its author meant."""

import tomllib

import pytest

from chalicelib.core.policy.model import Policy
from chalicelib.core.policy_reading import read_policy
from chalicelib.policies import names, packaged
from redress.remarks import remarks
from tests.policy.small_policy import SMALL
from tests.policy.test_policy_documents import EXAMPLE

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
    assert [each for each in remarks(small(*changes)) if "label" in each] == said


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
    ("required", "count"), [('["loss"]', 1), ('["loss", "by_when"]', 0), ('["fault"]', 1), ('["by_when"]', 0)]
)
def test_a_promise_that_an_answer_has_to_make_by_form_or_gate_without_a_required_date_is_told(
    required: str, count: int
):
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


CALLED = """[[task]]
name = "called"
labels = { zh-CN = "致电", zh-TW = "致電", en = "call" }
for = "handler"
opens = "referred"
form = ["cause"]

"""
HOTEL_LIMITS = [
    ('within = { general = "1 working day", serious = "half working day" }\ncalendar', 'within = "1 working day"\nwhen = [{ severity = "general" }]\ncalendar',
     'no clock until "answered" runs where severity is serious: the answer has the next working day'),
    ("promised = true  ", "promised = false  ", "no clock is promised, so that customers are told no time: give that of the answer promised = true"),
    ('until = "answered"\nwithin = {', 'until = "contacted"\nwithin = {',
     'clock "settle" is promised and ends with "contacted": letters tell its time as that of the answer'),
    ('{ at = "+2 working hours", tell = ["supervisor"] },\n  { at = "+1 working day", tell = ["director"] },',
     '{ at = "+1 working hour", tell = ["director"] },\n  { at = "+1 working day", tell = ["supervisor"] },',
     'clock "settle" tells the director of the passed limit before the supervisor'),
    ('{ at = "due", tell = ["handler"], by = ["mail", "sms"] }', '{ at = "+3 working hours", tell = ["handler"], by = ["mail", "sms"] }',
     'clock "settle" tells supervisor of the passed limit before whoever has to act'),
    ('{ at = "+1 working day", tell = ["director"] },\n]', '{ at = "+1 working day", tell = ["director"], set = { severity = "general" } },\n]',
     'clock "settle" makes what is serious general when its limit passes, which is less'),
    ('within = "4 working hours"  ', 'within = "5 working days"  ',
     'gate "plan_approved" gives each consent 5 working days, and clock "settle" ends after half working day of serious: answers would be late before anybody is chased for consent'),
    ('words = ["态度", "rude"]', 'words = ["态度", "r"]', 'a rule of group "category" looks for "r", which stands in nearly every text'),
    ('{ at = "due", tell = ["handler"], by = ["mail", "sms"] },\n', "", 'clock "settle" tells nobody who has to act that its limit has passed'),
    ('message = "holding", every = "1 day"', 'message = "holding", every = "20 minutes"', 'clock "settle" tells customer the same every 20 minutes, day and night'),
    ('calendar = "office"\nrungs = [{ at = "due", tell = ["desk"] }, { at = "+1 day"', 'calendar = "office"\nrungs = [{ at = "due", tell = ["desk"], every = "30 minutes" }, { at = "+1 day"',
     'clock "visit" tells desk the same every 30 minutes, day and night'),
    ('within = "20 minutes"', 'within = { general = "20 minutes", serious = "1 hour" }',
     '"refer" gives what is serious more time than what is general, "settle" less'),
    ('from = "answered"\nuntil = "visited"\nwithin = "end of next day"', 'from = "referred"\nuntil = "called"\nwithin = "3 days"',
     'clock "visit" lets what is general wait longer for "called" than clock "settle" does for "answered"'),
    ('from = "answered"\nuntil = "visited"\nwithin = "end of next day"', 'from = "answered"\nuntil = "called"\nwithin = "3 days"',
     'clock "visit" begins at "answered", and "called" was asked for before that'),
    ('from = "answered"\nuntil = "visited"\nwithin = "end of next day"', 'from = "received"\nuntil = "checked"\nwithin = "2 hours"',
     'clock "visit" begins at "received", and "checked" is asked for after the answer'),
    ('from = "answered"\nuntil = "visited"\nwithin = "end of next day"', 'from = "answered"\nuntil = "plan_approved"\nwithin = "2 hours"',
     'clock "visit" begins at "answered", before which "plan_approved" has been agreed to'),
    ('calendar = "office"\npromised = true', 'calendar = "office"\nunless = [{ category = "meal" }]\npromised = true',
     'no clock until "answered" runs where category is meal: the answer has the next working day'),
    ('within = "20 minutes"', 'within = "20 days"', 'clock "refer" lets what is general wait longer for "referred" than clock "settle" does for "answered"'),
    ('from = "answered"\nuntil = "visited"\nwithin = "end of next day"', 'from = "referred"\nuntil = "visited"\nwithin = "2 hours"',
     'clock "settle" lets what is general wait longer for "answered" than clock "visit" does for "visited"'),
    ("reopen_at_most = 2", 'undo = "20 hours"\nreopen_at_most = 2', 'undo = "20 hours" holds answers back most of the time that clock "settle" has for them'),
    ("[[gate]]                                              # 关口",
     '[[extension]]\nname = "longer"\nclock = "settle"\nat_most = "1 working hour"\nwithin = "2 days"\n\n[[gate]]                                              # 关口',
     'extension "longer" may take 2 days to decide and gives 1 working hour'),
    ("[[gate]]                                              # 关口",
     '[[extension]]\nname = "longer"\nclock = "settle"\nat_most = "1 working hour"\n\n[[gate]]                                              # 关口',
     'extension "longer" may take 1 day to decide and gives 1 working hour'),
    ("[[gate]]                                              # 关口",
     '[[extension]]\nname = "longer"\nclock = "settle"\nat_most = "30 days"\nwithin = "12 days"\n\n[[gate]]                                              # 关口',
     'extension "longer" may take 12 days to decide, and clock "settle" is over by then'),
]  # fmt: skip


BY_WHEN = """[[clock]]
name = "accept"
labels = { en = "accept" }
from = "received"
until = "accepted"
within = "2 hours"
WHENrungs = [{ at = "due", tell = ["desk"] }]

[[clock]]
name = "own"
labels = { en = "own" }
from = "accepted"
until = "answered"
within = "2 days"
ONrungs = [{ at = "due", tell = ["desk"] }]

[[gate]]                                              # 关口"""


@pytest.mark.parametrize(
    ("when", "on", "open_ended"),
    [
        ("", "", ""),
        ('when = [{ category = "room" }]\n', "", "category is meal or conduct or other"),
        ('unless = [{ severity = "serious" }]\n', "", "severity is serious"),
        ('when = [{ category = "room" }]\n', 'when = [{ category = "room" }]\n', ""),
        ("when = [{ round = 1 }]\n", "", ""),
        ('when = [{ words = ["tap"] }]\n', "", ""),
    ],
)  # fmt: skip
def test_a_clock_that_somebody_begins_is_told_where_nothing_says_by_when(when: str, on: str, open_ended: str):
    clocks = BY_WHEN.replace("WHEN", when).replace("ON", on)
    text = EXAMPLE.replace("[[gate]]                                              # 关口", clocks, 1)
    said = [r for r in remarks(read_policy(tomllib.loads(text), "hotel.toml")) if "nothing says by when" in r]
    told = f'clock "own" begins with "accepted", and nothing says by when where {open_ended}'
    assert said == ([told] if open_ended else [])


@pytest.mark.parametrize(("old", "new", "said"), HOTEL_LIMITS)
def test_limits_that_are_sound_and_hardly_meant_are_told(old: str, new: str, said: str):
    assert EXAMPLE.count(old) == 1
    text = EXAMPLE.replace("[[report]]", CALLED + "[[report]]", 1) if '"called"' in new else EXAMPLE
    assert said in remarks(read_policy(tomllib.loads(text.replace(old, new)), "hotel.toml"))


HOTEL_WORK = [
    ('approve = ["supervisor", "director"]', 'approve = ["director", "supervisor"]', 'gate "plan_approved" asks director, then supervisor: whoever leads agrees before those below'),
    ('for = "handler"\nopens = "referred"', 'for = "desk"\nopens = "referred"', 'task "answer" asks desk for the answer, and rules assign complaints to handlers'),
    ('before = "answered"\nneeds', 'before = "referred"\nneeds', 'gate "whole_answer" wants "cause" before "referred", and only the form of the answer asks for it'),
    ('head = "mei@hillside.example", director = "wang@hillside.example"', 'head = "mei@hillside.example", director = "li@hillside.example"',
     'department "Housekeeping" has its handler as director: nobody above the head hears of it'),
    ('of = "room_number", at_least = 3, within = "30 days"', 'of = "customer", at_least = 3', 'a rule counts all complaints of a customer since ever: give count a within, as "90 days"'),
    ('asks = ["room_number"]', 'asks = ["room_number"]\nkinds = ["complaint", "enquiry"]\ndefault_kind = "enquiry"', "what no rule gives a kind is enquiry, which is only passed on"),
    ('of = "room_number", at_least = 3, within', 'of = "room_number", at_most = 3, within', "a rule counts room_number without at_least or over: it applies to the first complaint already"),
    ('"loss"]\nrequired = ["cause", "remedy"]\nletter = ["remedy"]', '"loss", "colleague"]\nrequired = ["cause", "remedy"]\nletter = ["remedy", "colleague"]',
     'task "answer" names in its letter whom the complaint is about: "colleague"'),
    ('opens = "answered"\nafter = "4 hours"', 'opens = "answered"\nwhen = [{ kind = "enquiry" }]\nafter = "4 hours"', 'task "return_visit" waits for "answered" of what is only passed on, which gets no answer'),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said"), HOTEL_WORK)
def test_work_that_is_asked_of_the_wrong_people_or_of_nobody_is_told(old: str, new: str, said: str):
    text = (
        EXAMPLE.replace("asks = [", 'kinds = ["complaint", "enquiry"]\nasks = [')
        if "enquiry" in new and "kinds" not in new
        else EXAMPLE
    )
    assert text.count(old) == 1
    assert said in remarks(read_policy(tomllib.loads(text.replace(old, new)), "hotel.toml"))


GRADED = 'within = { general = "1 working day", serious = "half working day" }'
OF_SERIOUS = """[[clock]]
name = "serious_ones"
labels = { zh-CN = "办结严重投诉", en = "serious complaints" }
from = "referred"
until = "answered"
within = "1 day"
when = [{ severity = "serious" }]
rungs = [{ at = "due", tell = ["handler"] }]

"""
NIGHT = '[[calendar]]\nname = "night"\nhours = [["20:00", "24:00"]]\n\n'
HOTEL_LEFTOVERS = [
    ([('{ name = "Kitchen", handler', '{ name = "Kitchen", words = ["cook"], handler')], 'words of department "Kitchen" choose nothing: they tell units of one parent apart'),
    ([('name = "loss"\ntype = "number"', 'name = "loss"\ntype = "number"\nreads = ["房号#"]')], '"房号#" is read for "room_number" and for "loss"'),
    ([('"补救", zh-TW = "補救", en = "Remedy"', '"补救", zh-TW = "補救"')], 'line "remedy" of the letter has no label in en'),
    ([('severities = ["general", "serious"]', 'severities = ["serious", "general"]')],
     "rules make complaints serious, which each is from the start: it is the first of severities"),
    ([("[[moment]]", OF_SERIOUS + "[[moment]]"), (GRADED, 'when = [{ severity = "general" }]\nwithin = "1 working day"'), ('within = "20 minutes"', 'within = { general = "20 minutes", serious = "10 minutes" }'),
      ('within = "1 day"\nwhen', 'within = "3 days"\nwhen')],
     '"settle" gives what is serious more time than what is general, "refer" less'),
    ([("[[moment]]", OF_SERIOUS + "[[moment]]"), (GRADED, 'when = [{ severity = "general" }]\nwithin = "1 working day"')],
     "no promised clock runs where severity is serious: customers are told no time then"),
    ([('to = ["owner", "departments"]', 'to = ["departments"]'), ('["director", "owner"]', '["director"]')], 'role "owner" is used nowhere'),
    ([('name = "colleague"\nmeans = "complained_of"', 'name = "colleague"')], 'field "colleague" is used nowhere'),
    ([("[[field]]                                             # a line", NIGHT + "[[field]]                                             # a line")], 'calendar "night" is used nowhere'),
    ([("[[moment]]", '[[clock]]\nname = "again"\nlabels = { zh-CN = "再办", en = "again" }\nfrom = "received"\nuntil = "referred"\nwithin = "20 minutes"\nrungs = [{ at = "due", tell = ["director"] }]\n\n[[moment]]')],
     'clock "refer" and clock "again" say the same: one of them is too much'),
    ([('name = "Kitchen", handler', 'name = "Kitchen", words = ["cook"], handler'), ('name = "Engineering", handler', 'name = "Engineering", words = ["cook"], handler')],
     '"cook" chooses Engineering and Kitchen alike'),
    ([('name = "loss"\ntype = "number"', 'name = "loss"\ntype = "number"\nsums = ["nights", "cost"]'), ("[[moment]]", '[[field]]\nname = "nights"\ntype = "number"\nlabels = { zh-CN = "夜数", en = "Nights" }\n\n[[field]]\nname = "cost"\ntype = "number"\nreads = ["花#"]\nlabels = { zh-CN = "花费", en = "Cost" }\n\n[[moment]]')],
     'field "loss" adds up "nights", which no form asks for: there would never be a sum'),
    ([('en = "owner\'s representative"', 'en = "TODO"')], '"TODO" stands in what people read: “TODO”'),
    ([("答复须写明原因和补救。", "某某须写明原因和补救。")], '"某某" stands in what people read: “某某须写明原因和补救。”'),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "said"), HOTEL_LEFTOVERS)
def test_what_is_left_over_from_another_policy_is_told(changes: list[tuple[str, str]], said: str):
    text = EXAMPLE
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    assert said in remarks(read_policy(tomllib.loads(text), "hotel.toml"))


def test_the_whole_policy_of_the_reference_has_nothing_to_be_remarked():
    assert remarks(read_policy(tomllib.loads(EXAMPLE), "hotel.toml")) == []


@pytest.mark.parametrize("name", names())
def test_a_shipped_policy_has_nothing_to_be_remarked(name: str):
    assert remarks(packaged(name)) == []


@pytest.mark.parametrize(
    ("called", "renamed", "own"),
    [
        ("telephone call", "", "call"),
        ("Instruction", "", "instruction"),
        ("confirmation of receipt", "", "receipt"),
        ("settlement", "", "settle"),
        ("telephone call to the shop", "", ""),
        ("telephone call", '[labels]\ncall = { en = "call by the desk" }\n\n', ""),
        ("by phone", '[labels]\ncall = { en = "by phone" }\n\n', "call"),
    ],
)
def test_a_task_that_is_called_as_work_that_every_policy_has_is_told(called: str, renamed: str, own: str):
    task = CHECK.replace("NAME", "a").replace("WHEN", "").replace('en = "check"', f'en = "{called}"')
    said = [each for each in remarks(small(("[[gate]]", renamed + task))) if "that every policy has" in each]
    alike = f'task "a" is called "{called}", as the work "{own}" that every policy has: replies cannot tell them apart'
    assert said == ([f"{alike}; call it otherwise, or that one, by [labels] {own}"] if own else [])


@pytest.mark.parametrize("called", ["waiting for the customer's answer", "time that the customer was told"])
def test_so_is_a_clock_that_is_called_as_a_limit_that_every_policy_has(called: str):
    clock = SECOND.replace("answer to the customer", called).replace("WHEN", "")
    said = [each for each in remarks(small(("[[gate]]", clock))) if "as the limit" in each]
    assert [each.split(", as the limit")[0] for each in said] == [f'clock "again" is called "{called}"']


@pytest.mark.parametrize("name", names())
def test_no_policy_that_is_shipped_calls_its_parts_as_what_every_policy_has(name: str):
    assert not [each for each in remarks(packaged(name)) if "that every policy has" in each]
