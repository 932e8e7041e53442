"""Figures that a reader works out by hand, and samples that they read: stories an outside examiner told."""

import pytest

from sandbox import Sandbox
from sandbox.staff import compose
from tests.stories.acts import ANSWER, HANDLER, complain, last, newest, says

LEADER = "wang.jianguo@lc-transport.example"


@pytest.mark.clause("LC-07")
def test_rates_count_the_procedures_time_limits_and_no_watch_of_our_own() -> None:
    with Sandbox(policy="liaocheng-transport", now="2026-02-02T09:00+08:00") as box:
        complain(box)
        says(box, HANDLER, ANSWER, about="请办理")
        complain(box, "投诉你们单位，工作人员推诿，没人管。", sender="li.si@qq.com")
        box.wind(to="2026-03-05T09:00+08:00")
        report = last(box, LEADER, "月报（2026年2月）").text
    # In time: referral, flow sheet and answer of the first. Late: its visit and corrective action; referral, sheet of the second.
    assert "按时率 | 1/1" in report  # of answers: the second has no unit to give one
    assert "时限达成率 | 42.9%（3/7）" in report
    late = report.partition("■ 超时事项")[2]
    assert "办结" not in late
    assert "已告知客户的答复时间" not in late


@pytest.fixture(scope="module")
def reports() -> dict[str, str]:
    """What the leader reads, by subject, and the number of the late one: a complaint that nobody answers, another entered late, and a correction."""
    with Sandbox(policy="liaocheng-transport", now="2026-02-02T09:00+08:00") as box:
        first = complain(box)["number"]
        box.wind(to="2026-03-05T10:00+08:00")
        call = "#登记\n姓名：李梅\n电话：13505350002\n接收时间：2026-02-20 09:05\n内容：投诉3路公交车早上8点不停站"
        box.email(compose(box.desk, box.address, "登记", call, at=box.now))
        late = newest(box)["number"]
        box.email(compose(box.desk, box.address, f"{first} 更正", f"#更正 {first}\n渠道：来访", at=box.now))
        box.wind(to="2026-04-07T09:00+08:00")
        subjects = ("月报（2026年2月）", "领导抽查（2026年2月）", "月报（2026年3月）")
        return {subject: last(box, LEADER, subject).text for subject in subjects} | {"late": late}


@pytest.mark.clause("LC-14")
def test_the_sampled_history_is_told_in_words(reports: dict[str, str]) -> None:
    sample = reports["领导抽查（2026年2月）"]
    assert "交办任务" in sample
    assert "告知客户进展" in sample
    assert "task_opened" not in sample
    assert "holding" not in sample


@pytest.mark.clause("LC-07")
def test_what_is_entered_or_put_right_after_a_report_stands_in_the_next_one(reports: dict[str, str]) -> None:
    assert "以前各期没有补报或更正" in reports["月报（2026年2月）"]
    march = reports["月报（2026年3月）"]
    since = march.partition("以前各期的补报与更正")[2]
    assert f"{reports['late']} |" in since
    assert "补报" in since
    assert "渠道 | 电子邮件 | 来访" in since
    assert "受理投诉件数 | 0 | 2" in march


@pytest.mark.clause("LC-12", "LC-15")
def test_the_rate_of_founded_complaints_counts_what_unit_and_desk_find_in_the_ordinary_way() -> None:
    with Sandbox(policy="liaocheng-transport", now="2026-02-02T09:00+08:00") as box:
        for who, found in (("a", ""), ("b", "\n是否属实：否"), ("c", "\n是否属实：是")):
            complain(box, sender=f"{who}@qq.com", subject=f"投诉检票员{who}")
            says(box, HANDLER, ANSWER + found, about=f"投诉检票员{who}")
        complain(box, sender="d@qq.com")  # of which nobody has found anything yet
        box.wind(to="2026-03-05T09:00+08:00")
        report = next(m.text for m in reversed(box.mails) if "属实率" in m.text)
    assert "属实率 | 2/3" in report
