"""The machinery maker's procedure, clause by clause: the slip and its limits, delays, dissatisfaction up to the president, what stays for later."""

from collections.abc import Iterator
from typing import Any

import pytest

from sandbox import Sandbox
from sandbox.staff import compose
from tests.stories.acts import complain, last, newest, says, to

MONDAY = "2026-03-02T09:00+08:00"
OWNER = "yang.gang@farm.example"


def at(name: str) -> str:
    return f"{name}@yuechuan.example"


PARTS, PARTS_HEAD, REPAIR, REPAIR_HEAD = at("zou.li"), at("hu.jianguo"), at("peng.lei"), at("deng.yong")
BILLING, BILLING_HEAD, SERVICE_VP = at("cao.min"), at("zeng.qi"), at("lei.zhen")
DESK_HEAD, PRESIDENT = at("meng.jing"), at("tan.guodong")
NO_VALVE = "主阀说没库存，要等二十天"
AGAIN = "修了两回都没修好，同一个毛病"
TWICE = "出差费收了两遍，多收的退我"
ANSWER = "#结果 已上门处理。\n是否有理投诉：是\n原因：油封装反\n处理措施：重新装配并试机两小时"


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(policy="construction-machinery", now=MONDAY) as opened:
        yield opened


def came(box: Sandbox, text: str, sender: str = OWNER) -> dict[str, Any]:
    """The complaint is there, and the mails that ask for tasks are out."""
    complain(box, text, sender=sender, subject="设备的事")
    box.wind(minutes=2)
    return newest(box)


def due(box: Sandbox, clock: str) -> str:
    return str(newest(box)["deadlines"][clock]["due"])[:16]


def counted(box: Sandbox, moment: str, *expected: tuple[str, str, int]) -> None:
    """How many mails with that word somebody has by that minute."""
    box.wind(to=f"{moment}+08:00")
    assert [(who, word, len(to(box, who, word))) for who, word, _ in expected] == list(expected), moment


def visited(box: Sandbox, verdict: int, words: str) -> str:
    """The answer has left, and the service centre's follow-up call brings this home."""
    box.wind(hours=2, minutes=15)
    order = f"#回访\n经办人：孟静\n是否联系上：是\n满意度：{verdict}\n客户意见：{words}"
    return says(box, box.desk, order, about="请回访客户").text


@pytest.mark.clause("CM-05", "CM-06", "CM-10")
def test_a_minor_one_has_three_hours_from_the_slip_by_night_too_which_slip_and_customer_read() -> None:
    with Sandbox(policy="construction-machinery", now="2026-03-07T22:30+08:00") as box:  # a Saturday night
        found = came(box, NO_VALVE)
        assert (found["severity"], due(box, "handle")) == ("minor", "2026-03-08T01:30")
        slip = last(box, PARTS, "请办理：设备的事").text
        for line in ("最迟时间：2026年3月8日（周日）01:30", "主阀说没库存，要等二十天", "接收时间：2026年3月7日（周六）22:30",
                     "投诉要求：供应或更换配件", "投诉来源：主动投诉", OWNER):  # fmt: skip
            assert line in slip
        assert "最迟答复：2026年3月8日（周日）01:30" in last(box, OWNER, "已收到").text
        counted(box, "2026-03-08T00:29", (PARTS, "提醒：处理时限", 0))
        counted(box, "2026-03-08T00:31", (PARTS, "提醒：处理时限", 1))
        counted(box, "2026-03-08T01:29", (PARTS, "催办：处理时限", 0), (OWNER, "进展", 0), (PARTS_HEAD, "处理时限", 0))
        counted(box, "2026-03-08T01:31", (PARTS, "催办：处理时限", 1), (OWNER, "进展", 1), (PARTS_HEAD, "处理时限", 1))
        counted(box, "2026-03-08T03:29", (SERVICE_VP, "处理时限", 0))
        counted(box, "2026-03-08T03:31", (SERVICE_VP, "处理时限", 1))
        assert "2026年3月9日（周一）01:30" in last(box, OWNER, "进展").text  # GN-01: and at that time they hear again
        counted(box, "2026-03-09T01:29", (OWNER, "进展", 1))
        counted(box, "2026-03-09T01:30", (OWNER, "进展", 2))


@pytest.mark.clause("CM-06", "CM-02")
@pytest.mark.parametrize(
    ("words", "limit"), [(AGAIN, "2026-03-03T09:00"), ("保修期内凭什么还收我1800的工时费", "2026-03-04T09:00")]
)
def test_a_general_one_has_twenty_four_hours_and_a_major_one_forty_eight(box: Sandbox, words: str, limit: str) -> None:
    complain(box, words, sender=OWNER)
    assert due(box, "handle") == limit
    assert bool(to(box, SERVICE_VP, "供您知悉")) == (limit == "2026-03-04T09:00")


@pytest.mark.clause("CM-10")
def test_the_hours_run_from_the_slip_which_the_service_centre_issues_within_thirty_minutes(box: Sandbox) -> None:
    complain(box, "你们公司太差劲了", sender=OWNER)
    counted(box, "2026-03-02T09:29", (box.desk, "催办：确定责任部门", 0))
    counted(box, "2026-03-02T09:31", (box.desk, "催办：确定责任部门", 1))
    says(box, box.desk, "#转办 技术服务部\n类别：维修质量\n投诉要求：修好设备\n经办人：孟静", about="催办")
    assert (newest(box)["department"], due(box, "handle")) == ("技术服务部", "2026-03-03T09:31")


@pytest.mark.clause("CM-01")
def test_what_a_return_visit_found_is_told_apart_and_what_is_not_justified_is_explained(box: Sandbox) -> None:
    order = "#登记\n姓名：杨刚\n电话：13900002222\n渠道：电话\n投诉来源：回访投诉\n内容：大臂焊缝裂了条缝，要求修好"
    box.email(compose(box.desk, box.address, "服务回访", order))
    box.wind(minutes=2)
    assert newest(box)["fields"]["origin"] == "by_visit"
    says(box, box.desk, "#填报\n经办人：孟静\n是否有理投诉：否\n无理的情形：操作或保养不当", about="核实是否有理")
    assert (newest(box)["valid"], due(box, "explain")) == (False, "2026-03-03T09:00")
    assert "由客服中心向客户说明" in last(box, at("qin.feng"), "供您知悉").text
    refused = says(box, at("qin.feng"), "#无效 客户自己撞的", about="请办理")
    assert "客户服务中心" in refused.text
    explained = "#无效 经检测，裂缝由超载起吊引起，不属于质量问题。\n经办人：杨柳"
    assert "已送审批：孟静" in says(box, box.desk, explained, about="核实是否有理").text
    says(box, DESK_HEAD, "同意", about="请审批")
    assert newest(box)["status"] == "closed"


@pytest.mark.clause("CM-01")
def test_a_department_that_finds_it_not_justified_answers_when_the_centres_head_agrees(box: Sandbox) -> None:
    came(box, AGAIN)
    says(
        box,
        REPAIR,
        "#结果 故障由加注劣质燃油引起。\n是否有理投诉：否\n无理的情形：操作或保养不当\n原因：燃油含水\n处理措施：清洗油路",
        about="请办理",
    )
    assert "无理投诉的认定" in last(box, DESK_HEAD, "请审批").text
    assert not to(box, OWNER, "答复")
    says(box, DESK_HEAD, "同意", about="请审批")
    box.wind(minutes=11)
    assert "清洗油路" in last(box, OWNER, "答复").text


@pytest.mark.clause("CM-07")
def test_a_delay_from_outside_is_told_to_the_customer_before_the_limit(box: Sandbox) -> None:
    came(box, AGAIN)
    box.wind(to="2026-03-03T08:02+08:00")
    assert "请在到期前用 #延期" in last(box, REPAIR, "提醒：处理时限").text
    refused = says(box, REPAIR, "#延期 2026-03-04 12:00 配件还在路上", about="提醒：处理时限").text
    assert ("只有客观因素才能延时" in refused, "客观因素*：" in refused) == (True, True)
    says(box, REPAIR, "#延期 2026-03-04 12:00 配件还在路上\n客观因素：配件在途", about="提醒：处理时限")
    says(box, REPAIR_HEAD, "同意", about="延")
    told = last(box, OWNER).text
    for words in ("2026年3月3日（周二）09:00", "2026年3月4日（周三）12:00", "配件还在路上"):
        assert words in told
    assert due(box, "handle") == "2026-03-04T12:00"


@pytest.mark.clause("CM-07")
def test_where_the_department_tells_nobody_its_head_hears_and_the_customer_ten_minutes_before(box: Sandbox) -> None:
    came(box, NO_VALVE)
    says(box, PARTS, "#备注 高速封路\n客观因素：天气或道路", about="请办理")
    counted(box, "2026-03-02T11:29", (PARTS_HEAD, "到期前告知客户", 0))
    counted(box, "2026-03-02T11:31", (PARTS_HEAD, "到期前告知客户", 1))
    counted(box, "2026-03-02T11:49", (OWNER, "可能不能按时办结", 0))
    counted(box, "2026-03-02T11:51", (OWNER, "可能不能按时办结", 1))
    assert "2026年3月2日（周一）12:00" in last(box, OWNER, "可能不能").text
    counted(box, "2026-03-02T11:59", (OWNER, "进展", 0))
    counted(box, "2026-03-02T12:00", (OWNER, "进展", 1))


@pytest.mark.clause("CM-03", "CM-08", "CM-09", "GN-02")
def test_twice_dissatisfied_at_the_return_visit_leads_to_a_new_slip_and_then_to_the_president(box: Sandbox) -> None:
    came(box, AGAIN)
    says(box, REPAIR, ANSWER, about="请办理")
    assert "已记录" in last(box, REPAIR).subject
    visited(box, 1, "还是漏油")
    again = newest(box)
    slip = last(box, REPAIR, "请办理：设备的事").text
    assert (again["round"], again["stage"], "repeat" in again["flags"]) == (2, "first", True)
    assert ("还是漏油" in slip, "立即联系处理，最迟 2026年3月2日（周一）12:17" in slip) == (True, True)
    assert "重复投诉" in last(box, REPAIR_HEAD, "供您知悉").text
    assert "我们已经重新办理" in last(box, OWNER, "重新办理").text
    counted(box, "2026-03-02T12:16", (REPAIR, "催办：客户不满意", 0))
    counted(box, "2026-03-02T12:18", (REPAIR, "催办：客户不满意", 1), (REPAIR_HEAD, "客户不满意", 1))
    says(box, REPAIR, ANSWER.replace("油封装反", "轴已磨损"), about="请办理：设备的事")
    visited(box, 2, "换了轴还是漏")
    assert (newest(box)["stage"], due(box, "president_answer")[:10]) == ("by_president", "2026-03-04")
    lacking = says(box, REPAIR, ANSWER.replace("油封装反", "壳体变形"), about="请办理：设备的事")
    assert "部门意见" in lacking.text
    says(box, REPAIR, "#结果\n部门意见：建议更换总成", about="请办理：设备的事")
    asked = last(box, PRESIDENT, "请审批").text
    assert ("部门意见：建议更换总成" in asked, "壳体变形" in asked) == (True, True)
    says(box, PRESIDENT, "退回，免费换新总成，三天内完成，并登门致歉", about="请审批")
    assert "免费换新总成，三天内完成" in last(box, REPAIR, "尚未发出").text
    assert not [m for m in to(box, OWNER, "答复") if "总成" in m.text]
    order = "#结果 总成三天内换新，我们登门致歉。\n是否有理投诉：是\n原因：壳体变形\n处理措施：更换总成\n部门意见：按批示办理\n退费或补偿（元）：无"
    says(box, REPAIR, order, about="尚未发出")
    says(box, PRESIDENT, "同意", about="请审批")
    box.wind(minutes=11)
    final = last(box, OWNER, "答复").text
    assert ("总成三天内换新" in final, "最终答复" in final, "12315" in final, "部门意见" in final) == (
        True,
        True,
        True,
        False,
    )
    visited(box, 3, "可以")
    assert newest(box)["status"] == "closed"
    box.wind(minutes=2)
    says(
        box,
        REPAIR,
        "#填报\n经验教训：装配无扭矩记录\n预防措施：装配记录拍照存档\n列入规划：增设县级配件库",
        about="经验教训",
    )
    fields = newest(box)["fields"]
    assert (fields["prevention"], fields["planned"]) == ("装配记录拍照存档", "增设县级配件库")


@pytest.mark.clause("CM-03")
def test_who_comes_again_after_a_late_answer_is_a_repeat_complaint(box: Sandbox) -> None:
    came(box, NO_VALVE)
    box.wind(to="2026-03-02T12:30+08:00")
    says(box, PARTS, "#结果 阀已发出。\n是否有理投诉：是\n原因：缺货\n处理措施：从外库调阀", about="请办理")
    box.wind(hours=1)
    came(box, "发过来的斗齿型号不对，装不上")
    assert "repeat" in newest(box)["flags"]
    assert "重复投诉" in last(box, PARTS_HEAD, "供您知悉").text
    came(box, "发过来的斗齿型号不对，装不上", sender="other@farm.example")
    assert "repeat" not in newest(box)["flags"]


@pytest.mark.clause("CM-02", "GN-03")
def test_money_is_agreed_to_by_head_and_vice_president_and_what_is_promised_is_kept(box: Sandbox) -> None:
    came(box, TWICE)
    order = "#结果 重复收取的出差费退还给您。\n是否有理投诉：是\n原因：系统重复计费\n处理措施：退费并停用旧单据"
    assert "请写明金额报批" in says(box, BILLING, order, about="请办理").text
    says(box, BILLING, f"{order}\n退费或补偿（元）：5001\n承诺事项：退费到账\n承诺日期：2026-03-06", about="请办理")
    says(box, BILLING_HEAD, "同意", about="请审批")
    assert not to(box, OWNER, "答复")
    says(box, SERVICE_VP, "同意", about="请审批")
    box.wind(minutes=12)
    assert "承诺日期：2026年3月6日" in last(box, OWNER, "答复").text
    assert "最迟 3月6日（周五）17:30" in last(box, BILLING, "兑现承诺事项").subject


@pytest.mark.clause("CM-07")
def test_what_delayed_the_first_slip_is_no_excuse_for_the_next_one() -> None:
    with Sandbox(policy="construction-machinery", now=MONDAY) as box:
        came(box, NO_VALVE)
        says(box, PARTS, "#备注 高速封路\n客观因素：天气或道路", about="请办理")
        says(box, PARTS, "#结果 阀已发出。\n是否有理投诉：是\n原因：缺货\n处理措施：从外库调阀", about="请办理")
        visited(box, 1, "还没收到")
        assert (newest(box)["round"], "delay_told" in newest(box)["deadlines"]) == (2, False)
        limit = due(box, "handle")
        box.wind(to=f"{limit}+08:00")
        assert not to(box, OWNER, "可能不能按时办结")
        refused = says(box, PARTS, "#延期 2026-03-03 12:00 还在路上", about="处理时限").text
        assert "只有客观因素才能延时" in refused


@pytest.mark.clause("CM-07", "CM-09")
def test_while_the_president_decides_the_customer_hears_of_a_delay_before_the_forty_eight_hours(box: Sandbox) -> None:
    came(box, NO_VALVE)
    for words in ("阀已发出。", "阀已重发。"):
        says(box, PARTS, f"#结果 {words}\n是否有理投诉：是\n原因：缺货\n处理措施：调阀", about="请办理：设备的事")
        visited(box, 1, "还没收到")
    says(box, PARTS, "#备注 高速封路\n客观因素：天气或道路", about="请办理：设备的事")
    limit = due(box, "president_answer")
    assert (newest(box)["stage"], due(box, "president_delay_told")) == ("by_president", limit)
    counted(box, f"{limit[:11]}13:00", (OWNER, "可能不能按时办结", 0))
    box.wind(to=f"{limit}+08:00")
    assert limit[11:] > "13:00"
    assert len(to(box, OWNER, "可能不能按时办结")) == 1
