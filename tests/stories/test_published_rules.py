"""Rules are published while complaints are open: each goes on under those that it was opened under, with today's people."""

import tomllib
from collections.abc import Iterator

import pytest

import app
from chalicelib import policies
from chalicelib.aws import clients
from chalicelib.core.policy.model import Policy
from chalicelib.core.policy_reading import read_policy
from redress.publishing import publish
from sandbox import Sandbox
from sandbox.staff import reply
from tests.stories.acts import ANSWER, CUSTOMER, HANDLER, HEAD, complain, last, newest, says

OLD = (policies.HERE / "liaocheng-transport.toml").read_text(encoding="utf-8")
CHANGES = {
    'within = "2 days"\npromised': 'within = "1 day"\npromised',
    'needs = ["facts", "responsibility", "measures"]': 'needs = ["facts", "responsibility", "measures", "cause"]',
    'zh-CN = "线路或车次"': 'zh-CN = "车次编号"',
}
IN_TWO_DAYS, IN_ONE_DAY = "2026-03-04T09:00:00+08:00", "2026-03-03T09:10:00+08:00"


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(now="2026-03-02T09:00+08:00", settings={"POLICY": "s3:"}) as opened:
        publish(policy(OLD), clients.client("s3"), opened._cloud.names["MailBucket"])
        yield opened


def stricter() -> str:
    text = OLD
    for old, new in CHANGES.items():
        assert text.count(old) == 1
        text = text.replace(old, new)
    return text


def policy(text: str) -> Policy:
    return read_policy(tomllib.loads(text), "liaocheng-transport.toml")


def publish_anew(box: Sandbox, text: str, *, restarted: bool) -> None:
    """Other rules come into force; `restarted`: no process remembers the former ones."""
    publish(policy(text), clients.client("s3"), box._cloud.names["MailBucket"])
    if restarted:
        app.container.cache_clear()
        app.clockwork.cache_clear()
    box.wind(minutes=10)


@pytest.mark.parametrize("restarted", [True, False])
def test_a_complaint_keeps_the_rules_it_was_opened_under(box: Sandbox, restarted: bool) -> None:
    first = complain(box)["number"]
    publish_anew(box, stricter(), restarted=restarted)
    second = complain(box, sender="li@qq.com")["number"]
    for number, called in ((first, "线路或车次"), (second, "车次编号")):
        says(box, HANDLER, f"#备注 在查\n{called}：K12", about=number)
    assert [c["deadlines"]["answer"]["due"] for c in box.complaints()] == [IN_TWO_DAYS, IN_ONE_DAY]
    assert [c["fields"]["line"] for c in box.complaints()] == ["K12", "K12"]
    receipts = [says(box, HANDLER, ANSWER, about=number).text for number in (first, second)]
    assert ["缺少：原因" in text for text in receipts] == [False, True]
    assert [c["status"] for c in box.complaints()] == ["answered", "open"]


@pytest.mark.parametrize("restarted", [True, False])
def test_people_are_todays_whatever_rules_a_complaint_has(box: Sandbox, restarted: bool) -> None:
    number = complain(box)["number"]
    line = next(line for line in OLD.splitlines() if f'mail = "{HANDLER}"' in line)
    publish_anew(box, stricter().replace(line, "", 1).replace(HANDLER, HEAD), restarted=restarted)
    box.email(reply(last(box, CUSTOMER), "补充：工号0312"))
    assert newest(box)["handler"] == HEAD
    assert number in last(box, HEAD, "请办理").subject
