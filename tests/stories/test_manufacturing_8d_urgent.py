"""The manufacturer's procedure: what is urgent, claims, site visits, substances, effect of the measures, how mails are sorted."""

import csv
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from chalicelib.policies import packaged
from sandbox import Sandbox
from tests.policy.judged import judged
from tests.stories.acts import last, newest, says, to
from tests.stories.manufacturing import (
    BUYER,
    CUSTOMERS,
    DEAD,
    DEPUTY,
    ENGINEER,
    ENGINEERING,
    GENERAL_MANAGER,
    IMPACT,
    LEAD,
    LINE_DOWN,
    MONDAY,
    PRODUCTION,
    PRODUCTION_HEAD,
    QUALITY_MANAGER,
    SALES_MANAGER,
    SUPPLIERS,
    answered_8d,
    due,
    got_complaint,
    ladder,
)  # fmt: skip

POLICY = packaged("manufacturing-8d")
FILE = Path(__file__).with_name("manufacturing_8d_sentences.tsv")
SENTENCES = list(csv.DictReader(FILE.read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(policy="manufacturing-8d", now=MONDAY) as opened:
        yield opened


# -- urgent --------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("MF-11")
def test_an_urgent_complaint_calls_quality_and_production_together_and_is_answered_in_a_day(box: Sandbox) -> None:
    got_complaint(box, LINE_DOWN)
    assert (newest(box)["severity"], due(box, "urgent_reply")) == ("urgent", "2026-03-03T09:00")
    assert "最迟答复：2026年3月3日（周二）09:00" in last(box, BUYER, "已收到").text
    for who, phone in ((QUALITY_MANAGER, "+8613800003004"), (PRODUCTION_HEAD, "+8613800003005")):
        assert "紧急客诉，请参加会议" in last(box, who, "请确认收到").text
        assert phone in [t.to for t in box.texts]
        says(box, who, "收到", about="请确认收到")
    says(box, QUALITY_MANAGER, "#填报\n与会人员：高毅、韩栋\n会议结论：连夜换货\n是否请总经理参加：否", about="会议")
    assert not to(box, GENERAL_MANAGER)
    says(box, PRODUCTION, "#填报\n紧急补救措施：换货", about="紧急补救")
    ladder(
        box,
        ("2026-03-03T04:59", PRODUCTION, "提醒：紧急客诉书面回复", 0), ("2026-03-03T05:01", PRODUCTION, "提醒：紧急客诉书面回复", 1),
        ("2026-03-03T08:59", PRODUCTION, "催办：紧急客诉书面回复", 0), ("2026-03-03T08:59", GENERAL_MANAGER, "书面回复", 0),
        ("2026-03-03T08:59", BUYER, "进展", 0),
        ("2026-03-03T09:01", PRODUCTION, "催办：紧急客诉书面回复", 1), ("2026-03-03T09:01", GENERAL_MANAGER, "书面回复", 1),
        ("2026-03-03T09:01", BUYER, "进展", 1),
    )  # fmt: skip
    assert "我们最迟在 2026年3月3日（周二）13:00 再次答复您" in last(box, BUYER, "进展").text


@pytest.mark.clause("MF-11")
def test_the_general_manager_joins_when_the_meeting_needs_them(box: Sandbox) -> None:
    got_complaint(box, LINE_DOWN)
    says(box, QUALITY_MANAGER, "#填报\n与会人员：高毅\n会议结论：请总经理定\n是否请总经理参加：是", about="会议")
    assert "请总经理参加" in last(box, GENERAL_MANAGER, "请确认收到").text


@pytest.mark.clause("MF-11")
@pytest.mark.parametrize(
    ("words", "limit"),
    [
        ("请24小时内书面回复。", "2026-03-03T09:00"),
        ("请12小时内书面回复。", "2026-03-02T21:00"),
        ("请8小时内书面回复。", "2026-03-02T17:00"),
        ("请5小时内书面回复。", "2026-03-02T14:00"),
        ("请2小时内书面回复。", "2026-03-02T11:00"),
        ("请72小时内书面回复。", "2026-03-03T09:00"),
    ],
)
def test_the_customers_own_shorter_limit_is_the_promised_one(words: str, limit: str) -> None:
    found = judged(POLICY, LINE_DOWN + words)
    limits = {d.clock: d.due for d in found.deadlines}
    assert limits["urgent_reply"] == found.told == datetime.fromisoformat(f"{limit}+08:00")


@pytest.mark.clause("MF-11")
def test_any_other_limit_of_the_customer_a_leader_sets_and_the_customer_hears(box: Sandbox) -> None:
    got_complaint(box, LINE_DOWN)
    says(box, PRODUCTION_HEAD, "#延期 2026-03-02 15:00\n客户要求六小时内回复", about="请确认收到")
    assert "现在提前到 2026年3月2日（周一）15:00" in last(box, BUYER, "提前").text
    ladder(
        box,
        ("2026-03-02T14:59", GENERAL_MANAGER, "书面回复", 0), ("2026-03-02T14:59", BUYER, "进展", 0),
        ("2026-03-02T15:01", GENERAL_MANAGER, "书面回复", 1), ("2026-03-02T15:01", BUYER, "进展", 1),
    )  # fmt: skip


# -- claims --------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("MF-12")
def test_sales_agrees_to_a_claim_the_deputy_to_a_larger_one_the_general_manager_to_the_largest(box: Sandbox) -> None:
    ladders = [
        ("10000", [SALES_MANAGER]), ("10001", [SALES_MANAGER, DEPUTY]), ("50000", [SALES_MANAGER, DEPUTY]),
        ("50001", [SALES_MANAGER, DEPUTY, GENERAL_MANAGER]),
    ]  # fmt: skip
    for amount, approvers in ladders:
        buyer = f"buyer{amount}@lianchuang.example"
        number = got_complaint(box, DEAD, buyer)["number"]
        says(box, ENGINEER, CUSTOMERS, about=f"{number}] 请办理：不良原因")
        words = f"#结果 双方商定赔偿如下。\n{IMPACT}\n与客户协商的方案：各担一半"
        refused = says(box, ENGINEERING, words, about=f"{number}] 请办理：客诉")
        assert "涉及索赔、折价或扣款的，请写明商定金额" in refused.text
        says(box, ENGINEERING, f"{words}\n商定的索赔或折价（元）：{amount}", about=f"{number}] 请办理：客诉")
        says(box, ENGINEER, "同意", about=f"{number}] 请审批")
        for who in approvers:
            assert not to(box, buyer, "的答复")
            asked = last(box, who, f"{number}] 请审批：索赔或折价")
            assert f"商定的索赔或折价（元）：{amount}" in asked.text
            says(box, who, "同意", about=f"{number}] 请审批")
        assert f"商定的索赔或折价（元）：{amount}" in last(box, buyer, "的答复").text


# -- the customer's site, substances ---------------------------------------------------------------------------------------


@pytest.mark.clause("MF-13")
def test_a_visit_is_arranged_at_once_and_its_findings_recorded(box: Sandbox) -> None:
    got_complaint(box, "插头接触不良，请派人过来看一下。")
    assert "最迟 3月2日（周一）11:00" in last(box, ENGINEER, "客户端现场").subject
    says(box, ENGINEER, "#填报\n到访日期：2026-03-03\n到访人员：许岩、毛睿", about="客户端现场")
    box.wind(minutes=2)
    says(box, ENGINEER, "#填报\n现场确认情况：插座偏位0.3", about="现场确认结果")
    fields = newest(box)["fields"]
    assert (fields["visit_on"], fields["site_found"]) == ("2026-03-03", "插座偏位0.3")


@pytest.mark.clause("MF-13")
def test_what_the_engineer_finds_unclear_is_looked_at_on_the_site_too(box: Sandbox) -> None:
    got_complaint(box, DEAD)
    assert not to(box, ENGINEER, "客户端现场")
    says(box, ENGINEER, "#备注\n投诉内容不清楚：是", about="不良原因通知书")
    box.wind(minutes=2)
    assert to(box, ENGINEER, "客户端现场")


@pytest.mark.clause("MF-14")
def test_a_substance_over_the_limit_tells_four_managers_is_traced_and_a_recall_is_decided(box: Sandbox) -> None:
    found = got_complaint(box, LEAD)
    assert (found["severity"], found["category"], found["department"]) == ("urgent", "substance", "品保部")
    told = [QUALITY_MANAGER, PRODUCTION_HEAD, SALES_MANAGER, GENERAL_MANAGER]
    assert all("环境管理物质超标，优先处理" in last(box, who, "请确认收到").text for who in told)
    lacking = says(box, ENGINEER, "#填报\n生产合同号：HC2026-031\n批号：20260105", about="物料追溯")
    assert "生产物料" in lacking.text
    says(
        box,
        ENGINEER,
        "#填报\n生产合同号：HC2026-031\n批号：20260105\n生产物料：色母PT-9\n影响范围：三家客户",
        about="物料追溯",
    )
    box.wind(minutes=2)
    says(box, GENERAL_MANAGER, "#填报\n是否召回：是\n召回范围：20260105整批", about="决定是否召回")
    assert all("已决定召回" in last(box, who, "请确认收到").text for who in told[:3])
    box.wind(minutes=2)
    assert "最迟 3月5日（周四）17:30" in last(box, SALES_MANAGER, "召回执行").subject


@pytest.mark.clause("MF-14")
def test_no_answer_about_a_substance_leaves_without_the_recall_and_the_general_managers_consent(box: Sandbox) -> None:
    got_complaint(box, LEAD)
    says(box, ENGINEER, SUPPLIERS, about="不良原因通知书")
    words = f"#结果 已查明。\n{IMPACT}\nD3 临时遏制：停用\nD5 永久对策：换色母"
    refused = says(box, ENGINEER, words, about="请办理：客诉")
    assert "须写明是否召回" in refused.text
    says(box, ENGINEER, f"{words}\n是否召回：否", about="请办理：客诉")
    says(box, GENERAL_MANAGER, "同意", about="请审批：是否召回")
    assert not to(box, BUYER, "的答复")
    says(box, QUALITY_MANAGER, "同意", about="请审批")  # the engineer's own head, for what the engineer has written
    assert "D5 永久对策：换色母" in last(box, BUYER, "的答复").text


# -- effect --------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("MF-15")
def test_effective_measures_are_proposed_for_the_standard(box: Sandbox) -> None:
    answered_8d(box)
    ladder(
        box,
        ("2026-03-05T09:03", ENGINEER, "临时对策效果确认", 0), ("2026-03-05T09:06", ENGINEER, "临时对策效果确认", 1),
    )  # fmt: skip
    says(box, ENGINEER, "#填报\n临时对策是否有效：是", about="临时对策效果确认")
    ladder(
        box,
        ("2026-04-02T09:03", ENGINEER, "永久对策效果确认", 0), ("2026-04-02T09:06", ENGINEER, "永久对策效果确认", 1),
    )  # fmt: skip
    says(box, ENGINEER, "#填报\n永久对策是否有效：是", about="永久对策效果确认")
    box.wind(minutes=2)
    assert "最迟 4月17日（周五）17:30" in last(box, QUALITY_MANAGER, "纳入标准化").subject
    assert (newest(box)["round"], newest(box)["status"]) == (1, "answered")


@pytest.mark.clause("MF-15")
def test_an_ineffective_measure_goes_back_to_the_department_for_a_new_analysis(box: Sandbox) -> None:
    answered_8d(box)
    box.wind(to="2026-03-05T09:06+08:00")
    says(box, ENGINEER, "#填报\n临时对策是否有效：否", about="临时对策效果确认")
    assert (newest(box)["round"], newest(box)["handler"]) == (2, PRODUCTION)
    told = last(box, BUYER, "重新办理").text
    assert ("还需要继续改善" in told, "没有让您满意" in told, "2026年3月10日（周二）17:30" in told) == (
        True,
        False,
        True,
    )
    box.wind(minutes=2)
    assert len(to(box, ENGINEER, "请办理：不良原因通知书")) == 2


# -- how mails are sorted ------------------------------------------------------------------------------------------------


def sorted_as(text: str) -> tuple[str, str, str, str, str]:
    found = judged(POLICY, text)
    flow = found.kind == "complaint"
    category = "uncertain" if "uncertain" in found.flags else found.category or "-"
    remedy = "yes" if "remedy" in {d.clock for d in found.deadlines} else "no"
    return found.kind, category, found.severity, remedy, found.department if flow else ""


@pytest.mark.clause("MF-01", "MF-03", "MF-11", "MF-14")
def test_what_people_write_is_sorted_right_or_goes_to_the_desk_and_never_wrongly_for_certain() -> None:
    wrong = {}
    for row in SENTENCES:
        unit = row["units"].partition(",")[0]
        expected = (row["kind"], row["category"], row["severity"], row["remedy"], unit)
        if (found := sorted_as(row["text"])) != expected:
            wrong[row["text"]] = found
    assert [found for found in wrong.values() if found[1] != "uncertain"] == []
    assert len(wrong) <= len(SENTENCES) // 50  # nine in ten were asked for


@pytest.mark.clause("MF-02")
def test_quality_assurance_joins_whatever_is_about_the_goods() -> None:
    for row in SENTENCES:
        if "品保部" in row["units"]:
            found = judged(POLICY, row["text"])
            assert found.department == "品保部" or ENGINEER in found.assistants or "uncertain" in found.flags
