"""The insurance branch's procedure, clause by clause, through the sandbox: grades, minutes, receipts, reports of majors."""

from collections.abc import Iterator
from typing import Any

import pytest

from sandbox import Sandbox
from tests.stories.acts import CUSTOMER, complain, last, newest, says, to
from tests.stories.letters import letter

MONDAY = "2026-03-02T09:00+08:00"
CLAIMS = "理赔金额算少了，保单号6688。"
HANDLER, HEAD, LEADER = (
    "shao.li@akl-insurance.example",
    "nie.bin@akl-insurance.example",
    "lei.chunhua@akl-insurance.example",
)
DESK_HEAD, DIRECTOR = (
    "qin.yue@akl-insurance.example",
    "bai.zongming@akl-insurance.example",
)  # the director heads the branch
GM_OFFICE, LEGAL, QUALITY = (
    "gu.cheng@akl-insurance.example",
    "su.wen@akl-insurance.example",
    "mo.ran@akl-insurance.example",
)
UNDERWRITING = "tao.yi@akl-insurance.example"
ANSWER = "#结果\n原因：定损系数用错\n处理措施：补赔差额"
HARD_TO_PLACE = "你们公司不行，请给个说法。"


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(policy="insurance-branch", now=MONDAY) as opened:
        yield opened


def case(box: Sandbox, number: str) -> dict[str, Any]:
    return next(c for c in box.complaints() if c["number"] == number)


def due(box: Sandbox, clock: str) -> str:
    return str(newest(box)["deadlines"][clock]["due"]).removesuffix(":00+08:00")


def counted(box: Sandbox, moment: str, who: str, word: str) -> int:
    """How many mails with that word that person has by then."""
    box.wind(to=f"{moment}+08:00")
    return len(to(box, who, word))


# -- IB-01, IB-13, IB-14: who ---------------------------------------------------------------------------------------------


FORWARDED = """客户发到我这儿了，转给你们。

-----原始邮件-----
发件人: 孙先生 <sun@qq.com>
发送时间: 2026年3月2日 8:40
收件人: {who}
主题: 理赔

理赔太慢了，保单号6688。
"""
CALL = "#登记\n姓名：孙先生\n电话：13900001111\n接收时间：2026-03-02 08:50\n内容：理赔太慢了"


@pytest.mark.clause("IB-01")
@pytest.mark.parametrize(
    ("who", "subject", "words", "customer"),
    [
        (UNDERWRITING, "客户来电", CALL, "+8613900001111"),
        (UNDERWRITING, "Fwd: 理赔", FORWARDED, "sun@qq.com"),
        (GM_OFFICE, "Fwd: 理赔", FORWARDED, "sun@qq.com"),  # a part in no department's work
        (QUALITY, "客户来电", CALL, "+8613900001111"),
    ],
)
def test_any_employee_may_hand_a_complaint_in_and_hears_its_number_and_what_became_of_it(
    box: Sandbox, who: str, subject: str, words: str, customer: str
) -> None:
    box.email(letter(who, box.address, subject, words.format(who=who)))
    found = newest(box)
    assert customer in (found["complainant"]["phone"], found["complainant"]["mail"])
    assert (found["introduced_by"], found["handler"]) == (who, HANDLER)  # claims that are slow are claims
    assert found["number"] in last(box, who).subject
    before = len(to(box, who))
    says(box, HANDLER, ANSWER)
    assert not to(box, who)[before:]  # not before it is out
    box.wind(minutes=11)
    assert "补赔差额" in "".join(m.text for m in to(box, who)[before:])


@pytest.mark.clause("IB-13")
def test_the_head_takes_over_from_a_handler_who_is_away(box: Sandbox) -> None:
    complain(box, CLAIMS)
    says(box, HANDLER, "#请假 2026-03-03 至 2026-03-06 聂斌")
    box.wind(to="2026-03-03T09:00+08:00")
    assert complain(box, CLAIMS, sender="other@qq.com")["handler"] == HEAD
    box.wind(to="2026-03-07T09:00+08:00")
    assert complain(box, CLAIMS, sender="third@qq.com")["handler"] == HANDLER


@pytest.mark.clause("IB-14")
def test_petitions_and_discipline_go_to_their_department_and_not_through_the_complaint_flow(box: Sandbox) -> None:
    found = complain(box, "举报员工以权谋私、受贿。")
    assert (found["kind"], found["department"], found["restricted"]) == ("petition", "人力行政与纪检部", True)
    assert not {"contact", "settle"} & set(found["deadlines"])
    assert to(box, "luo.jing@akl-insurance.example")
    assert not to(box, HANDLER)


# -- IB-02: grades -----------------------------------------------------------------------------------------------------------


@pytest.mark.clause("IB-02")
@pytest.mark.parametrize(
    ("loss", "grade"), [("5000", "general"), ("5001", "difficult"), ("29999", "difficult"), ("30000", "major")]
)
def test_the_loss_grades_a_complaint(box: Sandbox, loss: str, grade: str) -> None:
    complain(box, CLAIMS)
    says(box, HANDLER, f"#备注\n直接经济损失（元）：{loss}")
    assert newest(box)["severity"] == grade


@pytest.mark.clause("IB-02")
@pytest.mark.parametrize(
    ("words", "grade"),
    [
        ("我要找记者曝光", "major"), ("准备起诉你们", "major"), ("已向金融监管局反映", "major"), ("事故有人重伤", "major"),
        ("要集体上访", "major"), ("造成恶劣影响", "difficult"), ("请解释", "general"),
    ],
)  # fmt: skip
def test_influence_grades_a_complaint(box: Sandbox, words: str, grade: str) -> None:
    assert complain(box, CLAIMS + words)["severity"] == grade


@pytest.mark.clause("IB-02")
def test_the_fifth_complaint_about_one_group_matter_makes_all_five_major(box: Sandbox) -> None:
    for index in range(5):
        number = complain(box, CLAIMS, sender=f"member{index}@qq.com")["number"]
        says(box, HANDLER, "#备注\n群诉事项：停运险拒赔", about=number)
        grades = {c["severity"] for c in box.complaints()}
        assert grades == ({"major"} if index == 4 else {"general"}), index
    assert len(to(box, DIRECTOR, "供您知悉")) == 5  # IB-04: major ones reach the branch head


@pytest.mark.clause("IB-02")
def test_a_later_mail_that_names_the_press_makes_the_complaint_major(box: Sandbox) -> None:
    complain(box, CLAIMS)
    box.email(letter(CUSTOMER, box.address, f"Re: [{newest(box)['number']}] 投诉", "再不处理我找记者曝光。"))
    assert newest(box)["severity"] == "major"


# -- IB-03, IB-05: minutes ---------------------------------------------------------------------------------------------------


@pytest.mark.clause("IB-03")
@pytest.mark.parametrize("now", ["2026-03-02T09:00", "2026-03-07T22:00", "2026-02-17T03:00"])
def test_twenty_minutes_run_by_the_calendar_day_and_night(now: str) -> None:
    with Sandbox(policy="insurance-branch", now=f"{now}+08:00") as box:
        complain(box, HARD_TO_PLACE)
        assert due(box, "refer") == f"{now[:-2]}20"


@pytest.mark.clause("IB-03")
def test_the_desk_is_reminded_chased_and_escalated_around_the_twenty_minutes(box: Sandbox) -> None:
    complain(box, HARD_TO_PLACE)
    steps = [
        ("2026-03-02T09:14", box.desk, "提醒：转办", 0), ("2026-03-02T09:15", box.desk, "提醒：转办", 1),
        ("2026-03-02T09:20", box.desk, "催办：转办", 0), ("2026-03-02T09:21", box.desk, "催办：转办", 1),
        ("2026-03-02T09:30", DESK_HEAD, "转办", 0), ("2026-03-02T09:31", DESK_HEAD, "转办", 1),
        ("2026-03-02T10:00", DIRECTOR, "转办", 0), ("2026-03-02T10:01", DIRECTOR, "转办", 1),
    ]  # fmt: skip
    for moment, who, word, expected in steps:
        assert counted(box, moment, who, word) == expected, (moment, who)


@pytest.mark.clause("IB-03")
def test_what_the_rules_can_place_reaches_the_department_at_once(box: Sandbox) -> None:
    limit = complain(box, CLAIMS)["deadlines"]["refer"]
    assert (limit["due"], limit["met"]) == ("2026-03-02T09:20:00+08:00", "2026-03-02T09:00:00+08:00")


@pytest.mark.clause("IB-05")
def test_the_customer_is_contacted_within_an_hour_or_handler_and_head_hear_of_it(box: Sandbox) -> None:
    complain(box, CLAIMS)
    assert due(box, "contact") == "2026-03-02T10:00"
    for moment, who, word, expected in [
        ("2026-03-02T09:44", HANDLER, "提醒：首次联系", 0), ("2026-03-02T09:45", HANDLER, "提醒：首次联系", 1),
        ("2026-03-02T10:00", HANDLER, "催办：首次联系", 0), ("2026-03-02T10:01", HANDLER, "催办：首次联系", 1),
        ("2026-03-02T10:01", HEAD, "首次联系", 1), ("2026-03-02T11:00", LEADER, "首次联系", 0),
        ("2026-03-02T11:01", LEADER, "首次联系", 1),
    ]:  # fmt: skip
        assert counted(box, moment, who, word) == expected, (moment, who)
    assert "+8613800001301" in [t.to for t in box.texts]


@pytest.mark.clause("IB-05")
def test_a_call_within_the_hour_keeps_the_limit(box: Sandbox) -> None:
    complain(box, CLAIMS)
    box.wind(to="2026-03-02T10:00+08:00")
    says(box, HANDLER, "#联系 电话，已联系上，说明了处理时间")
    assert newest(box)["deadlines"]["contact"]["met"] == "2026-03-02T10:00:00+08:00"
    box.wind(hours=3)
    assert not to(box, HEAD, "首次联系")


# -- IB-04: who else is told ----------------------------------------------------------------------------------------------------


@pytest.mark.clause("IB-04")
def test_the_leader_in_charge_hears_of_what_is_urgent_and_the_branch_head_of_what_is_major(box: Sandbox) -> None:
    complain(box, CLAIMS)
    assert not to(box, LEADER) + to(box, DIRECTOR)
    complain(box, CLAIMS + "病人急需手术", sender="urgent@qq.com")
    assert (len(to(box, LEADER, "供您知悉")), to(box, DIRECTOR)) == (1, [])
    complain(box, CLAIMS + "准备起诉", sender="major@qq.com")
    assert len(to(box, DIRECTOR, "供您知悉")) == 1


@pytest.mark.clause("IB-04")
@pytest.mark.parametrize("words", ["我要找记者曝光", "已向金融监管局反映"])
def test_press_and_regulator_reach_general_manager_and_legal_whose_receipt_is_confirmed(
    box: Sandbox, words: str
) -> None:
    complain(box, CLAIMS + words)
    assert (len(to(box, GM_OFFICE, "请确认收到")), len(to(box, LEGAL, "请确认收到"))) == (1, 1)
    assert {"+8613800001005", "+8613800001006"} <= {t.to for t in box.texts}
    box.wind(minutes=10)
    says(box, LEGAL, "#收到", about="请确认收到")
    assert counted(box, "2026-03-02T10:00", GM_OFFICE, "催办：确认收到") == 0
    assert counted(box, "2026-03-02T10:01", GM_OFFICE, "催办：确认收到") == 1
    assert counted(box, "2026-03-02T11:00", DESK_HEAD, "确认收到") == 0
    assert counted(box, "2026-03-02T11:01", DESK_HEAD, "确认收到") == 1
    assert counted(box, "2026-03-02T14:01", LEADER, "确认收到") == 1
    assert not to(box, LEGAL, "催办")


# -- IB-06, IB-07: settlement, result, visit -------------------------------------------------------------------------------------


@pytest.mark.clause("IB-06")
@pytest.mark.parametrize(
    ("now", "words", "limit"),
    [
        ("2026-03-02T09:00", "", "2026-03-03T17:30"),
        ("2026-03-02T09:00", "造成恶劣影响", "2026-03-05T17:30"),
        ("2026-03-02T09:00", "准备起诉", "2026-03-05T17:30"),
        ("2026-03-06T16:00", "", "2026-03-09T17:30"),  # over a weekend
        ("2026-02-13T10:00", "", "2026-02-14T17:30"),  # a make-up Saturday
        ("2026-02-14T10:00", "准备起诉", "2026-02-26T17:30"),  # over Spring Festival
    ],
)
def test_general_takes_one_working_day_difficult_and_major_three(now: str, words: str, limit: str) -> None:
    with Sandbox(policy="insurance-branch", now=f"{now}+08:00") as box:
        complain(box, CLAIMS + words)
        assert due(box, "settle") == limit


@pytest.mark.clause("IB-06")
def test_a_late_settlement_is_chased_climbs_and_the_customer_hears(box: Sandbox) -> None:
    complain(box, CLAIMS)
    for moment, who, word, expected in [
        ("2026-03-03T17:30", HANDLER, "催办：办结", 0), ("2026-03-03T17:31", HANDLER, "催办：办结", 1),
        ("2026-03-03T17:31", CUSTOMER, "进展", 1),
        ("2026-03-04T10:00", HEAD, "办结", 0), ("2026-03-04T10:01", HEAD, "办结", 1),
        ("2026-03-04T17:30", LEADER, "办结", 0), ("2026-03-04T17:31", LEADER, "办结", 1),
    ]:  # fmt: skip
        assert counted(box, moment, who, word) == expected, (moment, who)


@pytest.mark.clause("IB-06")
def test_an_answer_must_give_cause_and_measures(box: Sandbox) -> None:
    complain(box, CLAIMS)
    receipt = says(box, HANDLER, "#结果\n原因：定损系数用错")
    assert ("处理措施" in receipt.text, newest(box)["status"]) == (True, "open")
    says(box, HANDLER, ANSWER)
    assert (newest(box)["status"], "补赔差额" in last(box, CUSTOMER).text) == ("answered", True)


@pytest.mark.clause("IB-07")
def test_the_centre_has_the_result_the_same_day_and_visits_the_next_day(box: Sandbox) -> None:
    complain(box, CLAIMS)
    box.wind(to="2026-03-02T16:00+08:00")
    says(box, HANDLER, ANSWER)
    box.wind(minutes=1)
    assert "补赔差额" in last(box, box.desk, "已答复客户").text
    assert (due(box, "result_back"), due(box, "visit")) == ("2026-03-02T17:30", "2026-03-03T23:59:59+08:00")
    assert counted(box, "2026-03-02T18:01", box.desk, "回访") == 1
    assert counted(box, "2026-03-03T23:59", box.desk, "催办：回访") == 0
    assert counted(box, "2026-03-04T00:00", box.desk, "催办：回访") == 1
    assert counted(box, "2026-03-04T11:59", DESK_HEAD, "回访") == 0
    assert counted(box, "2026-03-04T12:00", DESK_HEAD, "回访") == 1


# -- IB-08, IB-09 -----------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("IB-08")
@pytest.mark.parametrize(
    ("now", "limit"),
    [
        ("2026-03-02T09:00", "2026-03-02T13:45"),
        ("2026-03-02T15:00", "2026-03-03T10:15"),
        ("2026-03-06T16:00", "2026-03-09T11:15"),
    ],
)
def test_a_major_one_is_reported_to_the_centre_within_half_a_working_day(now: str, limit: str) -> None:
    with Sandbox(policy="insurance-branch", now=f"{now}+08:00") as box:
        complain(box, CLAIMS + "准备起诉")
        assert due(box, "major_report") == limit
        box.wind(to=f"{limit}+08:00")
        assert not to(box, HANDLER, "催办：重大投诉上报")
        box.wind(minutes=1)
        assert len(to(box, HANDLER, "催办：重大投诉上报")) == 1
        says(box, HANDLER, "#填报\n案情与经过：客户称将起诉，已取证", about="重大投诉上报")
        assert newest(box)["deadlines"]["major_report"]["met"]


@pytest.mark.clause("IB-08")
def test_a_major_one_is_filed_with_head_office_within_three_working_days_of_closing(box: Sandbox) -> None:
    complain(box, CLAIMS + "准备起诉")
    says(box, HANDLER, ANSWER)
    box.wind(hours=3)
    says(box, box.desk, "#回访\n是否联系上：是\n是否满意：满意", about="回访")
    assert (newest(box)["status"], due(box, "head_office_report")) == ("closed", "2026-03-05T17:30")
    assert counted(box, "2026-03-05T17:30", HANDLER, "催办：处理方案报备总公司") == 0
    assert counted(box, "2026-03-05T17:31", HANDLER, "催办：处理方案报备总公司") == 1
    says(box, HANDLER, "#填报\n案情与经过：客户称将起诉\n处理方案：补赔", about="报备")
    assert newest(box)["deadlines"]["head_office_report"]["met"]


@pytest.mark.clause("IB-09")
def test_what_a_department_cannot_handle_is_passed_on_the_same_day(box: Sandbox) -> None:
    complain(box, CLAIMS)
    assert due(box, "take_or_pass") == "2026-03-02T17:30"
    assert counted(box, "2026-03-02T17:30", HANDLER, "催办：确认自行处理或移交") == 0
    assert counted(box, "2026-03-02T17:31", HANDLER, "催办：确认自行处理或移交") == 1
    says(box, HANDLER, "#转办 承保部 经查属承保问题")
    assert (newest(box)["department"], newest(box)["handler"]) == ("承保部", UNDERWRITING)
    assert to(box, UNDERWRITING)
