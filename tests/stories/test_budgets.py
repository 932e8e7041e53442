"""What one fact may cost: AWS calls, items, bytes, and what is made anew for each. Counted from outside, in the sandbox; no clock."""

import importlib
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import jinja2
import pytest
from botocore.client import BaseClient

from bench.observed import size
from chalicelib.core.handling import decide
from chalicelib.core.written import words
from chalicelib.pipeline import deciding
from chalicelib.render import wording
from sandbox import Sandbox
from sandbox.staff import reply
from tests.stories.acts import at_once
from tests.stories.letters import letter

RUDE_DRIVER = "我今天上午9点半在客运总站坐大巴，司机态度恶劣，还骂人。"
ANSWER = "#结果\n事实：司机确有不文明用语\n责任：驾驶员责任\n措施：停岗培训三天"


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    made: list[str] = []
    original = vars(BaseClient)["_make_api_call"]

    def counted(self: BaseClient, operation: str, arguments: dict[str, Any]) -> Any:
        made.append(operation)
        return original(self, operation, arguments)

    monkeypatch.setattr(BaseClient, "_make_api_call", counted)
    return made


class Tables:
    """Items that were asked for and written, and the bytes of those written, as requests name them."""

    def __init__(self) -> None:
        self.asked = self.written = self.bytes = 0

    def call(self, operation: str, arguments: Mapping[str, Any]) -> None:
        if operation == "BatchGetItem":
            self.asked += sum(len(each["Keys"]) for each in arguments["RequestItems"].values())
        elif operation == "TransactWriteItems":
            actions = [action for each in arguments["TransactItems"] for action in each.values()]
            self.written += len(actions)
            self.bytes += sum(size(a.get("Item") or [a["Key"], a.get("ExpressionAttributeValues")]) for a in actions)


@pytest.fixture
def tables(monkeypatch: pytest.MonkeyPatch) -> Tables:
    noted, original = Tables(), vars(BaseClient)["_make_api_call"]

    def told(self: BaseClient, operation: str, arguments: dict[str, Any]) -> Any:
        noted.call(operation, arguments)
        return original(self, operation, arguments)

    monkeypatch.setattr(BaseClient, "_make_api_call", told)
    return noted


@pytest.fixture
def made_anew(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Expressions that modules of ours have compiled, and templates."""
    made: list[str] = []
    compiler: Any = importlib.import_module("re._compiler")
    compile_one, compile_template = compiler.compile, jinja2.Environment.compile

    def expression(pattern: Any, flags: int = 0) -> Any:
        frame = sys._getframe(1)
        while frame.f_back and frame.f_globals["__name__"] in ("re", "re._compiler", "functools"):
            frame = frame.f_back
        if frame.f_globals["__name__"].startswith("chalicelib"):
            made.append(f"{frame.f_globals['__name__']}: {pattern}")
        return compile_one(pattern, flags)

    def template(self: jinja2.Environment, source: Any, name: Any = None, *more: Any, **named: Any) -> Any:
        made.append(str(name))
        return compile_template(self, source, name, *more, **named)

    monkeypatch.setattr(compiler, "compile", expression)
    monkeypatch.setattr(jinja2.Environment, "compile", template)
    return made


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(now="2026-03-02T09:00+08:00") as opened:
        opened.reports_delivery = False  # a delivery report is a fact of its own
        opened.email(
            letter("warm@qq.com", opened.address, "投诉", RUDE_DRIVER)
        )  # cold start: settings and policy are read
        opened.tick()
        yield opened


def test_a_new_mail_acknowledged_and_assigned_takes_seven_calls_and_one_more_for_its_like_cases_once_a_minute(
    box: Sandbox, calls: list[str]
) -> None:
    box.wind(minutes=1)
    for number, customer in ((8, "zhang@qq.com"), (7, "li@qq.com")):
        calls.clear()
        box.email(letter(customer, box.address, "投诉客运总站司机", RUDE_DRIVER))
        assert len(calls) == number, Counter(calls)
        assert calls.count("Query") == number - 7
    assert [mail.to for mail in box.mails[-2:]] == ["li@qq.com", "guo.ping@lc-transport.example"]


def test_ten_new_mails_at_once_take_forty_three_calls_and_one_more_for_their_like_cases(
    box: Sandbox, calls: list[str]
) -> None:
    box.wind(minutes=1)
    mails = [
        letter(f"customer{n}@qq.com", box.address, "投诉客运总站司机", f"{RUDE_DRIVER} 车票尾号 {n}") for n in range(10)
    ]
    calls.clear()
    at_once(box, mails)
    assert len(calls) == 44, Counter(calls)
    shared = ("BatchGetItem", "UpdateItem", "Query")
    assert [calls.count(each) for each in (*shared, "TransactWriteItems")] == [1, 1, 1, 11]
    assert [complaint["number"] for complaint in box.complaints()][1:] == [f"LC20260302-{n:04d}" for n in range(2, 12)]


def test_a_new_text_acknowledged_and_assigned_takes_six_calls_and_one_more_for_its_like_cases_once_a_minute(
    box: Sandbox, calls: list[str]
) -> None:
    box.wind(minutes=1)
    for number, customer in ((7, "+8613900001111"), (6, "+8613900002222")):
        calls.clear()
        box.sms(customer, "投诉 公交车今天上午8点在火车站不停，司机态度差")
        assert len(calls) == number, Counter(calls)
    assert len(box.texts) == 2


def test_what_is_counted_with_its_like_takes_five_calls_more(box: Sandbox, calls: list[str]) -> None:
    box.sms("+8613900001111", "投诉 3路公交车今天上午8点不停站，司机态度差")
    assert len(calls) <= 12, Counter(calls)


def test_a_new_mail_reads_seven_items_and_writes_two_dozen_of_twenty_kilobytes_at_most(
    box: Sandbox, tables: Tables
) -> None:
    box.email(letter("zhang@qq.com", box.address, "投诉客运总站司机", RUDE_DRIVER))
    assert tables.asked <= 7
    assert 0 < tables.written <= 24
    assert 0 < tables.bytes <= 20_000


def test_a_staff_command_reads_thirteen_items_and_writes_a_dozen_of_six_kilobytes_at_most(
    box: Sandbox, tables: Tables
) -> None:
    assignment = box.mails[-1]
    box.email(reply(assignment, "#备注 已联系司机", sender=assignment.to[0]))
    assert tables.asked <= 13
    assert 0 < tables.written <= 12
    assert 0 < tables.bytes <= 6_500


def test_no_expression_and_no_template_is_compiled_for_a_mail_or_a_text_like_one_before(
    box: Sandbox, made_anew: list[str]
) -> None:
    arrive: dict[str, Callable[[int], str]] = {
        "mail": lambda n: box.email(letter(f"li{n}@qq.com", box.address, f"投诉 {n}", f"{RUDE_DRIVER} 车票尾号 {n}")),
        "text": lambda n: box.sms(f"+861390000{n:04d}", f"投诉 公交车今天上午8点在火车站不停，司机态度差 {n}"),
    }
    re.purge()
    words._pattern.cache_clear()
    wording.environment.cache_clear()
    wording._template.cache_clear()
    for kind, arrives in arrive.items():
        for number in (10, 20):
            arrives(number)
        if kind == "mail":
            assert {"acknowledgement.zh-CN.j2", "chalicelib.core.written.words"} <= {
                m.split(": ")[0] for m in made_anew
            }
        made_anew.clear()
        arrives(30)
        assert made_anew == [], kind


@pytest.mark.parametrize(
    ("order", "like_cases"), [("#备注 已联系司机", 0), ("#转办 公交公司 经查是公交线路", 1), (ANSWER, 0)]
)
def test_a_staff_command_takes_at_most_six_calls_and_one_more_where_it_assigns(
    box: Sandbox, calls: list[str], order: str, like_cases: int
) -> None:
    assignment = box.mails[-1]
    box.wind(minutes=1)
    calls.clear()
    box.email(reply(assignment, order, sender=assignment.to[0]))
    assert len(calls) <= 6 + like_cases, Counter(calls)
    assert calls.count("Query") == like_cases


@pytest.fixture
def decided(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The kinds of facts that were decided."""
    made: list[str] = []

    def noted(complaint: Any, fact: Any, *known: Any) -> Any:
        made.append(type(fact).__name__)
        return decide(complaint, fact, *known)

    monkeypatch.setattr(deciding, "decide", noted)
    return made


def test_each_fact_is_decided_once(box: Sandbox, decided: list[str]) -> None:
    assignment = box.mails[-1]
    box.email(letter("zhang@qq.com", box.address, "投诉客运总站司机", RUDE_DRIVER))
    box.sms("+8613900002222", "投诉 客运总站司机态度恶劣，还骂人")
    for order in ("#备注 已联系司机", ANSWER):
        box.email(reply(assignment, order, sender=assignment.to[0]))
    assert decided == ["CustomerWrote", "CustomerWrote", "StaffWrote", "StaffWrote"]


def test_a_policy_that_counts_reads_only_when_what_it_counts_has_changed(calls: list[str]) -> None:
    with Sandbox(policy="food-abc", now="2026-03-02T09:00+08:00") as box:
        box.reports_delivery = False
        box.email(letter("warm@qq.com", box.address, "投诉", "豆腐有色差"))
        box.wind(minutes=1)
        asked = next(mail for mail in box.mails if mail.to == ["kesu@douxiangfang.example"])
        for order, queries in (
            ("#备注 已致电", 0),
            ("#备注\n产品批号：B-17\n不良症状：腹泻", 2),
            ("#备注\n产品批号：B-17", 0),
        ):
            calls.clear()
            box.email(reply(asked, order, sender=asked.to[0]))
            assert calls.count("Query") == queries, (order, Counter(calls))


def test_an_idle_tick_takes_two_queries_a_shard(box: Sandbox, calls: list[str]) -> None:
    box.wind(minutes=1)
    assert calls == ["Query", "Query"]


def test_a_delivery_report_takes_one_call(box: Sandbox, calls: list[str]) -> None:
    box.report(box.mails[-1], "Delivery")
    assert len(calls) == 1, Counter(calls)


def test_nothing_ever_scans(box: Sandbox, calls: list[str]) -> None:
    box.sms("+8613900001111", "投诉 公交车今天上午8点在火车站不停，司机态度差")
    box.wind(days=5)
    assert "Scan" not in calls
    assert "Query" in calls
