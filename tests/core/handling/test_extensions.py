"""More time: who is asked, who decides, what the policy allows of it, and who hears."""

import pytest

from chalicelib.core.complaint.saying import labels, person, say, time_of
from chalicelib.core.policy.model import Policy
from chalicelib.render import render
from redress.proving.playing import identity
from tests.core.handling.playing import (
    BUS,
    BUS_DIRECTOR,
    BUS_HEAD,
    CUSTOMER,
    DESK,
    DESK_HEAD,
    DIRK,
    DORA,
    HANS,
    LENA,
    OFFICE_DESK,
    OTTO,
    SARA,
    Case,
    at,
    office,
    referred,
    told,
)

SETTLE = """
[[clock]]
name = "settle"
from = "referred"
until = "answered"
within = "5 working days"
calendar = "work"
promised = true
labels = { en = "settlement" }
rungs = [{ at = "-1 working day", tell = ["handler"] }, { at = "due", tell = ["handler"] }]
"""
LIMITED = """
[[extension]]
name = "longer"
clock = "settle"
at_most = "10 working days"
times = 1
grants = ["supervisor"]
within = "4 working hours"
calendar = "work"
labels = { en = "longer investigation" }
"""
ASK = "#extend 2026-03-16 12:00 the laboratory needs a week"


def house(*parts: str) -> Policy:
    return office(SETTLE, *parts)


def open_case(*parts: str) -> Case:
    case = referred(house(*parts), text="your service is slow")
    assert case.due("settle") == at("3-9 17:00")
    return case


# -- asking and deciding ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("parts", [(), (LIMITED,)], ids=["unsaid", "said"])
def test_the_superior_is_asked_with_time_and_reason_and_yes_grants_it(parts: tuple[str, ...]):
    case = open_case(*parts)
    case.staff(HANS, ASK, "2026-03-03 10:00")
    (asked,) = case.sent("approval")
    assert (asked.to.mail, asked.extra["commands"]) == (SARA, ["approve", "return", "extend"])
    wanted = {"who": person(HANS), "clock": labels("settle"), "due": time_of(at("3-16 12:00"))}
    assert asked.extra["reason"] == say("extension_wanted", **wanted)
    assert asked.extra["text"] == "the laboratory needs a week"
    assert (case.due("settle"), case.sent("holding")) == (at("3-9 17:00"), [])
    case.staff(SARA, "#approve", "2026-03-03 11:00")
    assert case.due("settle") == at("3-16 12:00")
    assert case.sent("holding")[0].extra == {
        "promised": at("3-9 17:00").isoformat(),
        "new_due": at("3-16 12:00").isoformat(),
        "reason": "the laboratory needs a week",
    }
    assert told(case.sent("information")) == [("information", "mail", HANS)]
    assert case.changes.splitlines() == ["approved", '"settlement" extended to Monday 16 March 2026, 12:00']


@pytest.mark.parametrize("parts", [(), (LIMITED,)], ids=["unsaid", "said"])
def test_no_leaves_the_limit_and_the_asker_hears_why(parts: tuple[str, ...]):
    case = open_case(*parts)
    case.staff(OFFICE_DESK, ASK, "2026-03-03 10:00")
    case.staff(SARA, "#return the customer has waited long enough", "2026-03-03 11:00")
    assert told(case.sent("refused")) == [("refused", "mail", OFFICE_DESK), ("refused", "mail", HANS)]
    assert case.sent("refused")[0].extra["reasons"] == ["the customer has waited long enough"]
    assert case.sent("refused")[0].extra["due"] == at("3-9 17:00").isoformat()
    assert (case.due("settle"), case.complaint.awaiting, case.complaint.extension) == (at("3-9 17:00"), (), None)
    assert case.sent("holding") == []
    case.staff(SARA, "#approve", "2026-03-03 11:05")
    assert case.problems == "nothing waits for your approval"


def test_a_refusal_needs_its_reason():
    case = open_case()
    case.staff(HANS, ASK, "2026-03-03 10:00")
    case.staff(SARA, "#return", "2026-03-03 11:00")
    assert (case.problems, case.complaint.awaiting) == ("#return needs words after it", ("extended",))


def test_the_superior_may_set_another_time_and_the_askers_reason_stands():
    case = open_case(LIMITED)
    case.staff(HANS, ASK, "2026-03-03 10:00")
    case.staff(SARA, "#extend 2026-03-11 12:00", "2026-03-03 11:00")
    assert (case.due("settle"), case.complaint.awaiting) == (at("3-11 12:00"), ())
    assert case.sent("holding")[0].extra["reason"] == "the laboratory needs a week"
    assert told(case.sent("information")) == [("information", "mail", HANS)]
    assert [a for a in case.complaint.approvals if a.at is None] == []


@pytest.mark.parametrize("who", [SARA, DIRK, DORA])
def test_who_may_grant_needs_no_asking(who: str):
    case = open_case()
    case.staff(who, ASK, "2026-03-03 10:00")
    assert (case.due("settle"), case.sent("approval")) == (at("3-16 12:00"), [])


@pytest.mark.parametrize("who", [DIRK, DORA])
def test_whoever_else_may_grant_may_decide_what_another_was_asked(who: str):
    case = open_case()
    case.staff(HANS, ASK, "2026-03-03 10:00")
    case.staff(who, "#approve", "2026-03-03 11:00")
    assert case.due("settle") == at("3-16 12:00")


@pytest.mark.parametrize("who", [HANS, LENA, OTTO])
def test_whoever_may_not_grant_cannot_decide(who: str):
    case = open_case(LIMITED)
    case.staff(HANS, ASK, "2026-03-03 10:00")
    case.staff(who, "#approve", "2026-03-03 11:00")
    assert (case.problems, case.due("settle")) == ("nothing waits for your approval", at("3-9 17:00"))


def test_who_grants_time_may_set_another_although_others_alone_may_ask_for_it():
    reserved = '[may]\nextend = ["handler"]\n'
    case = open_case(LIMITED.replace('"supervisor"', '"director"'), reserved)
    case.staff(SARA, "#extend 2026-03-12 09:00 parts are missing", "2026-03-03 09:00")
    assert (case.due("settle"), "leaves #extend to" in case.problems) == (at("3-9 17:00"), True)
    case.staff(HANS, ASK, "2026-03-03 10:00")
    (asked,) = case.sent("approval")
    assert (asked.to.mail, "extend" in str(asked.extra["commands"])) == (DIRK, True)
    case.staff(DIRK, "#extend 2026-03-12 09:00", "2026-03-03 11:00")
    assert (case.problems, case.due("settle")) == ("", at("3-12 9:00"))


def test_a_role_of_the_policys_own_grants_and_may_set_another_time():
    case = open_case(LIMITED.replace('"supervisor"', '"legal"'))
    case.staff(HANS, ASK, "2026-03-03 10:00")
    assert told(case.sent("approval")) == [("approval", "mail", LENA)]
    case.staff(SARA, "#approve", "2026-03-03 10:30")
    assert case.problems == "nothing waits for your approval"
    case.staff(LENA, "#extend 2026-03-12 12:00", "2026-03-03 11:00")
    assert (case.problems, case.due("settle")) == ("", at("3-12 12:00"))


def test_a_request_that_nobody_decides_is_chased_and_taken_higher():
    case = open_case(LIMITED)
    case.staff(HANS, ASK, "2026-03-03 10:00")
    assert case.sent("approval")[0].extra["due"] == at("3-3 15:00").isoformat()
    chased = [m for m in case.wind("2026-03-05 16:00") if m.extra.get("clock") == "approval:longer:0"]
    assert told(chased) == [("chase", "mail", SARA), ("escalation", "mail", DIRK), ("escalation", "mail", DIRK)]
    assert chased[0].extra["commands"] == ["approve", "return"]


def test_without_a_limit_of_its_own_a_request_is_chased_the_next_working_day():
    case = open_case()
    case.staff(HANS, ASK, "2026-03-03 10:00")
    assert case.sent("approval")[0].extra["due"] == at("3-4 17:00").isoformat()
    assert ("chase", "mail", SARA) in told(case.wind("2026-03-04 17:01"))


def test_a_request_is_to_be_decided_before_the_time_is_over():
    case = open_case()
    case.staff(HANS, ASK, "2026-03-09 15:00")
    assert case.sent("approval")[0].extra["due"] == at("3-9 17:00").isoformat()
    assert ("chase", "mail", SARA) in told(case.wind("2026-03-09 17:01"))


def test_a_new_request_takes_the_place_of_the_old_one():
    case = open_case(LIMITED)
    case.staff(HANS, ASK, "2026-03-03 10:00")
    case.staff(HANS, "#extend 2026-03-12 12:00 three days will do", "2026-03-03 11:00")
    case.staff(SARA, "#approve", "2026-03-03 12:00")
    assert case.due("settle") == at("3-12 12:00")
    assert case.complaint.awaiting == ()


def test_what_was_asked_for_is_needless_once_the_customer_has_the_answer():
    case = open_case(LIMITED)
    case.staff(HANS, ASK, "2026-03-03 10:00")
    case.staff(HANS, "#resolve we were slow, sorry", "2026-03-03 11:00")
    assert (case.complaint.status, case.complaint.awaiting, case.complaint.extension) == ("answered", (), None)
    case.staff(SARA, "#approve", "2026-03-03 12:00")
    assert (case.problems, case.sent("holding")) == ("nothing waits for your approval", [])
    assert [m for m in case.wind("2026-03-09 12:00") if m.extra.get("clock") == "approval:longer:0"] == []


def test_a_time_that_has_passed_meanwhile_is_not_granted():
    case = open_case(LIMITED)
    case.staff(HANS, "#extend 2026-03-10 12:00 the laboratory is closed", "2026-03-03 10:00")
    case.staff(SARA, "#approve", "2026-03-10 13:00")
    assert case.problems == (
        "not carried out, for the time asked for, Tuesday 10 March 2026, 12:00, has passed: "
        "give a new one with #extend, or refuse with #return"
    )
    assert case.due("settle") == at("3-9 17:00")
    case.staff(SARA, "#return too late now", "2026-03-10 13:05")
    assert told(case.sent("refused")) == [("refused", "mail", HANS)]


def test_a_request_beside_an_outcome_to_approve_is_told_apart_by_the_mails_subject():
    gate = '[[gate]]\nname = "plan"\nbefore = "answered"\napprove = ["supervisor"]\nlabels = { en = "remedy" }'
    case = open_case(LIMITED, gate)
    case.staff(HANS, ASK, "2026-03-03 10:00")
    case.staff(HANS, "#resolve we were slow, sorry", "2026-03-03 11:00")
    case.staff(SARA, "#approve", "2026-03-03 12:00", subject="Re: For your decision: longer investigation, slow")
    assert (case.complaint.status, case.due("settle")) == ("open", at("3-16 12:00"))
    case.staff(SARA, "#approve", "2026-03-03 12:10", subject="Re: For approval: remedy, slow")
    assert case.complaint.status == "answered"


# -- what the policy allows -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", [HANS, SARA])
@pytest.mark.parametrize(
    ("order", "when", "refused"),
    [
        ("#extend 2026-03-24 09:00 parts are missing", "2026-03-03 10:00",
         '"settlement" may be extended to Monday 23 March 2026, 17:00 at the latest: ask for a time up to then'),
        ("#extend 2026-06-01 09:00 parts are missing", "2026-03-03 10:00",
         '"settlement" may be extended to Monday 23 March 2026, 17:00 at the latest: ask for a time up to then'),
        ("#extend 2026-03-12 09:00 parts are missing", "2026-03-09 17:01",
         '"settlement" ended on Monday 9 March 2026, 17:00; more time can only be asked for before that'),
        ("#extend 2026-03-12 09:00", "2026-03-03 10:00",
         "more time needs a reason, which the customer is told: write it behind the time of #extend"),
        ("#extend 2026-03-09 17:00 parts are missing", "2026-03-03 10:00",
         '"settlement" ends on Monday 9 March 2026, 17:00 as it is'),
    ],
    ids=["a day too long", "months too long", "too late", "no reason", "the same time"],
)  # fmt: skip
def test_what_is_not_allowed_is_refused_at_once_with_what_is(who: str, order: str, when: str, refused: str):
    case = open_case(LIMITED)
    case.staff(who, order, when)
    assert case.problems == refused
    assert (case.sent("approval"), case.complaint.extension, case.due("settle")) == ([], None, at("3-9 17:00"))


@pytest.mark.parametrize(
    "order", ["#extend 2026-03-23 17:00 parts are missing", "#extend 2026-03-23 17:00\nReason: parts"]
)
def test_the_last_minute_allowed_is_granted(order: str):
    case = open_case(LIMITED)
    case.staff(SARA, order, "2026-03-09 17:00")
    assert (case.problems, case.due("settle")) == ("", at("3-23 17:00"))


@pytest.mark.parametrize(
    ("order", "until"),
    [
        ("#extend until Monday 23 March, parts are missing", "3-23 17:00"),
        ("#extend until 20 March, parts are missing", "3-20 17:00"),
        ("#延期 2026-03-23\n原因：缺零件", "3-23 17:00"),
    ],
)
def test_the_last_day_allowed_is_granted_to_its_last_minute_where_no_hour_is_named(order: str, until: str):
    case = open_case(LIMITED)
    case.staff(SARA, order, "2026-03-03 10:00")
    assert (case.problems, case.due("settle")) == ("", at(until))


def test_an_hour_beyond_the_last_minute_allowed_is_refused_on_the_last_day_too():
    case = open_case(LIMITED)
    case.staff(SARA, "#extend 2026-03-23 17:30 parts are missing", "2026-03-03 10:00")
    assert "23 March 2026, 17:00 at the latest" in case.problems


def test_more_time_is_granted_as_often_as_the_policy_says_and_afresh_in_another_round():
    case = open_case(LIMITED.replace("times = 1", "times = 2"))
    for day in (11, 12):
        case.staff(SARA, f"#extend 2026-03-{day} 12:00 parts are missing", "2026-03-03 10:00")
        assert case.due("settle") == at(f"3-{day} 12:00")
    case.staff(HANS, "#extend 2026-03-13 12:00 still missing", "2026-03-03 11:00")
    assert case.problems == '"settlement" may not be extended again (at most 2, all granted)'
    case.staff(HANS, "#resolve done", "2026-03-04 10:00")
    case.survey(1, "2026-03-05 10:00")
    assert case.complaint.round == 2
    case.staff(DORA, "#extend 2026-03-20 12:00 we look again", "2026-03-05 11:00")
    assert case.due("settle") == at("3-20 12:00")


def test_refused_requests_use_nothing_up():
    case = open_case(LIMITED)
    for hour in (10, 11, 12):
        case.staff(HANS, ASK, f"2026-03-03 {hour}:00")
        case.staff(SARA, "#return no", f"2026-03-03 {hour}:30")
    case.staff(HANS, ASK, "2026-03-03 13:00")
    assert case.problems == ""


def test_the_farthest_time_counts_from_the_clocks_own_end_however_often_it_is_moved():
    case = open_case(LIMITED.replace("times = 1", ""))
    case.staff(SARA, "#extend 2026-03-20 12:00 parts are missing", "2026-03-03 10:00")
    case.staff(SARA, "#extend 2026-03-24 12:00 parts are missing", "2026-03-03 11:00")
    assert case.problems.startswith('"settlement" may be extended to Monday 23 March 2026, 17:00 at the latest')


def test_a_policy_may_let_time_be_asked_for_after_the_limit_and_without_a_reason():
    case = open_case(LIMITED.replace("times = 1", "before_due = false\nreason = false"))
    case.staff(SARA, "#extend 2026-03-12 12:00", "2026-03-10 10:00")
    assert (case.problems, case.due("settle")) == ("", at("3-12 12:00"))


def test_only_complaints_for_which_it_is_said_may_be_extended():
    case = open_case(LIMITED + 'when = [{ severity = "major" }]')
    case.staff(HANS, ASK, "2026-03-03 10:00")
    assert case.problems == "no time limit of this complaint may be extended now"
    case.staff(OFFICE_DESK, "#severity major", "2026-03-03 11:00")
    case.staff(HANS, ASK, "2026-03-03 12:00")
    assert told(case.sent("approval")) == [("approval", "mail", SARA)]


PLAN = """
[[clock]]
name = "plan"
from = "referred"
until = "contacted"
within = "2 working days"
calendar = "work"
labels = { en = "first call" }
rungs = [{ at = "-1 working hour", tell = ["handler"] }, { at = "due", tell = ["handler"] }]

[[extension]]
name = "later_call"
clock = "plan"
at_most = "1 working day"
"""


def test_the_clock_that_is_named_moves_and_the_customer_is_told_of_the_promised_one_alone():
    case = open_case(LIMITED, PLAN)
    case.staff(SARA, "#extend first call 2026-03-05 12:00 she is abroad", "2026-03-03 10:00")
    assert (case.due("plan"), case.due("settle")) == (at("3-5 12:00"), at("3-9 17:00"))
    assert case.sent("holding") == []
    assert told(case.sent("information")) == [("information", "mail", HANS)]
    case.staff(SARA, "#extend 2026-03-16 12:00 she is abroad", "2026-03-03 11:00")
    assert (case.due("plan"), case.due("settle")) == (at("3-5 12:00"), at("3-16 12:00"))


def test_more_time_is_offered_in_reminders_only_while_it_may_be_had():
    case = open_case(LIMITED)
    (reminder,) = [m for m in case.wind("2026-03-09 16:00") if m.name == "reminder"]
    assert reminder.extra["commands"] == ["resolve", "tell", "extend"]
    case = open_case(LIMITED)
    case.staff(SARA, "#extend 2026-03-12 17:00 parts are missing", "2026-03-03 10:00")
    reminders = [m for m in case.wind("2026-03-12 16:00") if m.name == "reminder"]
    assert [m.extra["commands"] for m in reminders] == [["resolve", "tell"]]


# -- earlier ----------------------------------------------------------------------------------------------------------------------


def test_a_promise_brought_forward_is_good_news_and_needs_no_leave():
    case = open_case(LIMITED)
    case.staff(SARA, "#extend 2026-03-05 12:00 the engineer is free already", "2026-03-03 10:00")
    assert case.due("settle") == at("3-5 12:00")
    assert case.sent("holding")[0].extra == {
        "promised": at("3-9 17:00").isoformat(),
        "new_due": at("3-5 12:00").isoformat(),
        "reason": "the engineer is free already",
        "sooner": 1,
    }
    assert case.changes.splitlines() == [
        '"settlement" brought forward to Thursday 5 March 2026, 12:00',
        "the customer reads this reason: the engineer is free already",
        "the customer writes in simplified Chinese. What you wrote to them is in another language and reaches them untranslated: consider writing it again",
    ]
    case.staff(SARA, "#extend 2026-03-16 12:00 he is ill after all", "2026-03-03 11:00")
    assert case.due("settle") == at("3-16 12:00")  # an earlier time uses up nothing


def test_a_customer_who_can_only_be_called_hears_good_news_too():
    case = referred(
        house(), text="your service is slow", who=CUSTOMER.__class__(phone="+8653180001234"), channel="phone"
    )
    case.staff(SARA, "#extend 2026-03-05 12:00 free already", "2026-03-03 10:00")
    texts = [m.extra["text"] for m in case.last.messages if m.name == "call_task"]
    assert [t.code for t in texts] == ["script_sooner"]


# -- nobody decides on themselves ---------------------------------------------------------------------------------------------------

ABOUT = '[[field]]\nname = "whom"\nmeans = "complained_of"\nlabels = { en = "Whom" }'


@pytest.mark.clause("PG-08")
@pytest.mark.parametrize("about", ["Sara", "Service", "sara@office.example", "the Service team", "Sara (head)"])
def test_the_head_of_the_unit_complained_of_is_not_asked(about: str):
    case = open_case(LIMITED, ABOUT)
    case.staff(OFFICE_DESK, f"#note\nWhom: {about}", "2026-03-03 09:30")
    case.staff(HANS, ASK, "2026-03-03 10:00")
    assert told(case.sent("approval")) == [("approval", "mail", DIRK)]


def test_liaochengs_head_decides_the_handlers_request():
    case = referred()
    case.staff(BUS, "#延期 2026-03-06 17:30 监控厂家在修", "2026-03-02 10:00")
    assert told(case.sent("approval")) == [("approval", "mail", BUS_HEAD)]
    assert case.changes.splitlines() == [
        "把“调查并答复顾客”延至 2026年3月6日（周五）17:30 的申请已送沈玉兰决定；在决定以前，原时限不变",
        "客户会读到这个原因：监控厂家在修",
    ]
    case.staff(BUS_HEAD, "#同意", "2026-03-02 11:00")
    assert case.due("answer") == at("3-6 17:30")


@pytest.mark.parametrize("who", [BUS_DIRECTOR, DESK_HEAD])
def test_liaochengs_other_leaders_may_refuse_it(who: str):
    case = referred()
    case.staff(DESK, "#延期 2026-03-06 17:30 等鉴定", "2026-03-02 10:00")
    case.staff(who, "#退回 尽快答复", "2026-03-02 11:00")
    assert told(case.sent("refused")) == [("refused", "mail", DESK), ("refused", "mail", BUS)]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("#extend settlement 2026-03-16 12:00 the laboratory opens on 9 March", "the laboratory opens on 9 March"),
        (
            "#extend 2026-03-16 12:00\nReason: ordered on 27 February, here on 12 March",
            "ordered on 27 February, here on 12 March",
        ),
        ("#延期 settlement：延至3月16日12:00，配件3月12日到", "配件3月12日到"),
        ("#extend\nReason: until Monday 16 March 12:00, the part comes on 12 March", "the part comes on 12 March"),
    ],
)
def test_dates_within_the_reason_stay_in_it_and_the_clocks_name_does_not(words: str, reason: str):
    case = open_case(SETTLE.replace('"settle"', '"other"').replace("promised = true", ""))
    case.staff(SARA, words, "2026-03-03 10:00")
    assert (case.due("settle"), case.sent("holding")[0].extra["reason"]) == (at("3-16 12:00"), reason)


OWN_LIMIT = """
[[task]]
name = "answer"
for = "handler"
opens = "referred"
command = "resolve"
form = ["facts"]
sets = "proposed"
within = "5 working days"
calendar = "work"
"""


def test_more_time_for_the_answer_is_more_time_for_the_task_that_gives_it():
    case = open_case(OWN_LIMIT)
    assert case.due("task:answer") == at("3-9 17:00")
    case.staff(SARA, ASK, "2026-03-03 10:00")
    assert (case.due("settle"), case.due("task:answer")) == (at("3-16 12:00"), at("3-16 12:00"))
    chased = [m for m in case.wind("2026-03-13 12:00") if m.name in ("chase", "escalation")]
    assert chased == []
    chased = [m for m in case.wind("2026-03-16 12:30") if m.name == "chase"]
    assert [m.to.mail for m in chased][:1] == [HANS]


def test_less_time_for_the_answer_and_more_for_another_clock_move_no_task():
    case = open_case(OWN_LIMIT)
    case.staff(SARA, "#extend 2026-03-05 12:00 she is waiting", "2026-03-03 10:00")
    assert (case.due("settle"), case.due("task:answer")) == (at("3-5 12:00"), at("3-9 17:00"))


@pytest.mark.parametrize("label", ["原因：", "理由:", "Reason: ", "延期原因：", ""])
def test_the_reason_reaches_the_customer_without_a_label_of_its_own(label: str):
    case = open_case()
    case.staff(SARA, f"#extend 2026-03-16 12:00\n{label}the laboratory needs a week", "2026-03-03 10:00")
    assert case.sent("receipt")[0].extra["told"] == "the laboratory needs a week"


@pytest.mark.parametrize(("decision", "name"), [("#approve", "information"), ("#return no, do it now", "refused")])
@pytest.mark.parametrize(("later", "asker_hears"), [("It was Hans, who was rude.", False), ("Hans was kind.", True)])
def test_who_asked_for_more_time_and_is_complained_of_since_does_not_hear_what_became_of_it(
    decision: str, name: str, later: str, asker_hears: bool
):
    case = open_case(LIMITED)
    case.staff(HANS, ASK, "2026-03-03 10:00")
    case.customer(later, "2026-03-03 10:30")
    case.staff(SARA, decision, "2026-03-03 11:00")
    heard = [to for _, _, to in told(case.sent(name))]
    assert (HANS in heard) is asker_hears


# -- the lines that a gate wants beside the reason ----------------------------------------------------------------------------------

JOINT = """
[[field]]
name = "joint"
type = "yes_no"
labels = { en = "Joint handling" }

[[field]]
name = "agreed"
type = "choice"
choices = ["by telephone", "in writing"]
labels = { en = "The customer agreed" }

[[gate]]
name = "joint_or_not"
before = "extended"
needs = ["joint"]

[[gate]]
name = "agreed_to"
before = "extended"
when = [{ joint = true }]
needs = ["agreed"]
"""
MORE = "#extend 2026-03-16 12:00"
WHY = "the laboratory needs a week"


@pytest.mark.clause("PG-13")
@pytest.mark.parametrize(
    ("order", "filled"),
    [
        (f"{MORE} {WHY}\nJoint handling: no", {"joint": "no"}),
        (f"{MORE}\nReason: {WHY}\nJoint handling: no", {"joint": "no"}),
        (f"{MORE}\nJoint handling: no\nReason: {WHY}", {"joint": "no"}),
        (
            f"{MORE} {WHY}\nJoint handling: yes\nThe customer agreed: in writing",
            {"joint": "yes", "agreed": "in writing"},
        ),
        (
            f"{MORE}\nThe customer agreed: by telephone\nJoint handling: yes\nReason: {WHY}",
            {"joint": "yes", "agreed": "by telephone"},
        ),
    ],
)
@pytest.mark.parametrize("after_a_refusal", [False, True])
def test_the_customer_reads_the_reason_for_more_time_and_no_line_that_a_gate_wants(
    order: str, filled: dict[str, str], after_a_refusal: bool
):
    case = open_case(JOINT)
    if after_a_refusal:
        case.staff(SARA, f"{MORE} {WHY}", "2026-03-02 09:55")
        assert (case.problems, case.sent("holding")) == ("missing: Joint handling", [])
    case.staff(SARA, order, "2026-03-02 10:00")
    assert ({m.extra["reason"] for m in case.sent("holding")}, case.complaint.fields) == ({WHY}, filled)


@pytest.mark.parametrize(("until", "asks"), [("2026-03-04 12:00", True), ("2026-03-16 12:00", False)])
@pytest.mark.parametrize("by", [SARA, DIRK])
def test_less_time_is_something_to_do_for_whoever_handles_it_and_more_time_is_known(until: str, asks: bool, by: str):
    case = open_case()
    case.staff(by, f"#extend {until} so the customer wants it", "2026-03-02 10:00")
    (known,) = (m for m in case.sent("information") if m.to.mail == HANS)
    text = render(known, case.complaint, case.policy, identity(case.now)).text
    assert ("▶ By: Wednesday 4 March 2026, 12:00" in text, "#resolve" in text) == (asks, asks)
    assert ("You need not reply" in text) is not asks


def test_less_time_for_what_a_form_brings_about_shows_that_form():
    planned = """
[[task]]
name = "planning"
for = "handler"
opens = "assigned"
form = ["facts"]
required = ["facts"]
sets = "planned"

[[clock]]
name = "plan"
from = "assigned"
until = "planned"
within = "2 working days"
calendar = "work"
labels = { en = "the plan" }
rungs = [{ at = "due", tell = ["handler"] }]

[[extension]]
name = "another_day"
clock = "plan"
"""
    case = open_case(planned)
    case.staff(SARA, "#extend the plan 2026-03-03 12:00 sooner", "2026-03-02 10:00")
    (known,) = (m for m in case.sent("information") if m.to.mail == HANS)
    assert (known.extra["task"], known.extra["commands"]) == ("planning", ["fill"]), case.changes
