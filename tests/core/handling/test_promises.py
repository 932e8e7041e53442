"""What an answer promises the customer is somebody's until it is kept, long after the complaint is closed."""

from datetime import datetime

import pytest

from chalicelib.core.complaint.decision import Decision, Message
from chalicelib.core.complaint.saying import Said, day_of, line, person, say
from chalicelib.core.policy.model import Policy
from chalicelib.core.register import forgetting, indexing, rows
from chalicelib.core.report import Frame, Material, make
from chalicelib.core.report.morning import lines, to_do
from chalicelib.core.report.schedule import Period
from chalicelib.core.words.local_dates import day_as_read
from chalicelib.core.words.worded import worded
from tests.core.handling.playing import DIRK, DORA, HANS, LENA, OFFICE_DESK, OTTO, SARA, Case, at, named, office, told

GIFT = """
[[field]]
name = "gift"
labels = { zh-CN = "赠品", en = "Gift" }

[[field]]
name = "gift_by"
type = "date"
labels = { zh-CN = "赠品日期", en = "Gift by" }

[[field]]
name = "gift_from"
labels = { zh-CN = "赠品经办", en = "Gift from" }

[[field]]
name = "given"
type = "yes_no"
labels = { zh-CN = "已送达", en = "Given" }

[[task]]
name = "answer"
for = "handler"
opens = "referred"
command = "resolve"
form = ["facts", "gift", "gift_by", "gift_from"]
sets = "proposed"

[[task]]
name = "bring_gift"
labels = { zh-CN = "兑现赠品", en = "the gift" }
for = "FOR"
opens = "answered"
promises = "gift"
due = "gift_by"
whose = "gift_from"
form = ["given"]
required = ["given"]

[[clock]]
name = "settle"
from = "referred"
until = "answered"
within = "3 days"
rungs = [{ at = "due", tell = ["handler"] }]

[[report]]
name = "register"
kind = "promises"
every = "month"
to = ["director"]
"""
POLICY = office(GIFT.replace("FOR", "handler"))
ANSWER = "#result Sorry; you get a voucher.\nFacts: slow\nGift: voucher of 50"
DATED = f"{ANSWER}\nGift by: 2026-03-20"


def promised(answer: str = DATED, policy: Policy = POLICY) -> Case:
    case = Case(policy)
    case.customer("the service was bad")
    case.staff(HANS, answer, "2026-03-02 11:00")
    return case


@pytest.mark.parametrize("before", ["proposed", "answered"])
def test_an_answer_that_an_approver_lets_go_after_its_promised_day_goes_all_the_same(before: str):
    gate = f'[[gate]]\nname = "plan"\nbefore = "{before}"\napprove = ["director"]\n'
    case = promised(f"{ANSWER}\nGift by: 2026-03-04", office(GIFT.replace("FOR", "handler"), gate))
    assert case.complaint.status == "open"
    case.staff(DIRK, "#approve", "2026-03-06 10:00")
    assert (case.complaint.status, case.problems) == ("answered", "")


def kept_by(case: Case) -> list[tuple[str, datetime | None, str]]:
    assert case.complaint
    return [(t.assignee, t.due, t.promised) for t in case.complaint.tasks if t.promised]


def test_a_number_that_was_promised_says_what_it_counts_wherever_it_is_read():
    counted = GIFT.replace(
        'name = "gift"\nlabels = { zh-CN = "赠品", en',
        'name = "gift"\ntype = "number"\nlabels = { zh-CN = "赠品（元）", en',
    )
    case = promised(DATED.replace("voucher of 50", "50"), office(counted.replace("FOR", "handler")))
    (asked,) = [m for m in case.last.messages if m.name == "task"]
    assert (asked.extra["promise"], [p for _, _, p in kept_by(case)]) == ("赠品（元）：50", ["赠品（元）：50"])


@pytest.mark.parametrize(
    ("lines_", "whose"),
    [
        ("", HANS),
        ("\nGift from: Otto", OTTO),
        ("\nGift from: SARA", SARA),
        ("\nGift from: Sales", OTTO),
        ("\nGift from: none", HANS),
    ],
)
def test_it_is_the_handlers_or_whose_the_answer_says(lines_: str, whose: str):
    case = promised(DATED + lines_)
    assert kept_by(case) == [(whose, at("2026-03-20 17:30"), "voucher of 50")]
    (asked,) = [m for m in case.last.messages if m.name == "task"]
    assert (asked.to.mail, asked.extra["promise"]) == (whose, "voucher of 50")


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (ANSWER, 'the answer promises "Gift": say in "Gift by" by which day'),
        (f"{ANSWER}\nGift by: soon", 'the answer promises "Gift": say in "Gift by" by which day'),
        (
            f"{ANSWER}\nGift by: 2026-02-20",
            '"Gift by" says Friday 20 February 2026, 17:30, which has passed: give a day to come',
        ),
        (
            f"{DATED}\nGift from: Nobody",
            '"Gift from" says "Nobody", who is not in the directory: name a colleague or a department',
        ),
    ],
)
def test_no_answer_promises_what_nobody_could_be_held_to(answer: str, problem: str):
    case = promised(answer)
    assert (case.complaint.status, case.problems) == ("open", problem)
    case.staff(HANS, "#result\nGift by: 2026-03-20\nGift from: none", "2026-03-02 12:00")
    assert (case.complaint.status, kept_by(case)[0][2]) == ("answered", "voucher of 50")


@pytest.mark.parametrize(
    ("day", "problem"),
    [
        ("2026-03-09", ""),
        ("2026-03-09 20:00", ""),
        ("2026-03-10", '"Gift by" says Tuesday 10 March 2026, 17:30, but Monday 9 March 2026, 23:59 is the latest that may be promised: give an earlier day'),
        ("2026-05-01", '"Gift by" says Friday 1 May 2026, 17:30, but Monday 9 March 2026, 23:59 is the latest that may be promised: give an earlier day'),
    ],
)  # fmt: skip
def test_nothing_is_promised_for_a_day_beyond_the_limit_of_its_task(day: str, problem: str):
    limited = office(GIFT.replace("FOR", "handler").replace('due = "gift_by"', 'due = "gift_by"\nwithin = "7 days"'))
    case = promised(f"{ANSWER}\nGift by: {day}", limited)
    assert (case.complaint.status, case.problems) == ("open" if problem else "answered", problem)


@pytest.mark.parametrize(
    "lines_",
    [
        "Gift by: 2026-03-20",
        "Gift by: 20 March 2026",
        "Gift: voucher of 50\nGift by: 2026-03-20\nGift from: Otto",
        "Gift by: 2026-03-20\nThanks,\nHans\n010-88886666",
        "Gift from: Otto\nGift by: 2026/3/20 10:00",
    ],
)
def test_a_date_that_the_customer_reads_is_no_signature(lines_: str):
    form = 'form = ["facts", "gift", "gift_by", "gift_from"]'
    read = office(GIFT.replace("FOR", "handler").replace(form, f'{form}\nletter = ["facts", "gift", "gift_by"]'))
    case = promised(f"{ANSWER}\n{lines_}", read)
    assert (case.complaint.status, case.problems) == ("answered", "")
    assert "2026" in case.complaint.fields["gift_by"]


def test_an_answer_that_promises_nothing_asks_nobody_for_it():
    for nothing in ("", "\nGift: none", "\nGift: 无"):
        case = promised(f"#result Sorry.\nFacts: slow{nothing}")
        assert (case.complaint.status, kept_by(case)) == ("answered", [])


def test_it_is_chased_after_the_closing_like_any_other_duty():
    case = promised()
    case.survey(4)
    assert case.complaint.status == "closed"
    heard = [(m.name, m.to.mail) for m in case.wind("2026-03-24 12:00")]
    assert heard == [("reminder", HANS), ("chase", HANS), ("escalation", SARA), ("escalation", DIRK), ("chase", HANS)]
    case.staff(HANS, "#fill\nGiven: yes", "2026-03-24 13:00")
    assert case.wind("2026-06-01 12:00") == []


def test_of_what_a_role_of_its_own_promises_the_desks_head_hears_in_the_units_place():
    case = promised(policy=office(GIFT.replace("FOR", "legal")))
    case.survey(4)
    heard = [(m.name, m.to.mail) for m in case.wind("2026-03-22 18:00")]
    assert heard == [("reminder", LENA), ("chase", LENA), ("escalation", DORA), ("escalation", DIRK)]


def test_for_a_day_that_is_near_nobody_is_reminded_of_what_they_have_just_been_asked():
    case = promised(f"{ANSWER}\nGift by: 2026-03-03 10:00")
    assert [m.name for m in case.wind("2026-03-03 10:01")] == ["chase"]


@pytest.mark.parametrize("said", ["no", "no, out of stock", "not yet", "还没送到", "未送达，缺货"])
def test_what_was_not_kept_is_not_ticked_off(said: str):
    case = promised()
    case.wind("2026-03-20 09:00")
    case.staff(HANS, f"#fill\nGiven: {said}", "2026-03-20 10:00")
    assert (case.changes, case.problems) == (
        'recorded as not kept yet; "the gift" (voucher of 50) stays yours and is chased',
        "",
    )
    assert "not_kept" in case.lines
    assert [m.name for m in case.wind("2026-03-20 18:00") if m.to.mail == HANS] == ["chase"]


def test_another_round_changes_nothing_of_it():
    case = promised()
    case.survey(1)
    assert case.complaint.status == "open"
    assert [m.extra.get("promise") for m in case.wind("2026-03-20 18:00") if m.extra.get("task") == "bring_gift"] == [
        "voucher of 50"
    ] * 2


def test_the_same_promised_anew_by_a_later_answer_is_told_apart_by_when_it_was_promised():
    case = promised(f"{DATED}\nGift from: Otto")
    case.survey(1)
    again = "#result Sorry again.\nFacts: slow again\nGift: voucher of 50\nGift by: 2026-03-21\nGift from: Otto"
    case.staff(SARA, again, "2026-03-03 11:00")
    heard = [m for m in case.wind("2026-03-20 18:00") if m.to.mail == OTTO and m.extra.get("task") == "bring_gift"]
    assert [(m.name, m.extra["promise"], m.extra.get("promised_on")) for m in heard] == [
        ("reminder", "voucher of 50", at("2026-03-02 11:00").isoformat()),
        ("reminder", "voucher of 50", at("2026-03-03 11:00").isoformat()),
        ("chase", "voucher of 50", at("2026-03-02 11:00").isoformat()),
    ]


MONDAY = day_of(at("2026-03-02 11:00"), "Asia/Shanghai")
OPEN = say("promised_and_open", promise="voucher of 50", day=MONDAY, who=person(HANS))
KEPT = say(
    "promised_and_kept", promise="voucher of 50", day=MONDAY, kept=day_of(at("2026-03-02 15:00"), "Asia/Shanghai")
)


def answered_again(kept: str = "", gift: str = "voucher of 80") -> Case:
    case = promised()
    if kept:
        case.staff(HANS, kept, "2026-03-02 15:00")
    case.survey(1, "2026-03-02 16:00")
    case.staff(SARA, f"#result Sorry.\nFacts: slow again\nGift: {gift}\nGift by: 2026-03-21", "2026-03-03 11:00")
    return case


@pytest.mark.parametrize(("kept", "before"), [("", OPEN), ("#fill\nGiven: yes", KEPT), ("#fill\nGiven: no", OPEN)])
@pytest.mark.parametrize("gift", ["voucher of 80", "voucher of 50"])
def test_whoever_is_asked_for_a_gift_once_more_reads_what_was_promised_before_and_whether_it_was_given(
    kept: str, before: Said, gift: str
):
    case = answered_again(kept, gift)
    (asked,) = [m for m in case.last.messages if m.extra.get("task") == "bring_gift"]
    assert (asked.to.mail, asked.extra["promise"], asked.extra["promised_before"]) == (SARA, gift, [before])


def test_so_do_the_reminder_and_the_chase_of_the_later_promise_and_never_those_of_the_first():
    heard = [m for m in answered_again().wind("2026-03-21 18:00") if m.extra.get("task") == "bring_gift"]
    told_ = {(m.name, m.extra["promise"], bool(m.extra.get("promised_before"))) for m in heard}
    assert {each for each in told_ if each[0] != "escalation"} == {
        ("reminder", "voucher of 50", False),
        ("reminder", "voucher of 80", True),
        ("chase", "voucher of 50", False),
        ("chase", "voucher of 80", True),
    }


def test_a_promise_that_came_with_a_merger_is_no_earlier_one_of_itself_but_of_what_is_promised_there():
    survivor = surviving(merged_away(promised()))
    (moved,) = [m for m in survivor.last.messages if m.name == "task" and "promise" in m.extra]
    assert moved.extra["promised_before"] == []
    survivor.staff(HANS, f"{ANSWER}\nGift by: 2026-03-21", "2026-03-04 10:00")
    (asked,) = [m for m in survivor.last.messages if m.name == "task" and "promise" in m.extra]
    assert asked.extra["promised_before"] == [OPEN]


@pytest.mark.parametrize(("gift", "before"), [("voucher of 80", [OPEN]), ("none", None)])
def test_whoever_agrees_to_a_second_gift_reads_the_first_and_of_an_answer_without_one_nothing(
    gift: str, before: list[Said] | None
):
    gate = '[[gate]]\nname = "gift_agreed"\nbefore = "answered"\napprove = ["director"]\n'
    case = promised(policy=office(GIFT.replace("FOR", "handler"), gate))
    assert [m.extra.get("promised_before") for m in case.sent("approval")] == [None]
    case.staff(DIRK, "#approve", "2026-03-02 11:00")
    case.survey(1, "2026-03-02 16:00")
    case.staff(SARA, f"#result Sorry.\nFacts: slow again\nGift: {gift}\nGift by: 2026-03-21", "2026-03-03 11:00")
    assert [m.extra.get("promised_before") for m in case.sent("approval")][-1] == before


@pytest.mark.parametrize(
    ("language", "read"),
    [
        ("en", "voucher of 50 (promised on Monday 2 March 2026, not kept yet, with Hans)"),
        ("zh-CN", "voucher of 50（2026年3月2日（周一） 承诺，尚未兑现，由Hans办理）"),
        ("zh-TW", "voucher of 50（2026年3月2日（週一） 承諾，尚未兌現，由Hans辦理）"),
    ],
)
def test_an_earlier_promise_is_read_in_the_readers_language(language: str, read: str):
    assert worded(OPEN, POLICY, language) == read


@pytest.mark.parametrize(
    ("words", "whose"),
    [
        ("Otto gives the voucher by 2026-03-05 16:00.", OTTO),
        ("Please have Otto bring it by 2026-03-05 16:00", OTTO),
        ("Call the customer by 2026-03-05 16:00, Otto has the voucher", HANS),
    ],
)
def test_a_leader_who_calls_whoever_has_promised_instructs_them_and_not_the_handler(words: str, whose: str):
    case = promised(f"{DATED}\nGift from: Otto")
    case.staff(DIRK, words, "2026-03-04 10:00")
    (given,) = [t for t in case.complaint.tasks if t.name == "instruction"]
    assert (given.assignee, given.due) == (whose, at("2026-03-05 16:00"))
    assert [m.to.mail for m in case.last.messages if m.name == "task"] == [whose]
    case.staff(OTTO, "#fill\nGiven: yes", "2026-03-04 15:00")
    assert (case.complaint.open_task("instruction") is None) == (whose == OTTO)


def test_what_a_leader_tells_somebody_of_their_own_work_stays_theirs_whoever_has_the_complaint_then():
    check = '[[task]]\nname = "check"\nfor = "legal"\nopens = "referred"\nform = ["gift"]\n'
    case = Case(office(GIFT.replace("FOR", "handler"), check))
    case.customer("the service was bad")
    case.staff(DIRK, "Lena checks it by 2026-03-05 16:00", "2026-03-02 10:00")
    case.staff(OFFICE_DESK, "#transfer Sales", "2026-03-02 11:00")
    given = [t.assignee for t in case.complaint.tasks if t.name == "instruction"]
    assert (case.complaint.handler, given) == (OTTO, [LENA])


def test_an_answer_that_is_taken_back_promises_nothing():
    case = promised(policy=office(GIFT.replace("FOR", "handler"), top='undo = "1 hour"\n'))
    case.staff(HANS, "#undo", "2026-03-02 11:30")
    assert (case.complaint.status, kept_by(case)) == ("open", [])


def test_the_customer_who_writes_that_it_did_not_come_reaches_whoever_promised_it():
    case = promised(f"{DATED}\nGift from: Otto")
    case.survey(4)
    case.wind("2026-03-22 18:00")
    case.customer("Where is the voucher?", "2026-03-22 19:00")
    assert told(case.last.messages) == [("after_closing", "mail", OFFICE_DESK), ("customer_added", "mail", OTTO)]
    assert [m.extra["promise"] for m in case.last.messages] == ["voucher of 50"] * 2
    case.staff(OTTO, "#fill\nGiven: yes, by post", "2026-03-23 11:00")
    case.customer("It has not come at all", "2026-03-25 10:00")
    (otto,) = [m for m in case.last.messages if m.to.mail == OTTO]
    assert otto.extra["commands"] == ["note"]
    case.customer("Thank you very much!", "2026-03-26 10:00")
    assert OTTO not in [m.to.mail for m in case.last.messages]


def test_a_handler_who_has_promised_gets_one_mail_about_the_customers_words():
    case = promised()
    case.customer("When does the voucher come?", "2026-03-03 10:00")
    (mail,) = [m for m in case.last.messages if m.to.mail == HANS]
    assert (mail.extra["promise"], mail.extra["commands"]) == ("voucher of 50", ["fill", "tell", "note"])


def test_it_stands_on_the_morning_list_and_in_the_register_of_promises():
    case = promised(f"{DATED}\nGift from: Otto")
    case.survey(4)
    assert case.complaint
    now = at("2026-03-21 09:00")
    frame = Frame(
        policy=POLICY, period=Period(at("2026-02-01 00:00"), at("2026-03-01 00:00"), "2026-02"), now=now, language="en"
    )
    (still_open,) = [rows.read_row(i.values) for i in indexing.keys(case.complaint) if i.ref.key == indexing.OPEN]
    (line,) = lines(to_do([still_open], OTTO, frame), frame)
    assert "the gift · Overdue by 15 hours · voucher of 50" in line
    definition = POLICY.reports[-1]
    shown = make(definition, Material(open_rows=[still_open]), frame)
    (row,) = shown.sections[0].rows
    assert row[2:5] == ("the gift", "voucher of 50", "Otto")
    assert row[-1] == "Late"
    case.staff(OTTO, "#fill\nGiven: yes", "2026-03-21 10:00")
    assert case.complaint
    kept = rows.row(case.complaint)
    march = Frame(
        policy=POLICY, period=Period(at("2026-03-01 00:00"), at("2026-04-01 00:00"), "2026-03"), now=now, language="en"
    )
    assert make(definition, Material(rows=[kept]), march).sections[0].rows[0][-1] == "Kept"


def test_whoever_is_forgotten_was_promised_nothing_that_anybody_could_read():
    case = promised()
    assert case.complaint
    left = forgetting.forgotten(case.complaint, POLICY)
    assert "voucher" not in "".join(t.promised for t in left.tasks)


# -- merged, and after the closing ----------------------------------------------------------------------------------------


def merged_away(case: Case) -> dict[str, str]:
    """What goes along to the complaint that this one is merged into."""
    case.other("merged_in", id="bb", number="OF20260302-0007")
    (joined,) = [fact for fact in case.last.facts if fact.name == "joined"]
    return joined.values


def surviving(*moved: dict[str, str]) -> Case:
    survivor = Case(POLICY, "2026-03-03 09:00")
    survivor.customer("the service was bad once more")
    for values in moved:
        survivor.other("joined", **values)
    return survivor


def test_who_had_a_complaint_that_is_merged_away_hears_where_it_goes_on():
    case = promised(f"{DATED}\nGift from: Otto")
    merged_away(case)
    heard = {m.to.mail: m.extra["reason"] for m in case.sent("information")}
    assert heard == dict.fromkeys([HANS, OTTO], say("merged_away", number="OF20260302-0007"))
    assert case.wind("2026-06-01 12:00") == []


def test_a_promise_moves_with_its_complaint_and_is_kept_there_by_whoever_made_it():
    survivor = surviving(merged_away(promised(f"{DATED}\nGift from: Otto")))
    assert kept_by(survivor) == [(OTTO, at("2026-03-20 17:30"), "voucher of 50")]
    (asked,) = [m for m in survivor.last.messages if m.name == "task"]
    assert (asked.to.mail, asked.extra["commands"], asked.extra["promise"]) == (OTTO, ["fill"], "voucher of 50")
    survivor.staff(HANS, "#result Sorry.\nFacts: slow", "2026-03-04 10:00")
    survivor.survey(4)
    chased = [m.to.mail for m in survivor.wind("2026-03-20 18:00") if m.extra.get("promise")]
    assert chased == [OTTO, OTTO]
    survivor.customer("Where is the voucher?", "2026-03-21 10:00")
    assert OTTO in [m.to.mail for m in survivor.last.messages]
    survivor.staff(OTTO, "#fill\nGiven: yes", "2026-03-21 11:00")
    assert [m for m in survivor.wind("2026-06-01 12:00") if m.extra.get("promise")] == []


def test_promises_of_several_complaints_are_each_kept_for_themselves():
    gone = promised(DATED.replace("of 50", "of 20").replace("03-20", "03-18"))
    survivor = surviving(merged_away(gone))
    survivor.staff(HANS, DATED, "2026-03-04 10:00")
    assert sorted(kept_by(survivor)) == [
        (HANS, at("2026-03-18 17:30"), "voucher of 20"),
        (HANS, at("2026-03-20 17:30"), "voucher of 50"),
    ]
    survivor.survey(4)
    survivor.wind("2026-03-19 09:00")
    survivor.staff(HANS, "#fill\nGiven: yes", "2026-03-19 10:00")
    open_ones = [t.promised for t in survivor.complaint.tasks if t.promised and t.done is None]
    assert open_ones == ["voucher of 50"]
    chased = [m.extra["promise"] for m in survivor.wind("2026-03-20 18:00") if m.extra.get("promise")]
    assert set(chased) == {"voucher of 50"}


def test_a_merger_that_is_undone_gives_the_promise_back():
    case = promised()
    survivor = surviving(merged_away(case))
    case.staff(OFFICE_DESK, "#reopen two matters after all", "2026-03-05 10:00")
    survivor.other("parted", source="bb", number=case.complaint.number)
    assert kept_by(survivor) == []
    assert [m.to.mail for m in case.wind("2026-03-20 18:00") if m.extra.get("promise")] == [HANS, HANS]


@pytest.mark.parametrize("reported", [True, False])
def test_what_was_kept_while_it_was_merged_is_not_asked_for_again(reported: bool):
    case = promised(f"{DATED}\nGift from: Otto")
    survivor = surviving(merged_away(case))
    if reported:
        survivor.staff(OTTO, "#fill\nGiven: yes, by post", "2026-03-04 11:00")
    case.staff(OFFICE_DESK, "#reopen two matters after all", "2026-03-05 10:00")
    survivor.other("parted", source="aa", number=case.complaint.number)
    for fact in survivor.last.facts:
        assert (fact.complaint, fact.name) == ("aa", "kept")
        case.other(fact.name, source="bb", **fact.values)
    asked = [m.to.mail for m in case.wind("2026-03-20 18:00") if m.extra.get("promise")]
    assert asked == ([] if reported else [OTTO, OTTO])
    (kept,) = [t for t in case.complaint.tasks if t.promised]
    assert kept.form == ({"given": "yes, by post"} if reported else {})


@pytest.mark.parametrize("written", ["2026-03-20", "2026/3/20", "20 March 2026", "Friday 20 March", "3月20日（周五）"])
def test_the_date_of_a_promise_is_a_line_of_the_letter_like_any_other(written: str):
    listed = GIFT.replace('sets = "proposed"', 'letter = ["facts", "gift", "gift_by"]\nsets = "proposed"', 1)
    case = promised(f"{ANSWER}\nGift by: {written}", office(listed.replace("FOR", "handler")))
    assert case.complaint.letter is not None
    assert case.complaint.fields["gift_by"] == "2026-03-20"
    assert case.complaint.letter[-1] == ("赠品日期", "2026年3月20日（周五）")
    assert (case.complaint.moment("answered"), "kept" in case.changes) == (at("3-2 11:00"), False)


WANTED = """
[[field]]
name = "support"
labels = { zh-CN = "帮助", en = "Support" }

[[gate]]
name = "support_noted"
before = "answered"
needs = ["support"]
"""
SUPPORTED = office(
    GIFT.replace("FOR", "handler").replace('"gift_from"]\nsets', '"gift_from", "support"]\nrequired = ["facts"]\nsets'),
    WANTED,
)


@pytest.mark.parametrize(
    ("written", "owed"),
    [
        ("Gift: voucher of 50", ["facts", "gift_by", "support"]),
        ("Facts: slow\nGift: voucher of 50", ["gift_by", "support"]),
        ("Facts: slow\nGift: voucher of 50\nSupport: a lift", ["gift_by"]),
        ("Facts: slow\nGift: voucher of 50\nSupport: a lift\nGift by: 2026-02-01", ["gift_by"]),
        ("Facts: slow\nGift: voucher of 50\nGift by: 2026-03-20\nGift from: Nobody", ["gift_from", "support"]),
    ],
)
def test_a_refused_answer_asks_for_every_line_that_it_lacks_whatever_wants_it(written: str, owed: list[str]):
    case = promised(f"#result Sorry.\n{written}", SUPPORTED)
    (receipt,) = case.sent("receipt")
    assert (case.complaint.status, named(receipt, "required")) == ("open", owed)
    assert set(owed) <= set(named(receipt, "fields"))


LETTER = GIFT.replace("FOR", "handler").replace(
    '"gift_from"]\nsets', '"gift_from"]\nletter = ["gift", "gift_by"]\nsets'
)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Thursday", "2026-03-05"),
        ("by Thursday", "2026-03-05"),
        ("tomorrow", "2026-03-03"),
        ("20 March", "2026-03-20"),
        ("3月20日前", "2026-03-20"),
        ("下周五", "2026-03-13"),
        ("the week after next", "the week after next"),
        ("Thursday 3 pm", "Thursday 3 pm"),
    ],
)
def test_the_day_of_a_promise_is_kept_as_the_day_that_it_is_and_the_customer_reads_it(written: str, read: str):
    case = promised(
        f"#result You get a voucher on Thursday.\nFacts: slow\nGift: voucher of 50\nGift by: {written}", office(LETTER)
    )
    assert case.complaint.fields["gift_by"] == read
    if read != written:
        assert case.complaint.letter is not None
        assert ("赠品日期", day_as_read(read, "zh-CN")) in case.complaint.letter


def test_a_weekday_of_a_line_that_promises_nothing_stays_as_it_was_written_for_it_may_be_of_either_week():
    case = promised(
        "#result Sorry.\nFacts: slow\nSeen on: Thursday",
        office(GIFT.replace("FOR", "handler").replace('"gift_from"]', '"gift_from", "seen_on"]', 1), SEEN),
    )
    assert case.complaint.fields["seen_on"] == "Thursday"
    case.staff(HANS, "#note\nSeen on: 1 March")
    assert case.complaint.fields["seen_on"] == "2026-03-01"


SEEN = """
[[field]]
name = "seen_on"
type = "date"
labels = { zh-CN = "发现日期", en = "Seen on" }
"""


def _with_a_sum() -> Policy:
    text = GIFT.replace("FOR", "handler").replace('name = "gift"\n', 'name = "gift"\ntype = "number"\n', 1)
    return office(text)


def _of(decision: Decision, name: str) -> list[Message]:
    return [message for message in decision.messages if message.name == name]


MONEY = ANSWER.replace("voucher of 50", "50") + "\nGift by: 2026-03-20"


def test_who_only_waits_for_what_is_not_due_yet_reads_its_day_and_begins_nothing():
    case = promised(MONEY, _with_a_sum())
    sent = case.customer("Thanks. The money has not arrived yet, when will I get it?", "2026-03-05 10:00")
    (told_day,) = _of(sent, "update")
    day = day_of(at("2026-03-20 17:30"), "Asia/Shanghai")
    assert told_day.extra["text"] == say("comes_by", what=line("gift"), day=day)
    (keeper,) = _of(sent, "customer_added")
    assert (keeper.to.mail, keeper.extra["early"]) == (HANS, 1)
    assert (case.complaint.status, case.complaint.round, case.complaint.satisfaction) == ("answered", 1, None)


def test_twice_on_one_day_a_person_reads_that_they_wait():
    case = promised(MONEY, _with_a_sum())
    case.customer("Where is my money?", "2026-03-05 10:00")
    sent = case.customer("I still haven't got the money", "2026-03-05 15:00")
    assert not _of(sent, "update")
    assert {message.to.mail for message in _of(sent, "customer_added")} == {HANS, OFFICE_DESK}
    assert case.complaint.round == 1


def test_once_the_day_is_over_the_same_words_are_a_word_against_the_answer():
    case = promised(MONEY, _with_a_sum())
    sent = case.customer("I have not received the refund", "2026-03-24 10:00")
    assert not _of(sent, "update")
    assert case.complaint.round == 2


def test_what_stands_beside_it_decides_what_becomes_of_the_answer():
    case = promised(MONEY, _with_a_sum())
    sent = case.customer("The refund has not arrived, and I do not accept your answer.", "2026-03-05 10:00")
    assert not _of(sent, "update")
    assert case.complaint.round == 2


@pytest.mark.parametrize(
    "words",
    [
        "One of your colleagues walked on my carpet in her shoes",
        "I found another photograph of the door",
        "上次来的那位师傅穿着鞋踩了我家地板",
        "能不能写明是谁的责任",
        "上次來的師傅態度也不好",
    ],
)
def test_words_that_say_nothing_of_what_was_promised_ask_nobody_whether_it_was_kept(words: str):
    case = promised()
    sent = case.customer(words, "2026-03-05 10:00")
    assert [m.extra.get("promise") for m in sent.messages if m.to.mail == HANS] == [None]


@pytest.mark.parametrize(
    "words",
    ["The voucher is too little", "You promised more", "50块太少了吧", "东西收到了一半", "購物券要去哪裡領"],
)
def test_words_about_what_was_promised_reach_whoever_keeps_it(words: str):
    case = promised(DATED.replace("voucher of 50", "50元购物券 voucher"))
    sent = case.customer(words, "2026-03-05 10:00")
    assert "50元购物券 voucher" in [m.extra.get("promise") for m in sent.messages if m.to.mail == HANS]


def test_while_a_promise_is_late_whoever_keeps_it_reads_whatever_its_customer_writes():
    case = promised()
    case.wind("2026-03-21 10:00")
    sent = case.customer("My neighbour has the same trouble", "2026-03-22 10:00")
    assert "voucher of 50" in [m.extra.get("promise") for m in sent.messages if m.to.mail == HANS]


TWICE = "#result Sorry again.\nFacts: slow again\nGift: voucher of 50\nGift by: 2026-03-21\nGift from: Otto"


def test_the_line_of_the_one_promise_that_is_open_ticks_it_off_without_a_command():
    case = promised(f"{DATED}\nGift from: Otto")
    case.staff(OTTO, "Given: yes", "2026-03-10 10:00")
    assert (case.problems, [t.done is not None for t in case.complaint.tasks if t.promised]) == ("", [True])


def test_of_two_that_are_open_the_line_alone_ticks_off_neither():
    case = promised(f"{DATED}\nGift from: Otto")
    case.survey(1)
    case.staff(SARA, TWICE, "2026-03-03 11:00")
    case.staff(OTTO, "Given: yes", "2026-03-10 10:00")
    assert [t.done for t in case.complaint.tasks if t.promised] == [None, None]
    assert "#fill" in case.problems


def test_who_tells_in_other_words_that_a_promise_is_kept_gets_its_form():
    case = promised(f"{DATED}\nGift from: Otto")
    case.staff(OTTO, "It went out with the post on Monday, slip 2026", "2026-03-10 10:00")
    (told_how,) = _of(case.last, "receipt")
    assert (told_how.extra["commands"], told_how.extra["fields"]) == (["fill"], ["given"])
