"""Plain words that speak of an order: they have their effect, or their writer hears at once what to send instead."""

import msgspec
import pytest

from chalicelib.core.complaint.saying import time_of
from tests.core.handling.playing import (
    ANSWER,
    BUS,
    BUS_DIRECTOR,
    BUS_HEAD,
    DESK,
    DIRK,
    HANS,
    OFFICE_DESK,
    SARA,
    Case,
    answered,
    at,
    names,
    office,
    referred,
    transport,
)

APPROVED = """
[[gate]]
name = "plan"
before = "answered"
approve = ["supervisor"]
labels = { zh-CN = "答复方案", en = "the plan" }
"""


def asked_again(case: Case) -> bool:
    return case.complaint.open_task("later_words") is not None


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("转给货运公司办", "#转办 货运公司"),
        ("轉給货运公司處理吧", "#转办 货运公司"),
        ("这个转货运公司", "#转办 货运公司"),
        ("直接转货运公司吧", "#转办 货运公司"),
        ("Give this to 货运公司.", "#转办 货运公司"),
        ("This should go to 货运公司", "#转办 货运公司"),
        ("延到周五", "#延期 周五"),
        ("postpone it until Friday", "#延期 Friday"),
        ("结案吧", "#结案"),
        ("不是投诉，是建议", "#受理 建议"),
    ],
)
@pytest.mark.parametrize("writer", [DESK, BUS_DIRECTOR])
def test_an_order_in_plain_words_is_answered_with_its_line_and_instructs_nobody(writer: str, words: str, line: str):
    case = referred()
    case.staff(writer, words, "2026-03-02 11:00")
    assert (line in case.problems, case.complaint.open_task("instruction")) == (True, None)
    assert names(case.last.messages) == ["receipt"]


@pytest.mark.parametrize("words", ["请梁波今天给客户打电话道歉", "請承辦人馬上聯繫客戶", "Please call her today"])
def test_what_the_desk_tells_the_handler_to_do_is_an_instruction_with_a_limit(words: str):
    case = referred()
    case.staff(DESK, words, "2026-03-02 11:00")
    assert [t.assignee for t in case.complaint.tasks if t.name == "instruction"] == [BUS]
    assert "instructed" in case.lines


@pytest.mark.parametrize("words", ["客户又来电话催了", "情况已核对，附在案卷里", "The file is complete"])
def test_a_note_of_the_desk_stays_a_note(words: str):
    case = referred()
    case.staff(DESK, words, "2026-03-02 11:00")
    assert (case.complaint.open_task("instruction"), names(case.last.messages)) == (None, ["receipt"])


@pytest.mark.parametrize(
    "words",
    [
        "OK noted",
        "呵呵",
        "下次开会说",
        "这事我来处理",
        "I'll deal with it myself",
        "知道了",
        "已閱",
        "谢谢大家",
        "感谢告知",
        "Thanks for the update",
        "我先看看",
        "Seen",
        "👍",
    ],
)
def test_a_leaders_words_that_ask_nothing_are_no_instruction_and_the_receipt_says_so(words: str):
    case = referred()
    case.staff(BUS_DIRECTOR, words, "2026-03-02 11:00")
    assert (case.complaint.open_task("instruction"), names(case.last.messages)) == (None, ["receipt"])
    assert "您的话没有转给别人" in case.changes


@pytest.mark.parametrize("words", ["收到", "已打电话给客户，客户没有意见", "Called them, all is well"])
def test_the_desks_words_leave_what_a_customer_wrote_after_the_answer_waiting(words: str):
    case = answered()
    case.customer("钱呢？", "2026-03-02 16:00")
    case.staff(DESK, words, "2026-03-02 16:10")
    assert (asked_again(case), "仍在等您" in case.changes, "#重开" in case.changes) == (True, True, True)


@pytest.mark.parametrize("words", ["重新办", "重新處理", "请重新调查", "Reopen", "Handle it again"])
def test_to_begin_anew_in_plain_words_after_the_customers_doubts_does_so(words: str):
    case = answered()
    case.customer("钱呢？", "2026-03-02 16:00")
    case.staff(DESK, words, "2026-03-02 16:10")
    assert (case.complaint.round, case.complaint.status, asked_again(case)) == (2, "open", False)


def test_an_instruction_leaves_the_customers_doubts_waiting_until_they_have_heard():
    case = answered()
    case.customer("钱呢？", "2026-03-02 16:00")
    case.staff(DESK, "请承办人马上联系客户", "2026-03-02 16:10")
    assert asked_again(case)
    case.staff(BUS, "#告知客户 您的票款已经原路退回", "2026-03-02 16:30")
    assert not asked_again(case)


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ("客户不接电话", "#联系"),
        ("这不归我管，是货运公司的事", "#退回"),
        ("问一下客户是哪个窗口", "#询问客户 是哪个窗口"),
        ("告诉客户明天修好", "#告知客户 明天修好"),
        ("請货运公司協助", "#联办 货运公司"),
        ("Tell the customer it is repaired", "#告知客户 it is repaired"),
    ],
)
def test_a_handlers_words_are_told_the_command_that_fits(words: str, command: str):
    case = referred()
    case.staff(BUS, words, "2026-03-02 11:00")
    assert command in case.changes


def proposed() -> Case:
    case = referred(office(APPROVED), text="your service is slow")
    case.staff(HANS, "#resolve We have repaired it", "2026-03-02 10:00")
    return case


@pytest.mark.parametrize("words", ["同意延期", "同意延期三天", "Approved, extension granted", "准予延長"])
def test_a_yes_to_more_time_that_nobody_asked_for_approves_nothing_else(words: str):
    case = proposed()
    case.staff(SARA, words, "2026-03-02 11:00")
    assert (case.complaint.status, len(case.last.results.problems)) == ("open", 1)


@pytest.mark.parametrize("words", ["ok 就这么办", "好的，就這麼辦", "同意。\n\n段琳\n电话 0635-8888888"])
def test_consent_with_a_card_or_in_two_words_is_consent(words: str):
    case = proposed()
    case.staff(SARA, words, "2026-03-02 11:00")
    assert (case.complaint.status, case.problems) == ("answered", "")


@pytest.mark.parametrize("words", ["撤回", "我刚才看错了，不同意", "先別辦，我再看看", "My mistake, hold on"])
def test_consent_taken_back_too_late_is_told_so_and_what_changes_it(words: str):
    case = proposed()
    case.staff(SARA, "Approved", "2026-03-02 11:00")
    case.staff(SARA, words, "2026-03-02 11:05")
    assert [p.code for p in case.last.results.problems] == ["consent_stands", "too_late"]
    assert "#reopen" in case.changes


@pytest.mark.parametrize("words", ["撤回", "我刚才看错了，不同意", "Take it back", "先别办"])
def test_consent_to_an_answer_on_its_way_is_taken_back_with_it(words: str):
    case = referred(office(APPROVED, top='undo = "20 minutes"\n'), text="your service is slow")
    case.staff(HANS, "#resolve We have repaired it", "2026-03-02 10:00")
    case.staff(SARA, "Approved", "2026-03-02 11:00")
    case.staff(SARA, words, "2026-03-02 11:05", gone_out=())
    assert (case.complaint.status, case.problems) == ("open", "")


def test_consent_that_waits_for_somebody_elses_is_taken_back_and_asked_for_anew():
    two = APPROVED.replace('["supervisor"]', '["supervisor", "director"]')
    case = referred(office(two), text="your service is slow")
    case.staff(HANS, "#resolve We have repaired it", "2026-03-02 10:00")
    case.staff(SARA, "Approved", "2026-03-02 11:00")
    case.staff(SARA, "撤回", "2026-03-02 11:05")
    assert 'consent to "the plan" was taken back' in case.changes
    assert [(a.approver, a.at) for a in case.complaint.approvals] == [(SARA, None)]


def test_to_take_back_what_has_gone_out_is_told_since_when_it_is_too_late():
    case = referred()
    case.staff(BUS, ANSWER, "2026-03-02 11:00")
    case.staff(BUS, "撤回", "2026-03-02 15:00")
    assert [p.code for p in case.last.results.problems] == ["too_late"]


def test_heads_are_answered_as_directors_are():
    case = referred()
    case.staff(BUS_HEAD, "结案吧", "2026-03-02 11:00")
    assert ("#结案" in case.problems, case.complaint.open_task("instruction")) == (True, None)


@pytest.mark.parametrize(
    "words",
    ["#撤回", "#undo", "撤回", "Take it back", "#撤回 写错了", "刚才的答复写错了，撤回", "wrong amount, take it back"],
)
def test_an_answer_that_has_left_is_not_taken_back_and_the_author_hears_since_when_and_what_helps(words: str):
    case = referred(office(top='undo = "20 minutes"\n'), text="your service is slow")
    case.staff(HANS, "#resolve We have repaired it", "2026-03-02 10:00")
    case.staff(HANS, words, "2026-03-02 10:30")
    assert [(p.code, p.values["due"]) for p in case.last.results.problems] == [("too_late", time_of(at("3-2 10:20")))]
    assert "#tell" in case.changes


@pytest.mark.parametrize(
    "words", ["刚才的答复写错了，撤回", "金额算错了，先别发", "I made a mistake, please take it back"]
)
def test_an_answer_on_its_way_comes_back_with_the_reason_in_front(words: str):
    case = referred(office(top='undo = "20 minutes"\n'), text="your service is slow")
    case.staff(HANS, "#resolve We have repaired it", "2026-03-02 10:00")
    case.staff(HANS, words, "2026-03-02 10:10")
    assert (case.complaint.status, case.problems) == ("open", "")
    assert "outcome" in case.last.cancels


@pytest.mark.parametrize(
    "words",
    [
        "给业主打过电话了，请他今天上门时在家",
        "跟住户联系过了，约好明天上门",
        "刚才和顾客沟通了，下午给她回话",
        "已电话联系旅客，马上处理",
        "I phoned the passenger; she must be called again tomorrow",
    ],
)
def test_a_call_that_the_desk_tells_of_before_anybody_handles_it_is_told_the_command_that_counts_it(words: str):
    case = Case(office())
    case.customer("your taxi is late")
    case.staff(OFFICE_DESK, words, "2026-03-02 09:04")
    assert "#联系" in case.changes


@pytest.mark.parametrize(
    ("words", "receipt"),
    [
        ("不是投诉，是报修", "#受理 问题"),
        ("这不能算投诉", "#受理 问题"),
        ("并非投诉，只是来问路", "#受理 问题"),
        ("不要当作投诉受理", "#受理 问题"),
        ("這不是投訴，是建議", "#受理 建議"),
        ("It's not really a complaint", "#受理 问题"),
    ],
)
def test_who_denies_that_it_is_a_complaint_is_never_told_to_accept_it_as_one(words: str, receipt: str):
    case = referred()
    case.staff(DESK, words, "2026-03-02 11:00")
    said = f"{case.changes}{case.problems}"
    assert (receipt in said, "#受理 投诉" in said) == (True, False)


def test_where_there_is_no_other_kind_the_receipt_says_that_it_stays_what_it_is():
    case = referred(msgspec.structs.replace(transport(), kinds=("complaint",)))
    case.staff(DESK, "不是投诉", "2026-03-02 11:00")
    assert "仍按“投诉”办理" in case.problems


TALK = """
[[task]]
name = "talk"
labels = { zh-CN = "约谈", en = "talk" }
for = "supervisor"
opens = "referred"
form = ["facts"]
required = ["facts"]
"""


@pytest.mark.parametrize(
    "words",
    [
        "已经跟他谈过了，他承认态度不好",
        "今天谈过了，写了检讨",
        "I have spoken to him, he is sorry",
        "Done, he has signed it",
    ],
)
def test_a_leader_who_reports_what_was_asked_of_them_instructs_nobody_and_gets_the_form(words: str):
    case = referred(office(TALK), text="the service was rude")
    case.staff(SARA, words, "2026-03-02 11:00")
    assert case.complaint.open_task("instruction") is None
    assert "“talk”" in case.changes


@pytest.mark.parametrize(
    "words", ["已经跟他谈过了，请你马上联系客户", "让他明天给客户道歉", "You must call her today", "这种事不能再发生"]
)
def test_a_leader_who_turns_to_somebody_instructs_them_whatever_form_is_asked_of_the_leader(words: str):
    case = referred(office(TALK), text="the service was rude")
    case.staff(SARA, words, "2026-03-02 11:00")
    assert case.complaint.open_task("instruction").assignee == HANS


@pytest.mark.parametrize("words", ["收到。Sara 这周内找他谈话", "Noted. Sara, talk to him this week"])
def test_whom_a_leader_calls_behind_a_receipt_is_instructed_where_they_have_work_of_their_own(words: str):
    case = referred(office(TALK), text="the service was rude")
    case.staff(DIRK, words, "2026-03-02 11:00")
    assert case.complaint.open_task("instruction").assignee == SARA
