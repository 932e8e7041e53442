"""Where cases stand, what lists and queries make of that for whom, and what a period came to."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import msgspec
import pytest

from chalicelib.core.complaint.approval import Approval
from chalicelib.core.complaint.model import Deadline, Task
from chalicelib.core.overview import figures, lists, periods
from chalicelib.core.overview.groups import Group, Line, as_json, read
from chalicelib.core.overview.lines import of_standing
from chalicelib.core.overview.questions import in_state, meets, question
from chalicelib.core.people import sight
from chalicelib.core.policy.directory import Department
from chalicelib.core.policy.model import Policy
from chalicelib.core.register.parked import Parked, items, reference, still_waiting
from chalicelib.core.register.rows import Row
from chalicelib.core.report import Frame
from chalicelib.core.report.morning import to_do
from chalicelib.core.report.spans import span
from chalicelib.core.report.standing import standing, standings

At = Callable[..., datetime]
RowOf = Callable[..., Row]
HANDLER, HEAD, DIRECTOR = (f"{n}@lc-transport.example" for n in ("liang.bo", "shen.yulan", "li.guoqiang"))
UNIT, PARENT = "公交公司", "客运营销部"
OTHER_HEAD = "dong.chengwei@lc-transport.example"


@pytest.fixture
def case(line: RowOf) -> RowOf:
    """A case of the bus company."""

    def make(number: str, **values: Any) -> Row:
        given = {"unit": UNIT, "department": PARENT, "handler": HANDLER, "supervisor": HEAD, "director": DIRECTOR}
        return line(number, **(given | values))

    return make


def late_of(row: Row, frame: Frame) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.clock, each.who) for each in standing(row, frame).late]


# -- where a case stands ------------------------------------------------------------------------------------------------


def test_a_limit_that_is_over_is_late_with_whoever_has_to_keep_it(frame: Frame, case: RowOf, at: At, policy: Policy):
    over = at(3, 4)
    task = Task(name="corrective_action", round=1, assignee=OTHER_HEAD, opened=at(3, 1), due=over)
    asked = Approval(gate="g", step=1, round=1, approver=HEAD, asked=at(3, 1))
    each = (
        case("LC1", limits={"answer": (over, None)}),
        case("LC2", limits={"task:corrective_action": (over, None)}, tasks=(task,)),
        case("LC3", limits={"approval:g:1": (over, None)}, approvals=(asked,)),
        case("LC4", limits={"task:receipt:x@y.example": (over, None)}),
        case("LC5", limits={"refer": (over, None)}, handler="", unit="", department="", supervisor="", director=""),
        case("LC6", limits={"visit": (over, None)}, status="answered"),
    )
    desk = policy.directory.desk
    assert [late_of(row, frame) for row in each] == [
        [("answer", (HANDLER,))],
        [("task:corrective_action", (OTHER_HEAD,))],
        [("approval:g:1", (HEAD,))],
        [("task:receipt:x@y.example", ("x@y.example",))],
        [("refer", (desk,))],
        [("visit", (desk,))],
    ]


@pytest.mark.parametrize("changed", [
    {"met": datetime.fromisoformat("2026-03-04T12:00+08:00")}, {"of_customer": True}, {"clock": "promise"}, {"round": 2},
    {"due": datetime.fromisoformat("2026-03-05T09:01+08:00")}, {"clock": "question"}, {"clock": "task:settle"},
])  # fmt: skip
def test_what_was_met_is_the_customers_only_watches_or_is_not_due_yet_is_not_late(
    frame: Frame, case: RowOf, at: At, changed: dict[str, Any]
):
    over = Deadline(clock="answer", round=1, due=at(3, 4))
    assert late_of(case("LC1", deadlines=(over,)), frame) == [("answer", (HANDLER,))]
    assert late_of(case("LC1", deadlines=(msgspec.structs.replace(over, **changed),)), frame) == []


def test_after_the_closing_only_what_outlives_it_is_late(frame: Frame, case: RowOf, at: At):
    task = Task(name="corrective_action", round=1, assignee=HANDLER, opened=at(3, 1), due=at(3, 4))
    ends, goes_on = (
        Deadline(clock="task:corrective_action", round=1, due=at(3, 4), outlives=out) for out in (False, True)
    )
    closed = {"status": "closed", "tasks": (task,)}
    assert late_of(case("LC1", deadlines=(ends,), **closed), frame) == []
    assert late_of(case("LC1", deadlines=(goes_on,), **closed), frame) == [("task:corrective_action", (HANDLER,))]


def test_what_comes_next_is_what_is_due_first_whoevers_it_is(frame: Frame, case: RowOf, at: At):
    tasks = (
        Task(name="corrective_action", round=1, assignee=OTHER_HEAD, opened=at(3, 1), due=at(3, 9)),
        Task(name="return_visit", round=1, assignee=HEAD, opened=at(3, 1), due=at(3, 8)),
    )
    step = standing(case("LC1", tasks=tasks, limits={"answer": (at(3, 10), None)}), frame).step
    assert step is not None
    assert (step.what, step.who, step.due) == ("return_visit", HEAD, at(3, 8))


def test_an_answered_case_without_work_waits_for_its_limit_or_for_nobody(
    frame: Frame, case: RowOf, at: At, policy: Policy
):
    waits = standing(case("LC1", status="answered", limits={"visit": (at(3, 9), None)}), frame).step
    assert waits is not None
    assert (waits.what, waits.who) == ("visit", policy.directory.desk)
    assert standing(case("LC1", status="answered"), frame).step is None


def test_the_longest_late_stands_first_then_what_is_due_first_and_nothing_that_is_over(
    frame: Frame, case: RowOf, at: At
):
    rows = [
        case("LC1", limits={"answer": (at(3, 9), None)}),
        case("LC2", limits={"answer": (at(3, 4), None)}),
        case("LC3", limits={"answer": (at(3, 6), None)}),
        case("LC4", limits={"answer": (at(3, 2), None)}),
        case("LC5", status="closed"),
        case("LC6", status="merged"),
        case("LC7", status="answered"),
    ]
    assert [each.row.number for each in standings(rows, frame)] == ["LC4", "LC2", "LC3", "LC1", "LC7"]


@pytest.mark.parametrize(("language", "said"), [
    ("zh-CN", "LC1 · 公交公司 · 超时 2 天：答复顾客（梁波，期限 3月3日（周二）09:00） · 另有 1 项超时 · 下一步：整改落实情况（董成伟，3月9日（周一）09:00 前） · 收到已 23 天 · 晚点"),
    ("zh-TW", "LC1 · 公交公司 · 逾時 2 天：答覆顧客（梁波，期限 3月3日（週二）09:00） · 另有 1 項逾時 · 下一步：整改落實情況（董成伟，3月9日（週一）09:00 前） · 收到已 23 天 · 晚点"),
    ("en", "LC1 · 公交公司 · overdue by 2 days: answer to the customer (梁波, was due Tue 3 Mar 09:00) · 1 more overdue · next: corrective action (董成伟, by Mon 9 Mar 09:00) · received 23 days ago · 晚点"),
])  # fmt: skip
def test_a_line_says_what_is_late_whose_it_is_what_comes_next_and_how_old_it_is(
    frame: Frame, case: RowOf, at: At, language: str, said: str
):
    task = Task(name="corrective_action", round=1, assignee=OTHER_HEAD, opened=at(3, 1), due=at(3, 9))
    limits = {"answer": (at(3, 3), None), "contact": (at(3, 4), None)}
    row = case(
        "LC1",
        limits=limits,
        tasks=(task, Task(name="answer", round=1, assignee=HANDLER, opened=at(3, 1), due=at(3, 10))),
        subject="晚点",
    )
    shown = of_standing(standing(row, frame), msgspec.structs.replace(frame, language=language))
    assert shown == Line(said, row.id, "LC1")


def test_a_restricted_case_shows_nobodys_words_in_a_line(frame: Frame, case: RowOf):
    shown = of_standing(standing(case("LC1", restricted=True, subject="晚点", content="晚点两小时"), frame), frame)
    assert shown.text.endswith("（限制查阅）")


@pytest.mark.parametrize(("length", "words"), [
    (timedelta(days=2, hours=3), ("2 天", "2 天", "2 days")), (timedelta(days=1), ("1 天", "1 天", "1 day")),
    (timedelta(hours=23), ("23 小时", "23 小時", "23 hours")), (timedelta(minutes=1), ("1 分钟", "1 分鐘", "1 minute")),
    (timedelta(seconds=5), ("1 分钟", "1 分鐘", "1 minute")),
])  # fmt: skip
def test_a_length_of_time_is_told_by_its_largest_unit(length: timedelta, words: tuple[str, ...]):
    assert tuple(span(length, language) for language in ("zh-CN", "zh-TW", "en")) == words


# -- whose it is to see -------------------------------------------------------------------------------------------------


def seen(reader: str, rows: list[Row], frame: Frame) -> list[str]:
    return [row.number for row in sight.Lines(frame.policy, frame.now).below(reader, rows)]


def test_leaders_have_what_their_units_have_and_the_desk_and_the_highest_all(frame: Frame, case: RowOf, policy: Policy):
    rows = [case("LC1"), case("LC2", unit="客运总站", handler="guo.ping@lc-transport.example", supervisor=OTHER_HEAD)]
    directory = policy.directory
    assert {who: seen(who, rows, frame) for who in (HANDLER, HEAD, OTHER_HEAD, DIRECTOR, directory.desk, directory.desk_head, directory.director)} == {
        HANDLER: [], HEAD: ["LC1"], OTHER_HEAD: ["LC2"], DIRECTOR: ["LC1", "LC2"],
        directory.desk: ["LC1", "LC2"], directory.desk_head: ["LC1", "LC2"], directory.director: ["LC1", "LC2"],
    }  # fmt: skip


def test_who_leads_what_is_two_levels_above_a_unit_has_its_cases_too(frame: Frame, case: RowOf, policy: Policy):
    rows = [case("LC1", unit="Depot", department="Depot", handler="", supervisor="", director="")]
    top = "gao.feng@lc-transport.example"
    more = (
        Department(name="Depot", handler=HANDLER, head=HANDLER, parent="Line"),
        Department(name="Line", handler=HANDLER, head=HANDLER, parent="Region"),
        Department(name="Region", handler=HANDLER, head=top),
    )
    directory = msgspec.structs.replace(policy.directory, departments=(*policy.directory.departments, *more))
    other = msgspec.structs.replace(policy, directory=directory)
    assert seen(top, rows, msgspec.structs.replace(frame, policy=other)) == ["LC1"]
    assert seen(OTHER_HEAD, rows, msgspec.structs.replace(frame, policy=other)) == []


def test_nobody_is_shown_a_restricted_case_without_a_part_in_it_nor_what_they_are_kept_out_of(
    frame: Frame, case: RowOf
):
    marketing = "gao.feng@lc-transport.example"
    rows = [case("LC1"), case("LC2", restricted=True), case("LC3", kept_out=(marketing, HEAD))]
    assert seen(marketing, rows, frame) == ["LC1"]
    assert seen(HEAD, rows, frame) == ["LC1", "LC2"]  # the case's own supervisor has a part in it


# -- lists --------------------------------------------------------------------------------------------------------------


def test_a_list_names_each_case_once_and_again_only_where_somebody_else_is_late(frame: Frame, case: RowOf, at: At):
    own = Task(name="return_visit", round=1, assignee=HEAD, opened=at(3, 1), due=at(3, 9))
    rows = [
        case("LC1", tasks=(own,), limits={"answer": (at(3, 4), None)}),
        case("LC2", tasks=(own,), limits={"answer": (at(3, 9), None)}),
        case("LC3", limits={"answer": (at(3, 9), None)}),
        case("LC4", handler=HEAD, limits={"answer": (at(3, 4), None)}),
    ]
    found, items_ = standings(rows, frame), to_do(rows, HEAD, frame)
    assert sorted(item.row.number for item in items_) == ["LC1", "LC2", "LC4"]
    groups = lists.below(found, HEAD, items_, frame)
    assert [(group.title, [line.number for line in group.lines]) for group in groups] == [
        ("已超时（您所管范围内） 1", ["LC1"]),
        ("其他未办结（您所管范围内） 1", ["LC3"]),
    ]


def test_ones_own_lines_open_a_reply_that_begins_with_what_does_it(frame: Frame, case: RowOf, at: At, policy: Policy):
    desk = policy.directory.desk
    visit = Task(name="return_visit", round=1, assignee=desk, opened=at(3, 1), due=at(3, 9))
    later = Task(name="later_words", round=1, assignee=desk, opened=at(3, 1), due=at(3, 10))
    rows = [
        case("LC1", status="answered", tasks=(visit,)),
        case("LC2", status="closed", tasks=(later,)),
        case("LC3", handler="", unit="", department=""),
        case("LC4", approvals=(Approval(gate="g", step=1, round=1, approver=desk, asked=at(3, 1)),)),
    ]
    mine = lists.own(to_do(rows, desk, frame), frame)
    assert {line.number: line.command for line in mine} == {
        "LC1": "visit", "LC2": "contact", "LC3": "transfer", "LC4": "approve",
    }  # fmt: skip
    answer = lists.own(to_do([case("LC5", limits={"answer": (at(3, 9), None)})], HANDLER, frame), frame)
    assert [line.command for line in answer] == ["resolve"]


def test_a_group_shows_a_hundred_and_how_many_more_there_are(frame: Frame, case: RowOf):
    rows = [case(f"LC{n:03}") for n in range(130)]
    (group,) = lists.below(standings(rows, frame), HEAD, (), frame)
    assert (group.title, len(group.lines), group.left) == ("其他未办结（您所管范围内） 130", 100, 30)
    assert read(as_json([group])) == (group,)
    assert read("") == ()


def test_the_desk_finds_messages_that_wait_and_notices_that_nobody_confirmed(frame: Frame, case: RowOf, at: At):
    mine, done = Parked(inbound="a", at=at(3, 4)), Parked(inbound="b", at=at(3, 3), done="junk")
    told = [item.values for each in (done, mine) for item in items(each)[1:]]
    assert list(still_waiting(told, frame.now)) == [mine]
    assert list(still_waiting(told, at(6, 3))) == []
    receipt = Task(name="receipt", round=1, assignee=HEAD, opened=at(3, 4), due=at(3, 4, 10))
    fresh = msgspec.structs.replace(receipt, due=at(3, 6))
    groups = lists.of_nobody([case("LC1", tasks=(receipt,)), case("LC2", tasks=(fresh,))], [mine], frame)
    assert [(group.title, [line.text for line in group.lines]) for group in groups] == [
        ("待查看的来件 1", [f"{reference('a')}，3月4日（周三）09:00 收到，尚未处理"]),
        ("未确认收到的通知 1", ["LC1 · 未确认收到：沈玉兰（1 天前请其确认）"]),
    ]
    assert [group.lines[0].number for group in groups] == [reference("a"), "LC1"]
    assert lists.of_nobody([case("LC2", tasks=(fresh,))], [], frame) == ()


# -- what is asked for --------------------------------------------------------------------------------------------------

ASKED_AT = datetime.fromisoformat("2026-03-04T09:00+08:00")


@pytest.mark.parametrize(("text", "label"), [
    ("本周", "2026-W10"), ("上週", "2026-W09"), ("this week", "2026-W10"), ("last week", "2026-W09"), ("上星期", "2026-W09"),
    ("本月", "2026-03"), ("上个月", "2026-02"), ("這個月", "2026-03"), ("last month", "2026-02"), ("2月", "2026-02"),
    ("2026-02", "2026-02"), ("2026年2月份", "2026-02"), ("12月", "2025-12"), ("本季度", "2026-Q1"), ("this quarter", "2026-Q1"),
    ("今年", "2026"), ("2025", "2025"), ("2025年", "2025"), ("去年", "2025"), ("last year", "2025"),
    ("今天", "2026-03-04"), ("yesterday", "2026-03-03"), ("上周五", "2026-02-27"), ("本周三", "2026-03-04"), ("2026-02-15", "2026-02-15"),
    ("2月1日至2月15日", "2026-02-01/2026-02-15"), ("2026-02-01 至 2026-02-15", "2026-02-01/2026-02-15"), ("2月1-15日", "2026-02-01/2026-02-15"),
    ("1–15 February", "2026-02-01/2026-02-15"), ("1 February to 15 February", "2026-02-01/2026-02-15"), ("2026-02-01~2026-02-28", "2026-02"),
])  # fmt: skip
def test_a_period_is_understood_as_people_write_it(text: str, label: str):
    meant = periods.meant(text, ASKED_AT, "Asia/Shanghai")
    assert meant is not None
    assert (meant.period.label, meant.rest) == (label, "")
    assert meant.period.start < meant.period.end


@pytest.mark.parametrize(
    "text",
    [
        "那天",
        "检票",
        "K12路",
        "LC20260302-0001",
        "13905350001",
        "3号线",
        "2月30日",
        "下周",
        "2020年1月1日至2026年1月1日",
        "soon",
    ],
)
def test_what_names_no_period_is_none(text: str):
    assert periods.meant(text, ASKED_AT, "Asia/Shanghai") is None


@pytest.mark.parametrize(("text", "asked"), [
    ("超时", (True, False, "", "", "")), ("逾時", (True, False, "", "", "")), ("late cases", (True, False, "", "", "")),
    ("overdue of this month", (True, False, "", "2026-03", "")), ("超时 单位 公交", (True, False, "公交", "", "")),
    ("未办结", (False, True, "", "", "")), ("未結案", (False, True, "", "", "")), ("still open", (False, True, "", "", "")),
    ("在办的投诉", (False, True, "", "", "")), ("本月未办结的投诉", (False, True, "", "2026-03", "")),
    ("单位：公交公司", (False, False, "公交公司", "", "")), ("單位 公交公司", (False, False, "公交公司", "", "")),
    ("unit Bus company", (False, False, "bus company", "", "")), ("本月 空调", (False, False, "", "2026-03", "空调")),
    ("上月 单位 公交 司机", (False, False, "公交", "2026-02", "司机")),
    ("检票", (False, False, "", "", "检票")), ("LC20260302-0001", (False, False, "", "", "LC20260302-0001")),
    ("li.na@163.com", (False, False, "", "", "li.na@163.com")),
])  # fmt: skip
def test_a_query_asks_for_a_state_a_unit_a_period_and_words_in_any_mixture(text: str, asked: tuple[object, ...]):
    found = question(text, ASKED_AT, "Asia/Shanghai")
    said = (found.late, found.open, found.unit, found.period.label if found.period else "", found.words)
    assert said == asked


def test_a_query_finds_what_it_asks_for_and_nothing_else(frame: Frame, case: RowOf, at: At):
    rows = [
        case("LC1", received=at(3, 2), limits={"answer": (at(3, 4), None)}, content="空调坏了"),
        case("LC2", received=at(3, 3), content="空調壞了"),
        case("LC3", received=at(2, 3), unit="客运总站"),
    ]

    def found(text: str) -> list[str]:
        asked = question(text, frame.now, "Asia/Shanghai")
        return [each.row.number for each in in_state(standings([r for r in rows if meets(r, asked)], frame), asked)]

    assert {text: found(text) for text in ("超时", "未办结", "单位 客运", "本月", "上月", "本月 空调", "超时 单位 客运")} == {
        "超时": ["LC1"], "未办结": ["LC1", "LC2", "LC3"], "单位 客运": ["LC1", "LC2", "LC3"], "本月": ["LC1", "LC2"], "上月": ["LC3"],
        "本月 空调": ["LC1", "LC2"], "超时 单位 客运": ["LC1"],
    }  # fmt: skip


# -- what a period came to ----------------------------------------------------------------------------------------------


def test_figures_tell_the_period_and_what_is_open_now_by_unit_and_age(frame: Frame, case: RowOf, at: At):
    answered = {"status": "answered", "happened": {"answered": at(2, 12)}}
    rows = [
        case("LC1", limits={"answer": (at(2, 13), at(2, 12))}, satisfaction=4, **answered),
        case("LC2", limits={"answer": (at(2, 11), at(2, 12))}, satisfaction=1, **answered),
        case("LC3", limits={"answer": (at(3, 4), None)}, unit="客运总站"),
        case("LC4", received=at(3, 3)),
    ]
    shown = figures.report(figures.State(rows=rows, open=standings(rows, frame)), frame)
    told = {section.title: [tuple(map(str, cells)) for cells in section.rows] for section in shown.sections}
    assert told == {
        "总体情况": [
            ("受理投诉件数", "3"), ("答复率", "2/3（66.7%）"), ("按时率", "1/3（33.3%）"), ("未结案", "3"), ("满意率", "1/2（50%）"), ("目前未办结", "4"), ("目前超时", "1"),
        ],
        "单位": [("公交公司", "2", "2/2（100%）", "1/2（50%）", "2", "1/2（50%）"), ("客运总站", "1", "0/1（0%）", "0/1（0%）", "1", "—")],
        "未办结：按单位和时长": [("客运总站", "1", "1", "0", "0", "1", "0"), ("公交公司", "3", "0", "1", "0", "2", "0")],
        "资料范围": [],
    }  # fmt: skip
    assert (shown.title, shown.period) == ("投诉情况", "2026年2月")


def test_groups_go_into_a_message_and_come_out_as_they_were():
    groups = (Group("t", (Line("a", "1" * 20, "LC1", 2, "approve"), Line("b"))), Group("", (), 3, attached=True))
    assert read(as_json(groups)) == groups
