"""Whom the desk may block, until when, and whom nobody may."""

from collections.abc import Iterable

import msgspec
import pytest

from chalicelib.core.complaint.facts import StaffWrote
from chalicelib.core.complaint.saying import Said
from chalicelib.core.orders import command_reader
from chalicelib.core.people import blocks
from chalicelib.core.people.blocks import Block
from chalicelib.core.words.worded import worded
from chalicelib.core.written.authorities import is_of_an_authority
from chalicelib.staff import caseless_orders
from tests.core.handling.playing import BUS, DESK, DESK_HEAD, at, away, transport, with_directory

SPAM = "sales@spam.example"


def serve(text: str, by: str = DESK) -> caseless_orders.Service:
    labels = command_reader.label_map({f.name: f.labels for f in transport().fields})
    mail = StaffWrote(id="m1", at=at("3-2 10:00"), by=by, commands=command_reader.read_commands(text, labels).commands)
    return caseless_orders.serve(mail, transport())


def said(sentences: Iterable[Said]) -> str:
    return "\n".join(worded(each, transport(), "zh-CN") for each in sentences)


@pytest.mark.parametrize(
    ("order", "address", "until", "reason"),
    [
        (f"#屏蔽 {SPAM}", SPAM, "4-2 00:00", ""),
        ("#屏蔽 Sales@Spam.example，群发广告", SPAM, "4-2 00:00", "群发广告"),
        (f"#封鎖 {SPAM} 廣告", SPAM, "4-2 00:00", "廣告"),
        (f"#block {SPAM}\nTo: 2026-05-31\nReason: bulk mail", SPAM, "6-1 00:00", "bulk mail"),
        (f"#屏蔽 {SPAM}\n结束：2026-03-31\n理由：群发广告", SPAM, "4-1 00:00", "群发广告"),
        (f"#屏蔽 {SPAM} 到3月10日", SPAM, "3-11 00:00", "到3月10日"),
        ("#屏蔽 13800001234 群发短信", "+8613800001234", "4-2 00:00", "群发短信"),
    ],
)
def test_a_block_has_an_address_and_a_last_day(order: str, address: str, until: str, reason: str):
    service = serve(order)
    assert service.blocks == (Block(address, DESK, at("3-2 10:00"), at(until), reason),), said(service.problems)


@pytest.mark.parametrize(
    ("order", "why"),
    [
        ("#屏蔽 那个发广告的", "请在 #屏蔽 后面写明邮箱或手机号"),
        (f"#屏蔽 {SPAM}\n结束：2028-01-01", "结束日期应在今天和 2027-03-03 之间"),
        (f"#屏蔽 {SPAM}\n结束：2026-02-01", "结束日期应在今天和"),
        (f"#屏蔽 {SPAM}\n结束：看情况", "看情况"),
        (f"#屏蔽 {BUS}", "是同事的地址，不能屏蔽"),
        (f"#屏蔽 {DESK_HEAD}", "是同事的地址，不能屏蔽"),
        ("#屏蔽 13800000103", "是同事的地址，不能屏蔽"),
        ("#屏蔽 jgj@lc.shandong.gov.cn", "像是主管部门或政府机关的地址，不能屏蔽"),
        ("#解除屏蔽", "请在 #解除屏蔽 后面写明邮箱或手机号"),
    ],
)
def test_what_is_no_block_is_refused_with_its_reason(order: str, why: str):
    service = serve(order)
    assert why in said(service.problems)
    assert service.blocks == ()


@pytest.mark.parametrize("order", [f"#屏蔽 {SPAM}", "#屏蔽", f"#解除屏蔽 {SPAM}"])
def test_only_the_desk_and_its_head_block(order: str):
    assert "不能使用" in said(serve(order, BUS).problems)
    for by in (DESK, DESK_HEAD):
        assert serve(order, by).problems == ()


def test_whoever_stands_in_for_the_head_of_the_desk_may():
    policy = with_directory(transport(), absences=(away(DESK_HEAD, BUS),))
    mail = StaffWrote(id="m1", at=at("3-2 10:00"), by=BUS, commands=command_reader.read_commands("#屏蔽", {}).commands)
    assert caseless_orders.serve(mail, policy).blocked


def test_the_bare_command_asks_for_the_list():
    assert serve("#屏蔽") == caseless_orders.Service(blocked=True)


def test_a_block_holds_from_its_order_to_its_last_day_and_not_when_it_was_ended():
    (block,) = serve(f"#屏蔽 {SPAM}").blocks
    values = blocks.item(block).values
    held = {
        when: blocks.in_force(values, at(when)) is not None
        for when in ("3-2 09:59", "3-2 10:00", "4-1 23:59", "4-2 00:00")
    }
    assert held == {"3-2 09:59": False, "3-2 10:00": True, "4-1 23:59": True, "4-2 00:00": False}
    ended = msgspec.structs.replace(block, since=at("3-5 10:00"), until=at("3-5 10:00"))
    assert blocks.in_force(blocks.item(ended).values, at("3-5 10:00")) is None


@pytest.mark.parametrize(
    "address",
    [
        "a@mot.gov.cn",
        "x@moi.gov.tw",
        "x@ed.ac.gov.uk",
        "12345@lc.example",
        "post@12315.cn",
        "x@nfra.gov.cn",
        "x@ec.europa.eu",
    ],
)
def test_an_authority_is_known_by_its_address(address: str):
    assert is_of_an_authority(address)


@pytest.mark.parametrize(
    "address",
    ["x@qq.com", "gov@163.com", "x@govsales.example", "13812345678@139.com", "x@notgov.com", "+8613800001234"],
)
def test_other_addresses_are_nobodys_of_that_kind(address: str):
    assert not is_of_an_authority(address)


def test_whom_the_last_letter_names_as_the_place_to_turn_to_is_one():
    route = "您可以向市交通运输局投诉科（help@transport-lc.example，0635-8888888）反映，或写信至 qq.com 邮箱。"
    assert is_of_an_authority("help@transport-lc.example", route)
    assert is_of_an_authority("06358888888", route)
    assert not is_of_an_authority("zhang@qq.com", route)
