"""Sums under a label that names their unit."""

import pytest

from chalicelib.core.words import letter
from chalicelib.core.written.labelled_sums import as_labelled, without_unit
from tests.core.handling.playing import HANS, Case, office
from tests.core.handling.test_letters import BY_MAIL

POUNDS, YUAN = "Compensation (pounds)", "赔付金额（元）"


@pytest.mark.parametrize(
    ("value", "label", "read"),
    [
        ("36 pounds", POUNDS, "36"), ("36 quid", POUNDS, "36"), ("thirty-six pounds", POUNDS, "36"), ("a hundred and twenty quid", POUNDS, "120"), ("1,250.50 pounds", POUNDS, "1,250.50"),
        ("四十八块", YUAN, "48"), ("一百二十块钱", YUAN, "120"), ("48元", YUAN, "48"), ("三千五百元整", YUAN, "3500"), ("3万元", YUAN, "30000"),
        ("48块5", YUAN, "48.50"), ("四十八块五", YUAN, "48.50"), ("三块八毛二", YUAN, "3.82"), ("48.5元", YUAN, "48.5"), ("1万2", YUAN, "12000"), ("3千5", YUAN, "3500"), ("¥1.2k", YUAN, "1200"), ("人民币1200元整", YUAN, "1200"),
        ("£1.2k", POUNDS, "1200"), ("£48.50", POUNDS, "48.50"), ("2 grand", POUNDS, "2 grand"), ("two thousand quid", POUNDS, "2000"), ("NT$1,200元", "賠付金額（元）", "1,200"), ("新台幣一千二百元", "賠付金額（元）", "1200"),
        ("四十八塊", "賠付金額（元）", "48"), ("2,000元", "賠付金額（元）", "2,000"), ("兩千元", "賠付金額（元）", "2000"),
    ],
)  # fmt: skip
def test_the_unit_is_not_said_twice_and_a_figure_is_a_figure(value: str, label: str, read: str):
    assert as_labelled(value, label) == read


@pytest.mark.parametrize(
    ("value", "label"),
    [
        ("36 euros", POUNDS), ("36 pounds and a voucher", POUNDS), ("thirty-six pounds fifty", POUNDS), ("about 36 quid", POUNDS), ("36", POUNDS), ("36 pounds", "Compensation"),
        ("48块5个", YUAN), ("两百出头", YUAN), ("一千多", YUAN), ("NT$1,200", "赔付金额（人民币）"), ("€36", POUNDS), ("几十块", YUAN), ("四十八块，分两次付", YUAN), ("见协议", YUAN), ("四十八度", YUAN), ("四十八", YUAN),
    ],
)  # fmt: skip
def test_what_says_anything_else_stays_as_it_was_written(value: str, label: str):
    assert as_labelled(value, label) == value


def test_the_customer_reads_the_figure_under_its_unit():
    field = (
        '[[field]]\nname = "sum"\ntype = "number"\nlabels = { zh-CN = "赔付金额（元）", en = "Compensation (pounds)" }'
    )
    task = '[[task]]\nname = "answer"\nfor = "handler"\nopens = "referred"\ncommand = "resolve"\nform = ["sum"]\nletter = ["sum"]'
    case = Case(office(field, task))
    case.customer("your service was late", who=BY_MAIL)
    case.staff(HANS, "#resolve\nWe are sorry.\nCompensation: thirty-six quid")
    assert case.complaint is not None
    assert "Compensation (pounds): 36" in letter.whole(case.complaint, case.policy).splitlines()


@pytest.mark.parametrize(
    ("label", "named"),
    [("赔付金额（元）", "赔付金额"), ("Refund (pounds)", "Refund"), ("赠品（大件）", "赠品（大件）"), ("补偿", "补偿")],
)
def test_a_sentence_names_a_line_without_its_unit(label: str, named: str):
    assert without_unit(label) == named
