"""The outcome and what stands before it: what it must say, what it must not, and who has to agree."""

from datetime import timedelta

import msgspec
import pytest

from chalicelib import policies
from chalicelib.core.complaint.approval import Approval
from chalicelib.core.complaint.model import Complainant
from chalicelib.core.policy.model import Policy
from chalicelib.core.times.durations import Duration
from tests.core.handling.playing import (
    ANSWER,
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
    answered,
    at,
    away,
    file,
    names,
    office,
    referred,
    told,
    transport,
    with_directory,
)

VIDEO = "投诉公交司机态度恶劣，今天 8 点 K12 路，请调监控"

# -- what an answer says ----------------------------------------------------------------------------------------------------


@pytest.mark.clause("LC-05")
def test_an_answer_goes_to_the_customer_with_the_question_and_a_copy_to_the_centre():
    case = referred()
    case.staff(BUS, ANSWER, "2026-03-02 15:00")
    assert told(case.last.messages) == [
        ("task", "mail", BUS),
        ("outcome", "mail", CUSTOMER.mail),
        ("answered_copy", "mail", DESK),
        ("receipt", "mail", BUS),
    ]
    assert case.sent("outcome")[0].extra == {"survey": 1}
    assert case.complaint.outcome == "事实：7:40 车辆故障未发车\n责任：公交公司\n措施：增派备用车，当日已向乘客说明"
    assert (case.met("answer"), case.complaint.moment("answered")) == (at("3-2 15:00"), at("3-2 15:00"))


@pytest.mark.clause("LC-16")
@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("#结果 已处理", "缺少：事实、责任、措施"),
        ("#结果\n事实：核实了\n措施：培训", "缺少：责任"),
        ("#结果\n事实：核实了\n责任：无\n措施：培训", "缺少：责任（只写“无”不算填写）"),
        ("#结果\n事实：核实了\n责任：公交公司\n措施：。。", "缺少：措施"),
    ],
)
def test_an_answer_without_facts_responsibility_and_measure_is_not_sent(text: str, missing: str):
    case = referred()
    case.staff(BUS, text, "2026-03-02 15:00")
    assert case.problems == f"答复须写明事实、责任和措施，缺一不可\n{missing}"
    assert names(case.last.messages) == ["receipt"]
    assert (case.complaint.status, case.met("answer")) == ("open", None)


@pytest.mark.clause("LC-16")
def test_what_was_missing_can_be_sent_after_and_the_words_stand():
    case = referred()
    case.staff(BUS, "#结果 车辆故障，已增派备用车，向您道歉\n事实：故障\n责任：公交公司", "2026-03-02 15:00")
    case.staff(BUS, "#结果\n措施：增派备用车", "2026-03-02 15:10")
    assert (case.complaint.status, case.complaint.outcome) == ("answered", "车辆故障，已增派备用车，向您道歉")


def test_an_answer_given_twice_is_refused_the_second_time():
    case = answered()
    case.staff(BUS, ANSWER.replace("故障", "延误"))
    assert case.problems.splitlines() == [
        "本件已答复，不能使用 #结果",
        "要改变已经作出的答复，先由客服中心或上级用 #重开 重新办理",
    ]
    assert "outcome" not in names(case.last.messages)


@pytest.mark.clause("LC-02")
def test_a_simple_complaint_answered_on_the_spot_is_settled_at_first_contact():
    case = Case()
    case.customer("你好")
    case.staff(DESK, "#结果 已当场解释首末班时间，您表示清楚", "2026-03-02 09:10")
    complaint = case.complaint
    assert (complaint.status, complaint.flags, complaint.handler, complaint.department) == (
        "answered", ("uncertain", "first_contact"), DESK, "客服中心",
    )  # fmt: skip
    assert [d.clock for d in complaint.deadlines] == ["visit"]  # nothing is left to be put right
    assert "first_contact" in case.lines
    assert complaint.moment("first_contact") == at("3-2 9:10")
    assert "answered_copy" not in names(case.last.messages)
    case.survey(2, "2026-03-02 12:00")
    assert (case.complaint.handler, case.complaint.flags) == (DESK_HEAD, ("uncertain",))
    assert case.due("answer") == at("3-4 12:00")


@pytest.mark.clause("LC-02")
def test_an_attempt_at_first_contact_that_fails_stops_no_clock():
    case = Case()
    case.customer("你好")
    case.staff(DESK, "#结果 给您退款", "2026-03-02 09:10")
    assert "退款" in case.problems
    assert (case.complaint.flags, case.complaint.department) == (("uncertain",), "")
    assert {d.clock for d in case.complaint.deadlines} >= {"refer", "flow_sheet"}


def test_what_was_referred_before_is_not_settled_at_first_contact():
    case = referred()
    case.staff(BUS, "#退回 不是公交的车", "2026-03-02 14:00")
    case.staff(DESK, ANSWER, "2026-03-02 15:00")
    assert (case.complaint.status, case.complaint.flags, case.complaint.handler) == ("answered", (), DESK)


# -- money ------------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("LC-10")
@pytest.mark.parametrize("filled", ["200 元", "代金券一张", "退票款", "有", "补偿 50"])
def test_a_filled_compensation_is_refused_with_the_reason(filled: str):
    case = referred()
    case.staff(BUS, f"{ANSWER}\n经济补偿：{filled}")
    assert case.problems.startswith("禁止以经济补偿方式换取顾客满意")
    assert case.complaint.status == "open"


@pytest.mark.clause("LC-10")
@pytest.mark.parametrize("nothing", ["无", "没有", "0", "0元", "不作经济补偿", "我公司不作经济补偿", "none", ""])
def test_compensation_that_says_none_is_none(nothing: str):
    case = referred()
    case.staff(BUS, f"{ANSWER}\n经济补偿：{nothing}")
    assert case.complaint.status == "answered", case.problems


@pytest.mark.clause("LC-10")
@pytest.mark.parametrize("words", ["已按规定退款", "不予赔偿", "我公司不作经济补偿", "No voucher was given"])
def test_words_that_sound_like_money_only_ask_the_handler_to_confirm_there_is_none(words: str):
    case = referred()
    case.staff(BUS, f"#结果 {words}\n{ANSWER[4:]}")
    assert "如果没有给予，请在“经济补偿”一栏写“无”后重新提交" in case.problems
    case.staff(BUS, "#结果\n经济补偿：无")
    assert (case.complaint.status, case.complaint.outcome) == ("answered", words)


def test_what_the_customer_demands_is_no_word_of_the_answer():
    case = referred(text="投诉：今天早上 K12 路公交晚点四十分钟，司机态度恶劣，要求赔偿")
    case.staff(BUS, ANSWER)
    assert case.complaint.status == "answered"


# -- video ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("LC-09")
def test_where_video_matters_it_is_kept_or_its_lack_explained():
    case = referred(text=VIDEO)
    case.staff(BUS, ANSWER)
    assert case.problems.splitlines() == [
        "投诉涉及监控：请附上视频或写明保存位置，没有视频的请说明原因",
        "以下至少填写一项：监控视频、无视频的原因",
    ]


@pytest.mark.clause("LC-09")
@pytest.mark.parametrize("name", ["K12.mp4", "K12.MP4", "录像.avi", "a.mov"])
def test_an_attached_video_fills_its_field(name: str):
    case = referred(text=VIDEO)
    case.staff(BUS, ANSWER, evidence=[file("表格.xlsx"), file(name)])
    assert (case.complaint.status, case.complaint.fields["video"]) == ("answered", name)


@pytest.mark.clause("LC-09")
def test_a_photo_is_no_video_and_a_place_is_enough():
    case = referred(text=VIDEO)
    case.staff(BUS, ANSWER, evidence=[file("车厢.jpg", "image/jpeg")])
    assert "监控视频" in case.problems
    case.staff(BUS, "#结果\n监控视频：存于调度中心 3 号硬盘")
    assert case.complaint.status == "answered"


@pytest.mark.clause("LC-09")
def test_to_write_none_under_video_is_no_video():
    case = referred(text=VIDEO)
    case.staff(BUS, f"{ANSWER}\n监控视频：无")
    assert case.complaint.status == "open"
    case.staff(BUS, "#结果\n监控视频：无\n无视频的原因：设备坏了")
    assert [a.approver for a in case.complaint.approvals] == [DESK]


@pytest.mark.clause("LC-09")
def test_the_desk_accepts_why_there_is_no_video_before_the_answer_goes_out():
    case = referred(text=VIDEO)
    case.staff(BUS, f"{ANSWER}\n无视频的原因：车载设备 3 月 1 日报修", "2026-03-02 15:00")
    assert case.changes.splitlines() == ["处理结果已收到", "已送审批：客服中心"]
    assert told(case.last.messages) == [("approval", "mail", DESK), ("receipt", "mail", BUS)]
    assert case.due("approval:no_video_accepted:0") == at("3-3 10:00")  # four working hours
    case.staff(DESK, "#同意\n经办人：小王", "2026-03-02 16:00")
    assert (case.complaint.status, case.complaint.moment("answered")) == ("answered", at("3-2 16:00"))


@pytest.mark.clause("LC-09")
def test_an_approval_that_is_not_given_is_chased_and_climbs():
    case = referred(text=VIDEO)
    case.staff(BUS, f"{ANSWER}\n无视频的原因：设备坏", "2026-03-02 15:00")
    chased = [m for m in case.wind("2026-03-06 11:00") if m.extra.get("clock") == "approval:no_video_accepted:0"]
    assert told(chased) == [
        ("chase", "mail", DESK),
        ("escalation", "mail", BUS_HEAD),
        ("escalation", "mail", BUS_DIRECTOR),
    ]


# -- approvals -----------------------------------------------------------------------------------------------------------------

TWO_STEPS = """
[[gate]]
name = "plan"
before = "answered"
approve = ["supervisor", "director"]
needs = ["facts"]

[[gate]]
name = "more_time"
before = "extended"
approve = ["supervisor"]

[[clock]]
name = "settle"
from = "referred"
until = "answered"
within = "5 working days"
calendar = "work"
promised = true
rungs = [{ at = "due", tell = ["handler"] }]

[[task]]
name = "outcome"
for = "handler"
opens = "referred"
command = "resolve"
form = ["facts"]
"""


def proposed(policy: Policy | None = None) -> Case:
    case = referred(policy or office(TWO_STEPS), text="your service is slow")
    case.staff(HANS, "#resolve We were slow, sorry\nFacts: queue", "2026-03-02 10:00")
    return case


@pytest.mark.clause("CW-08")
def test_steps_are_asked_one_after_another_and_the_answer_waits_for_all():
    case = proposed()
    assert told(case.sent("approval")) == [("approval", "mail", SARA)]
    case.staff(SARA, "#approve", "2026-03-02 11:00")
    assert case.changes.splitlines() == ["approved", "sent for approval: Dirk"]
    assert (told(case.sent("approval")), case.complaint.status) == ([("approval", "mail", DIRK)], "open")
    case.staff(DIRK, "#同意", "2026-03-02 12:00")
    assert case.complaint.status == "answered"
    assert case.complaint.moment("approved") == at("3-2 12:00")
    assert [(a.approver, a.granted) for a in case.complaint.approvals] == [(SARA, True), (DIRK, True)]


@pytest.mark.clause("CW-08")
def test_a_refusal_goes_back_to_the_handler_with_its_comments_and_a_new_outcome_needs_new_approvals():
    case = proposed()
    case.staff(SARA, "#approve", "2026-03-02 11:00")
    case.staff(DIRK, "#return say by when", "2026-03-02 12:00")
    (refused,) = case.sent("refused")
    assert (refused.to.mail, refused.extra) == (
        HANS,
        {
            "reasons": ["say by when"],
            "who": DIRK,
            "commands": ["resolve"],
            "fields": [],
            "required": [],
            "filled": ["facts"],
        },
    )
    assert (case.complaint.status, case.complaint.moment("proposed"), case.complaint.awaiting) == ("open", None, ())
    assert case.complaint.open_task("outcome").assignee == HANS
    case.staff(HANS, "#resolve We were slow; from Monday on two desks are open", "2026-03-02 14:00")
    assert told(case.sent("approval")) == [("approval", "mail", SARA)]
    assert [(a.approver, a.granted, a.comment) for a in case.complaint.approvals] == [
        (DIRK, False, "say by when"),
        (SARA, False, ""),
    ]
    case.staff(DIRK, "#approve", "2026-03-02 14:30")
    assert case.problems == "nothing waits for your approval"


@pytest.mark.clause("CW-08")
@pytest.mark.parametrize("order", ["#resolve We were slow and are sorry", "#invalid there was no queue"])
def test_another_outcome_forgets_what_was_approved_of_the_first(order: str):
    case = proposed()
    case.staff(SARA, "#approve", "2026-03-02 11:00")
    case.staff(HANS, order, "2026-03-02 12:00")
    assert case.complaint.approvals == (Approval(gate="plan", step=0, round=1, approver=SARA, asked=at("3-2 12:00")),)
    assert told(case.sent("approval")) == [("approval", "mail", SARA)]


def test_an_outcome_that_was_approved_is_approved_no_more_once_another_is_given():
    seen = '[[gate]]\nname = "seen"\nbefore = "proposed"\napprove = ["supervisor"]\n'
    case = proposed(office(TWO_STEPS, seen))
    case.staff(SARA, "#approve", "2026-03-02 11:00")
    assert (case.complaint.moment("approved"), case.complaint.awaiting) == (at("3-2 11:00"), ("answered",))
    case.staff(HANS, "#resolve We were slow and are sorry", "2026-03-02 12:00")
    assert (case.complaint.moment("approved"), case.complaint.moment("proposed")) == (None, None)
    assert [(a.gate, a.asked, a.at) for a in case.complaint.approvals] == [("seen", at("3-2 12:00"), None)]


def test_a_refusal_needs_words():
    case = proposed()
    case.staff(SARA, "#return")
    assert "退回" in case.problems or "return" in case.problems
    assert case.complaint.approvals[-1].at is None


def test_nobody_approves_their_own_outcome():
    case = referred(office(TWO_STEPS), text="your service is slow")
    case.staff(SARA, "#resolve done\nFacts: queue")
    assert [a.approver for a in case.complaint.approvals] == [DIRK]
    case.staff(SARA, "#approve")
    assert (case.problems, case.complaint.status) == ("nothing waits for your approval", "open")
    case.staff(DIRK, "#approve")
    assert ([a.approver for a in case.complaint.approvals], case.complaint.status) == ([DIRK], "answered")


THREE_ROLES = """
[[gate]]
name = "plan"
before = "answered"
approve = ["supervisor", "legal", "director"]
"""


@pytest.mark.parametrize(
    ("lawyer", "asked"), [(SARA, [SARA, DIRK]), (DIRK, [SARA, DIRK]), (LENA, [SARA, LENA, DIRK]), (HANS, [SARA, DIRK])]
)
def test_who_holds_two_of_the_roles_that_approve_is_asked_once_and_chased_for_nothing(lawyer: str, asked: list[str]):
    policy = office(THREE_ROLES)
    people = [
        msgspec.structs.replace(each, roles=("legal",) if each.mail == lawyer else ())
        for each in policy.directory.people
    ]
    case = referred(with_directory(policy, people=tuple(people)), text="your service is slow")
    case.staff(HANS, "#resolve We were slow and are sorry", "2026-03-02 10:00")
    for number, approver in enumerate(asked):
        assert [m.to.mail for m in case.sent("approval")] == [approver]
        case.staff(approver, "#approve", f"2026-03-02 11:{number:02}")
    assert (case.complaint.status, [a.approver for a in case.complaint.approvals]) == ("answered", asked)
    assert not [m for m in case.wind("2026-03-16 09:00") if str(m.extra.get("clock", "")).startswith("approval:")]


@pytest.mark.parametrize("role", ["director", "supervisor", "legal"])
def test_an_approver_who_also_leads_is_chased_in_one_mail_at_a_time(role: str):
    gate = f'[[gate]]\nname = "plan"\nbefore = "answered"\napprove = ["{role}"]'
    case = referred(office(gate), text="your service is slow")
    case.staff(HANS, "#resolve We were slow and are sorry", "2026-03-02 10:00")
    begun = len(case.decisions)
    case.wind("2026-03-20 09:00")
    heard = [(n, m.name, m.channel, m.to.mail) for n, d in enumerate(case.decisions[begun:]) for m in d.messages]
    assert heard
    assert len(heard) == len(set(heard))


LIMITED = """
[[clock]]
name = "answer"
from = "received"
until = "answered"
within = "2 days"
rungs = [{ at = "due", tell = ["handler", "supervisor"] }]
"""


@pytest.mark.parametrize("moment", ["proposed", "answered"])
def test_whose_outcome_waits_for_consent_before_either_moment_is_not_chased_for_the_answer(moment: str):
    gate = f'[[gate]]\nname = "plan"\nbefore = "{moment}"\napprove = ["legal"]'
    case = referred(office(gate, LIMITED), text="your service is slow")
    case.staff(HANS, "#resolve We were slow and are sorry", "2026-03-02 10:00")
    assert case.complaint.awaiting == (moment,)
    late = [m for m in case.wind("2026-03-04 09:05") if m.extra.get("clock") == "answer"]
    assert {m.to.mail for m in late} == {SARA}


EXPERT = office(
    """
[[gate]]
name = "expertise"
before = "answered"
approve = ["legal"]
"""
)


def experts(*mails: str) -> Policy:
    """The office, in which these have the role that approves every answer."""
    people = (msgspec.structs.replace(p, roles=("legal",) if p.mail in mails else ()) for p in EXPERT.directory.people)
    return with_directory(EXPERT, people=tuple(people))


@pytest.mark.clause("MF-07")
@pytest.mark.parametrize(
    ("holders", "author", "approver"),
    [
        ((HANS,), HANS, SARA),  # the handler's own head, and not the director above them
        ((HANS, LENA), HANS, LENA),  # another holder before any superior
        ((HANS, SARA), SARA, HANS),
        ((DORA,), DORA, DIRK),  # the head of the desk has nobody but the director above
        ((LENA,), HANS, LENA),
    ],
)
def test_what_the_only_expert_wrote_goes_to_their_own_head(holders: tuple[str, ...], author: str, approver: str):
    case = referred(experts(*holders), text="your service is slow")
    case.staff(author, "#resolve We were slow and are sorry", "2026-03-02 10:00")
    assert [a.approver for a in case.complaint.approvals] == [approver], case.problems


def test_whose_head_wrote_the_answer_of_the_only_expert_it_goes_to_the_director():
    policy = with_directory(experts(HANS), absences=(away(SARA, HANS),))
    case = referred(policy, text="your service is slow")
    case.staff(HANS, "#resolve We were slow and are sorry", "2026-03-02 10:00")
    assert [a.approver for a in case.complaint.approvals] == [DIRK]


def test_a_proposer_who_stands_in_for_the_approver_later_on_does_not_approve_either():
    case = proposed()
    case.policy = with_directory(case.policy, absences=(away(SARA, HANS),))
    case.staff(HANS, "#approve")
    assert (case.problems, case.complaint.status) == ("nobody approves their own outcome", "open")


def test_a_deputy_who_proposed_it_does_not_approve_for_the_absent():
    policy = with_directory(office(TWO_STEPS), absences=(away(SARA, HANS),))
    assert [a.approver for a in proposed(policy).complaint.approvals] == [DIRK]


def test_nor_does_the_deputy_of_the_highest_one_whom_nobody_stands_above():
    highest = '[[gate]]\nname = "refund_agreed"\nbefore = "answered"\napprove = ["director"]'
    case = proposed(with_directory(office(highest), absences=(away(DIRK, HANS),)))
    assert [m.to.mail for m in case.sent("approval")] == [DORA]
    case.staff(DORA, "#approve")
    assert (case.problems, case.complaint.status) == ("", "answered")


def test_an_absent_approvers_deputy_is_asked():
    policy = with_directory(office(TWO_STEPS), absences=(away(SARA, OTTO),))
    case = proposed(policy)
    assert [a.approver for a in case.complaint.approvals] == [OTTO]
    case.staff(OTTO, "#approve")
    assert case.problems == ""


def test_the_deputy_of_an_approver_who_went_away_meanwhile_may_approve_and_is_chased():
    case = proposed()
    case.policy = with_directory(case.policy, absences=(away(SARA, OTTO, "2026-03-03", "2026-03-20"),))
    assert ("chase", "mail", OTTO) in told(case.wind("2026-03-03 17:01"))
    case.staff(OTTO, "#approve")
    assert case.complaint.approvals[0].granted


def test_an_approver_who_left_or_is_complained_of_is_replaced():
    case = proposed()
    people = tuple(p for p in case.policy.directory.people if p.mail != SARA)
    case.policy = with_directory(case.policy, people=people)
    case.tick("2026-03-02 10:30")
    assert [a.approver for a in case.complaint.approvals] == [DORA]
    assert told(case.last.messages) == [("approval", "mail", DORA)]


def test_an_approver_who_turns_out_to_be_complained_of_is_replaced():
    about = '[[field]]\nname = "person"\nmeans = "complained_of"\nlabels = { zh-CN = "涉及人员", en = "Person" }\n'
    case = proposed(office(TWO_STEPS, about))
    case.staff(OFFICE_DESK, "#note\nPerson: Sara", "2026-03-02 10:30")
    assert [(a.approver, a.asked) for a in case.complaint.approvals] == [(DIRK, at("3-2 10:30"))]


def test_the_person_complained_of_approves_nothing():
    case = referred(office(TWO_STEPS), text="your service is slow and Sara shouted at me")
    assert case.complaint.supervisor == DIRK
    case.staff(HANS, "#resolve sorry\nFacts: queue")
    assert [a.approver for a in case.complaint.approvals] == [DIRK]
    case.staff(SARA, "#approve")
    assert (case.problems, case.complaint.status) == ("nothing waits for your approval", "open")


def test_an_approval_without_a_limit_of_its_own_is_chased_the_next_working_day():
    case = proposed()
    assert case.due("approval:plan:0") == at("3-3 17:00")
    sent = [t for t in told(case.wind("2026-03-05 18:00")) if t[0] != "reminder"]
    assert sent == [("chase", "mail", SARA), ("escalation", "mail", DIRK), ("escalation", "mail", DIRK)]


def test_a_step_asked_anew_is_chased_anew():
    case = proposed()
    case.wind("2026-03-03 17:01")
    case.staff(SARA, "#return more facts", "2026-03-03 18:00")
    case.staff(HANS, "#resolve better now", "2026-03-04 10:00")
    assert case.due("approval:plan:0") == at("3-5 17:00")
    assert told(case.wind("2026-03-05 17:01")) == [("chase", "mail", SARA)]


def test_the_head_of_the_desk_approves_what_the_desk_is_asked():
    case = referred(text=VIDEO)
    case.staff(BUS, f"{ANSWER}\n无视频的原因：设备坏")
    case.staff(DESK_HEAD, "#同意")
    assert case.complaint.status == "answered"


def test_the_desk_does_not_accept_its_own_lack_of_video():
    case = referred(text=VIDEO)
    case.staff(DESK, f"{ANSWER}\n无视频的原因：设备坏")
    assert [a.approver for a in case.complaint.approvals] == [BUS_HEAD]


@pytest.mark.clause("PG-04")
def test_more_time_counts_only_once_it_is_confirmed():
    case = referred(office(TWO_STEPS), text="your service is slow")
    case.staff(HANS, "#extend 2026-03-20 12:00 parts are missing")
    assert told(case.sent("approval")) == [("approval", "mail", SARA)]
    assert (case.due("settle"), case.sent("holding")) == (at("3-9 17:00"), [])
    case.staff(SARA, "#approve")
    assert case.due("settle") == at("3-20 12:00")
    assert case.sent("holding")[0].extra["new_due"] == at("3-20 12:00").isoformat()


def test_more_time_that_is_refused_changes_nothing_of_a_proposed_outcome():
    case = referred(office(TWO_STEPS), text="your service is slow")
    case.staff(HANS, "#extend 2026-03-20 12:00 parts are missing")
    case.staff(SARA, "#return no")
    assert case.sent("refused")[0].extra["commands"] == ["extend"]
    assert (case.due("settle"), case.complaint.awaiting) == (at("3-9 17:00"), ())
    case.staff(HANS, "#extend 2026-03-12 12:00 parts come on the 11th")
    case.staff(SARA, "#approve")
    assert case.due("settle") == at("3-12 12:00")


def test_approvals_of_an_earlier_round_count_no_more():
    case = proposed()
    for who in (SARA, DIRK):
        case.staff(who, "#approve")
    case.staff(OFFICE_DESK, "#reopen the customer called")
    case.staff(HANS, "#resolve really fixed")
    assert case.problems == "missing: Facts"  # a new outcome states its facts anew
    case.staff(HANS, "#resolve really fixed\nFacts: two queues")
    assert [a for a in case.complaint.approvals if a.round == 2] == [
        Approval(gate="plan", step=0, round=2, approver=SARA, asked=case.now)
    ]


REFERRAL = """
[[gate]]
name = "record"
before = "referred"
needs = ["facts"]
approve = ["desk_head"]
"""


def test_a_referral_may_need_its_facts_and_an_approval_too():
    case = referred(office(REFERRAL), text="your service is slow")
    assert (case.complaint.awaiting, case.complaint.moment("referred")) == (("referred",), None)
    assert "assignment" not in names(case.last.messages)
    case.staff(OFFICE_DESK, "#note\nFacts: queue", "2026-03-02 10:00")
    assert told(case.sent("approval")) == [("approval", "mail", DORA)]
    case.staff(DORA, "#return whose queue?", "2026-03-02 10:30")
    assert (case.sent("refused")[0].to.mail, case.complaint.open_task("referral").assignee) == (
        OFFICE_DESK,
        OFFICE_DESK,
    )
    case.staff(OFFICE_DESK, "#transfer Sales", "2026-03-02 11:00")
    case.staff(DORA, "#approve", "2026-03-02 11:30")
    assert (case.complaint.handler, case.complaint.moment("referred")) == (OTTO, at("3-2 11:30"))
    assert told(case.sent("assignment")) == [("assignment", "mail", OTTO)]


# -- undo ----------------------------------------------------------------------------------------------------------------------


def test_an_answer_can_be_taken_back_before_it_goes_out():
    case = referred(
        office(TWO_STEPS.replace('approve = ["supervisor", "director"]\n', ""), top='undo = "10 minutes"\n'),
        text="service",
    )
    case.staff(HANS, "#resolve sorry\nFacts: queue", "2026-03-02 10:00")
    assert case.sent("outcome")[0].not_before == at("3-2 10:10")
    case.staff(HANS, "#undo", "2026-03-02 10:05")
    assert (case.changes, case.complaint.status, case.complaint.moment("answered")) == ("taken back", "open", None)
    assert "outcome" in case.last.cancels
    case.staff(HANS, "#resolve so sorry\nFacts: queue", "2026-03-02 10:20")
    case.staff(HANS, "#undo", "2026-03-02 10:31")
    too_late = "too late to take back: the answer went to the customer on Monday 2 March 2026, 10:30"
    assert (case.problems, case.complaint.status) == (too_late, "answered")


@pytest.mark.parametrize("when", ["09:30", "10:30"])
def test_a_contact_before_the_answer_stands_although_the_answer_is_taken_back(when: str):
    case = referred(office(TWO_STEPS, top='undo = "10 minutes"\n'), text="service")
    acts = sorted([(when, "#contact called, all well"), ("10:00", "#resolve sorry\nFacts: queue")])
    for time, order in acts:
        case.staff(HANS, order, f"2026-03-02 {time}")
    case.staff(SARA, "#approve", "2026-03-02 11:00")
    case.staff(DIRK, "#approve", "2026-03-02 11:10")
    assert case.complaint.status == "answered", case.problems
    case.staff(HANS, "#undo", "2026-03-02 11:15")
    assert (case.changes, case.complaint.moment("contacted")) == ("taken back", at(f"3-2 {when}"))
    assert (case.complaint.moment("proposed"), case.complaint.moment("answered")) == (None, None)


def test_a_contact_that_was_the_answer_itself_is_taken_back_with_it():
    case = referred(office(top='undo = "10 minutes"\n'), text="your service is slow")
    case.staff(HANS, "#resolve We were slow, sorry", "2026-03-02 10:00")
    case.staff(HANS, "#undo", "2026-03-02 10:05")
    assert (case.complaint.status, case.complaint.moment("contacted")) == ("open", None)


def test_an_answer_that_has_gone_out_is_not_taken_back():
    case = referred(office(top='undo = "1 day"\n'), text="your service is slow")
    case.staff(HANS, "#resolve We were slow, sorry", "2026-03-02 10:00")
    case.staff(HANS, "#undo", "2026-03-02 10:10", gone_out=("outcome",))
    assert (case.problems, case.complaint.status) == ("there is nothing to take back", "answered")


def test_a_policy_without_undo_sends_at_once():
    assert answered().sent("outcome")[0].not_before is None
    assert transport().undo is None
    assert BUS_DIRECTOR != BUS_HEAD


WAITS = 'undo = "10 minutes"\n'
ONE_WORD = "#resolve sorry\nFacts: queue"


def test_the_receipt_says_until_when_and_how_an_answer_can_be_taken_back():
    case = referred(office(top=WAITS), text="service")
    case.staff(HANS, ONE_WORD, "2026-03-02 10:00")
    assert "the customer gets the outcome on Monday 2 March 2026, 10:10" in case.changes
    assert "to take it back, reply #undo by Monday 2 March 2026, 10:10" in case.changes


def test_an_answer_that_waits_for_the_morning_can_be_taken_back_until_then():
    case = Case(office(top=WAITS))
    case.customer("service", channel="sms", who=Complainant(phone="+8613912345678"))
    case.staff(HANS, ONE_WORD, "2026-03-02 23:20")
    assert "reply #undo by Tuesday 3 March 2026, 08:00" in case.changes
    case.staff(HANS, "#undo", "2026-03-03 07:30")
    assert (case.changes, case.complaint.status) == ("taken back", "open")


def test_what_a_customer_writes_while_the_answer_waits_is_no_judgement_of_it():
    case = referred(office(top=WAITS), text="service")
    case.staff(HANS, ONE_WORD, "2026-03-02 10:00")
    case.customer("Still not solved!", "2026-03-02 10:05")
    assert (case.complaint.status, case.complaint.round) == ("answered", 1)
    assert {m.to.mail for m in case.sent("customer_added")} == {HANS, OFFICE_DESK}
    waiting = case.complaint.open_task("later_words")  # the answer that leaves knows nothing of it: somebody judges it
    assert waiting is not None
    case.customer("Still not solved!", "2026-03-02 10:15")
    assert case.complaint.round == 2


def test_what_follows_from_an_answer_is_not_asked_before_it_has_left():
    task = '[[task]]\nname = "check"\nfor = "supervisor"\nopens = "answered"\nform = ["facts"]\n'
    case = referred(office(task, top=WAITS), text="service")
    case.staff(HANS, ONE_WORD, "2026-03-02 10:00")
    assert case.complaint.open_task("check") is None
    case.staff(HANS, "#undo", "2026-03-02 10:09")
    assert "task" not in names(case.wind("2026-03-02 11:00"))
    case.staff(HANS, ONE_WORD, "2026-03-02 11:00")
    assert "task" in names(case.wind("2026-03-02 11:15"))


LIMIT = """
[[clock]]
name = "settle"
from = "received"
until = "answered"
within = "2 hours"
promised = true
rungs = [{ at = "due", tell = ["handler"] }, { at = "due", tell = ["customer"], message = "holding", every = "1 day" }]
"""


@pytest.mark.clause("PG-10")
@pytest.mark.parametrize(
    ("given", "leaves"),
    [
        ("10:00", "10:10"),
        ("10:50", "11:00"),
        ("10:55", "11:00"),
        ("10:59:30", "11:00"),
        ("11:00", "11:10"),
        ("11:30", "11:40"),
    ],
)
def test_an_answer_waits_no_longer_than_the_limit_that_it_keeps_and_has_kept_it_when_it_leaves(given: str, leaves: str):
    case = referred(office(LIMIT, top=WAITS), text="service")
    case.wind(f"2026-03-02 {given}")
    case.staff(HANS, ONE_WORD, f"2026-03-02 {given}")
    assert (case.sent("outcome")[0].not_before, case.met("settle")) == (at(f"3-2 {leaves}"), at(f"3-2 {leaves}"))
    assert f"to take it back, reply #undo by Monday 2 March 2026, {leaves}" in case.changes
    assert {"chase", "holding"}.isdisjoint(names(case.wind("2026-03-02 12:30")))


def test_whoever_takes_an_answer_back_just_before_its_limit_is_chased_at_it_and_the_customer_hears():
    case = referred(office(LIMIT, top=WAITS), text="service")
    case.staff(HANS, ONE_WORD, "2026-03-02 10:55")
    case.staff(HANS, "#undo", "2026-03-02 10:58")
    assert (case.changes, case.met("settle")) == ("taken back", None)
    assert {"holding", "chase"} <= set(names(case.wind("2026-03-02 11:01")))


@pytest.mark.parametrize(("promised", "leaves"), [("true", "11:00"), ("false", "11:05")])
def test_the_time_that_the_customer_was_told_shortens_the_wait_and_no_limit_of_something_else(
    promised: str, leaves: str
):
    other = LIMIT.replace('until = "answered"', 'until = "closed"').replace("promised = true", f"promised = {promised}")
    case = referred(office(other, top=WAITS), text="service")
    case.staff(HANS, ONE_WORD, "2026-03-02 10:55")
    assert case.sent("outcome")[0].not_before == at(f"3-2 {leaves}")


@pytest.mark.parametrize("name", ["liaocheng-transport", "insurance-branch", "food-abc"])
def test_every_shipped_policy_lets_an_answer_be_taken_back(name: str):
    assert policies.packaged(name).undo == Duration(10, "minute")


@pytest.mark.parametrize(
    "words",
    [
        "撤回",
        "先别发，金额写错了",
        "请撤回刚才的答复",
        "take it back",
        "Please don't send it yet.",
        "先不要發",
        "收回這份答覆，謝謝",
    ],
)
def test_plain_words_take_an_answer_back_as_the_command_does(words: str):
    case = referred(office(top=WAITS), text="service")
    case.staff(HANS, ONE_WORD, "2026-03-02 10:00")
    case.staff(HANS, words, "2026-03-02 10:05")
    assert (case.complaint.status, case.changes, case.problems) == ("open", "taken back", "")
    assert "outcome" in case.last.cancels


@pytest.mark.parametrize("words", ["能撤回吗？", "I called the workshop", "客户很满意，不用再发别的了", "等一下"])
def test_other_words_while_an_answer_waits_stop_nothing_and_the_receipt_says_so(words: str):
    case = referred(office(top=WAITS), text="service")
    case.staff(HANS, ONE_WORD, "2026-03-02 10:00")
    case.staff(HANS, words, "2026-03-02 10:05")
    assert case.complaint.status == "answered"
    assert (
        "goes to the customer on Monday 2 March 2026, 10:10; to take it back, reply #undo before that" in case.changes
    )


def test_a_better_answer_takes_the_place_of_the_one_that_waits():
    case = referred(office(top=WAITS), text="service")
    case.staff(HANS, ONE_WORD, "2026-03-02 10:00")
    case.staff(HANS, "#resolve so very sorry\nFacts: a long queue", "2026-03-02 10:05")
    assert (case.problems, case.complaint.status, case.complaint.outcome) == ("", "answered", "so very sorry")
    assert "the answer before, which had not left yet, was taken back" in case.changes
    assert "outcome" in case.last.cancels
    assert [m.not_before for m in case.sent("outcome")] == [at("3-2 10:15")]
    assert "task" not in names(case.last.messages)


def test_an_answer_that_has_left_is_not_replaced():
    case = referred(office(top=WAITS), text="service")
    case.staff(HANS, ONE_WORD, "2026-03-02 10:00")
    case.staff(HANS, "#resolve so very sorry", "2026-03-02 10:15")
    assert (case.complaint.outcome, [p.code for p in case.last.results.problems][:1]) == ("sorry", ["wrong_status"])
    again = referred(office(top=WAITS), text="service")
    again.staff(HANS, ONE_WORD, "2026-03-02 10:00")
    again.staff(HANS, "#resolve so very sorry", "2026-03-02 10:05", gone_out=("outcome",))
    assert (again.complaint.outcome, [p.code for p in again.last.results.problems][:1]) == ("sorry", ["wrong_status"])


def test_what_follows_from_an_answer_of_the_night_waits_for_the_morning_with_it():
    task = '[[task]]\nname = "check"\nfor = "supervisor"\nopens = "answered"\nform = ["facts"]\n'
    case = Case(office(task, top=WAITS))
    case.customer("service", channel="sms", who=Complainant(phone="+8613912345678"))
    case.staff(HANS, ONE_WORD, "2026-03-02 23:20")
    assert "task" not in names(case.wind("2026-03-03 07:59"))
    assert "task" in names(case.wind("2026-03-03 08:05"))


# -- undo of an explanation -----------------------------------------------------------------------------------------------------


def explained(words: str = "#invalid the camera shows that the bus was on time") -> Case:
    """The complaint was judged not valid at ten, and the explanation waits."""
    case = referred(office(top=WAITS), text="your service is slow")
    case.staff(HANS, words, "2026-03-02 10:00")
    return case


def test_an_explanation_waits_as_an_answer_does_and_the_receipt_says_until_when():
    case = explained()
    assert case.sent("explanation")[0].not_before == at("3-2 10:10")
    assert "the explanation goes to the customer on Monday 2 March 2026, 10:10" in case.changes
    assert "to take it back, reply #undo by Monday 2 March 2026, 10:10" in case.changes


@pytest.mark.parametrize("words", ["#undo", "take it back", "don't send it yet", "#undo\n#note I read the wrong tape"])
def test_an_explanation_that_waits_is_taken_back_and_all_is_as_before(words: str):
    case = explained()
    case.staff(HANS, words, "2026-03-02 10:05")
    assert (case.problems, case.complaint.status, case.complaint.valid, case.complaint.outcome) == (
        "",
        "open",
        None,
        "",
    )
    assert (case.complaint.moment("answered"), case.complaint.moment("closed")) == (None, None)
    assert "explanation" in case.last.cancels
    case.staff(HANS, "#result it was late; we are sorry", "2026-03-02 10:30")
    assert case.sent("outcome")[0].not_before == at("3-2 10:40")


def test_an_explanation_that_has_left_is_not_taken_back():
    case = explained()
    case.staff(HANS, "#undo", "2026-03-02 10:11")
    too_late = "too late to take back: the answer went to the customer on Monday 2 March 2026, 10:10"
    assert (case.complaint.status, case.problems) == ("closed", too_late)


def test_an_explanation_that_left_while_it_was_taken_back_stands():
    case = explained()
    case.staff(HANS, "#undo", "2026-03-02 10:05", gone_out=("explanation",))
    assert (case.complaint.status, case.complaint.valid) == ("closed", False)


def test_an_answer_or_other_reasons_take_the_place_of_an_explanation_that_waits():
    for words, valid, sent in (
        ("#result we were late", None, "outcome"),
        ("#invalid no bus runs there", False, "explanation"),
    ):
        case = explained()
        case.staff(HANS, words, "2026-03-02 10:05")
        assert (case.complaint.valid, case.sent(sent)[0].not_before) == (valid, at("3-2 10:15"))
        assert "explanation" in case.last.cancels


def test_what_closing_with_an_explanation_had_ended_goes_on_when_it_is_taken_back():
    case = referred(msgspec.structs.replace(transport(), undo=Duration(10, "minute")))
    case.staff(BUS, "#联办 物流部 请提供录像", "3-2 9:20")
    case.staff(BUS, "#询问客户 车号是多少？", "3-2 9:30")
    waiting, pauses = [t.name for t in case.complaint.tasks if t.done is None], case.complaint.pauses
    case.staff(BUS, "#无效 监控显示车辆准点", "3-2 10:00")
    assert not [t for t in case.complaint.tasks if t.done is None]
    case.staff(BUS, "#撤回", "3-2 10:05")
    assert (sorted(t.name for t in case.complaint.tasks if t.done is None), case.complaint.pauses) == (
        sorted(waiting),
        pauses,
    )


POINTS = """
[[rule]]
group = "sanction"
when = [{ valid = false, moment = "closed" }]
then = { amount = 3, tell = ["director"], open = ["sanction"] }

[[task]]
name = "sanction"
for = "supervisor"
form = ["facts"]
within = "2 days"

[[task]]
name = "file_check"
for = "desk"
opens = "closed"
form = ["facts"]
within = "2 days"
"""


def test_what_a_rule_asks_because_of_an_answer_is_asked_when_that_has_left_and_never_if_it_was_taken_back():
    case = referred(office(POINTS, top=WAITS), text="your service is slow")
    for minute in ("00", "30"):
        case.staff(HANS, "#invalid the camera shows that the bus was on time", f"2026-03-02 10:{minute}")
        told = [m.name for m in case.last.messages if m.name in ("information", "task")]
        assert (told, case.complaint.fields, case.complaint.next_check_at) == ([], {}, case.now + timedelta(minutes=10))
        if minute == "00":
            case.staff(HANS, "#undo", "2026-03-02 10:05")
    case.tick("2026-03-02 10:40")
    assert [m.name for m in case.last.messages] == ["information", "task", "task"]
    assert case.complaint.fields == {"amount": "3"}
    case.tick("2026-03-02 10:50")
    assert case.last.messages == ()
