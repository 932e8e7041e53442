"""Senders whom the desk has blocked, and contact that is on record as unreasonable, from the first mail to the end of it."""

from collections.abc import Iterator

import pytest

from sandbox import Sandbox
from tests.stories.acts import ANSWER, CUSTOMER, HANDLER, RUDE, complain, last, newest, says, to
from tests.stories.letters import letter

SPAM = "sales@spam.example"
OFFER = "本公司代开发票，价格优惠，欢迎来电。"


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(now="2026-03-02T10:00+08:00") as opened:
        yield opened


def order(box: Sandbox, who: str, text: str) -> str:
    """A fresh mail of staff; the receipt."""
    box.email(letter(who, box.address, "订单", text))
    return last(box, who).text


def test_a_blocked_sender_is_kept_counted_and_not_answered_until_the_block_ends(box: Sandbox) -> None:
    head = "chen.lihua@lc-transport.example"
    assert "已屏蔽 sales@spam.example，至 2026年4月2日（周四）00:00 自动解除" in order(
        box, box.desk, f"#屏蔽 {SPAM} 群发广告"
    )
    assert f"已屏蔽 {SPAM}" in last(box, head, "屏蔽发件人的变更").text
    before, known = len(box.mails), len(box.complaints())
    for _ in range(3):
        box.email(letter(SPAM, box.address, "优惠", OFFER))
    assert (len(box.mails), len(box.complaints())) == (before, known)
    assert f"{SPAM}：屏蔽至 2026年4月2日（周四）00:00，近七天来信 3 封，已保存、未回复；原因：群发广告" in order(
        box, box.desk, "#屏蔽"
    )
    box.wind(to="2026-03-09T09:00+08:00")
    assert "近七天来信 3 封" in last(box, box.desk, "今日待办").text
    box.email(letter(SPAM, box.address, "求救", "我被困在大巴里出不来，救命！"))
    assert len(box.complaints()) == known + 1  # danger is heard, whoever writes
    assert "有未结的投诉，不能屏蔽" in order(box, box.desk, f"#屏蔽 {SPAM}")
    assert "已解除屏蔽 sales@spam.example" in order(box, box.desk, f"#解除屏蔽 {SPAM}")
    assert "现在没有被屏蔽" in order(box, box.desk, f"#解除屏蔽 {SPAM}")


def test_a_block_ends_on_its_day_by_itself(box: Sandbox) -> None:
    order(box, box.desk, f"#屏蔽 {SPAM}\n结束：2026-03-03")
    box.wind(to="2026-03-04T09:00+08:00")
    box.email(letter(SPAM, box.address, "投诉", RUDE))
    assert newest(box)["number"]
    assert to(box, SPAM)


def test_contact_on_record_is_known_with_every_mail_of_that_customer(box: Sandbox) -> None:
    first = complain(box)["number"]
    says(box, HANDLER, ANSWER)
    box.wind(hours=1)
    order(box, box.desk, f"#{first}\n#不合理联系 同一事项来信四十余封")
    told = last(box, CUSTOMER)
    assert "同一事项来信四十余封" in told.text
    assert "新的事项：照常登记、办理和答复" in told.text
    box.email(letter(CUSTOMER, box.address, "另一件事", "今天下午2点货运站把我的包裹摔坏了，我要投诉。"))
    second = newest(box)
    assert second["number"] != first
    assert second["conduct"]["number"] == first
    assert first in box.mails[-1].text
    assert "同一事项来信四十余封" in box.mails[-1].text  # whoever handles it reads the record with the case
    assert "请在该件上变更或解除" in order(box, box.desk, f"#{second['number']}\n#解除不合理联系")
    assert "已解除不合理联系记录" in order(box, box.desk, f"#{first}\n#解除不合理联系 复核后不再需要")
    box.wind(minutes=1)
    assert not any(c.get("conduct") for c in box.complaints())
    assert "此前就您的来信往来作出的安排已经解除" in last(box, CUSTOMER).text
