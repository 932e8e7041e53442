"""What the clock does again and again stands in a mail's history once, and a mail's consequences in the line of that mail."""

from datetime import datetime, timedelta

import pytest

from chalicelib.core.complaint.model import Entry
from chalicelib.core.policy.model import Policy
from chalicelib.core.words.history import in_mails
from chalicelib.core.words.thinned import thinned
from chalicelib.policies import packaged

BEGAN = datetime.fromisoformat("2026-03-02T09:00+08:00")


@pytest.fixture
def policy() -> Policy:
    return packaged("liaocheng-transport")


def of_the_clock(*whats: str, after: int = 0, reason: str = "answer") -> list[Entry]:
    return [Entry(at=BEGAN + timedelta(days=after + day), what=what, reason=reason) for day, what in enumerate(whats)]


def by_a_colleague(*whats: str, text: str = "") -> list[Entry]:
    who = "liang.bo@lc-transport.example"
    return [
        Entry(at=BEGAN + timedelta(days=9), what=what, by=who, text="" if n else text) for n, what in enumerate(whats)
    ]


def test_chases_and_escalations_in_turn_stand_once_each_in_the_place_of_the_last():
    lines = thinned(of_the_clock("reminder", "chase", "escalation", "chase", "escalation", "chase"))
    assert [(line.entry.what, line.entry.at - BEGAN, line.times, line.since - BEGAN) for line in lines] == [
        ("reminder", timedelta(0), 1, timedelta(0)),
        ("escalation", timedelta(days=4), 2, timedelta(days=2)),
        ("chase", timedelta(days=5), 3, timedelta(days=1)),
    ]


def test_what_was_chased_before_somebody_acted_and_what_of_another_limit_stands_by_itself():
    acted = by_a_colleague("staff_wrote", text="#备注 正在核实")
    lines = thinned(
        [
            *of_the_clock("chase", "chase"),
            *acted,
            *of_the_clock("chase", after=10),
            *of_the_clock("chase", after=11, reason="visit"),
        ]
    )
    assert [(line.entry.what, line.times) for line in lines] == [
        ("chase", 2),
        ("staff_wrote", 1),
        ("chase", 1),
        ("chase", 1),
    ]


@pytest.mark.parametrize(("language", "often"), [
    ("zh-CN", "共 3 次，首次 2026年3月2日（周一）09:00"), ("zh-TW", "共 3 次，首次 2026年3月2日（週一）09:00"), ("en", "3 times, the first on Monday 2 March 2026"),
])  # fmt: skip
def test_a_line_that_stands_for_several_says_how_often_and_since_when(policy: Policy, language: str, often: str):
    (line,) = in_mails(of_the_clock("chase", "chase", "chase"), policy, language)
    assert often in line.text
    assert "4" in line.at  # the last time
    assert "3 " not in in_mails(of_the_clock("chase"), policy, language)[0].text


def test_what_one_mail_brought_about_stands_in_the_line_of_that_mail(policy: Policy):
    entries = [
        *by_a_colleague("staff_wrote", "outcome_given", "answered", text="#结果 已查实"),
        *of_the_clock("closed", after=12),
    ]
    lines = in_mails(entries, policy, "zh-CN")
    assert [(line.what, line.text) for line in lines] == [
        ("工作人员来信 · 提交处理结果 · 答复客户", "#结果 已查实"),
        ("结案", lines[1].text),
    ]
