"""The insurance branch's procedure after the answer: proposals, checks, panels, reports and figures."""

import io
from collections.abc import Iterator
from typing import Any

import openpyxl
import pytest

from sandbox import Sandbox
from sandbox.staff import compose, reply
from tests.stories.acts import complain, last, newest, says, to
from tests.stories.test_insurance_branch import (
    ANSWER,
    CLAIMS,
    DIRECTOR,
    GM_OFFICE,
    HANDLER,
    HEAD,
    MONDAY,
    QUALITY,
    UNDERWRITING,
)

CONDUCT = "理赔部的人骂客户，保单号6688。"
PROPOSAL = "建议处理"
COMMITTEE = "chu.heng@akl-insurance.example"


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(policy="insurance-branch", now=MONDAY) as opened:
        yield opened


@pytest.fixture
def month_end() -> Iterator[Sandbox]:
    with Sandbox(policy="insurance-branch", now="2026-03-30T09:00+08:00") as opened:
        yield opened


def settled(box: Sandbox, text: str = CLAIMS, sender: str = "zhang.wei@qq.com", answer: str = ANSWER) -> dict[str, Any]:
    """A complaint that was answered, and closed after a follow-up call two hours later."""
    number = complain(box, text, sender=sender)["number"]
    if not newest(box)["handler"]:
        says(box, box.desk, "#转办 理赔部", about=number)
    says(box, HANDLER, answer, about=number)
    box.wind(hours=2, minutes=1)
    says(box, box.desk, "#回访\n是否联系上：是\n是否满意：满意", about=number)
    return next(c for c in box.complaints() if c["number"] == number)


# -- IB-11, IB-19: proposals, a person decides ---------------------------------------------------------------------------------


@pytest.mark.clause("IB-11")
def test_an_upheld_complaint_brings_a_proposal_of_1000_yuan_and_a_person_decides(box: Sandbox) -> None:
    found = settled(box)
    assert (found["status"], found["fields"]["fine"], found["fields"]["sanction"]) == ("closed", "1000", "罚款")
    box.wind(minutes=1)
    proposed = last(box, DIRECTOR, PROPOSAL)
    assert "处理决定" in proposed.text
    says(box, DIRECTOR, "#填报\n建议处罚金额（元，机构与负责人各）：500\n处理决定：从轻，各罚五百元", about=PROPOSAL)
    decided = newest(box)
    assert (decided["fields"]["fine"], decided["fields"]["decision"]) == ("500", "从轻，各罚五百元")
    assert "sanction_decided" in decided["moments"]


@pytest.mark.clause("IB-11")
def test_nobody_but_the_branch_head_decides(box: Sandbox) -> None:
    settled(box)
    box.wind(minutes=1)
    receipt = says(box, HANDLER, "#填报\n处理决定：不处罚")
    assert "sanction_decided" not in newest(box)["moments"]
    assert "没能办理" in receipt.text


@pytest.mark.clause("IB-11")
def test_that_a_sanction_is_proposed_nobody_reads_before_it_is_decided_but_who_decides(box: Sandbox) -> None:
    settled(box)
    box.wind(minutes=1)
    says(box, HEAD, "#专报", about="原因分析")
    assert last(box, DIRECTOR, PROPOSAL)
    assert [m.subject for m in box.mails if PROPOSAL in m.text and DIRECTOR not in m.to] == []
    says(box, DIRECTOR, "#填报\n处理决定：从轻，各罚五百元", about=PROPOSAL)
    says(box, HEAD, "#专报", about="原因分析")
    assert PROPOSAL in last(box, HEAD, "专题报告").text


@pytest.mark.clause("IB-11")
def test_the_third_upheld_complaint_of_a_year_brings_an_admonition(box: Sandbox) -> None:
    proposals = [settled(box, sender=f"customer{i}@qq.com")["fields"]["sanction"] for i in range(3)]
    assert proposals == ["罚款", "罚款", "诫勉"]


@pytest.mark.clause("IB-11")
def test_complaints_found_invalid_do_not_count_towards_the_three(box: Sandbox) -> None:
    for index in range(2):
        number = complain(box, CLAIMS, sender=f"invalid{index}@qq.com")["number"]
        says(box, HANDLER, "#无效 保单不是本公司的", about=number)
    assert settled(box)["fields"]["sanction"] == "罚款"


@pytest.mark.clause("IB-11")
@pytest.mark.parametrize("text", [CONDUCT, "理赔拖延，一直没结果，保单号6688。"])
def test_attitude_and_delay_are_zero_tolerance(box: Sandbox, text: str) -> None:
    found = settled(box, text)
    assert found["fields"]["sanction"].startswith("零容忍")
    assert "zero_tolerance" in found["flags"]


@pytest.mark.clause("IB-19")
def test_an_invalid_complaint_counts_with_its_own_points_which_are_fewer_than_those_of_an_upheld_one(
    month_end: Sandbox,
) -> None:
    box = month_end
    upheld = settled(box)
    complain(box, CLAIMS, sender="other@qq.com")
    says(box, HANDLER, "#无效 保单不是本公司的")
    invalid = newest(box)
    assert [c["fields"]["points"] for c in (upheld, invalid)] == ["3", "1"]
    assert ("fine" in upheld["fields"], "fine" in invalid["fields"]) == (True, False)
    box.wind(minutes=1)
    assert [c["number"] in "".join(m.subject for m in to(box, DIRECTOR, PROPOSAL)) for c in (upheld, invalid)] == [
        True,
        True,
    ]
    says(box, DIRECTOR, "#填报\n处理决定：照扣", about=upheld["number"])
    box.wind(to="2026-04-10T09:00+08:00")
    counted = last(box, DIRECTOR, "考核扣分").text
    assert all(c["number"] in counted for c in (upheld, invalid))
    assert "照扣" in counted
    assert not to(box, HEAD, "考核扣分")  # what is proposed is the branch head's to decide


# -- IB-16, IB-17, IB-18 ---------------------------------------------------------------------------------------------------------


@pytest.mark.clause("IB-18")
def test_every_closed_case_is_checked_by_the_centre(box: Sandbox) -> None:
    settled(box)
    box.wind(minutes=1)
    assert "答复恰当" in last(box, QUALITY, "质检").text
    box.wind(to="2026-03-09T17:30+08:00")
    assert not to(box, QUALITY, "催办")
    box.wind(to="2026-03-09T17:31+08:00")
    assert len(to(box, QUALITY, "催办：投诉处理质检")) == 1
    says(box, QUALITY, "#填报\n登记完整：是\n联系及时：是\n答复恰当：否\n意见：措辞生硬", about="质检")
    assert (newest(box)["fields"]["answer_sound"], "checked" in newest(box)["moments"]) == ("否", True)


@pytest.mark.clause("IB-18")
def test_an_invalid_one_is_checked_too(box: Sandbox) -> None:
    complain(box, CLAIMS)
    says(box, HANDLER, "#无效 保单不是本公司的")
    box.wind(minutes=1)
    assert len(to(box, QUALITY, "质检")) == 1


@pytest.mark.clause("IB-17")
def test_a_panel_is_asked_each_for_an_opinion_and_one_owner_decides(box: Sandbox) -> None:
    complain(box, CLAIMS + "准备起诉")
    says(box, HANDLER, "#联办 承保部 请看承保条件\n#联办 销售管理部 请看销售过程\n#备注\n是否成立工作组：是")
    box.wind(minutes=1)
    members = (UNDERWRITING, "hou.lan@akl-insurance.example")
    assert [len(to(box, member, "工作组意见")) for member in members] == [1, 1]
    assert newest(box)["handler"] == HANDLER
    says(box, members[0], "#填报\n意见：应赔", about="工作组意见")
    assert "panel" not in newest(box)["moments"]
    says(box, members[1], "#填报\n意见：销售无误导", about="工作组意见")
    assert "panel" in newest(box)["moments"]
    assert [t["form"]["opinion"] for t in newest(box)["tasks"] if t["name"] == "panel"] == ["应赔", "销售无误导"]
    says(box, HANDLER, ANSWER, about="请办理：投诉")
    assert newest(box)["status"] == "answered"


@pytest.mark.clause("IB-17")
def test_a_general_case_gets_no_panel(box: Sandbox) -> None:
    complain(box, CLAIMS)
    says(box, HANDLER, "#联办 承保部 请看承保条件\n#备注\n是否成立工作组：是")
    box.wind(minutes=1)
    assert not to(box, UNDERWRITING, "工作组意见")


@pytest.mark.clause("IB-16")
def test_units_answer_the_monthly_analysis_with_their_measures_and_the_next_one_tells_who_has(
    month_end: Sandbox,
) -> None:
    box = month_end
    settled(box)
    settled(box, sender="second@qq.com")
    box.wind(minutes=1)
    first, second = (c["number"] for c in box.complaints())
    box.wind(to="2026-04-14T17:30+08:00")
    assert not to(box, HEAD, "催办：原因分析")
    box.wind(to="2026-04-14T17:32+08:00")  # a minute later, for it looks for company to the same person
    assert to(box, HEAD, "催办")
    box.wind(to="2026-04-15T09:00+08:00")
    assert "定损系数用错 | 2" in last(box, HEAD, "投诉原因分析").text
    asked = next(mail for mail in to(box, HEAD, "请办理：原因分析") if first in mail.subject)
    box.email(reply(asked, "#填报\n整改方案：每月抽查系数\n是否已落实：是\n落实情况：已查三月", sender=HEAD))
    box.wind(to="2026-05-15T09:00+08:00")
    for who in (HEAD, box.desk):  # the centre tracks what its units have answered
        tracked = last(box, who, "投诉原因分析").text.splitlines()
        lines = {number: next(line for line in tracked if number in line) for number in (first, second)}
        assert [part in lines[first] for part in ("每月抽查系数", "已落实", "已查三月")] == [True] * 3
        assert ("每月抽查系数" in lines[second], "未填报" in lines[second]) == (False, True)


# -- IB-10, IB-12, IB-15: reports ---------------------------------------------------------------------------------------------------


@pytest.mark.clause("IB-10")
def test_by_the_tenth_last_months_closed_records_and_an_analysis_are_sent(month_end: Sandbox) -> None:
    box = month_end
    closed = settled(box)["number"]
    running = complain(box, CLAIMS, sender="open@qq.com")["number"]
    box.wind(to="2026-04-10T08:59+08:00")
    assert not to(box, box.desk, "上月结案")
    box.wind(to="2026-04-10T09:00+08:00")
    for who in (HEAD, box.desk):
        sent = last(box, who, "上月结案")
        assert (closed in sent.text, running in sent.text, len(sent.attachments)) == (True, False, 1)


@pytest.mark.clause("IB-12")
def test_complaints_are_told_per_100_million_yuan_and_per_100_million_policies(month_end: Sandbox) -> None:
    box = month_end
    for index in range(3):
        complain(box, CLAIMS, sender=f"customer{index}@qq.com")
    box.wind(to="2026-04-08T10:00+08:00")
    assert "未提供" in last(box, box.desk, "亿元保费").text  # the draft asks for the figures
    box.email(compose(box.desk, box.address, "数据", "#数据 2026-03\n保费收入（元）：1.5亿\n保单件数：400000"))
    assert "2026-03" in last(box, box.desk, "已记录").text
    box.wind(to="2026-04-10T09:00+08:00")
    told = last(box, GM_OFFICE, "亿元保费").text
    assert "2.00" in told  # 3 complaints, 150 million yuan
    assert "750.00" in told  # 3 complaints, 400,000 policies


@pytest.mark.clause("IB-12")
def test_only_the_centre_tells_figures(box: Sandbox) -> None:
    box.email(compose(HANDLER, box.address, "数据", "#数据 2026-03\n保费收入（元）：1"))
    assert "没能办理" in last(box, HANDLER).text


@pytest.mark.clause("IB-15")
def test_the_yearly_self_inspection_tells_the_committee_how_many_what_became_of_each_and_what_was_improved() -> None:
    with Sandbox(policy="insurance-branch", now="2026-12-28T09:00+08:00") as box:
        number = settled(box)["number"]
        complain(box, CLAIMS, sender="other@qq.com")
        says(box, HANDLER, "#无效 保单不是本公司的")
        invalid = newest(box)["number"]
        box.wind(minutes=1)
        says(box, HEAD, "#填报\n整改方案：每月抽查系数\n是否已落实：是", about="原因分析")
        box.wind(to="2027-01-29T08:59+08:00")
        assert not to(box, COMMITTEE, "自查")
        box.wind(to="2027-01-29T09:00+08:00")  # the last working day up to the 31st, a Sunday
        figures, (cases,) = (
            last(box, COMMITTEE, "总量"),
            [m for m in to(box, COMMITTEE, "自查") if "总量" not in m.subject],
        )
        assert "受理投诉件数 | 2 |" in figures.text
        for needed in (number, "补赔差额", invalid, "保单不是本公司的", "每月抽查系数"):
            assert needed in cases.text, needed
        (attached,) = cases.attachments
        book = openpyxl.load_workbook(io.BytesIO(attached.content))
        told = " ".join(
            str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell
        )
        assert "处置过程" in told
        assert "#结果" in told or "处理结果" in told
        assert to(box, DIRECTOR, "自查")
