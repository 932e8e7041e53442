"""Every command: who may give it, when, with what words; what is refused is told and changes nothing."""

import msgspec
import pytest

from chalicelib.core.complaint.context import Related
from chalicelib.core.complaint.model import Absorbed, Complaint, Moment
from chalicelib.core.complaint.saying import say, time_of
from chalicelib.core.orders.command_table import COMMANDS, shown
from chalicelib.core.words.history import entry_text
from tests.core.handling.playing import (
    ANSWER,
    BUS,
    BUS_DIRECTOR,
    BUS_HEAD,
    CUSTOMER,
    DESK,
    DESK_HEAD,
    FREIGHT,
    HANS,
    OTTO,
    TOP,
    Case,
    answered,
    at,
    away,
    file,
    much_is_written,
    names,
    office,
    referred,
    told,
    transport,
    with_directory,
)

STRANGER = "ma.chunlei@lc-transport.example"  # in the directory, but with no part in the complaint
CALLED = {name: shown(name, "zh-CN") for name in COMMANDS}
STATION = "guo.ping@lc-transport.example"


def unchanged(case: Case, before: Complaint | None) -> bool:
    """Whether nothing but the history was touched."""
    kept = ("status", "kind", "severity", "valid", "department", "handler", "fields", "moments", "tasks", "approvals", "pauses",
            "outcome", "limits", "round", "absorbed")  # fmt: skip
    return all(getattr(case.complaint, name) == getattr(before, name) for name in kept)


# -- who ----------------------------------------------------------------------------------------------------------------------

WORDS = {
    "transfer": " 物流部\n已查明", "assist": " 物流部", "contact": " 已通话", "tell": " 在查", "ask": " 几点？", "resolve": ANSWER[3:],
    "extend": " 2026-03-09 10:00", "invalid": " 不属实", "severity": " 一般", "visit": " 满意", "close": " 撤诉", "reopen": " 再查",
    "merge": " LC20260302-0009", "split": " 另有一事", "accept": "",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(c.name for c in COMMANDS.values() if c.roles))
def test_whoever_has_no_part_in_a_complaint_is_not_entitled(name: str):
    case = referred()
    before = case.complaint
    case.staff(STRANGER, f"#{CALLED[name]}{WORDS.get(name, '')}", "2026-03-02 10:00")
    assert case.problems.splitlines() == [f"您在本件中的身份不能使用 #{CALLED[name]}", "本件现在由梁波办理"]
    assert ("refused", name, case.problems.splitlines()[0]) in [
        (e.what, e.reason, entry_text(e, case.policy, "zh-CN")) for e in case.last.entries
    ]
    assert told(case.sent("receipt")) == [("receipt", "mail", STRANGER)]
    assert unchanged(case, before)


@pytest.mark.parametrize("name", ["accept", "severity", "visit", "merge", "split", "close", "reopen"])
def test_what_is_the_desks_the_handler_may_not_do(name: str):
    case = referred()
    case.staff(BUS, f"#{CALLED[name]}{WORDS[name]}")
    assert "不能使用" in case.problems


@pytest.mark.parametrize("who", [DESK, DESK_HEAD, BUS, BUS_HEAD, BUS_DIRECTOR, TOP])
def test_whoever_has_a_part_in_it_may_inform_the_customer(who: str):
    case = referred()
    case.staff(who, "#告知客户 正在核实，今天下午回复您", "2026-03-02 10:00")
    assert case.sent("update")[0].extra == {"text": "正在核实，今天下午回复您"}
    assert case.complaint.moment("told") == at("3-2 10:00")


def test_a_deputy_acts_for_the_absent_handler():
    case = referred()
    case.policy = with_directory(transport(), absences=(away(BUS, STATION),))
    case.staff(STATION, ANSWER)
    assert case.complaint.status == "answered"


# -- when ---------------------------------------------------------------------------------------------------------------------

ALLOWED = {
    "answered": {"accept", "contact", "note", "tell", "ask", "severity", "visit", "received", "merge", "split", "close", "reopen"},
    "closed": {"note", "tell", "contact", "severity", "visit", "received", "merge", "split", "reopen"},
    "merged": {"note", "reopen"},
}  # fmt: skip


def in_status(status: str) -> Case:
    case = answered()
    if status == "closed":
        case.survey(4)
    if status == "merged":
        case.other("merged_in", id="bb", number="LC20260301-0001")
    assert case.complaint.status == status
    return case


@pytest.mark.parametrize("status", sorted(ALLOWED))
@pytest.mark.parametrize("name", sorted({*WORDS, "note", "received"}))
def test_the_status_decides_what_can_be_ordered(status: str, name: str):
    case = in_status(status)
    by = DESK if COMMANDS[name].roles and "handler" not in COMMANDS[name].roles else BUS
    related = (Related(id="aa", number="LC20260302-0009", status=""),)
    case.staff(by, f"#{CALLED[name]}{WORDS.get(name, ' 好')}", "2026-03-03 10:00", related=related)
    refused = "wrong_status" in {problem.code for problem in case.last.results.problems}
    assert refused == (name not in ALLOWED[status]), case.problems


def test_a_complaint_in_hand_is_not_reopened():
    case = referred()
    case.staff(DESK, "#重开 再查")
    assert (case.problems, case.complaint.round) == ("本件正在办理，不用重开", 1)


def test_there_is_no_return_visit_before_the_answer():
    case = referred()
    case.staff(DESK, "#回访 满意")
    assert (case.problems, case.complaint.status) == ("还没有答复客户，不能记录回访", "open")


# -- with what words ------------------------------------------------------------------------------------------------------------

BAD = [
    ("accept", DESK, "#受理 表白", "没有这个性质或类别：表白"),
    ("transfer", DESK, "#转办 宇航部", "没有这个部门或人员：宇航部。可选：客运营销部"),
    ("transfer", DESK, "#转办", "#转办 后面需要写明内容"),
    ("transfer", BUS, "#转办 物流部", "请先写明已查明的情况再转办"),
    ("correct", DESK, "#更正\n类别：表白", "“类别”没有更正：没有“表白”。可选：服务态度"),
    ("transfer", DESK, "#转办 公交公司", "本件已由公交公司办理"),
    ("transfer", DESK, "#转办 梁波", "本件已由梁波办理"),
    ("transfer", DESK, "#转办 公", "没有这个部门或人员：公。可选："),
    ("assist", BUS, "#联办 宇航部", "没有这个部门或人员：宇航部"),
    ("assist", BUS, "#联办", "没有这个部门或人员：—"),
    ("contact", BUS, "#联系", "#联系 后面没有内容"),
    ("contact", BUS, "#联系\n时间：记不清\n内容：已通话", "看不懂时间：记不清"),
    ("note", BUS, "#备注", "#备注 后面没有内容"),
    ("tell", BUS, "#告知客户", "#告知客户 后面需要写明内容"),
    ("ask", BUS, "#询问客户", "#询问客户 后面需要写明内容"),
    ("resolve", BUS, "#结果", "#结果 后面需要写明内容"),
    ("extend", BUS_HEAD, "#延期 等配件", "看不懂时间：等配件"),
    ("extend", BUS_HEAD, "#延期 2026-03-01 09:00 等配件", "2026年3月1日（周日）09:00 已经过去"),
    ("invalid", BUS, "#无效", "#无效 后面需要写明内容"),
    ("approve", BUS_HEAD, "#同意", "现在没有等您审批的事项"),
    ("return", BUS, "#退回", "#退回 后面需要写明内容"),
    ("return", STRANGER, "#退回 不对", "现在没有等您审批的事项"),
    ("severity", DESK, "#定级 特急", "没有这个级别：特急。可选：一般"),
    ("fill", BUS, "#填报\n整改是否落实：是", "现在没有需要填报的表"),
    ("merge", DESK, "#合并", "#合并 后面需要写明内容"),
    ("merge", DESK, "#合并 LC20260302-0777", "没有找到编号 LC20260302-0777"),
    ("split", DESK, "#拆分", "#拆分 后面需要写明内容"),
    ("close", DESK, "#结案", "尚未回访，请写明结案理由"),
    ("close", DESK, "#结案 未接通", "未接通结案须在至少两天内有三次联系未果的记录（现有 0 次）"),
    ("reopen", DESK, "#重开", "#重开 后面需要写明内容"),
    ("undo", BUS, "#撤回", "没有可撤回的内容"),
    ("about", DESK, "#被投诉人", "#被投诉人 后面需要写明内容"),
    ("unreasonable", DESK, "#不合理联系", "#不合理联系 后面需要写明内容"),
    ("reasonable", DESK, "#解除不合理联系", "这位客户没有不合理联系记录"),
]


@pytest.mark.parametrize(("name", "by", "text", "problem"), BAD)
def test_words_that_do_not_do_are_told_and_change_nothing(name: str, by: str, text: str, problem: str):
    case = referred()
    before = case.complaint
    case.staff(by, text)
    assert case.problems.startswith(problem)
    assert case.last.results.changes == ()
    assert unchanged(case, before), name


def test_every_command_has_its_case_of_bad_words():
    takes_anything = {"received", "visit", "dossier"}
    on_complaints = {c.name for c in COMMANDS.values() if c.needs_complaint}
    assert {name for name, *_ in BAD} == on_complaints - takes_anything


def test_a_mail_with_good_and_bad_orders_does_the_good_ones():
    case = referred()
    case.staff(BUS, "#备注 在查\n#结桉\n#转办 宇航部\n理由：是他们的")
    assert case.changes == "已记入处理记录"
    assert case.problems.splitlines()[0] == "不认识的命令：#结桉 → #结案 / #结果?"
    assert len(case.last.results.problems) == 2
    (receipt,) = case.sent("receipt")
    results = case.last.results
    assert (receipt.extra["changes"], receipt.extra["problems"]) == (list(results.changes), list(results.problems))


# -- what they do ----------------------------------------------------------------------------------------------------------------


def test_a_mail_without_a_command_is_a_note():
    case = referred()
    case.staff(BUS, "已派人去总站核实", "2026-03-02 10:00")
    assert case.changes.startswith("已记入处理记录")
    assert ("没有发给客户" in case.changes, case.problems) == (True, "")
    assert [(e.what, e.by, e.text) for e in case.last.entries] == [("note", BUS, "已派人去总站核实")]
    assert told(case.last.messages) == [("receipt", "mail", BUS)]


def test_a_form_without_a_command_is_a_note_and_its_writer_is_told_how_to_hand_it_in():
    case = referred()
    before = case.complaint.fields
    case.staff(BUS, "事实：车辆故障\n责任：公交公司\n措施：增派备用车")
    assert case.problems.startswith(
        "看到您填了表（事实、责任、措施），但没有命令，只作备注记录。请在第一行写上 #结果 再发一次"
    )
    assert (case.complaint.status, case.complaint.fields) == ("open", before)


def test_a_silent_part_of_a_mail_on_several_complaints_gets_no_receipt_of_its_own():
    case = referred()
    case.staff(BUS, "#备注 在查", silent=True)
    assert (case.last.messages, case.changes) == ((), "已记入处理记录")


@pytest.mark.clause("CW-07")
@pytest.mark.parametrize(
    "finding",
    [
        "#备注\n原因：货车公司的事\n#转办 物流部",
        "#转办 物流部\n原因：货运公司的司机",
        "#转办 物流部 司机是货运公司的",
        "#转办 物流部\n理由：货运公司的司机",
    ],
)
def test_a_handler_who_says_what_was_found_may_hand_on(finding: str):
    case = referred()
    case.staff(BUS, finding, "2026-03-02 10:00")
    assert (case.complaint.department, case.complaint.handler) == ("物流部", FREIGHT)
    assert told(case.last.messages) == [("assignment", "mail", FREIGHT), ("receipt", "mail", BUS)]


@pytest.mark.clause("CW-07")
@pytest.mark.parametrize(
    "earlier",
    ["查过了，是货运公司的车", "#备注 看了一下", "#联系 已打电话，客户说很急", "#备注\n原因：无", "#填报\n措施：在查"],
)
def test_a_note_or_a_contact_is_no_finding_where_a_line_asks_for_it(earlier: str):
    case = referred()
    case.staff(BUS, earlier)
    case.staff(BUS, "#转办 物流部")
    assert case.problems == "请先写明已查明的情况再转办：另起一行填写“原因”，或写在 #转办 和部门后面"
    assert (case.complaint.handler, case.sent("receipt")[0].extra["fields"]) == (BUS, ["cause"])


@pytest.mark.clause("CW-07")
def test_the_finding_of_another_is_not_ones_own():
    case = referred()
    case.staff(BUS, "#备注\n原因：货车公司的事\n#转办 物流部")
    case.staff(FREIGHT, "#转办 公交公司")
    assert (case.problems.startswith("请先写明已查明的情况"), case.complaint.handler) == (True, FREIGHT)


@pytest.mark.clause("CW-07")
def test_where_no_line_asks_for_the_finding_an_earlier_note_is_one():
    case = referred(office(), text="your service is slow")
    case.staff(HANS, "it is a matter of Sales")
    case.staff(HANS, "#transfer Sales")
    assert (case.problems, case.complaint.handler) == ("", OTTO)


@pytest.mark.clause("CW-07")
def test_who_noted_something_long_ago_may_still_hand_on():
    case = referred()
    case.staff(BUS, "#备注\n原因：是货运公司的车")
    much_is_written(case)
    case.staff(BUS, "#转办 物流部")
    assert (case.problems, case.complaint.handler) == ("", FREIGHT)


@pytest.mark.parametrize("words", ["给物流部", "物流部，请查", "：物流部", "林娜", FREIGHT, "物流"])
def test_the_desk_hands_on_in_its_own_words(words: str):
    case = referred()
    case.staff(DESK, f"#转办{words if words[0] in '给：' else ' ' + words}", "2026-03-02 10:00")
    assert case.complaint.handler == FREIGHT, case.problems
    assert (case.complaint.department, case.complaint.supervisor) == ("物流部", "he.zhiyuan@lc-transport.example")
    assert [m.to.mail for m in case.sent("information")] == [BUS]  # nothing is left for the former handler to do


def test_handing_on_keeps_the_promise_and_moves_the_task():
    case = referred()
    case.staff(DESK, "#转办 物流部", "2026-03-03 10:00")
    assert case.due("answer") == at("3-4 9:00")
    assert case.complaint.moment("slip_issued") == at("3-2 9:00")
    assert [(t.name, t.assignee) for t in case.complaint.tasks] == [("answer", FREIGHT)]
    assert case.sent("assignment")[0].extra["due"] == at("3-4 9:00").isoformat()


def test_an_unmistakable_part_of_a_name_is_enough_and_nobody_complained_of_gets_it():
    case = referred(text="投诉：今天上午 K12 路公交晚点，投诉林娜")
    case.staff(DESK, "#转办 林娜")
    assert case.problems.startswith("没有这个部门或人员：林娜")


def test_a_unit_that_gives_a_complaint_back_leaves_it_to_the_desk_and_the_promise_stands():
    case = referred()
    case.staff(BUS, "#退回 不是公交的车", "2026-03-02 14:00")
    assert (case.complaint.department, case.complaint.handler, case.changes) == ("", "", "已退回客服中心重新指派")
    (to_assign,) = case.sent("to_assign")
    assert (to_assign.to.mail, to_assign.extra["text"], to_assign.extra["who"]) == (DESK, "不是公交的车", BUS)
    assert case.due("answer") == at("3-4 9:00")
    referral = case.complaint.open_task("referral")
    assert (referral.assignee, referral.due) == (DESK, at("3-2 15:00"))  # a working hour, as for any referral
    assert told(case.wind("2026-03-02 15:01")) == [("chase", "mail", DESK)]


def test_a_returned_complaint_does_not_go_back_to_the_same_unit_by_its_words():
    case = referred()
    case.staff(BUS, "#退回 不是公交的车", "2026-03-02 14:00")
    case.staff(DESK, "#转办 客运营销部", "2026-03-02 14:10")
    assert case.complaint.unit == "客运总站"
    assert case.complaint.open_task("referral") is None
    assert told(case.sent("assignment")) == [("assignment", "mail", STATION)]
    case.staff(DESK, "#转办 公交公司", "2026-03-02 14:20")
    assert case.complaint.unit == "公交公司"


def test_a_unit_that_gave_it_back_does_not_get_it_again_though_much_was_written_since():
    case = referred()
    case.staff(BUS, "#退回 不是公交的车", "2026-03-02 14:00")
    much_is_written(case)
    case.staff(DESK, "#转办 客运营销部", "2026-03-02 14:10")
    assert case.complaint.unit == "客运总站"


def test_the_desk_gives_nothing_back_to_itself():
    case = Case()
    case.customer("你好")
    case.staff(DESK, "#退回 不对")
    assert case.problems == "现在没有等您审批的事项"


@pytest.mark.clause("CW-14")
def test_help_leaves_the_owner_answerable():
    case = referred()
    case.staff(BUS, "#联办 物流部 请提供货车位置")
    assert (case.complaint.handler, case.complaint.assistants) == (BUS, (FREIGHT,))
    (asked,) = case.sent("assist")
    assert (asked.to.mail, asked.extra["text"]) == (FREIGHT, "请提供货车位置")
    case.staff(FREIGHT, "#备注 货车在高唐")
    assert case.problems == ""
    case.staff(FREIGHT, ANSWER)
    assert case.problems.startswith("您在本件中的身份不能使用")


@pytest.mark.parametrize(
    ("text", "reached"),
    [
        ("#联系 电话告知正在核实", True),
        ("#联系\n是否联系上：是\n内容：已说明", True),
        ("#联系\n是否联系上：否", False),
        ("#联系\n是否联系上：未接", False),
        ("#联系 未接通", False),
        ("#联系 无人接听", False),
        ("#联系不上客户", False),
        ("#联系 客户手机关机", False),
        ("#contact no answer", False),
    ],
)
def test_only_a_customer_who_was_reached_has_been_contacted(text: str, reached: bool):
    case = referred()
    case.staff(BUS, text, "2026-03-02 10:00")
    assert (case.complaint.moment("contacted") is not None) == reached
    assert any(m.name == "tried" for m in case.complaint.moments) != reached


@pytest.mark.parametrize(
    ("stated", "moment"),
    [
        ("", "3-2 15:00"),
        ("10:30", "3-2 10:30"),
        ("今天", "3-2 15:00"),
        ("15:08", "3-2 15:00"),
    ],
)
def test_a_contact_counts_from_when_it_was(stated: str, moment: str):
    case = referred()
    case.staff(BUS, f"#联系\n时间：{stated}\n内容：已通话", "2026-03-02 15:00")
    assert case.complaint.moment("contacted") == at(moment)


@pytest.mark.parametrize("stated", ["2026-03-05 10:00", "15:30", "明天", "3月3日"])
def test_a_contact_still_to_come_is_not_recorded(stated: str):
    case = referred()
    case.staff(BUS, f"#联系\n时间：{stated}\n内容：已通话", "2026-03-02 15:00")
    assert case.problems == f"“{stated}”还没有到，只能记录已经进行的联系"
    assert case.complaint.moment("contacted") is None


@pytest.mark.clause("LC-06")
def test_three_attempts_on_two_days_allow_closing_as_unreached():
    case = answered()
    for when in ("2026-03-03 16:00", "2026-03-03 17:00", "2026-03-03 17:20"):
        case.staff(DESK, "#回访\n是否联系上：否", when)
    case.staff(DESK, "#结案 未接通", "2026-03-03 17:30")
    assert case.problems == "未接通结案须在至少两天内有三次联系未果的记录（现有 3 次）"
    case.staff(DESK, "#回访 未接通", "2026-03-04 09:00")
    assert "已记录第 4 次联系未果" in case.changes
    assert "已满足按“未接通”结案的条件" in case.changes
    case.staff(DESK, "#结案 未接通", "2026-03-04 09:05")
    assert (case.complaint.status, case.complaint.satisfaction, case.complaint.moment("visited")) == (
        "closed",
        None,
        None,
    )


def test_closing_before_the_answer_tells_the_customer_why():
    case = referred()
    case.staff(DESK, "#结案 您来电撤回投诉，本件就此办结")
    assert case.complaint.status == "closed"
    assert case.sent("update")[0].extra == {"text": "您来电撤回投诉，本件就此办结", "closed": 1}
    assert "理由已告知客户" in case.changes


def test_closing_what_nobody_may_be_told_about_is_silent():
    case = referred(mute=True)
    case.staff(DESK, "#结案 广告")
    assert names(case.last.messages) == ["receipt"]


def test_asking_pauses_nothing_that_may_not_pause():
    case = referred()
    case.staff(BUS, "#询问客户 几点上的车？", "2026-03-02 10:00")
    assert case.sent("question")[0].extra == {"text": "几点上的车？"}
    assert case.due("answer") == at("3-4 9:00")


@pytest.mark.clause("CW-15")
def test_what_is_not_valid_is_explained_and_closed():
    case = referred()
    case.staff(BUS, "#无效 监控显示车辆准点，司机没有争吵", "2026-03-02 15:00")
    assert (case.complaint.valid, case.complaint.status) == (False, "closed")
    assert told(case.last.messages) == [
        ("explanation", "mail", CUSTOMER.mail),
        ("answered_copy", "mail", DESK),
        ("receipt", "mail", BUS),
    ]
    assert case.sent("explanation")[0].extra == {"text": "监控显示车辆准点，司机没有争吵"}
    assert (case.met("answer"), case.complaint.next_check_at) == (at("3-2 15:00"), None)


def test_who_acted_at_a_shared_mailbox_is_recorded():
    case = referred()
    case.staff(DESK, "#定级 一般\n经办人：小王")
    assert ("acted_by", "severity", "小王") in [
        (e.what, e.reason, entry_text(e, case.policy, "zh-CN")) for e in case.last.entries
    ]


def test_receipt_is_confirmed_by_whom_it_was_asked():
    case = referred()
    case.staff(STRANGER, "#收到")
    assert case.complaint.moments[-1] == Moment(name=f"received:{STRANGER}", at=case.now)


# -- extensions ----------------------------------------------------------------------------------------------------------------


def test_a_leader_grants_more_time_and_the_customer_hears_of_it():
    case = referred()
    case.staff(BUS_HEAD, "#延期 3月6日 17:30，配件未到", "2026-03-03 10:00")
    assert case.due("answer") == at("3-6 17:30")
    (holding,) = case.sent("holding")
    assert holding.extra == {
        "new_due": at("3-6 17:30").isoformat(),
        "reason": "配件未到",
        "promised": at("3-4 9:00").isoformat(),
    }
    assert names(case.wind("2026-03-06 17:29")) == ["reminder"]
    assert names(case.wind("2026-03-06 17:30")) == ["holding"]
    assert set(names(case.wind("2026-03-06 17:31"))) == {"chase", "escalation"}


def test_time_may_be_given_twice():
    case = referred()
    case.staff(BUS_HEAD, "#延期 2026-03-06 17:30 配件未到", "2026-03-03 10:00")
    case.staff(BUS_HEAD, "#延期 2026-03-09 17:30 还没到", "2026-03-06 10:00")
    assert case.due("answer") == at("3-9 17:30")
    assert len(case.sent("holding")) == 1


# -- merging and splitting ----------------------------------------------------------------------------------------------------

OTHER = Related(id="bb", number="LC20260302-0009", status="")


def test_another_complaint_is_taken_in():
    case = referred()
    case.staff(DESK, "#合并 lc20260302-0009", related=(OTHER,))
    assert case.complaint.absorbed == (Absorbed(id="bb", number="LC20260302-0009"),)
    (follow_up,) = case.last.facts
    assert (follow_up.complaint, follow_up.name) == ("bb", "merged_in")
    assert follow_up.values.items() >= {"id": case.complaint.id, "number": "LC20260302-0001"}.items()
    case.staff(DESK, "#合并 LC20260302-0009", related=(OTHER,))
    assert (case.problems, case.last.facts) == ("LC20260302-0009 已经并入本件", ())


@pytest.mark.parametrize("status", ["closed", "merged"])
def test_what_is_closed_is_not_taken_in(status: str):
    case = referred()
    case.staff(DESK, "#合并 LC20260302-0009", related=(Related(id="bb", number="LC20260302-0009", status=status),))
    assert case.problems == "LC20260302-0009 已结案或已并案，不能并入"


def test_nothing_is_merged_into_itself():
    case = referred()
    case.staff(
        DESK, "#合并 LC20260302-0001", related=(Related(id=case.complaint.id, number="LC20260302-0001", status=""),)
    )
    assert case.problems == "没有找到编号 LC20260302-0001"


def test_a_merged_complaints_clocks_end_and_its_customer_hears_of_it():
    case = referred()
    case.other("merged_in", source="bb", id="bb", number="LC20260301-0009")
    assert (case.complaint.status, case.complaint.merged_into, case.complaint.next_check_at) == ("merged", "bb", None)
    assert case.sent("update")[0].extra["text"] == say("merged_customer", number="LC20260301-0009")
    assert all(t.done for t in case.complaint.tasks)
    assert case.tick("2026-03-09 09:00").messages == ()


@pytest.mark.parametrize(
    ("mail", "due", "code"),
    [
        (CUSTOMER.mail, "2026-03-09T09:00:00+00:00", "merged_until"),
        ("other@customer.example", "2026-03-09T09:00:00+00:00", "merged_customer"),
        (CUSTOMER.mail, "", "merged_customer"),
    ],
)
def test_whose_complaints_are_merged_hears_the_time_of_the_one_that_stays_and_nobody_anothers(
    mail: str, due: str, code: str
):
    case = referred()
    case.other("merged_in", source="bb", id="bb", number="LC20260301-0009", mail=mail, phone="", due=due)
    (word,) = case.sent("update")
    assert word.extra["text"].code == code
    assert bool(due and due in str(word.extra["text"].values.get("due"))) is (code == "merged_until")


@pytest.mark.parametrize(("severity", "due"), [("general", "3-3 9:00"), ("major", "3-4 9:00")])
def test_who_is_taken_in_by_a_complaint_of_another_grade_hears_the_later_time_as_words_may_grade_it_anew(
    severity: str, due: str
):
    case = referred()
    there = at("3-3 9:00").isoformat()
    case.other("merged_in", "bb", id="bb", number="X", mail=CUSTOMER.mail, phone="", due=there, severity=severity)
    (word,) = case.sent("update")
    assert word.extra["text"] == say("merged_until", number="X", due=time_of(at(due)))


@pytest.mark.parametrize(
    ("when", "due"),
    [("2026-03-02 10:00", "3-4 9:00"), ("2026-03-04 15:00", "3-5 9:00"), ("2026-03-03 9:00", "3-4 9:00")],
)
def test_a_complaint_that_takes_in_another_says_by_when_its_customer_hears(when: str, due: str):
    case = referred()
    case.staff(DESK, "#合并 LC20260302-0009", when, related=(OTHER,))
    (told,) = [f.values for f in case.last.facts if f.name == "merged_in"]
    assert (told["mail"], told["due"]) == (CUSTOMER.mail, at(due).isoformat())


def test_two_complaints_merged_into_each_other_at_once_leave_one():
    older, newer = referred(), referred()
    older.staff(DESK, "#合并 LC20260302-0009", related=(OTHER,))
    older.other("merged_in", source="bb", id="bb", number="LC20260302-0009")
    assert older.complaint.status == "open"
    newer.staff(DESK, "#合并 LC20260302-0009", related=(OTHER,))
    newer.other("merged_in", source="bb", id="bb", number="LC20260301-0009")
    assert newer.complaint.status == "merged"


def test_what_was_closed_meanwhile_is_linked_and_the_desk_told():
    case = answered()
    case.survey(4)
    case.other("merged_in", source="bb", id="bb", number="LC20260301-0009")
    assert (case.complaint.status, case.complaint.related) == ("closed", ("bb",))
    assert told(case.sent("information")) == [("information", "mail", DESK)]


def test_a_merged_complaint_can_be_taken_apart_again():
    case = referred()
    case.other("merged_in", source="bb", id="bb", number="LC20260301-0009")
    case.staff(DESK, "#重开 是另一件事", "2026-03-03 10:00")
    assert (case.complaint.status, case.complaint.merged_into, case.complaint.round) == ("open", "", 2)
    assert case.due("answer") == at("3-5 10:00")


def test_a_second_matter_is_split_off():
    case = referred()
    case.staff(DESK, "#拆分 车票多收十元")
    (follow_up,) = case.last.facts
    assert (follow_up.complaint, follow_up.name, follow_up.values["text"]) == ("", "split_off", "车票多收十元")
    assert case.changes == "已另立一件"


def test_a_link_is_noted_once():
    case = referred()
    case.other("grouped", source="bb", number="LC20260301-0009")
    case.other("grouped", source="bb", number="LC20260301-0009")
    assert case.complaint.related == ("bb",)


def test_a_video_sent_with_a_note_is_kept_as_the_video():
    case = referred(text="投诉司机，请看 K12 路公交监控，今天 8 点")
    case.staff(BUS, "先把监控发上来", evidence=[file("K12.mp4", "video/mp4")])
    assert case.complaint.fields["video"] == "K12.mp4"


@pytest.mark.clause("FA-08")
def test_whatever_takes_in_a_restricted_complaint_is_restricted_itself():
    case = referred()
    case.staff(DESK, "#合并 LC20260302-0009", related=(msgspec.structs.replace(OTHER, restricted=True),))
    assert case.complaint.restricted
    assert "restricted" in [entry.what for entry in case.last.entries]


def test_who_reads_english_is_told_the_english_name_of_the_command():
    case = Case(office())
    case.customer("The service is slow")
    case.staff("hans@office.example", "#tell", "3-2 10:00")
    assert "tell" in case.problems
    assert "告知客户" not in case.problems


def test_however_long_a_slip_is_the_receipt_quotes_its_beginning_and_the_record_stays_small():
    case = referred()
    for minute in range(35):
        case.staff(BUS, f"#联系\n时间：{'记不清了' * 5_000}\n内容：已通话", f"2026-03-02 10:{minute:02d}")
    assert case.problems.startswith("看不懂时间：记不清了")
    assert len(case.problems) < 400
    assert len(msgspec.json.encode(case.complaint.recent)) < 60_000


@pytest.mark.parametrize(("order", "line"), [("#结案", "closed"), ("#重开", "reopened")])
def test_a_reason_in_somebodys_words_stands_where_it_can_be_erased(order: str, line: str):
    case = referred() if line == "closed" else answered()
    case.staff(DESK, f"{order} 张明女士 13912345678 来电撤诉", "2026-03-02 16:00")
    (entry,) = (e for e in case.last.entries if e.what == line)
    assert (entry.reason, entry.text) == ("", "张明女士 13912345678 来电撤诉")


@pytest.mark.parametrize(
    ("line", "understood"),
    [
        ("今天中午1点", "2026-03-02 13:00"),
        ("下午兩點一刻", "2026-03-02 14:15"),
        ("1:30 pm", "2026-03-02 13:30"),
        ("", "2026-03-02 15:00"),
    ],
)
def test_the_receipt_of_a_contact_names_the_time_that_was_understood(line: str, understood: str):
    case = referred()
    case.staff(BUS, f"#联系\n时间：{line}\n内容：电话已说明情况", "2026-03-02 15:00")
    assert case.changes == f"已记录与客户的联系，时间 2026年3月2日（周一）{understood[-5:]}"
    assert case.complaint.moment("contacted") == at(understood)


def test_a_time_that_may_be_either_of_two_is_asked_with_its_line_and_an_example():
    case = referred()
    case.staff(BUS, "#联系\n时间：今天3点\n内容：电话已说明情况", "2026-03-02 15:00")
    assert "“时间”" in case.problems
    assert "昨天下午3点" in case.problems
    assert case.complaint.moment("contacted") is None


def test_a_return_visit_at_an_unreadable_time_is_asked_and_not_dated_by_guess():
    case = answered()
    case.staff(DESK, "#回访\n时间：5/6\n是否联系上：是\n是否满意：满意", "2026-03-02 16:00")
    assert "看不懂时间：5/6" in case.problems
    assert case.complaint.status == "answered"


@pytest.mark.parametrize("when", ["今天早上7点", "昨天夜里11点", "2026-03-02 08:00", "yesterday 3 pm", "一小时前"])
def test_a_contact_before_the_complaint_came_in_is_asked_about(when: str):
    case = referred(opened="2026-03-02 09:00")
    case.staff(BUS, f"#联系\n时间：{when}\n是否联系上：是\n内容：已致歉", "2026-03-02 09:20")
    assert [p.code for p in case.last.results.problems] == ["before_received"]
    assert "2026年3月2日（周一）09:00" in case.problems
    assert case.complaint.moment("contacted") is None


@pytest.mark.parametrize("order", ["#转辦 货运公司", "#轉办 货运公司", "#转办 货运公司"])
def test_a_command_is_known_in_whatever_mixture_of_scripts(order: str):
    case = referred()
    case.staff(BUS_HEAD, order, "2026-03-02 12:00")
    assert "transferred" in case.lines


@pytest.mark.parametrize(
    ("words", "severity"),
    [
        ("most serious", "major"),
        ("Most  Serious: a child was hurt", "major"),
        ("major, at once", "major"),
        ("majority", ""),
    ],
)
def test_a_grade_is_given_by_all_the_words_of_its_label(words: str, severity: str):
    case = referred(office('[labels]\nmajor = { zh-CN = "重大", en = "most serious" }'), text="your service is slow")
    case.staff("dora@office.example", f"#severity {words}")
    assert case.complaint.severity == (severity or "general")
    assert bool(case.problems) == (not severity)
