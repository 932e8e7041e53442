"""What goes out is true and meant: no refused words, no time that is over, no letter to whom it is about, no answer that nobody got."""

from collections.abc import Iterable
from datetime import datetime

import pytest

from chalicelib import policies
from chalicelib.core.complaint.decision import Message
from chalicelib.core.complaint.model import Complainant, Complaint
from chalicelib.core.words import letter
from tests.core.handling.playing import ANSWER, BUS, BUS_HEAD, CUSTOMER, DESK, LATE_BUS, Case, answered, at, referred

BY_MAIL_ALONE = Complainant(mail="wu@customer.example")
BY_TEXT_ALONE = Complainant(phone="+8613912345678")
TEXT = "投诉：3路公交车今天早上8点晚点四十分钟"


def known(case: Case) -> Complaint:
    assert case.complaint is not None
    return case.complaint


def sent_to(messages: Iterable[Message], role: str) -> list[str]:
    return [m.name for m in messages if m.to.role == role]


@pytest.mark.parametrize(
    "refused",
    [
        "#结果 这个客户是老投诉户，不用理他",
        "#结果 内部意见：先拖着",
        "#结果 已补偿200元\n事实：晚点",
        "#结果 按老办法处理\n责任：不好说",
        "#答复 让他找公交公司去",
    ],
)
def test_refused_words_do_not_go_out_with_the_next_whole_answer(refused: str):
    case = referred()
    case.staff(BUS, refused, "2026-03-02 10:00")
    assert case.complaint.status == "open"
    case.staff(BUS, ANSWER, "2026-03-02 11:00")
    assert case.complaint.status == "answered", case.problems
    read = letter.whole(known(case), case.policy)
    assert read.splitlines() == ANSWER.splitlines()[1:]


def test_refused_words_that_go_out_with_the_lines_that_lacked_are_announced():
    case = referred()
    case.staff(BUS, "#结果 向您道歉\n事实：故障", "2026-03-02 10:00")
    assert "补齐所缺栏目后会一并发给客户：“向您道歉”" in case.changes
    case.staff(BUS, "#结果\n责任：公司\n措施：增派", "2026-03-02 11:00")
    assert letter.whole(known(case), case.policy).startswith("向您道歉")


@pytest.mark.parametrize("who", [BUS_HEAD, DESK, BUS])
def test_whoever_writes_a_reason_for_more_time_hears_that_the_customer_reads_it(who: str):
    case = referred()
    case.staff(who, "#延期 2026-03-06 17:30 等厂家的检测报告", "2026-03-02 10:00")
    assert "客户会读到这个原因：等厂家的检测报告" in case.changes


@pytest.mark.parametrize(
    "addition",
    [
        "补充：骂人的司机就是梁波",
        "骂人的人叫梁波，态度恶劣",
        "補充：罵人的就是梁波",
        "被投诉人：梁波",
        "我要投诉司机梁波",
    ],
)
def test_whoever_is_complained_of_in_an_addition_does_not_get_it_and_gives_the_case_up(addition: str):
    case = referred(text=TEXT)
    assert case.complaint.handler == BUS
    case.customer(addition, "2026-03-02 12:00")
    assert [m.to.mail for m in case.last.messages if m.name == "customer_added"] == [BUS_HEAD]
    assert case.complaint.handler == BUS_HEAD
    assert [m.to.mail for m in case.sent("assignment")] == [BUS_HEAD]


@pytest.mark.parametrize(
    "addition",
    [
        "梁波您好，请问我的投诉怎么样了",
        "谢谢梁波，态度很好",
        "梁波，我要补充：当时司机骂人",
        "骂我的不是梁波",
        "我和梁波通过电话了，请继续处理",
    ],
)
def test_who_is_greeted_thanked_or_excused_by_name_keeps_the_case(addition: str):
    case = referred(text=TEXT)
    case.customer(addition, "2026-03-02 12:00")
    assert [m.to.mail for m in case.last.messages if m.name == "customer_added"] == [BUS]
    assert case.complaint.handler == BUS


def test_who_gets_a_case_after_its_time_is_asked_for_it_by_the_time_that_the_customer_was_told_next():
    case = referred()
    case.wind("2026-03-05 10:00")
    told = next(m.extra["new_due"] for m in reversed(case.messages) if m.name == "holding")
    case.staff(DESK, "#转办 客运总站", "2026-03-05 10:00")
    (assignment,) = case.sent("assignment")
    due = datetime.fromisoformat(str(assignment.extra["due"]))
    assert due == datetime.fromisoformat(str(told)) > case.now


@pytest.mark.parametrize("order", [ANSWER, "#无效 经查不属实"])
def test_the_desk_does_not_read_that_the_customer_has_an_answer_that_waits_for_the_morning(order: str):
    case = referred(channel="sms", who=BY_TEXT_ALONE)
    case.staff(BUS, order, "2026-03-02 23:20")
    leaves = {m.name: m.not_before for m in case.last.messages}
    letters = [at_ for name, at_ in leaves.items() if name in ("outcome", "explanation")]
    assert letters == [at("2026-03-03 08:00")]
    copy = leaves["answered_copy"]
    assert copy is not None
    assert copy > at("2026-03-03 08:00")


def test_a_letter_that_came_back_and_can_go_no_other_way_is_work_of_the_desk_with_a_limit():
    case = Case()
    case.customer(LATE_BUS, who=BY_MAIL_ALONE)
    case.staff(BUS, ANSWER, "2026-03-02 15:00")
    case.bounce("wu@customer.example", "outcome", "2026-03-02 15:10")
    (notice,) = case.sent("undeliverable")
    (task,) = (t for t in case.complaint.tasks if t.name == "call")
    assert (notice.extra["due"], notice.extra["commands"]) == (task.due.isoformat() if task.due else "", ["contact"])
    late = [m for m in case.wind("2026-03-05 12:00") if m.extra.get("clock") == "task:call"]
    assert [m.name for m in late] == ["chase", "escalation"]


@pytest.mark.parametrize("how", ["found", "wrote"])
def test_the_search_for_a_customer_ends_when_they_are_found_or_write_again(how: str):
    case = Case()
    case.customer(LATE_BUS, who=BY_MAIL_ALONE)
    case.staff(BUS, ANSWER, "2026-03-02 15:00")
    case.bounce("wu@customer.example", "outcome", "2026-03-02 15:10")
    if how == "found":
        case.staff(DESK, "#联系\n方式：电话\n接通：是\n内容：已转告", "2026-03-02 16:00")
    else:
        case.customer("谢谢，邮箱好了", "2026-03-02 16:00", who=BY_MAIL_ALONE)
    assert case.complaint.open_task("call") is None


def test_a_letter_that_reaches_the_customer_another_way_needs_no_search():
    case = answered()
    case.bounce(CUSTOMER.mail, "outcome", "2026-03-02 15:10")
    assert case.complaint.open_task("call") is None
    assert sent_to(case.last.messages, "customer") == ["outcome"]


def test_a_form_filled_in_after_closing_asks_nobody_and_tells_the_customer_nothing():
    case = Case(policies.packaged("food-abc"))
    case.customer("豆腐打开有一股酸臭味，没过期，批号20260116。")
    desk = case.policy.directory.desk
    case.staff(desk, "#结案 客户撤诉", "2026-03-02 10:00")
    case.staff(desk, "#填报\n经办人：李静\n具体事实和理由：属实\n是否查证属实：是", "2026-03-09 11:00")
    assert [(m.name, m.to.role) for m in case.last.messages] == [("receipt", "desk")]  # the record was late
    assert case.complaint.status == "closed"
    assert not case.complaint.approvals
    assert not [m for m in case.wind("2026-03-20 09:00") if m.to.role == "customer"]
