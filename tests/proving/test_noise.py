"""How much a complaint that is answered in time has staff read: twelve mails at most under every procedure, never two in one minute."""

from collections import Counter
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from chalicelib.core.policy.model import Policy
from chalicelib.policies import names, packaged
from redress.simulation.life import Scenario, play
from redress.simulation.lines import Line

AT_MOST = 12
OF_LATENESS = {"reminder", "chase", "escalation"}  # a simulated colleague takes longer than the shortest limits
MONDAY = "2026-03-02 09:00"
# What customers of a bus company write in a month: each of these on five of its days.
WRITTEN = (
    "我要投诉：17路公交车今天早上7点40分在东昌路站没有停，我等了半个多小时。",
    "今天上午9点半在客运总站，检票员态度恶劣，当众骂人，我要投诉。",
    "聊城到济南的班车晚点两个小时，没有人解释，我要投诉。",
    "托运的一箱苹果压坏了，要求赔偿，我要投诉。",
    "出租车绕路，多收了二十元，我要投诉。",
    "网上买的票退不了款，客服电话打不通，我要投诉。",
    "我要投诉：至今没有人处理。",
)
DAYS = (0, 6, 12, 17, 25)


def everything_sent(policy: Policy, text: str = "", later: timedelta = timedelta()) -> list[Line]:
    received = datetime.fromisoformat(MONDAY).replace(tzinfo=ZoneInfo(policy.timezone)) + later
    return [line for line in play(policy, Scenario(received=received, text=text)) if line.by]


def mails_to_staff(policy: Policy, text: str = "", later: timedelta = timedelta()) -> list[Line]:
    mails = (line for line in everything_sent(policy, text, later) if line.by == "mail")
    return [line for line in mails if not line.who.startswith("customer") and line.what not in OF_LATENESS]


def in_one_minute(sent: list[Line]) -> list[tuple[str, ...]]:
    """What one person gets of one case in one minute, where it is more than one mail and the answer to a mail of theirs."""
    minutes: dict[tuple[str, datetime], list[str]] = {}
    for line in (line for line in sent if line.what != "receipt"):
        minutes.setdefault((line.who.partition(" ")[2], line.at.replace(second=0)), []).append(line.what)
    return [tuple(told) for told in minutes.values() if len(told) > 1]


@pytest.mark.parametrize("name", names())
def test_a_complaint_that_is_answered_in_time_has_staff_read_twelve_mails_at_most_and_never_two_in_a_minute(name: str):
    sent = mails_to_staff(packaged(name))
    assert len(sent) <= AT_MOST, Counter(line.what for line in sent)
    assert in_one_minute(sent) == []


@pytest.mark.parametrize("name", names())
def test_no_customer_gets_two_messages_in_one_minute(name: str):
    to_customer = [line for line in everything_sent(packaged(name)) if line.who.startswith("customer")]
    assert to_customer
    assert in_one_minute(to_customer) == []


@pytest.mark.parametrize("text", WRITTEN)
def test_in_a_month_of_thirty_five_complaints_nobody_reads_too_much_of_one_nor_twice_in_a_minute(text: str):
    policy = packaged("liaocheng-transport")
    for place, day in enumerate(DAYS):
        sent = mails_to_staff(policy, text, timedelta(days=day, hours=place))
        assert 0 < len(sent) <= AT_MOST, Counter(line.what for line in sent)
        assert in_one_minute(sent) == []
