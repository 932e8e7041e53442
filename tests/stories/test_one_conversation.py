"""One case is one conversation in the mail program of whoever reads it: what mails refer to, and under which subject."""

from email import message_from_bytes
from email.policy import default

import pytest

from sandbox import Sandbox
from tests.stories.acts import CUSTOMER, newest, to
from tests.stories.letters import letter

CASES = [
    ("liaocheng-transport", "3路车晚点", "今天上午9点半3路公交车晚点一个小时，我要投诉。"),
    ("insurance-branch", "Re: 退保", "东城业务员推销时误导我，我要求退保，保单号B1234567。"),
    ("food-abc", "[投诉] 豆腐", "豆腐打开有一股酸臭味，没过期，批号20260116。"),
]


@pytest.mark.parametrize(("policy", "subject", "text"), CASES)
def test_each_mail_of_a_case_belongs_to_the_conversation_that_the_customer_began(policy: str, subject: str, text: str):
    with Sandbox(policy=policy, now="2026-03-02T09:00+08:00") as box:
        first = letter(CUSTOMER, box.address, subject, text)
        box.email(first)
        box.wind(days=8)
        began = str(message_from_bytes(first, policy=default)["Message-ID"])
        number = newest(box)["number"]
        theirs = [message_from_bytes(mail.raw, policy=default) for mail in to(box, CUSTOMER)]
        staff = [
            message_from_bytes(m.raw, policy=default) for m in box.mails if CUSTOMER not in m.to and number in m.subject
        ]
        assert len(theirs) > 1
        assert {(mail["In-Reply-To"], mail["References"].split()[-1]) for mail in theirs} == {(began, began)}
        assert all(str(mail["Subject"]).endswith(f"] {subject}") for mail in theirs)
        assert all(str(mail["Subject"]).startswith(f"[{number}] ") for mail in staff)
        assert len({(mail["References"], mail["Thread-Index"]) for mail in staff}) == 1
