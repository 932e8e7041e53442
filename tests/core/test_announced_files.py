"""An attachment that words speak of: whoever forgot it is told, whoever has none to send is not."""

from itertools import product

import pytest

from chalicelib.core.written.announced_files import announces_file
from sandbox import Sandbox
from sandbox.staff import compose
from tests.core.handling.playing import HANS, office, referred
from tests.stories.acts import CUSTOMER, HANDLER, complain, last, says

SPEAKS = [
    "事情经过见附件。",
    "我把发票和照片附上了，照片见附件",
    "随信附上购票凭证，请查收",
    "詳見附件",
    "隨信附上發票照片",
    "Please find attached my receipt.",
    "I have attached two photos of the leak.",
    "See attached.",
    "The invoice is attached.",
]
SPEAKS_NOT = [
    "附件太大发不出去，怎么发给你们？",
    "照片稍后附上",
    "附近的站台没有灯",
    "另收附加费二十元",
    "How can I attach a photo?",
    "I will attach the receipt tomorrow",
    "The shelf is attached to the wall",
    "我没有附件",
    "I am very attached to this place",
]


@pytest.mark.parametrize(("words", "brings"), [*product(SPEAKS, [True]), *product(SPEAKS_NOT, [False])])
def test_words_that_bring_a_file_are_told_from_those_that_only_speak_of_one(words: str, brings: bool):
    assert announces_file(words) is brings


@pytest.mark.parametrize(("words", "told"), [("The report is attached.", True), ("We have repaired it.", False)])
def test_who_answers_without_the_file_that_they_speak_of_reads_so(words: str, told: bool):
    case = referred(office(), text="your service is slow")
    case.staff(HANS, f"#resolve {words}", "2026-03-02 10:00")
    assert ("file_missing" in {said.code for said in case.last.results.changes}) is told


@pytest.mark.parametrize("files", [(), (("发票.pdf", "application/pdf", b"%PDF-1.4 x"),)])
def test_a_customer_whose_file_did_not_come_is_asked_for_it_and_nobody_else(files: tuple[tuple[str, str, bytes], ...]):
    with Sandbox() as box:
        box.email(compose(CUSTOMER, box.address, "投诉", "检票员态度恶劣，我要投诉。车票见附件。", attachments=files))
        assert ("没有收到附件" in last(box, CUSTOMER).text) is not bool(files)


def test_an_answer_with_its_file_says_nothing_of_a_missing_one():
    with Sandbox() as box:
        complain(box)
        paper = ("报告.pdf", "application/pdf", b"%PDF-1.4 x")
        answer = "#结果 报告见附件\n事实：属实\n责任：我方\n措施：停岗培训"
        assert "这封信里却没有" in says(box, HANDLER, answer).text
        assert "这封信里却没有" not in says(box, HANDLER, answer, attachments=[paper]).text
