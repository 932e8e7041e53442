"""What a colleague's fresh words ask for, told apart from a customer's complaint that they report."""

import pytest

from chalicelib.core.written.spoken_orders import caseless_order


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("我明天开始休三天", "absent"),
        ("週四請假一天", "absent"),
        ("I am on leave next week", "absent"),
        ("清单", "list"),
        ("send me my list", "list"),
        ("那件投诉今天办完报我", "urge"),
        ("這件客訴處理完告訴我", "urge"),
        ("Have that complaint finished today", "urge"),
    ],
)
def test_words_about_ones_work_are_orders(text: str, order: str):
    assert caseless_order(text) == order


@pytest.mark.parametrize(
    "text",
    [
        "有乘客投诉3路车司机甩站，请登记",
        "客户王女士来电，说豆干里有头发",
        "窗口的人骂旅客，我亲眼看见",
        "A passenger complains that the driver shouted at her",
        "保單賠少了，客戶要投訴",
        "",
    ],
)
def test_words_that_report_a_customers_complaint_are_none(text: str):
    assert caseless_order(text) == ""
