"""Where a code may go: one mailbox or one mobile phone, of a country to which texts go, and never to ourselves."""

import msgspec
import pytest

from chalicelib.reception.reachable import address_in, why_not
from tests.reception.scenes import POLICY

OWN = {"complaints@lcjt.example"}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("13800138000", "+8613800138000"),
        (" 138 0013-8000 ", "+8613800138000"),
        ("＋86 138 0013 8000", "+8613800138000"),
        ("Zhang.Wei@QQ.com", "zhang.wei@qq.com"),
        ("张@例子.中国", "张@xn--fsqu00a.xn--fiqs8s"),
        ("zhang@qq.com, li@qq.com", ""),
        ("请打13800138000", ""),
        ("zhang@qq", ""),
        ("12345", ""),
        ("", ""),
        ("a" * 250 + "@qq.com", ""),
        ("<zhang@qq.com>", ""),
    ],
)
def test_one_mailbox_or_one_number_is_read_and_nothing_beside_it(typed: str, found: str) -> None:
    assert address_in(typed, POLICY) == found


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("+8613800138000", ""),
        ("zhang@qq.com", ""),
        ("", "none"),
        ("complaints@lcjt.example", "ours"),
        ("complaints+abc@lcjt.example", "ours"),
        ("no-reply@bank.com", "ours"),
        ("mailer-daemon@qq.com", "ours"),
        ("+8653182345678", "landline"),
        ("+252612345678", "abroad"),
    ],
)
def test_no_code_goes_where_nobody_reads_it_or_texts_are_dear(address: str, reason: str) -> None:
    assert why_not(address, POLICY, OWN) == reason


def test_a_policy_says_to_which_countries_texts_go() -> None:
    wider = msgspec.structs.replace(POLICY, text_countries=("CN", "TW"))
    assert [why_not("+886912345678", policy, OWN) for policy in (POLICY, wider)] == ["abroad", ""]
