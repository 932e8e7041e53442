"""What the customer reads of an answer, what those see who are asked about it, and what a follow-up call brings home."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox import Sandbox
from sandbox.sent import SentMail
from tests.stories.acts import ANSWER, CUSTOMER, HANDLER, HEAD, complain, last, newest, says, to

SHIPPED = Path("chalicelib/policies/liaocheng-transport.toml")
VISIT = 'form = ["reached", "satisfied", "words", "founded"]'
OWN_LINES = """
[[field]]
name = "in_time"
type = "yes_no"
labels = { zh-CN = "办理是否及时", zh-TW = "辦理是否及時", en = "In time" }

[[field]]
name = "suggestions"
labels = { zh-CN = "顾客建议", zh-TW = "顧客建議", en = "Suggestions" }

[[gate]]
name = "seen_by_the_head"
before = "answered"
approve = ["supervisor"]
"""
WORDS = "#结果\n给您添麻烦了，请您谅解。\n\n事实：检票员高声呵斥旅客属实\n责任：责任在我方\n措施：停岗培训三天"
PHONE = "+8613505350007"


def quoted(mail: SentMail) -> str:
    """The letter that stands in a mail to staff: what is set off there, below the customer's own words where it shows them first."""
    found = re.findall(r"(?:^│.*\n)+", mail.text.partition("■ 本件详情")[0], re.MULTILINE)
    assert found, mail.text
    return re.sub("^│ ?", "", found[-1], flags=re.MULTILINE).strip()


def read(mail: SentMail) -> str:
    """The letter as its customer reads it, between the words that open and close it."""
    return mail.text.partition("现答复如下。")[2].partition("给您带来不便")[0].strip()


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Sandbox]:
    written = SHIPPED.read_text(encoding="utf-8")
    assert written.count(VISIT) == 1
    asked = VISIT.replace('"words"', '"words", "in_time", "suggestions"')
    policy = tmp_path / SHIPPED.name
    policy.write_text(
        written.replace(VISIT, asked).replace("[directory]", f"{OWN_LINES}\n[directory]"), encoding="utf-8"
    )
    with Sandbox(policy) as opened:
        yield opened


@pytest.mark.parametrize("answer", [ANSWER, WORDS, ANSWER.replace("\n", "；").replace("#结果；", "#结果 ")])
def test_the_approver_the_receipt_and_the_customer_read_one_letter(box: Sandbox, answer: str):
    complain(box)
    receipt = says(box, HANDLER, answer)
    asked = last(box, HEAD, "请审批")
    says(box, HEAD, "#同意", about="请审批")
    sent = last(box, CUSTOMER, "答复")
    assert quoted(receipt) == quoted(asked) == read(sent)
    assert "停岗培训三天" in read(sent)


def test_a_customer_who_reads_texts_gets_the_letter_that_the_approver_saw(box: Sandbox):
    box.sms(PHONE, "投诉：今天上午9点客运总站检票员态度恶劣")
    receipt = says(box, HANDLER, WORDS)
    asked = last(box, HEAD, "请审批")
    says(box, HEAD, "#同意", about="请审批")
    letter = "给您添麻烦了，请您谅解。 事实：检票员高声呵斥旅客属实；责任：责任在我方；措施：停岗培训三天"
    assert letter in box.texts[-1].text
    assert quoted(receipt) == quoted(asked) == letter


def test_one_mail_about_two_complaints_tells_what_each_customer_reads(box: Sandbox):
    first, second = complain(box)["number"], complain(box, sender="second@qq.com")["number"]
    receipt = says(box, HANDLER, f"#{first}\n{ANSWER}\n#{second}\n{ANSWER.replace('三天', '五天')}")
    assert f"[{first}] 客户读到的答复：事实：检票员高声呵斥旅客属实" in receipt.text
    assert "停岗培训五天" in receipt.text


def test_a_return_visits_own_lines_stand_in_the_case_and_stay_through_another_round(box: Sandbox):
    complain(box)
    says(box, HANDLER, ANSWER)
    says(box, HEAD, "#同意", about="请审批")
    box.wind(to="2026-03-04T09:00+08:00")
    visit = last(box, box.desk, "请回访")
    assert ("办理是否及时：" in visit.text, "顾客建议：" in visit.text) == (True, True)
    says(box, box.desk, "#回访\n是否联系上：是\n满意度：1\n办理是否及时：否\n顾客建议：开通网上退票", about="请回访")
    assert newest(box)["round"] == 2
    assigned = to(box, newest(box)["handler"], "请办理")[-1]
    assert "顾客建议：开通网上退票" in assigned.text
    assert "办理是否及时：否" in assigned.text
