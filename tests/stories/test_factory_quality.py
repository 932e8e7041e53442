"""The factory's forms, clause by clause: the complaint report, what becomes of its measures, the survey of ten items."""

from collections.abc import Iterator
from typing import Any

import pytest

from sandbox import Sandbox
from sandbox.staff import reply
from tests.stories.acts import complain, last, newest, says, to

BUYER = "wang@ck.example"
NO_CHARGE = "S500型号充电时显示USB，批量500，抽样50，不良8PCS，不良率16%"
REPORT = "#结果 原因和措施如下。\n原因分析：两脚连锡，来料未检出\n责任部门：生产部、品质部\n责任人：雷琼\n永久防范措施：增加测试治具全检"
SCORES = ["总体满意程度", "产品质量", "送货交期", "质量问题解决", "人员沟通态度", "管理人员敬业", "共同解决的支援", "外观包装", "工艺水平", "数量准确"]  # fmt: skip


def at(name: str) -> str:
    return f"{name}@ruihe.example"


ENGINEERING, HEAD, QUALITY, QUALITY_MANAGER = at("wu.qiang"), at("zhong.yi"), at("kang.ting"), at("shi.lin")
MANAGER, DESK_HEAD = at("bai.hao"), at("ning.xue")


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(policy="factory-quality", now="2026-03-02T09:00+08:00") as opened:
        yield opened


def came(box: Sandbox, sender: str = BUYER) -> dict[str, Any]:
    """The complaint is there, and the mails that ask for tasks are out."""
    complain(box, NO_CHARGE, sender=sender, subject="充电器")
    box.wind(minutes=2)
    return newest(box)


def answered(box: Sandbox) -> None:
    """Contained, reported, approved; the letter has left."""
    came(box)
    says(box, ENGINEERING, "#填报\n临时纠正措施：五百套全检，库存重工", about="临时纠正措施")
    says(box, ENGINEERING, REPORT, about="请办理：充电器")
    says(box, HEAD, "同意", about="请审批")
    box.wind(minutes=12)


def sheet(*scores: int) -> str:
    return "\n".join(f"{item}：{n}" for item, n in zip(SCORES, scores, strict=True))


def counted(box: Sandbox, moment: str, *expected: tuple[str, str, int]) -> None:
    """How many mails with that word somebody has by that minute."""
    box.wind(to=f"{moment}+08:00")
    assert [(who, word, len(to(box, who, word))) for who, word, _ in expected] == list(expected), moment


@pytest.mark.clause("FQ-01")
def test_the_report_holds_what_its_form_asks_is_approved_by_the_head_and_numbered(box: Sandbox) -> None:
    found = came(box)
    assert str(found["deadlines"]["report"]["due"])[:16] == "2026-03-05T17:30"
    slip = last(box, ENGINEERING, "请办理：充电器").text
    for line in ("批量：500", "抽样数：50", "不良数：8", "不良率（%）：16", "型号：S500", "不良现象：充电不良"):
        assert line in slip
    refused = says(box, ENGINEERING, "#结果 已处理。\n原因分析：两脚连锡", about="请办理：充电器").text
    assert "报告须写明原因、责任部门和责任人、临时纠正措施、永久防范措施" in refused
    says(box, ENGINEERING, "#填报\n临时纠正措施：五百套全检，库存重工", about="临时纠正措施")
    says(box, ENGINEERING, REPORT, about="请办理：充电器")
    assert not to(box, BUYER, "答复")
    says(box, HEAD, "退回，没有写来料检验怎样改", about="请审批")
    assert "没有写来料检验怎样改" in last(box, ENGINEERING, "尚未发出").text
    says(box, ENGINEERING, REPORT.replace("全检", "全检，进料加严抽样"), about="尚未发出")
    says(box, HEAD, "同意", about="请审批")
    box.wind(minutes=12)
    letter = last(box, BUYER, "答复").text
    for line in ("报告编号：CR20260302001", "不良率（%）：16", "原因分析：两脚连锡，来料未检出",
                 "临时纠正措施：五百套全检，库存重工", "永久防范措施\n增加测试治具全检，进料加严抽样"):  # fmt: skip
        assert line in letter
    assert "雷琼" not in letter  # who answers for it stays inside
    fields = newest(box)["fields"]
    assert (fields["responsible_unit"], fields["responsible"]) == ("生产部、品质部", "雷琼")


@pytest.mark.clause("FQ-01")
def test_the_interim_correction_has_a_working_day_and_the_answer_three(box: Sandbox) -> None:
    came(box)
    counted(box, "2026-03-03T17:29", (ENGINEERING, "催办：临时纠正措施", 0))
    counted(box, "2026-03-03T17:31", (ENGINEERING, "催办：临时纠正措施", 1))
    counted(box, "2026-03-05T17:29", (BUYER, "进展", 0), (ENGINEERING, "催办：投诉处理报告", 0))
    counted(box, "2026-03-05T17:31", (BUYER, "进展", 1), (ENGINEERING, "催办：投诉处理报告", 1))


@pytest.mark.clause("FQ-03", "FQ-04")
def test_three_days_after_the_answer_the_customer_has_the_sheet_and_scores_it_by_replying(box: Sandbox) -> None:
    answered(box)
    left = "2026-03-05T09:0"
    counted(box, f"{left}1", (BUYER, "满意度调查", 0))
    counted(box, f"{left}3", (BUYER, "满意度调查", 1))
    asked = last(box, BUYER, "满意度调查")
    assert all(item in asked.text for item in SCORES)
    assert "很满意 10 分，满意 8 分，一般 6 分，不满意 4 分" in asked.text
    box.email(reply(asked, sheet(8, 8, 6, 8, 8, 8, 8, 8, 8, 8), sender=BUYER))
    box.wind(minutes=2)
    fields = newest(box)["fields"]
    assert (fields["score"], fields["survey_result"]) == ("78", "not_content")
    assert all("低于80分" in last(box, who, "供您知悉").text for who in (HEAD, MANAGER))
    assert to(box, QUALITY_MANAGER, "低于80分的改进")
    about = "客户满意度调查表"
    assert "只有 10（很满意）" in says(box, box.desk, "#填报\n经办人：戴玉\n送货交期：7", about=about).text
    order = "#填报\n经办人：戴玉\n送货交期：8\n与同行业相比不足之处：交期长\n其他建议：随货附检验报告\n客户回馈意见：改善后未再出现"
    says(box, box.desk, order, about=about)
    fields = newest(box)["fields"]
    said = [fields[name] for name in ("score", "survey_result", "shortcomings", "advice", "feedback")]
    assert said == ["80", "content", "交期长", "随货附检验报告", "改善后未再出现"]


@pytest.mark.clause("FQ-03")
def test_without_scores_or_a_reason_the_desk_is_chased_on_the_tenth_day(box: Sandbox) -> None:
    answered(box)
    counted(box, "2026-03-12T09:01", (box.desk, "催办：客户满意度调查", 0))
    counted(box, "2026-03-12T09:03", (box.desk, "催办：客户满意度调查", 1))
    lacking = says(box, box.desk, "#填报\n经办人：戴玉\n产品质量：8", about="催办：客户满意度调查").text
    assert "十项都要有分数" in lacking
    says(box, box.desk, "#填报\n经办人：戴玉\n未能调查的原因：三次未联系上", about="催办：客户满意度调查")
    assert newest(box)["deadlines"]["surveyed"]["met"]


@pytest.mark.clause("FQ-02")
def test_the_same_defect_opens_the_answered_matter_again_and_marks_the_new_one(box: Sandbox) -> None:
    answered(box)
    came(box, sender="li@other.example")
    first, second = [c for c in box.complaints() if c["number"]]
    assert (first["round"], first["status"], second["round"], "recurs" in second["flags"]) == (2, "open", 1, True)
    assert "同一型号、同一不良" in last(box, QUALITY_MANAGER, "供您知悉").text
    assert to(box, BUYER, "重新办理")


@pytest.mark.clause("FQ-02")
def test_a_month_after_the_answer_the_effect_is_confirmed_and_none_opens_the_matter_again() -> None:
    with Sandbox(policy="factory-quality", now="2026-03-02T09:00+08:00") as box:
        answered(box)
        box.wind(to="2026-03-05T10:00+08:00")
        says(box, box.desk, "#填报\n经办人：戴玉\n未能调查的原因：客户不愿评", about="客户满意度调查表")
        says(box, box.desk, "#结案 客户电话认可\n经办人：戴玉", about="客户满意度调查表")
        counted(box, "2026-04-02T09:00", (QUALITY, "措施效果确认", 0))
        counted(box, "2026-04-02T09:04", (QUALITY, "措施效果确认", 1))
        says(box, QUALITY, "#填报\n措施是否有效：否\n确认依据：四月两批仍有连锡", about="措施效果确认")
        again = newest(box)
        assert (again["round"], again["status"]) == (2, "open")


@pytest.mark.clause("FQ-03")
def test_whom_the_first_answer_did_not_satisfy_has_the_sheet_after_the_second(box: Sandbox) -> None:
    answered(box)
    letter = last(box, BUYER, "答复")
    box.wind(hours=1)
    box.email(reply(letter, "没有解决，还是充不进电", sender=BUYER))
    box.wind(minutes=2)
    assert newest(box)["round"] == 2
    says(box, HEAD, f"{REPORT}\n不良现象：充电不良\n临时纠正措施：全部换货", about="请办理：充电器")
    says(box, MANAGER, "同意", about="请审批")
    box.wind(to="2026-03-05T09:30+08:00")
    assert not to(box, BUYER, "满意度调查")
    box.wind(to="2026-03-05T10:30+08:00")
    asked = last(box, BUYER, "满意度调查")
    box.email(reply(asked, sheet(8, 8, 8, 8, 8, 8, 8, 8, 8, 8), sender=BUYER))
    box.wind(minutes=2)
    assert newest(box)["fields"]["survey_result"] == "content"
