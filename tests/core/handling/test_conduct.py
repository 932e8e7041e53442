"""Contact on record as unreasonable: told with its reason, reviewed in time, ended by command; what is new is heard as ever."""

import msgspec
import pytest

from chalicelib.aws.records import Stored
from chalicelib.core.complaint.conduct import Conduct
from chalicelib.core.complaint.context import Related
from chalicelib.core.complaint.facts import Command, CustomerWrote, StaffWrote, Writing
from chalicelib.core.complaint.model import Complainant, Complaint
from chalicelib.core.register import indexing
from chalicelib.core.words.case_view import view
from chalicelib.reception.arrival import Match
from chalicelib.reception.staff import _meant
from tests.core.handling.playing import (
    ANSWER,
    BUS,
    BUS_HEAD,
    CUSTOMER,
    DESK,
    DESK_HEAD,
    LATE_BUS,
    TOP,
    Case,
    answered,
    at,
    names,
    referred,
    told,
)

REASON = "三个月内就同一事项来信四十余封，内容相同"
RECORD = f"#不合理联系 {REASON}\n复核日期：2026-06-01"


def looked_at_again() -> Case:
    """Answered, looked at again one level up, and answered once more."""
    case = answered()
    case.customer("问题没有解决", "2026-03-03 09:00")
    case.staff(BUS_HEAD, ANSWER, "2026-03-03 15:00")
    assert (case.complaint.status, case.complaint.round) == ("answered", 2), case.problems
    return case


def on_record(case: Case | None = None, when: str = "2026-03-04 09:00", order: str = RECORD) -> Case:
    case = case or looked_at_again()
    case.staff(DESK, order, when)
    assert case.complaint.conduct is not None, case.problems
    return case


def stood(case: Case) -> Complaint:
    assert case.complaint is not None
    return case.complaint


# -- the record ------------------------------------------------------------------------------------------------------------------


def test_the_record_has_reason_and_review_and_the_customer_reads_both():
    case = on_record()
    conduct = case.complaint.conduct
    assert (conduct.reason, conduct.review, conduct.by) == (REASON, at("6-1 09:00"), DESK)
    (letter,) = case.sent("conduct")
    assert (letter.to.mail, letter.extra) == (CUSTOMER.mail, {"reason": REASON, "due": at("6-1 09:00").isoformat()})
    assert "已记录不合理联系，2026年6月1日（周一）09:00 复核" in case.changes
    assert "理由已告知客户" in case.changes
    assert told(case.sent("information")) == [("information", "mail", DESK_HEAD)]
    assert [e.text for e in case.last.entries if e.what == "conduct"] == [REASON]


@pytest.mark.parametrize(
    ("order", "by", "why"),
    [
        ("#不合理联系", DESK, "内容"),
        ("#不合理联系 来信过多\n复核日期：2026-03-01", DESK, "复核日期应在明天和 2027-03-05 之间"),
        ("#不合理联系 来信过多\n复核日期：2028-01-01", DESK, "复核日期应在明天和"),
        ("#不合理联系 来信过多\n复核日期：等天气好了", DESK, "等天气好了"),
        ("#不合理联系 他就是个刁民", DESK, "刁民"),
        (RECORD, BUS, "不能使用 #不合理联系"),
        (RECORD, BUS_HEAD, "不能使用 #不合理联系"),
        ("#解除不合理联系", DESK, "没有不合理联系记录"),
    ],
)
def test_what_is_no_fair_record_is_refused(order: str, by: str, why: str):
    case = looked_at_again()
    case.staff(by, order, "2026-03-04 09:00")
    assert why in case.problems
    assert case.complaint.conduct is None
    assert not case.sent("conduct")


def test_without_a_day_it_is_reviewed_after_three_months():
    assert on_record(order="#不合理联系 来信过多").complaint.conduct.review == at("6-4 09:00")


def test_of_whom_nobody_could_know_again_nothing_is_recorded():
    case = referred(who=Complainant(name="路人"), channel="visit", introduced_by=DESK)
    case.staff(DESK, RECORD, "2026-03-02 10:00")
    assert "没有留下邮箱或电话" in case.problems


def test_the_desk_and_the_handler_read_it_with_the_case():
    case = on_record()
    for who in (DESK, BUS_HEAD):
        assert view(case.complaint, case.policy, "zh-CN", case.now, who).conduct == (
            f"{REASON}（复核日期 2026年6月1日（周一）09:00；LC20260302-0001）"
        )
    assert view(looked_at_again().complaint, case.policy, "zh-CN", case.now, DESK).conduct == ""


# -- what is heard under it ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["问题还是没有解决，我不满意", "请问后来怎么处理的？", "again: still broken"])
def test_words_on_what_was_answered_finally_are_filed_and_acknowledged_once_a_week(words: str):
    case = on_record()
    heard = []
    for day in ("2026-03-05", "2026-03-06", "2026-03-09", "2026-03-11", "2026-03-12", "2026-03-13"):
        case.customer(words, f"{day} 10:00")
        heard.append("filed" in names(case.last.messages))
        assert "filed" in [e.what for e in case.last.entries]
        assert [m.to.mail for m in case.sent("customer_added")] == [DESK]
        assert case.complaint.open_task("later_words") is None
    assert heard == [True, False, False, False, True, False]
    assert (case.complaint.status, case.complaint.round) == ("answered", 2)


def test_what_no_robot_may_answer_is_filed_without_a_word():
    case = on_record()
    case.customer("问题还是没有解决", "2026-03-05 10:00", mute=True)
    assert ("filed" in case.lines, case.sent("filed")) == (True, [])


def test_before_the_second_look_the_customer_is_heard_as_any():
    case = on_record(answered())
    case.customer("问题没有解决", "2026-03-05 10:00")
    assert (case.complaint.status, case.complaint.round) == ("open", 2)
    assert not case.sent("filed")


def test_the_letter_after_the_second_look_promises_no_third():
    case = looked_at_again()
    assert view(case.complaint, case.policy, "zh-CN", case.now).again
    assert view(on_record(case).complaint, case.policy, "zh-CN", case.now).again == ""


def test_words_while_it_is_open_go_to_the_handler():
    case = on_record(referred(), "2026-03-02 10:00")
    case.customer("补充：车牌号是鲁P12345", "2026-03-02 11:00")
    assert [m.to.mail for m in case.sent("customer_added")] == [BUS]
    assert not case.sent("filed")


def test_a_second_matter_is_a_second_complaint():
    case = on_record()
    case.customer("另外我要投诉：今天货运站丢了我的包裹", "2026-03-05 10:00")
    assert [f.name for f in case.last.facts] == ["split_off"]
    assert not case.sent("filed")


def test_what_may_be_a_new_matter_somebody_reads_in_time():
    case = on_record()
    case.customer("货运站丢了我的包裹，一直没有人赔", "2026-03-05 10:00")
    assert case.complaint.open_task("later_words") is not None or [f.name for f in case.last.facts] == ["split_off"]


def test_danger_is_danger():
    case = on_record()
    case.customer("我不想活了", "2026-03-05 10:00")
    assert {"danger", "danger_received"} <= set(names(case.last.messages))


def test_a_new_complaint_of_theirs_is_acknowledged_and_assigned_and_shows_the_record():
    words = Writing(text=LATE_BUS, full_text=LATE_BUS, subject="投诉")
    case = Case(opened="2026-03-10 09:00")
    fact = CustomerWrote(id="new", at=case.now, complainant=CUSTOMER, channel="mail", writing=words)
    case.take(fact, conduct=stood(on_record()).conduct)
    assert {"acknowledgement", "assignment"} <= set(names(case.last.messages))
    assert REASON in view(case.complaint, case.policy, "zh-CN", case.now, BUS).conduct


# -- its review and its end ----------------------------------------------------------------------------------------------------


def test_its_review_is_reminded_of_and_chased_and_nothing_ends_by_itself():
    case = on_record()
    case.survey(4, "2026-03-04 10:00")
    assert case.complaint.status == "closed"
    sent = [
        (m.name, m.to.mail, m.extra["commands"])
        for m in case.wind("2026-06-04 12:00")
        if m.extra.get("clock") == "task:conduct_review" and m.channel == "mail"
    ]
    assert [each[:2] for each in sent[:4]] == [
        ("reminder", DESK),
        ("chase", DESK),
        ("escalation", DESK_HEAD),
        ("escalation", TOP),
    ]
    assert sent[1][2] == ["unreasonable", "reasonable"]
    assert case.complaint.conduct is not None


def test_where_the_complaint_was_merged_away_its_record_is_reviewed_and_ended_all_the_same():
    case = on_record()
    case.other("merged_in", id="bb", number="LC20260301-0001")
    assert stood(case).status == "merged"
    chased = [m.to.mail for m in case.wind("2026-06-01 12:00") if m.name == "chase"]
    assert chased == [DESK]
    case.staff(DESK, "#解除不合理联系", "2026-06-01 13:00")
    assert (stood(case).conduct, case.problems) == (None, "")


def test_an_order_about_the_record_of_a_merged_complaint_is_for_that_one():
    gone, into = stood(on_record()), stood(answered())
    match = Match(stored=Stored(complaint=into), named=Stored(complaint=gone))
    meant = {
        name: _meant(StaffWrote(id="m", at=gone.moments[0].at, by=DESK, commands=(Command(name=name),)), match)
        for name in ("unreasonable", "reasonable", "note")
    }
    assert [each.complaint is gone for each in meant.values() if each] == [True, True, False]


def test_a_later_review_is_told_again_and_chased_then():
    case = on_record()
    case.wind("2026-06-01 12:00")
    case.staff(DESK, f"#不合理联系 {REASON}，复核后仍有必要\n复核日期：2026-09-01", "2026-06-01 15:00")
    assert len(case.sent("conduct")) == 1
    assert case.complaint.conduct.since == at("3-4 09:00")
    clocks = [m.extra.get("clock") for m in case.wind("2026-08-20 12:00")]
    assert "task:conduct_review" not in clocks
    assert [m.name for m in case.wind("2026-09-01 12:00") if m.extra.get("clock") == "task:conduct_review"] == [
        "reminder",
        "chase",
    ]


def test_ended_by_command_it_is_told_and_the_customer_is_heard_as_any():
    case = on_record()
    case.staff(DESK, "#解除不合理联系 三个月没有再重复来信", "2026-04-01 09:00")
    assert case.complaint.conduct is None
    (letter,) = case.sent("update")
    assert letter.to.mail == CUSTOMER.mail
    assert "conduct_ended" in case.lines
    assert "已解除不合理联系记录" in case.changes
    assert not [m for m in case.wind("2026-07-01 12:00") if m.extra.get("clock") == "task:conduct_review"]
    case.customer("问题没有解决", "2026-07-01 13:00")
    assert (case.complaint.status, case.complaint.round) == ("open", 3)


# -- one customer, several complaints -------------------------------------------------------------------------------------------


def test_their_other_complaints_hear_of_it_and_of_its_end():
    other = Related(id="0ther", number="LC20260301-0009", status="open", own=True)
    stranger = Related(id="5trange", number="LC20260301-0010", status="open")
    case = looked_at_again()
    for order in (RECORD, "#解除不合理联系"):
        case.staff(DESK, order, related=(other, stranger))
        (follow,) = case.last.facts
        assert (follow.complaint, follow.name) == ("0ther", "conduct")
        second = referred()
        second.complaint = msgspec.structs.replace(stood(second), number=other.number, conduct=_known(order))
        second.other("conduct", **follow.values)
        assert (second.complaint.conduct is not None) == (order == RECORD)
        assert second.last.messages == ()
        assert [e.what for e in second.last.entries] == ["conduct" if order == RECORD else "conduct_ended"]


def _known(order: str) -> Conduct | None:
    return None if order == RECORD else on_record().complaint.conduct


@pytest.mark.parametrize("order", [RECORD, "#解除不合理联系"])
def test_it_is_changed_and_ended_where_it_was_made(order: str):
    case = referred()
    case.complaint = msgspec.structs.replace(
        stood(case), number="LC20260305-0007", conduct=on_record().complaint.conduct
    )
    case.staff(DESK, order, "2026-03-06 10:00")
    assert "记录在 LC20260302-0001，请在该件上变更或解除" in case.problems


def test_it_is_found_by_mail_and_phone_from_the_complaint_where_it_was_made():
    case = on_record()
    found = {item.ref: item.values for item in indexing.keys(stood(case))}
    for address in (CUSTOMER.mail, CUSTOMER.phone):
        assert indexing.conduct_in(found[indexing.conduct_ref(address)]) == case.complaint.conduct
    elsewhere = msgspec.structs.replace(stood(case), number="LC20260305-0007")
    assert indexing.conduct_ref(CUSTOMER.mail) not in {item.ref for item in indexing.keys(elsewhere)}
    _, gone = indexing.changes(stood(case), msgspec.structs.replace(stood(case), conduct=None))
    assert set(gone) == {indexing.conduct_ref(CUSTOMER.mail), indexing.conduct_ref(CUSTOMER.phone)}
