"""The branch's reports: the day's count before close of work, Monday's attributable cases, the month's hot topics and advice."""

import msgspec
import pytest

from chalicelib.policies import packaged
from sandbox import Sandbox
from tests.core.handling.playing import Case, at
from tests.policy.judged import judged
from tests.stories.acts import complain, newest, says, to

POLICY = packaged("telecom-operations")
LEADERS = ("lian.hong@jincheng-telecom.example", "jia.min@jincheng-telecom.example")
SERVICE, PLANNING = "ke.wen@jincheng-telecom.example", "nong.kai@jincheng-telecom.example"
EAST, EAST_OWNER, WEST_OWNER = (f"{name}@jincheng-telecom.example" for name in ("bi.cheng", "yu.lei", "wen.jing"))
WEAK = "城东光明路8号楼屋里手机信号只有一格，打电话老断"
ANSWER = "#结果 我们已经测试过信号。\n原因：{cause}\n处理措施：调整天线\n是否有责：{ours}"
ADVICE = "\n改进建议：验收时实测室内信号\n经验教训：新楼先测后交\n暂不能解决，建议列入规划：光明路8号楼加装室分"


@pytest.mark.clause("TO-01")
@pytest.mark.parametrize(
    ("category", "words"),
    [
        ("fee", "套餐59，这个月扣了89，多的是什么"),
        ("broadband", "家里网断了一天了，师傅说来一直没来"),
        ("outage", "中午十二点开始我们小区手机全都没信号，打不了电话"),
        ("coverage", "訊號只有一格，客廳都打不出去"),
        ("speed", "信号满格但是网页半天打不开"),
        ("handling", "想销户，营业厅死活不给办"),
        ("conduct", "营业厅那个大姐讲话阴阳怪气的"),
        ("", "有没有人管"),
    ],
)
def test_hot_topics_are_told_apart_by_ordinary_words(category: str, words: str):
    assert judged(POLICY, words).category == category


def test_each_area_has_its_own_and_an_outage_is_answered_in_twelve_hours():
    for words, area, hours in ((WEAK, "城东片区", 48), ("大学城这一片手机突然都没信号", "城西片区", 12)):
        case = Case(msgspec.structs.replace(POLICY, undo=None), "2026-03-02 09:00")
        case.customer(words)
        assert case.complaint.department == area
        assert (
            case.due("outage" if hours == 12 else "answer") - at("2026-03-02 09:00")
        ).total_seconds() == hours * 3600


@pytest.mark.clause("TO-01")
def test_no_answer_goes_out_before_it_is_judged_whose_fault_it_was_and_what_is_advised():
    case = Case(msgspec.structs.replace(POLICY, undo=None), "2026-03-02 09:00")
    case.customer(WEAK)
    case.staff(EAST, ANSWER.format(cause="天线偏了", ours="").replace("\n是否有责：", ""))
    assert ("是否有责" in case.problems, case.complaint.status) == (True, "open")
    case.staff(EAST, ANSWER.format(cause="天线偏了", ours="是"))
    assert ("改进建议" in case.problems, case.complaint.status) == (True, "open")
    case.staff(EAST, ANSWER.format(cause="天线偏了", ours="是") + ADVICE)
    assert case.complaint.status == "answered"


@pytest.mark.clause("TO-01", "GN-01", "GN-02", "GN-03", "GN-04")
def test_the_day_the_week_and_the_month_are_reported_to_whom_the_procedure_says():
    with Sandbox(policy="telecom-operations", now="2026-03-29T14:00+08:00") as box:  # a Sunday
        complain(box, WEAK)
        ours = newest(box)["number"]
        complain(box, "城东光明路手机信号差，阳台才有信号", sender="li.min@qq.com")
        box.wind(minutes=1)
        held = says(
            box,
            EAST,
            ANSWER.format(cause="天线偏了", ours="否").replace("我们已经", "您自己不看清楚，怪谁，我们已经"),
            about=ours,
        )
        assert "确认发送" in held.text  # GN-03
        says(box, EAST, ANSWER.format(cause="天线偏了", ours="是") + ADVICE, about=ours)
        says(box, EAST, ANSWER.format(cause="终端太旧", ours="否"), about=newest(box)["number"])

        box.wind(to="2026-03-29T17:29+08:00")
        assert not [m for who in (*LEADERS, EAST_OWNER) for m in to(box, who, "投诉日报")]
        box.wind(to="2026-03-29T17:31+08:00")
        for leader in LEADERS:
            (daily,) = to(box, leader, "投诉日报")
            assert "信号覆盖 | 2 | 2/2" in daily.text
        assert "信号覆盖 | 2 | 2/2" in to(box, EAST_OWNER, "片区投诉日报")[-1].text
        assert not to(box, WEST_OWNER, "片区投诉日报")  # who had none that day is spared

        box.wind(to="2026-03-30T10:00+08:00")
        for number in (c["number"] for c in box.complaints()):
            says(box, box.desk, "#回访\n是否联系上：是\n是否满意：是", about=number)
        assert {c["status"] for c in box.complaints()} == {"closed"}

        box.wind(to="2026-04-06T10:00+08:00")  # of the week in which they were closed
        for reader in (SERVICE, *LEADERS):
            weekly = to(box, reader, "有责投诉周分析")[-1].text
            assert "天线偏了" in weekly
            assert "终端太旧" not in weekly

        box.wind(to="2026-04-09T18:00+08:00")
        assert not to(box, SERVICE, "有责投诉月报") + to(box, SERVICE, "投诉热点")
        box.wind(to="2026-04-10T10:00+08:00")
        for reader in (SERVICE, *LEADERS, EAST_OWNER):
            assert "验收时实测室内信号" in to(box, reader, "有责投诉月报")[-1].text
            assert to(box, reader, "投诉热点")
        assert "新楼先测后交" in to(box, EAST_OWNER, "经验教训")[-1].text
        assert "加装室分" in to(box, PLANNING, "待规划事项")[-1].text  # without the house number
        assert "光明路8号楼加装室分" in to(box, LEADERS[0], "待规划事项")[-1].text


@pytest.mark.clause("TO-01")
def test_what_came_on_a_sunday_and_was_judged_on_the_tuesday_is_in_one_weekly_analysis():
    with Sandbox(policy="telecom-operations", now="2026-03-29T18:30+08:00") as box:
        number = complain(box, WEAK)["number"]
        box.wind(to="2026-03-31T10:00+08:00")
        says(box, EAST, ANSWER.format(cause="天线偏了", ours="是") + ADVICE, about=number)
        box.wind(to="2026-04-01T10:00+08:00")
        says(box, box.desk, "#回访\n是否联系上：是\n是否满意：是", about=number)
        box.wind(to="2026-04-13T10:00+08:00")
        weeks = to(box, SERVICE, "有责投诉周分析")
        assert [(str(m.at)[:10], "天线偏了" in m.text) for m in weeks] == [("2026-04-06", True)]
        assert "从2026年第13周起有 1 期没有内容，未单独发出。" in weeks[0].text
