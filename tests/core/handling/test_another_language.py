"""Whoever writes to a customer in another language than the customer's hears so: nothing is translated."""

import pytest

from chalicelib.core.complaint.model import Complainant
from chalicelib.core.complaint.saying import labels, say
from tests.core.handling.playing import HANS, Case, office, referred


def written(spoken: str, order: str) -> Case:
    customer = Complainant(mail="li@customer.example", language=spoken)
    case = referred(office(), text="the service was slow", who=customer)
    case.staff(HANS, order)
    return case


@pytest.mark.parametrize(
    ("spoken", "order"),
    [
        ("en", "#结果 已为您退款，三天内到账"), ("en", "#告知客户 师傅明天上午到府上检修"), ("en", "#询问客户 请问您的订单号是多少"),
        ("zh-CN", "#结果 We have refunded the fare in full"), ("zh-TW", "#告知客户 Our engineer will call tomorrow"),
    ],
)  # fmt: skip
def test_the_receipt_says_that_the_customer_speaks_another_language(spoken: str, order: str):
    assert say("another_language", language=labels(f"language.{spoken}")) in written(spoken, order).last.results.changes


@pytest.mark.parametrize(
    ("spoken", "order"),
    [
        ("en", "#结果 We have refunded the fare in full"), ("zh-CN", "#结果 已为您退款，三天内到账"), ("zh-TW", "#结果 已为您退款，三天内到账"),
        ("en", "#备注 等财务"), ("en", "#联系 已电话说明"), ("zh-CN", "#结果 OK"),
    ],
)  # fmt: skip
def test_it_says_nothing_of_what_they_can_read_nor_of_what_stays_inside(spoken: str, order: str):
    assert all(said.code != "another_language" for said in written(spoken, order).last.results.changes)


LINES = """
[[task]]
name = "answer"
for = "handler"
opens = "referred"
command = "resolve"
form = ["facts"]
required = ["facts"]
letter = ["facts"]
"""


@pytest.mark.parametrize(
    ("order", "foreign"),
    [
        ("#结果 非常抱歉。\n事实：阀门老化，已当场更换，并检查了整层楼", True),
        ("#结果\n事实：阀门老化，已当场更换，并检查了整层楼", True),
        ("#结果 We are sorry.\n事实：the valve was old and was replaced at once", False),
    ],
)
def test_the_lines_of_the_letter_are_read_as_its_words_are(order: str, *, foreign: bool):
    customer = Complainant(mail="li@customer.example", language="en")
    case = referred(office(LINES), text="the service was slow", who=customer)
    case.staff(HANS, order)
    assert case.complaint.status == "answered", case.problems
    assert any(said.code == "another_language" for said in case.last.results.changes) is foreign
