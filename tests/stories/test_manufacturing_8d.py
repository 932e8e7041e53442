"""The manufacturer's procedure, clause by clause: intake, limits, the 8D report and its review, returns, whose fault it is."""

from collections.abc import Iterator

import pytest

from sandbox import Sandbox
from sandbox.staff import compose
from tests.stories.acts import complain, last, newest, says, to
from tests.stories.manufacturing import (
    BUYER,
    CUSTOMERS,
    DEAD,
    DESK_HEAD,
    ENGINEER,
    ENGINEERING,
    GENERAL_MANAGER,
    IMPACT,
    MONDAY,
    OURS,
    PRODUCTION,
    PRODUCTION_HEAD,
    SALESPERSON,
    SUPPLIER_QUALITY,
    SUPPLIERS,
    TEAM,
    TOO_WIDE,
    WAREHOUSE,
    WHOLE_LOT,
    due,
    got_complaint,
    ladder,
)  # fmt: skip


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(policy="manufacturing-8d", now=MONDAY) as opened:
        yield opened


# -- how it comes in, what comes with it ---------------------------------------------------------------------------------


@pytest.mark.clause("MF-01")
def test_a_salesperson_enters_a_fax_whose_four_hours_run_from_when_it_came(box: Sandbox) -> None:
    order = f"#登记\n姓名：王工\n电话：13900001111\n渠道：传真\n接收时间：2026-03-02 08:10\n内容：{WHOLE_LOT}"
    box.email(compose(SALESPERSON, box.address, "客户传真", order))
    found = newest(box)
    assert (found["channel"], found["introduced_by"], found["department"]) == ("fax", SALESPERSON, "生产部")
    assert (due(box, "remedy"), found["number"] in last(box, SALESPERSON).subject) == ("2026-03-02T12:10", True)


@pytest.mark.clause("MF-01")
def test_what_no_rule_can_place_the_sales_desk_places_within_the_hour(box: Sandbox) -> None:
    complain(box, "东西不行，麻烦看一下", sender=BUYER)
    assert to(box, box.desk, "请判定并分派")
    ladder(
        box,
        ("2026-03-02T09:44", box.desk, "提醒：判定并转办", 0), ("2026-03-02T09:45", box.desk, "提醒：判定并转办", 1),
        ("2026-03-02T09:59", box.desk, "催办：判定并转办", 0), ("2026-03-02T10:01", box.desk, "催办：判定并转办", 1),
        ("2026-03-02T10:29", DESK_HEAD, "逾期", 0), ("2026-03-02T10:31", DESK_HEAD, "逾期", 1),
    )  # fmt: skip
    receipt = says(box, box.desk, "#转办 生产部\n类别：外观尺寸不良", about="请判定")
    assert ("已转办：生产部" in receipt.text, newest(box)["category"]) == (True, "appearance")


@pytest.mark.clause("MF-02")
def test_the_photo_travels_to_quality_assurance_with_the_case(box: Sandbox) -> None:
    photo = [("不良品.jpg", "image/jpeg", b"\xff\xd8\xff\xe0" + b"1" * 400)]
    box.email(compose(BUYER, box.address, "端子", WHOLE_LOT, attachments=photo))
    for word in ("供您知悉", "请协助办理"):
        assert "不良品.jpg" in last(box, ENGINEER, word).text
    assert "客户提供了样品、照片或投诉单" in last(box, ENGINEER, "供您知悉").text
    assert not [m for m in to(box, BUYER, "补充一点情况") if "不良品照片" in m.text]  # not asked for what came


# -- limits --------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("MF-03")
def test_a_batch_defect_is_remedied_in_four_hours_or_head_and_general_manager_hear(box: Sandbox) -> None:
    got_complaint(box, WHOLE_LOT)
    assert (due(box, "remedy"), "2026年3月2日（周一）13:00" in last(box, PRODUCTION, "紧急补救").text) == (
        "2026-03-02T13:00", True,
    )  # fmt: skip
    ladder(
        box,
        ("2026-03-02T11:59", PRODUCTION, "提醒：紧急补救", 0), ("2026-03-02T12:01", PRODUCTION, "提醒：紧急补救", 1),
        ("2026-03-02T12:59", PRODUCTION, "催办：紧急补救", 0), ("2026-03-02T12:59", PRODUCTION_HEAD, "紧急补救", 0),
        ("2026-03-02T13:01", PRODUCTION, "催办：紧急补救", 1), ("2026-03-02T13:01", PRODUCTION_HEAD, "紧急补救", 1),
        ("2026-03-02T13:59", GENERAL_MANAGER, "紧急补救", 0), ("2026-03-02T14:01", GENERAL_MANAGER, "紧急补救", 1),
    )  # fmt: skip
    assert {"+8613800003103", "+8613800003005", "+8613800003001"} <= {t.to for t in box.texts}


@pytest.mark.clause("MF-03")
@pytest.mark.parametrize(
    ("now", "words", "limit"),
    [
        ("2026-03-07T22:30", WHOLE_LOT, "2026-03-08T02:30"),  # a Saturday night: the calendar's hours
        ("2026-02-17T03:00", DEAD, "2026-02-17T07:00"),  # Spring Festival
        ("2026-03-02T09:00", "端子氧化，再这样我们就换供应商。", "2026-03-02T13:00"),
    ],
)
def test_four_hours_run_day_and_night_for_batch_performance_and_strong_words(now: str, words: str, limit: str) -> None:
    with Sandbox(policy="manufacturing-8d", now=f"{now}+08:00") as box:
        complain(box, words, sender=BUYER)
        assert due(box, "remedy") == limit
        complain(box, "外壳上有刮痕。", sender="other@lianchuang.example")
        assert "remedy" not in newest(box)["deadlines"]


@pytest.mark.clause("MF-03")
def test_a_remedy_at_the_due_minute_is_in_time_and_the_sales_desk_hears(box: Sandbox) -> None:
    got_complaint(box, WHOLE_LOT)
    box.wind(to="2026-03-02T13:00+08:00")
    says(box, PRODUCTION, "#填报\n紧急补救措施：换货二百只，今晚发出", about="紧急补救")
    assert newest(box)["deadlines"]["remedy"]["met"] == "2026-03-02T13:00:00+08:00"
    assert "紧急补救措施已采取" in last(box, box.desk, "供您知悉").text
    box.wind(hours=2)
    assert not to(box, PRODUCTION_HEAD, "紧急补救")


@pytest.mark.clause("MF-04")
def test_what_is_not_urgent_has_a_first_reply_in_one_working_day_and_a_written_one_in_three(box: Sandbox) -> None:
    complain(box, TOO_WIDE, sender=BUYER)
    assert (due(box, "first_reply"), due(box, "written_reply")) == ("2026-03-03T17:30", "2026-03-05T17:30")
    assert "最迟答复：2026年3月5日（周四）17:30" in last(box, BUYER, "已收到").text
    ladder(
        box,
        ("2026-03-03T15:29", PRODUCTION, "提醒：初步回复", 0), ("2026-03-03T15:31", PRODUCTION, "提醒：初步回复", 1),
        ("2026-03-03T17:29", PRODUCTION, "催办：初步回复", 0), ("2026-03-03T17:31", PRODUCTION, "催办：初步回复", 1),
        ("2026-03-05T17:29", PRODUCTION, "催办：书面回复", 0), ("2026-03-05T17:29", BUYER, "进展", 0),
        ("2026-03-05T17:31", PRODUCTION, "催办：书面回复", 1), ("2026-03-05T17:31", BUYER, "进展", 1),
        ("2026-03-06T10:29", PRODUCTION_HEAD, "书面回复", 0), ("2026-03-06T10:31", PRODUCTION_HEAD, "书面回复", 1),
        ("2026-03-06T17:30", GENERAL_MANAGER, "2 项时限", 0), ("2026-03-06T17:32", GENERAL_MANAGER, "2 项时限", 1),
    )  # fmt: skip
    assert "书面回复" in last(box, GENERAL_MANAGER, "2 项时限").text


@pytest.mark.clause("MF-04")
@pytest.mark.parametrize(
    ("now", "first", "written"),
    [
        ("2026-03-06T16:00", "2026-03-09T17:30", "2026-03-11T17:30"),  # over a weekend
        ("2026-02-13T10:00", "2026-02-14T17:30", "2026-02-25T17:30"),  # a make-up Saturday, then Spring Festival
    ],
)
def test_working_days_leave_out_weekends_and_holidays(now: str, first: str, written: str) -> None:
    with Sandbox(policy="manufacturing-8d", now=f"{now}+08:00") as box:
        complain(box, TOO_WIDE, sender=BUYER)
        assert (due(box, "first_reply"), due(box, "written_reply")) == (first, written)
        box.wind(minutes=5)
        says(box, PRODUCTION, "#告知客户 已安排检验，结果出来即告诉您。", about="请办理")
        assert newest(box)["deadlines"]["first_reply"]["met"]
        assert "已安排检验" in last(box, BUYER).text


@pytest.mark.clause("MF-05")
def test_the_notice_of_the_cause_is_answered_to_the_customer_in_three_working_days(box: Sandbox) -> None:
    got_complaint(box, TOO_WIDE)
    box.wind(to="2026-03-03T10:00+08:00")
    says(box, ENGINEER, OURS, about="不良原因通知书")
    assert due(box, "cause_answered") == "2026-03-06T17:30"
    word = "不良原因通知书回复客户"
    ladder(
        box,
        ("2026-03-06T13:29", PRODUCTION, f"提醒：{word}", 0), ("2026-03-06T13:31", PRODUCTION, f"提醒：{word}", 1),
        ("2026-03-06T17:29", ENGINEER, f"催办：{word}", 0), ("2026-03-06T17:31", ENGINEER, f"催办：{word}", 1),
        ("2026-03-09T17:29", PRODUCTION_HEAD, word, 0), ("2026-03-09T17:31", PRODUCTION_HEAD, word, 1),
    )  # fmt: skip


# -- the report, its review, its number ----------------------------------------------------------------------------------


@pytest.mark.clause("MF-06", "MF-07", "MF-16")
def test_the_team_fills_in_the_report_the_engineer_reviews_it_and_the_customer_has_it_numbered(box: Sandbox) -> None:
    got_complaint(box, TOO_WIDE)
    says(box, ENGINEER, OURS, about="不良原因通知书")
    box.wind(minutes=2)
    refused = says(box, PRODUCTION, f"#结果 报告如下。\n{IMPACT}\nD4 根本原因：磨损", about="请办理：客诉")
    assert "本公司责任的，须由8D小组填完 D1–D8" in refused.text
    assert "D5 永久对策、D6 实施与验证、D7 预防再发、D8 小组表彰" in refused.text
    says(box, ENGINEER, TEAM, about="8D立项")
    says(box, ENGINEER, "#填报\nD6 实施与验证：三批合格", about="对策实施与验证")
    says(
        box,
        PRODUCTION,
        "#结果 报告如下。\nD5 永久对策：换镶件\nD7 预防再发：点检\nD8 小组表彰：表扬",
        about="请办理：客诉",
    )
    asked = last(box, ENGINEER, "请审批：原因和对策的评审")
    assert "8D报告编号：8D20260302001" in asked.text
    says(box, ENGINEER, "退回，没有说清为什么磨损，请重新分析", about="请审批")
    assert "没有说清为什么磨损" in last(box, PRODUCTION, "尚未发出").text
    assert not to(box, BUYER, "答复")
    says(box, PRODUCTION, "#结果 报告如下。\nD4 根本原因：热处理硬度不足", about="尚未发出")
    says(box, ENGINEER, "同意", about="请审批")
    letter = last(box, BUYER, "答复").text
    for line in ("8D报告编号：8D20260302001", "不良原因：模具磨损", "D1 小组成员：许岩、陆鸣", "D2 问题描述：宽出0.12",
                 "D3 临时遏制：库存全检", "D4 根本原因：热处理硬度不足", "D5 永久对策：换镶件", "D6 实施与验证：三批合格",
                 "D7 预防再发：点检", "D8 小组表彰：表扬"):  # fmt: skip
        assert line in letter
    assert "库存三百只" not in letter  # the impact stays inside


@pytest.mark.clause("MF-07")
def test_the_review_has_four_working_hours_and_then_climbs(box: Sandbox) -> None:
    got_complaint(box, DEAD)
    says(box, ENGINEER, CUSTOMERS, about="不良原因通知书")
    says(box, ENGINEERING, f"#结果 如下。\n{IMPACT}\n与客户协商的方案：各担一半", about="请办理：客诉")
    word = "催办：审批（原因和对策的评审）"
    ladder(box, ("2026-03-02T14:01", ENGINEER, word, 0), ("2026-03-02T14:03", ENGINEER, word, 1))


@pytest.mark.clause("MF-08")
def test_impact_is_named_in_depth_and_breadth_and_a_suppliers_fault_costs_the_supplier(box: Sandbox) -> None:
    got_complaint(box, DEAD)
    says(box, ENGINEER, SUPPLIERS, about="不良原因通知书")
    assert "供应商来料责任" in last(box, SUPPLIER_QUALITY, "供您知悉").text
    refused = says(box, ENGINEERING, "#结果 如下。\nD3 临时遏制：换货\nD5 永久对策：换供应商", about="请办理：客诉")
    assert "缺少：影响深度、影响广度" in refused.text
    says(box, ENGINEERING, f"#结果\n{IMPACT}", about="请办理：客诉")
    says(box, ENGINEER, "同意", about="请审批")
    assert "D5 永久对策：换供应商" in last(box, BUYER, "答复").text
    box.wind(minutes=2)
    assert "最迟 3月9日（周一）17:30" in last(box, SUPPLIER_QUALITY, "费用转嫁").subject
    says(box, SUPPLIER_QUALITY, "#填报\n供应商：华容电子\n转嫁费用（元）：52000", about="费用转嫁")
    assert newest(box)["fields"]["cost"] == "52000"


@pytest.mark.clause("MF-09")
def test_returned_goods_are_followed_on_one_slip_from_request_to_exchange(box: Sandbox) -> None:
    got_complaint(box, "尺寸不对，装不进去，要退货。")
    for who, about, lines, limit in [
        (box.desk, "退货申请与取回", "退货申请：五百只\n取回日期：2026-03-04", "3月4日（周三）17:30"),
        (WAREHOUSE, "退货点收入库", "点收数量：498", "3月3日（周二）17:30"),
        (ENGINEER, "退货检验与处置", "检验结果：超差120\n处置方式：返工", "3月4日（周三）17:30"),
        (PRODUCTION_HEAD, "退货返工", "返工结果：合格378", "3月9日（周一）17:30"),
        (box.desk, "换货或冲账", "换货或冲账：换货\n单据号：HH-77", "3月5日（周四）17:30"),
    ]:
        assert limit in last(box, who, about).subject
        says(box, who, f"#填报\n{lines}", about=about)
        box.wind(minutes=2)
    fields = newest(box)["fields"]
    assert {key: fields[key] for key in ("return_slip", "counted", "disposition", "settled_by")} == {
        "return_slip": "RT20260302001", "counted": "498", "disposition": "rework", "settled_by": "exchange",
    }  # fmt: skip


@pytest.mark.clause("MF-10")
def test_a_cause_on_the_customers_side_is_settled_with_them_and_recorded_so(box: Sandbox) -> None:
    got_complaint(box, DEAD)
    says(box, ENGINEER, CUSTOMERS, about="不良原因通知书")
    refused = says(box, ENGINEERING, f"#结果 已查明。\n{IMPACT}", about="请办理：客诉")
    assert "客户端原因的，须与客户协商出解决方案" in refused.text
    says(box, ENGINEERING, "#结果\n与客户协商的方案：我们提供接线图", about="请办理：客诉")
    says(box, ENGINEER, "同意", about="请审批")
    assert "与客户协商的方案：我们提供接线图" in last(box, BUYER, "答复").text
    assert newest(box)["fields"]["fault_of"] == "customer_side"
