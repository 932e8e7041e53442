"""The transport group's procedure, clause by clause, through the sandbox: real mails in, real mails out, the clock wound."""

from collections.abc import Iterator

import pytest

from sandbox import Sandbox
from tests.stories.acts import (
    ANSWER,
    CUSTOMER,
    DIRECTOR,
    HANDLER,
    HEAD,
    complain,
    last,
    newest,
    says,
    survey_link,
    to,
)
from tests.stories.letters import letter

MONDAY = "2026-03-02T09:00+08:00"
HARD_TO_PLACE = "投诉你们单位，工作人员推诿，没人管。"
DESK_HEAD, TOP = "chen.lihua@lc-transport.example", "wang.jianguo@lc-transport.example"


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(policy="liaocheng-transport", now=MONDAY) as opened:
        yield opened


# -- LC-01: complaint, problem, suggestion ----------------------------------------------------------------------------------


@pytest.mark.clause("LC-01")
def test_a_complaint_gets_the_complaint_flow(box: Sandbox) -> None:
    case = complain(box)
    assert (case["kind"], case["status"]) == ("complaint", "open")
    assert set(case["deadlines"]) == {"refer", "flow_sheet", "answer"}


@pytest.mark.clause("LC-01")
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("建议3路公交车在早高峰增加班次。", "suggestion"),
        ("请问客运总站到济南的末班车几点？", "problem"),
        ("我昨天把雨伞落在17路公交车上了，能帮忙找一下吗？", "problem"),
    ],
)
def test_problems_and_suggestions_are_passed_on_and_entered_without_the_flow(
    box: Sandbox, text: str, kind: str
) -> None:
    case = complain(box, text, subject="公交")
    assert (case["kind"], case["department"], case["status"]) == (kind, "客运营销部", "closed")
    assert "answer" not in case["deadlines"]
    assert len(to(box, case["handler"])) == 1
    assert len(to(box, CUSTOMER)) == 1


@pytest.mark.clause("LC-01")
def test_the_desk_can_judge_a_problem_to_be_a_complaint_after_all(box: Sandbox) -> None:
    complain(box, "我想反映一件事，请联系我。", subject="你好")
    says(box, box.desk, "#受理 投诉\n#转办 客运总站")
    case = newest(box)
    assert (case["kind"], case["status"], case["unit"]) == ("complaint", "open", "客运总站")
    assert "answer" in case["deadlines"]


# -- LC-02: settled at first contact ------------------------------------------------------------------------------------------


@pytest.mark.clause("LC-02")
def test_a_simple_complaint_that_the_desk_answers_on_the_spot_is_settled_at_first_contact(box: Sandbox) -> None:
    complain(box, HARD_TO_PLACE)
    says(box, box.desk, "#结果 已向您解释清楚，并向您致歉。", about="请判定并分派")
    case = newest(box)
    assert case["status"] == "answered"
    assert "first_contact" in case["flags"]
    assert case["outcome"] == "已向您解释清楚，并向您致歉。"
    box.wind(hours=10)
    assert not to(box, box.desk, "催办")


# -- LC-03, LC-04: handed on in one working hour, slip in two, promise told -------------------------------------------------------


@pytest.mark.clause("LC-03")
def test_the_customer_is_told_number_person_and_time_at_once(box: Sandbox) -> None:
    case = complain(box)
    told = last(box, CUSTOMER)
    assert case["number"] == "LC20260302-0001"
    assert case["number"] in told.subject
    for needed in ("客运营销部 客运总站 郭平", "2026年3月4日（周三）09:00", "歉"):
        assert needed in told.text


@pytest.mark.clause("LC-03")
def test_even_before_it_is_assigned_the_customer_is_told_a_time(box: Sandbox) -> None:
    complain(box, HARD_TO_PLACE)
    assert "2026年3月4日（周三）11:00" in last(box, CUSTOMER).text  # two working hours to the slip, two days from it


@pytest.mark.clause("LC-03")
def test_the_desk_is_reminded_chased_and_escalated_around_the_working_hour(box: Sandbox) -> None:
    complain(box, HARD_TO_PLACE)
    box.wind(to="2026-03-02T09:44+08:00")
    assert not to(box, box.desk, "提醒")
    box.wind(to="2026-03-02T09:45+08:00")
    assert len(to(box, box.desk, "提醒")) == 1
    box.wind(to="2026-03-02T10:00+08:00")
    assert not to(box, box.desk, "催办")
    box.wind(to="2026-03-02T10:01+08:00")
    assert len(to(box, box.desk, "催办")) == 1
    box.wind(to="2026-03-02T10:30+08:00")
    assert not to(box, DESK_HEAD, "转交责任单位")
    box.wind(to="2026-03-02T10:31+08:00")
    assert len(to(box, DESK_HEAD, "转交责任单位")) == 1
    box.wind(to="2026-03-02T11:00+08:00")
    assert not to(box, TOP, "转交责任单位")
    box.wind(to="2026-03-02T11:01+08:00")
    assert len(to(box, TOP, "转交责任单位")) == 1
    assert newest(box)["escalation_level"] == 2


@pytest.mark.clause("LC-03", "LC-04")
@pytest.mark.parametrize(
    ("now", "refer", "slip"),
    [
        ("2026-03-02T08:00+08:00", "2026-03-02T09:30:00+08:00", "2026-03-02T10:30:00+08:00"),  # before opening
        ("2026-03-02T11:30+08:00", "2026-03-02T14:00:00+08:00", "2026-03-02T15:00:00+08:00"),  # across lunch
        ("2026-03-02T16:30+08:00", "2026-03-02T17:30:00+08:00", "2026-03-03T09:30:00+08:00"),  # used up at closing
        ("2026-03-06T20:00+08:00", "2026-03-09T09:30:00+08:00", "2026-03-09T10:30:00+08:00"),  # Friday evening
        ("2026-02-13T17:00+08:00", "2026-02-14T09:00:00+08:00", "2026-02-14T10:00:00+08:00"),  # a make-up Saturday
        ("2026-02-16T10:00+08:00", "2026-02-24T09:30:00+08:00", "2026-02-24T10:30:00+08:00"),  # Spring Festival
    ],
)
def test_working_hours_know_lunch_evenings_festivals_and_make_up_days(now: str, refer: str, slip: str) -> None:
    with Sandbox(now=now) as box:
        limits = complain(box, HARD_TO_PLACE)["deadlines"]
    assert (limits["refer"]["due"], limits["flow_sheet"]["due"]) == (refer, slip)


@pytest.mark.clause("LC-04")
def test_the_slip_goes_out_with_the_referral_and_asks_for_an_answer_by_its_time(box: Sandbox) -> None:
    case = complain(box)
    slip = last(box, HANDLER)
    assert case["moments"]["slip_issued"] == MONDAY.replace("+", ":00+", 1)
    for needed in ("流程单", "2026年3月4日（周三）09:00", "事实", "责任", "措施"):
        assert needed in slip.text


@pytest.mark.clause("LC-04")
def test_a_slip_that_is_late_is_chased_after_two_working_hours(box: Sandbox) -> None:
    complain(box, HARD_TO_PLACE)
    box.wind(to="2026-03-02T11:00+08:00")
    assert not to(box, box.desk, "催办：下发投诉处理流程单")
    box.wind(to="2026-03-02T11:01+08:00")
    assert len(to(box, box.desk, "催办：下发投诉处理流程单")) == 1


# -- LC-05: the unit answers within two days ------------------------------------------------------------------------------------


@pytest.mark.clause("LC-05")
def test_the_unit_is_reminded_chased_and_escalated_around_two_calendar_days(box: Sandbox) -> None:
    complain(box)
    steps = [
        ("2026-03-03T20:59", HANDLER, "提醒", 0),
        ("2026-03-03T21:00", HANDLER, "提醒", 1),
        ("2026-03-04T09:00", HANDLER, "催办", 0),
        ("2026-03-04T09:01", HANDLER, "催办", 1),
        ("2026-03-04T13:00", HEAD, "逾期", 0),
        ("2026-03-04T13:01", HEAD, "逾期", 1),
        ("2026-03-05T08:59", DIRECTOR, "逾期", 0),
        ("2026-03-05T09:01", DIRECTOR, "逾期", 1),
    ]
    for moment, who, word, expected in steps:
        box.wind(to=f"{moment}+08:00")
        assert len(to(box, who, word)) == expected, (moment, who, word)
    box.wind(days=10)  # every two days whoever has to act, and whoever was told last
    assert [
        len(to(box, who, word))
        for who, word in [(HANDLER, "提醒"), (HANDLER, "催办"), (HEAD, "逾期"), (DIRECTOR, "逾期")]
    ] == [1, 6, 1, 6]
    assert "检票员态度恶劣" in last(box, DIRECTOR, "逾期").text  # the case and its history are in the notice
    assert "收到客户反映" in last(box, DIRECTOR, "逾期").text
    assert [t.to for t in box.texts] == ["+8613800000101"]  # the chase goes to the handler's phone too


@pytest.mark.clause("LC-05")
def test_the_answer_reaches_the_customer_and_the_centre(box: Sandbox) -> None:
    complain(box)
    receipt = says(box, HANDLER, ANSWER)
    assert "处理结果已答复客户" in receipt.text
    assert "停岗培训三天" in last(box, CUSTOMER).text
    box.wind(minutes=1)
    assert "停岗培训三天" in last(box, box.desk, "已答复客户").text
    assert newest(box)["deadlines"]["answer"]["met"] == "2026-03-02T09:00:00+08:00"


@pytest.mark.clause("LC-05")
def test_an_answer_in_the_last_minute_is_in_time_and_chases_nobody(box: Sandbox) -> None:
    complain(box)
    box.wind(to="2026-03-04T09:00+08:00")
    says(box, HANDLER, ANSWER, about="请办理")
    box.wind(days=1)
    assert not to(box, HANDLER, "催办")
    assert not to(box, HEAD, "逾期")


@pytest.mark.clause("GN-01", "LC-05")
def test_when_the_promised_time_passes_the_customer_hears_so_each_day_until_the_answer(box: Sandbox) -> None:
    complain(box)
    box.wind(to="2026-03-04T08:59+08:00")
    assert len(to(box, CUSTOMER)) == 1
    box.wind(to="2026-03-04T09:00+08:00")
    assert len(to(box, CUSTOMER)) == 2
    assert "3月5日" in last(box, CUSTOMER).text
    box.wind(to="2026-03-05T09:00+08:00")
    assert len(to(box, CUSTOMER)) == 3
    says(box, HANDLER, ANSWER, about="请办理")
    box.wind(days=3)
    assert len(to(box, CUSTOMER)) == 4


def test_late_and_doubled_ticks_chase_once(box: Sandbox) -> None:
    complain(box)
    box.wind(to="2026-03-04T08:58+08:00")
    for _ in range(3):
        box.tick()
    box.wind(to="2026-03-04T09:30+08:00")
    for _ in range(3):
        box.tick()
    assert len(to(box, HANDLER, "催办")) == 1


# -- LC-06: the follow-up call --------------------------------------------------------------------------------------------------


@pytest.mark.clause("LC-06")
def test_silence_gives_the_desk_a_return_visit_within_three_days(box: Sandbox) -> None:
    complain(box)
    says(box, HANDLER, ANSWER)
    assert newest(box)["deadlines"]["visit"]["due"] == "2026-03-05T09:00:00+08:00"
    box.wind(to="2026-03-03T09:02+08:00")
    assert len(to(box, box.desk, "回访")) == 1
    box.wind(to="2026-03-05T09:00+08:00")
    assert not to(box, box.desk, "催办：回访")
    box.wind(to="2026-03-05T09:01+08:00")
    assert len(to(box, box.desk, "催办：回访")) == 1
    says(box, box.desk, "#回访\n是否联系上：是\n是否满意：满意\n客户的话：还可以", about="回访")
    case = newest(box)
    assert (case["status"], case["satisfaction"], case["satisfaction_words"]) == ("closed", 3, "还可以")


@pytest.mark.clause("LC-06")
def test_the_customers_own_verdict_makes_the_visit_needless(box: Sandbox) -> None:
    complain(box)
    says(box, HANDLER, ANSWER)
    page = survey_link(last(box, CUSTOMER))
    assert box.get(page).status == 200
    assert newest(box)["satisfaction"] is None  # looking at the page says nothing
    assert box.post(page, {"score": "4", "words": "谢谢"}).status == 200
    case = newest(box)
    assert (case["status"], case["satisfaction"], case["satisfaction_words"]) == ("closed", 4, "谢谢")
    box.wind(days=5)
    assert not to(box, box.desk, "回访")


@pytest.mark.clause("LC-06")
def test_dissatisfaction_reopens_one_level_up_and_again_up_to_the_director(box: Sandbox) -> None:
    complain(box)
    says(box, HANDLER, ANSWER)
    box.post(survey_link(last(box, CUSTOMER)), {"score": "1", "words": "没有解决"})
    case = newest(box)
    assert (case["status"], case["round"], case["handler"]) == ("open", 2, HEAD)
    assert "没有解决" in last(box, HEAD, "请办理").text
    says(box, HEAD, ANSWER, about="请办理")
    box.post(survey_link(last(box, CUSTOMER)), {"score": "2"})
    assert (newest(box)["round"], newest(box)["handler"]) == (3, DIRECTOR)


@pytest.mark.clause("LC-06")
def test_a_text_customer_answers_the_survey_with_a_figure(box: Sandbox) -> None:
    box.sms("+8613505350001", "投诉：今天上午9点客运总站检票员态度恶劣")
    assert "LC20260302-0001" in box.texts[0].text
    says(box, HANDLER, ANSWER)
    assert "1–4" in box.texts[-1].text
    box.sms("+8613505350001", "4")
    assert (newest(box)["status"], newest(box)["satisfaction"]) == ("closed", 4)


# -- LC-08: to which department ---------------------------------------------------------------------------------------------------


@pytest.mark.clause("LC-08")
@pytest.mark.parametrize(
    ("text", "department", "unit"),
    [
        ("投诉3路公交车不停站", "客运营销部", "公交公司"),
        ("投诉客运总站大巴晚点两个小时", "客运营销部", "客运总站"),
        ("投诉快递包裹丢件，一直没人管", "物流部", "快运公司"),
        ("投诉小区物业，家里漏水没人修", "房产部", "物业公司"),
        ("投诉驾校教练骂人", "安全统筹中心", "驾校"),
        ("投诉4S店修车乱收费，修不好", "汽车事业部", "维修公司"),
    ],
)
def test_each_business_goes_to_its_department_and_unit(box: Sandbox, text: str, department: str, unit: str) -> None:
    case = complain(box, text)
    assert (case["department"], case["unit"]) == (department, unit)
    assert to(box, case["handler"], "请办理")


@pytest.mark.clause("LC-08")
def test_what_fits_no_department_the_desk_assigns_by_a_command(box: Sandbox) -> None:
    case = complain(box, HARD_TO_PLACE)
    assert case["department"] == ""
    assert "已转办" in says(box, box.desk, "#转办 物流部", about="请判定并分派").text
    assert newest(box)["department"] == "物流部"


# -- LC-09, LC-10, LC-16: what an answer must and must not hold -------------------------------------------------------------------


@pytest.mark.clause("LC-16")
@pytest.mark.parametrize("missing", ["事实", "责任", "措施"])
def test_an_answer_without_facts_responsibility_or_measures_is_not_sent(box: Sandbox, missing: str) -> None:
    complain(box)
    partial = "\n".join(line for line in ANSWER.splitlines() if not line.startswith(missing))
    receipt = says(box, HANDLER, partial)
    assert f"缺少：{missing}" in receipt.text
    assert len(to(box, CUSTOMER)) == 1
    assert newest(box)["status"] == "open"
    says(box, HANDLER, f"#结果\n{missing}：补充说明", about="请办理")
    assert newest(box)["status"] == "answered"  # what was given before still counts


@pytest.mark.clause("LC-10")
@pytest.mark.parametrize("amount", ["200元代金券", "退还票款50元"])
def test_a_filled_compensation_is_refused_with_the_reason(box: Sandbox, amount: str) -> None:
    complain(box)
    receipt = says(box, HANDLER, f"{ANSWER}\n经济补偿：{amount}")
    assert "禁止以经济补偿" in receipt.text
    assert newest(box)["status"] == "open"
    assert len(to(box, CUSTOMER)) == 1


@pytest.mark.clause("LC-10")
def test_words_that_sound_like_compensation_only_ask_to_confirm_that_there_is_none(box: Sandbox) -> None:
    complain(box)
    legitimate = ANSWER + "，我公司不作经济补偿"
    receipt = says(box, HANDLER, legitimate)
    assert "补偿" in receipt.text
    assert newest(box)["status"] == "open"
    says(box, HANDLER, f"{legitimate}\n经济补偿：无", about="请办理")
    assert newest(box)["status"] == "answered"


FILMED = "投诉：今天上午9点客运总站检票员态度恶劣，请查监控。"


@pytest.mark.clause("LC-09")
def test_where_video_matters_the_answer_waits_for_it_or_for_the_reason_why_there_is_none(box: Sandbox) -> None:
    complain(box, FILMED)
    assert "监控视频" in says(box, HANDLER, ANSWER).text
    assert newest(box)["status"] == "open"
    video = ("现场.mp4", "video/mp4", b"\x00\x00\x00 ftypmp42")
    says(box, HANDLER, ANSWER, about="请办理", attachments=[video])
    assert newest(box)["status"] == "answered"
    assert newest(box)["fields"]["video"] == "现场.mp4"


@pytest.mark.clause("LC-09")
def test_without_video_the_desk_accepts_the_reason_before_the_answer_goes_out(box: Sandbox) -> None:
    complain(box, FILMED)
    assert "已送审批：客服中心" in says(box, HANDLER, f"{ANSWER}\n无视频的原因：设备检修，当天没有录像").text
    assert len(to(box, CUSTOMER)) == 1
    says(box, box.desk, "#退回 请提供检修记录", about="审批")
    assert "请提供检修记录" in last(box, HANDLER).text
    says(box, HANDLER, f"{ANSWER}\n无视频的原因：设备检修，检修单号A12", about="请办理")
    says(box, box.desk, "#同意", about="审批")
    assert newest(box)["status"] == "answered"
    assert len(to(box, CUSTOMER)) == 2


# -- LC-07, LC-11, LC-12, LC-14, LC-15, LC-17: registers and reports ----------------------------------------------------------------


@pytest.mark.clause("LC-07", "LC-11", "LC-12", "LC-14", "LC-17")
def test_the_month_is_reported_by_the_5th_with_a_draft_before(box: Sandbox) -> None:
    complain(box)
    says(box, HANDLER, ANSWER)
    box.wind(to="2026-04-01T23:00+08:00")
    drafts = to(box, box.desk, "月报")
    assert len(drafts) == 1
    box.wind(to="2026-04-11T00:00+08:00")
    monthly = to(box, TOP, "月报（2026年3月）")
    assert [m.at.isoformat() for m in monthly] == ["2026-04-03T09:00:00+08:00"]  # the 4th to the 6th are Qingming
    assert monthly[0].attachments[0].name.endswith(".xlsx")
    ledger = last(box, "liu.yanping@lc-transport.example", "台账（2026年3月）")
    assert ledger.attachments
    assert to(box, HEAD, "整改情况 客运总站（2026年3月）")
    assert to(box, TOP, "抽查")
    assert to(box, "liu.yanping@lc-transport.example", "抽查")
    assert to(box, "ma.chunlei@lc-transport.example", "二维码")


@pytest.mark.clause("LC-07")
def test_a_month_without_complaints_is_reported_all_the_same() -> None:
    with Sandbox(now="2026-04-30T09:00+08:00") as box:
        box.wind(to="2026-06-06T00:00+08:00")
        assert [m.at.date().isoformat() for m in to(box, TOP, "月报")] == [
            "2026-05-05",
            "2026-06-05",
        ]  # the days to the 5th of May are holidays


@pytest.mark.clause("LC-12")
def test_the_units_month_says_whether_last_months_actions_were_carried_out(box: Sandbox) -> None:
    complain(box)
    says(box, HANDLER, ANSWER)
    box.wind(minutes=2)
    says(box, HANDLER, "#填报\n整改是否落实：是\n落实情况：3月6日完成培训", about="整改落实")
    box.wind(to="2026-05-07T00:00+08:00")
    summary = last(box, HEAD, "整改情况 客运总站（2026年4月）")
    assert "3月6日完成培训" in summary.text


@pytest.mark.clause("LC-15")
def test_each_units_year_is_appraised_in_january() -> None:
    with Sandbox(now="2026-12-28T09:00+08:00") as box:
        complain(box)
        box.wind(to="2027-01-16T00:00+08:00")
        assert "客运总站" in last(box, TOP, "年度").text


# -- LC-13: the hotline's registrations and the code on the wall --------------------------------------------------------------------


@pytest.mark.clause("LC-13")
def test_the_hotline_registers_a_call_with_its_time_of_receipt(box: Sandbox) -> None:
    box.wind(minutes=20)
    call = "#登记\n姓名：李梅\n电话：13505350002\n接收时间：2026-03-02 09:05\n内容：投诉3路公交车早上8点不停站\n经办人：小王"
    box.email(letter(box.desk, box.address, "登记", call))
    case = newest(box)
    assert (case["channel"], case["complainant"]["phone"]) == ("phone", "+8613505350002")
    assert case["deadlines"]["refer"]["due"] == "2026-03-02T10:05:00+08:00"
    assert case["number"] in last(box, box.desk).text
    assert case["number"] in box.texts[0].text


@pytest.mark.clause("LC-13")
def test_posters_with_the_code_can_be_printed(box: Sandbox) -> None:
    poster = box.get("/poster")
    assert poster.status == 200
    assert "<svg" in poster.text
    assert "客运总站" in poster.text
