"""What a mail offers is offered with every line that it takes, and what can no more be done is asked of nobody."""

import msgspec
import pytest

from chalicelib.policies import packaged
from chalicelib.render import forms
from tests.core.handling.playing import Case, file, told

BUILDER, CALLS = "tong.lei@jinchuanwan.example", "callcentre@jinchuanwan.example"
DIRECTOR = "fan.lihua@jinchuanwan.example"
WINDOW = "kesu@hengchuan.example"
LABORATORY = "shang.de@douxiangfang.example"
PLAN = "#填报\n解决人：童磊\n解决措施：重做\n解决时限：2026-03-04\n投诉人身份：业主"


def property_case(text: str = "投诉：墙体渗水，没人修") -> Case:
    case = Case(msgspec.structs.replace(packaged("property-group"), undo=None))
    case.customer(text)
    return case


def test_a_choice_that_came_with_the_answer_stands_in_the_history_by_its_name():
    case = property_case()
    case.staff(BUILDER, PLAN.replace("#填报", "#结果 已修好\n原因：老化\n解决办法：重做"), "2026-03-02 10:00")
    done = [e.text for e in case.last.entries if e.what == "task_done"]
    assert any("投诉人身份：业主" in text for text in done), done
    assert not any("owner" in text for text in done)


def test_a_return_visit_that_no_task_asks_for_is_offered_with_the_lines_that_it_brings_home():
    case = property_case()
    case.staff(BUILDER, PLAN, "2026-03-02 10:00")
    case.staff(BUILDER, "#结果 已修好\n原因：老化\n解决办法：重做", "2026-03-02 11:00")
    case.staff(CALLS, "#哈哈", "2026-03-02 12:00")
    (receipt,) = case.sent("receipt")
    shown = {view.name: view.lines for view in forms.commands(receipt, case.policy, "zh-CN", "desk@x.example", "x")}
    assert all(f"{line}*" in shown["回访"] for line in ("问题是否解决到位", "处理是否及时", "服务态度是否满意"))


def test_a_form_that_a_receipt_offers_beside_the_answers_has_its_lines():
    case = property_case()
    case.staff(BUILDER, "#结果 已修好", "2026-03-02 10:00")
    (receipt,) = case.sent("receipt")
    shown = {view.name: view.lines for view in forms.commands(receipt, case.policy, "zh-CN", "desk@x.example", "x")}
    assert "解决人*" in shown["填报"]
    assert {"cause", "solution"} <= set(receipt.extra["fields"])  # type: ignore[arg-type]


def test_what_was_said_twice_in_the_same_words_is_reported_once():
    case = property_case()
    for day in ("2026-03-02 10:00", "2026-03-02 11:00"):
        case.staff(DIRECTOR, "请派人到现场查看，做好解释。", day)
    case.staff(BUILDER, "#备注 已到现场", "2026-03-02 12:00")
    assert told(case.sent("information")) == [("information", "mail", DIRECTOR)]
    case.staff(DIRECTOR, "请派人到现场查看。", "2026-03-02 13:00")
    case.staff(DIRECTOR, "请给客户打电话。", "2026-03-02 13:10")
    case.staff(BUILDER, "#备注 都办了", "2026-03-02 14:00")
    assert told(case.sent("information")) == [("information", "mail", DIRECTOR)] * 2


def manufacturing(text: str) -> Case:
    case = Case(msgspec.structs.replace(packaged("manufacturing-8d"), undo=None))
    case.customer(text)
    return case


def test_what_was_answered_is_no_more_chased_for_its_referral():
    case = manufacturing("至今没有人处理")
    case.staff(WINDOW, "#结果 已向您说明\n不良原因：误会\n处理措施：已说明", "2026-03-02 09:10")
    assert (case.complaint.status, case.problems) == ("answered", "")
    assert not any(m.extra.get("clock") == "refer" for m in case.wind("2026-03-04 09:00"))


def test_who_leads_is_offered_no_form_that_has_yet_to_open():
    case = manufacturing("找律师了，你们自己看着办")
    offered = [m.extra["commands"] for m in case.wind("2026-03-02 15:00") if m.extra.get("clock") == "remedy"]
    assert offered
    assert all("fill" not in commands for commands in offered)  # type: ignore[operator]


@pytest.mark.parametrize(("phone", "said"), [("", "没能告知"), ("+8613912345678", "致电转告")])
def test_a_receipt_says_so_where_the_explanation_reaches_nobody(phone: str, said: str):
    case = manufacturing("投诉：少货")
    complaint = case.complaint
    assert complaint is not None
    who = msgspec.structs.replace(complaint.complainant, phone=phone)
    lost = tuple(filter(None, (who.mail, phone)))
    case.complaint = msgspec.structs.replace(complaint, complainant=who, unreachable=lost)
    case.staff(WINDOW, "#无效 数量与送货单相符", "2026-03-02 10:00")
    assert said in case.changes
    assert "解释已发客户" not in case.changes
    assert "已判定不成立" in case.changes
    assert case.complaint.moment("contacted") is None


def test_lines_that_were_said_to_stand_need_not_be_written_again():
    case = manufacturing("投诉：不能充电")
    eight = "\n".join(f"{label}：已写" for label in ("D1 小组成员", "D2 问题描述", "D3 临时遏制", "D4 根本原因"))
    handler = case.complaint.handler
    case.staff(handler, f"#结果\n{eight}", "2026-03-02 10:00")
    case.staff(handler, "#结果\n责任归属：客户端\n不良原因：过压\n影响深度：无\n影响广度：无", "2026-03-02 11:00")
    assert case.complaint.fields["d1"] == "已写"


def test_a_form_that_a_receipt_offers_beside_an_order_without_one_has_its_lines():
    case = property_case()
    case.staff(BUILDER, "#告知客户", "2026-03-02 10:00")
    (receipt,) = case.sent("receipt")
    shown = {view.name: view.lines for view in forms.commands(receipt, case.policy, "zh-CN", "desk@x.example", "x")}
    assert (next(iter(shown)), "解决人*" in shown["填报"]) == ("告知客户", True)


def test_a_form_is_meant_whose_line_a_file_fills():
    case = Case(msgspec.structs.replace(packaged("food-abc"), undo=None))
    case.customer("投诉：库存，消基会。")
    case.wind("2026-03-02 10:00")
    case.staff(LABORATORY, "#填报", "2026-03-02 10:00", evidence=[file("检验报告.pdf", "application/pdf")])
    done = [t.name for t in case.complaint.tasks if t.done is not None]
    assert (case.problems, done) == ("", ["receipt", "collect_documents"])  # whoever writes has read the notice as well


def test_a_merged_complaints_receipt_shows_no_lines_of_a_call_that_it_does_not_offer():
    case = property_case()
    case.other("merged_in", id="bb", number="PG20260301-0001")
    case.bounce("zhang@customer.example", "acknowledgement", "2026-03-02 09:30")
    case.bounce("+8613912345678", "merged", "2026-03-02 09:40")
    assert case.complaint.open_task("call") is not None
    case.staff(CALLS, "#转办 工程部", "2026-03-02 10:00")
    (receipt,) = case.sent("receipt")
    shown = {view.name: view.lines for view in forms.commands(receipt, case.policy, "zh-CN", "desk@x.example", "x")}
    assert shown["备注"].splitlines() == ["#备注", "经办人："]
    assert not {"task", "fields"} & receipt.extra.keys()


@pytest.mark.parametrize(
    ("text", "lines"),
    [("路灯坏了没人修", ("核实情况*", "办理结果*", "避免再发措施")), ("请问身份证怎么补办", ("答复内容*",))],
)
def test_of_several_answers_every_mail_that_offers_one_shows_the_form_of_that_which_holds(
    text: str, lines: tuple[str, ...]
):
    case = Case(packaged("hotline-12345"))
    case.customer(text)
    case.staff(case.complaint.handler, "#哈哈", "2026-03-02 09:10")  # the receipt offers 填报 of the signature first
    (receipt,) = case.sent("receipt")
    shown = {view.name: view.lines for view in forms.commands(receipt, case.policy, "zh-CN", "desk@x.example", "x")}
    assert [line for line in lines if line not in shown["结果"]] == []
    assert ("核实情况" in shown["结果"]) == ("核实情况*" in lines)
