from collections.abc import Callable
from datetime import datetime

import msgspec

from chalicelib.core.complaint.approval import Approval
from chalicelib.core.complaint.model import Deadline, Task
from chalicelib.core.policy.model import Policy
from chalicelib.core.policy.model import Report as Definition
from chalicelib.core.register.rows import Row
from chalicelib.core.report import Frame, Material, as_mail, make
from chalicelib.core.report.morning import LISTED, lines, owed, to_do
from chalicelib.core.report.recurring import recurring
from chalicelib.render.report_mail import read_report

At = Callable[..., datetime]
Line = Callable[..., Row]
WORDS = Definition(name="hot", kind="words", every="month", to=("desk",))
LEDGER = Definition(name="ledger", kind="ledger", every="month", to=("desk",))
LIST = Definition(name="morning", kind="list", every="day", to=("staff",))


def test_words_that_recur_are_found_with_their_complaints(line: Line):
    rows = [
        line("LC1", content="K12路空调坏了，车里很热"),
        line("LC2", content="空调坏了没人管"),
        line("LC3", content="司机态度恶劣"),
    ]
    found = recurring(rows)
    assert [(item.word, [row.number for row in item.rows]) for item in found] == [("空调坏", ["LC1", "LC2"])]


def test_a_word_is_shown_whole_and_overlapping_ones_once(line: Line):
    rows = [
        line("LC1", content="公交K12路司机态度恶劣甩站"),
        line("LC2", content="司机态度恶劣"),
        line("LC3", content="K12路司机态度恶劣"),
    ]
    assert [item.word for item in recurring(rows)] == ["司机态度恶劣", "k12"]


def test_a_word_counts_once_for_each_complaint(line: Line):
    assert recurring([line("LC1", content="晚点，晚点，还是晚点")]) == ()
    assert [item.word for item in recurring([line("LC1", content="晚点"), line("LC2", content="又晚点")])] == ["晚点"]


def test_english_words_are_found_whole(line: Line):
    rows = [line("LC1", content="The Driver smoked"), line("LC2", content="the driver was rude")]
    assert [item.word for item in recurring(rows)] == ["driver"]


def test_hot_words_are_compared_with_the_period_before_and_placed(frame: Frame, line: Line, at: At, unit: str):
    rows = [
        line("LC1", content="座椅破损"),
        line("LC2", content="座椅破损严重", unit="别的单位"),
        line("LC3", content="座椅破损"),
    ]
    previous = [line("LC0", at(1, 5), content="座椅破损")]
    report = make(WORDS, Material(rows=rows, previous=previous), frame)
    assert [str(cell) for cell in report.sections[0].rows[0]] == [
        "座椅破损",
        "3",
        "1",
        "+2",
        f"{unit} 2、别的单位 1",
    ]


def test_restricted_complaints_lend_no_words(frame: Frame, line: Line):
    rows = [line("LC1", content="座椅破损", restricted=True), line("LC2", content="座椅破损")]
    assert make(WORDS, Material(rows=rows), frame).sections[0].rows == ()


def test_a_morning_list_puts_what_is_overdue_first(frame: Frame, line: Line, at: At):
    now = at(3, 2, 8, 30)
    mine = "me@unit.cn"
    rows = [
        line("LC1", handler=mine, limits={"answer": (at(3, 2, 17), None)}, subject="今日"),
        line("LC2", handler=mine, limits={"answer": (at(3, 1, 17), None)}, subject="超时"),
        line("LC3", handler=mine, limits={"answer": (at(3, 4), None)}, subject="以后"),
        line("LC4", handler="other@unit.cn", limits={"answer": (at(3, 1), None)}),
        line("LC5", handler=mine, status="closed"),
    ]
    report = make(LIST, Material(open_rows=rows, person=mine), msgspec.structs.replace(frame, now=now))
    assert [(s.title, [str(r[0]) for r in s.rows]) for s in report.sections[:-1]] == [
        ("已超时 1", ["LC2"]),
        ("今日到期 1", ["LC1"]),
        ("其他在办 1", ["LC3"]),
    ]


def test_the_desk_finds_its_return_visits_and_what_nobody_has_been_given(
    policy: Policy, frame: Frame, line: Line, at: At
):
    desk = policy.directory.desk
    visit = Task(name="return_visit", round=1, assignee=desk, opened=at(3, 1), due=at(3, 6))
    rows = [line("LC1", status="answered", handler="x@y.cn", tasks=(visit,)), line("LC2", handler="")]
    report = make(LIST, Material(open_rows=rows, person=desk), frame)
    assert [(s.title, [str(r[0]) for r in s.rows]) for s in report.sections[:-1]] == [
        ("待回访 1", ["LC1"]),
        ("其他在办 1", ["LC2"]),
    ]


def test_a_task_is_due_with_the_limit_that_waits_for_it_and_with_no_other(at: At, frame: Frame, line: Line):
    me = "me@unit.cn"
    visit = Task(name="return_visit", round=1, assignee=me, opened=at(3, 1))
    later, sooner = Deadline(clock="visit", round=1, due=at(3, 6)), Deadline(clock="answer", round=1, due=at(3, 4))
    met = msgspec.structs.replace(later, met=at(3, 2))
    rows = [
        line(number, status="answered", tasks=(visit,), deadlines=(sooner, own))
        for number, own in (("LC1", later), ("LC2", met))
    ]
    assert {item.row.number: item.due for item in to_do(rows, me, frame)} == {"LC1": at(3, 6), "LC2": None}


def test_what_somebody_else_is_asked_for_is_no_work_of_whoever_has_the_complaint(
    policy: Policy, at: At, frame: Frame, line: Line
):
    me, desk = "me@unit.cn", policy.directory.desk
    visit = Task(name="return_visit", round=1, assignee=desk, opened=at(3, 1))
    limits = {"visit": (at(3, 6), None), "answer": (at(3, 9), None)}
    row = line("LC1", handler=me, tasks=(visit,), limits=limits)
    assert [(item.what, item.who) for item in owed(row, frame)] == [("return_visit", desk), ("answer", me)]
    asked = Approval(gate="no_video_accepted", step=0, round=1, approver=desk, asked=at(3, 4))
    handed_in = msgspec.structs.replace(row, approvals=(asked,))
    assert [(item.what, item.who) for item in owed(handed_in, frame)] == [
        ("return_visit", desk),
        ("approval:no_video_accepted:0", desk),
    ]
    time_asked_for = msgspec.structs.replace(row, approvals=(msgspec.structs.replace(asked, gate="more_time"),))
    assert ("answer", me) in [(item.what, item.who) for item in owed(time_asked_for, frame)]


def test_consent_to_an_answer_is_work_though_the_matter_was_only_passed_on(
    policy: Policy, frame: Frame, line: Line, at: At
):
    desk = policy.directory.desk
    asked = Approval(gate="no_video_accepted", step=0, round=1, approver=desk, asked=at(3, 4))
    passed_on = line("LC1", status="closed", kind="suggestion", handler="me@unit.cn", approvals=(asked,))
    assert [(item.what, item.who) for item in owed(passed_on, frame)] == [("approval:no_video_accepted:0", desk)]
    assert list(owed(msgspec.structs.replace(passed_on, kind="complaint"), frame)) == []


def test_a_list_of_a_thousand_shows_the_first_and_says_how_many_more(frame: Frame, line: Line):
    rows = [line(f"LC{n}", handler="me@unit.cn", subject="晚点") for n in range(1_000)]
    shown = list(lines(to_do(rows, "me@unit.cn", frame), frame))
    assert len(shown) == LISTED + 1
    assert shown[-1] == "…… 另有 700 件未列出，办理后回复 #清单 可看到后面的"


def test_a_table_of_thousands_is_short_in_the_mail_and_whole_in_the_workbook(frame: Frame, line: Line):
    report = make(LEDGER, Material(rows=[line(f"LC{n}") for n in range(1_000)]), frame)
    (table, _) = read_report(as_mail(report)).sections
    assert (len(table.rows), table.text) == (30, ("这里列出 30 行，共 1000 行，全部见所附表格。",))
    assert len(report.sections[0].rows) == 1_000


def test_who_has_nothing_to_do_is_told_so(frame: Frame):
    report = make(LIST, Material(person="me@unit.cn"), frame)
    assert report.sections[0].text == ("今天没有待办事项。",)
