"""What staff order without a complaint: registering, being away, lists, queries, help."""

from collections.abc import Iterable
from datetime import date

import pytest

from chalicelib.core.complaint.facts import StaffWrote
from chalicelib.core.complaint.saying import Said, all_commands, say
from chalicelib.core.orders import command_reader
from chalicelib.core.orders.command_table import COMMANDS
from chalicelib.core.people.absences import in_force
from chalicelib.core.policy.model import Absence
from chalicelib.core.words.worded import worded
from chalicelib.staff import caseless_orders
from tests.core.handling.playing import BUS, BUS_DIRECTOR, DESK, at, transport


def said(sentences: Iterable[Said], language: str = "zh-CN") -> list[str]:
    return [worded(each, transport(), language) for each in sentences]


def serve(text: str, by: str = BUS) -> caseless_orders.Service:
    labels = command_reader.label_map({f.name: f.labels for f in transport().fields})
    mail = StaffWrote(id="m1", at=at("3-2 10:00"), by=by, commands=command_reader.read_commands(text, labels).commands)
    return caseless_orders.serve(mail, transport())


@pytest.mark.parametrize(
    "text",
    [
        "#请假 2026-03-03 2026-03-06 李国强",
        "#请假 2026-03-03 至 2026-03-06 代理人 李国强",
        "#请假 3月3日到3月6日，李国强代理",
        "#请假\n开始：2026-03-03\n结束：2026-03-06\n代理人：李国强",
        f"#absent 2026-03-03 2026-03-06 {BUS_DIRECTOR}",
    ],
)
def test_an_absence_is_noted_however_it_is_written(text: str):
    service = serve(text)
    assert in_force((), service.absences) == (
        Absence(mail=BUS, start=date(2026, 3, 3), end=date(2026, 3, 6), deputy=BUS_DIRECTOR),
    )
    assert service.problems == ()
    assert "2026-03-03 至 2026-03-06，代理人 李国强" in said(service.changes)[0]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("#请假 3月5日至7日 李国强", "2026-03-05 至 2026-03-07"),
        ("#请假 明天起休三天，李国强代理", "2026-03-03 至 2026-03-05"),
        ("#请假\n开始：下週一上午\n结束：週三\n代理人：李国强", "2026-03-09 至 2026-03-11"),
        ("#absent next Mon–Wed 李国强", "2026-03-09 至 2026-03-11"),
        ("#请假 3月2日（今天）下午 李国强", "2026-03-02 至 2026-03-02"),
    ],
)
def test_the_receipt_of_an_absence_names_the_days_that_were_understood(text: str, days: str):
    assert said(serve(text).changes) == [f"请假已登记：{days}，代理人 李国强"]


def test_an_absence_that_is_over_changes_nothing_and_says_so():
    service = serve("#请假 2月24日至26日 李国强")
    assert (service.absences, said(service.problems)) == ((), ["没有登记：这段时间到 2026-02-26 已经过去"])


def test_days_that_cannot_be_read_are_asked_with_line_and_example_in_the_writers_language():
    (problem,) = said(serve("#absent\nFrom: 3/5\nTo: 3/7\nDeputy: 李国强").problems, "en")
    assert "3/5 – 3/7" in problem
    assert "“From, To”" in problem
    assert "next Mon–Wed" in problem


@pytest.mark.clause("IB-13")
def test_whoever_names_no_deputy_is_followed_by_their_superior():
    service = serve("#请假 2026-03-03 至 2026-03-06")
    assert in_force((), service.absences) == (Absence(mail=BUS, start=date(2026, 3, 3), end=date(2026, 3, 6)),)
    assert said(service.changes) == ["请假已登记：2026-03-03 至 2026-03-06，没有写代理人，由上级负责人代办"]


@pytest.mark.parametrize(("language", "both"), [("zh-CN", "李国强、沈玉兰"), ("en", "李国强, 沈玉兰")])
def test_who_names_two_deputies_is_asked_for_one_in_their_own_language(language: str, both: str):
    (problem,) = said(serve("#请假 2026-03-03 2026-03-06 李国强 沈玉兰").problems, language)
    assert both in problem


def test_nobody_comes_back_who_was_not_away():
    assert said(serve("#销假").problems) == ["没有登记过您的请假"]


def test_a_single_date_is_a_single_day():
    (away,) = serve("#请假 明天 李国强").absences
    assert (away.start, away.end) == (date(2026, 3, 3), date(2026, 3, 3))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("#请假", "看不懂时间"),
        ("#请假 下周 李国强", "看不懂时间"),
        ("#请假 2026-03-06 2026-03-03 李国强", "看不懂时间"),
        ("#请假 2026-03-03 2026-03-06 梁波", "请写明一位代理人"),
        ("#请假 2026-03-03 2026-03-06 代理人：张三", "请写明一位代理人；没有找到：张三"),
        ("#请假 2026-03-03 2026-03-06 李国强或王建国", "请写明一位代理人；没有找到：王建国、李国强"),
    ],
)
def test_an_absence_that_cannot_be_kept_is_told(text: str, problem: str):
    service = serve(text)
    assert service.absences == ()
    assert said(service.problems)[0].startswith(problem)


def test_several_orders_are_served_together():
    service = serve("#登记\n姓名：张明\n内容：K12 晚点\n\n司机骂人\n#清单\n#查询 LC20260302-0001\n#帮助", by=DESK)
    (opened,) = service.complaints
    assert (opened.writing.text, opened.introduced_by) == ("K12 晚点\n司机骂人", DESK)
    assert (service.lists, service.queries) == (True, ("LC20260302-0001",))
    assert service.changes == (say("help", commands=all_commands()),)
    assert service.problems == ()


def test_a_registration_without_content_is_told():
    assert said(serve("#登记\n姓名：张明").problems) == ["缺少：内容"]


@pytest.mark.parametrize("language", ["zh-CN", "zh-TW", "en"])
def test_help_has_a_line_for_every_command(language: str):
    (help_,) = said([say("help", commands=all_commands())], language)
    lines = help_.splitlines()
    assert len(lines) == len(COMMANDS)
    assert all(line.startswith("#") and " — " in line for line in lines)
