"""What a customer names as theirs, and what is somebody else's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core.handling.hear.further_addresses import hidden
from chalicelib.core.written.own_contacts import mail_instead, own_mail, own_phone, phone_instead

PHONE = "+8613800138000"
TITLES = ("司机", "快递员", "driver")


@pytest.mark.parametrize(
    "text",
    [
        "我的电话13800138000", "联系电话：138 0013 8000", "手机 +86 138-0013-8000", "手机号１３８００１３８０００", "請致電 13800138000",
        "call me at 13800138000", "My mobile number is 13800138000.", "司机态度差。我的手机13800138000",
    ],
)  # fmt: skip
def test_a_number_named_as_ones_own_is_found_however_it_is_written(text: str):
    assert own_phone(text, TITLES) == PHONE


@pytest.mark.parametrize(
    "text",
    [
        "司机电话13800138000", "客服热线 13800138000", "对方手机：13800138000", "运单号 13800138000", "13800138000", "电话 0635-8210000",
        "his phone 13800138000", "快递员手机13800138000", "the Driver's phone is 13800138000", "张经理手机：13800138000", "LC20260302-0001", "电话", "",
    ],
)  # fmt: skip
def test_others_numbers_landlines_and_bare_figures_are_not(text: str):
    assert own_phone(text, TITLES) == ""


@pytest.mark.parametrize(
    "text",
    [
        "我的邮箱 Zhang.Wei@QQ.com",
        "邮箱：zhang.wei@qq.com。",
        "email me: zhang.wei@qq.com",
        "信箱是ｚｈａｎｇ.wei@qq.com谢谢",
    ],
)
def test_a_mailbox_named_as_ones_own_is_found(text: str):
    assert own_mail(text, TITLES) == "zhang.wei@qq.com"


@pytest.mark.parametrize("text", ["司机的邮箱 x@y.com", "客服邮箱x@y.com不回", "x@y.com", "@微博", ""])
def test_others_mailboxes_are_not(text: str):
    assert own_mail(text, TITLES) == ""


def test_whose_title_it_is_the_organisation_says():
    assert own_phone("领班电话13800138000", ("领班",)) == ""
    assert own_phone("领班电话13800138000", ()) == PHONE


@given(st.text(max_size=200))
def test_whatever_is_written_is_read(text: str):
    assert own_phone(text, TITLES).startswith("+") or own_phone(text, TITLES) == ""
    assert "@" in own_mail(text, TITLES) or own_mail(text, TITLES) == ""


@pytest.mark.parametrize(
    ("address", "shown"), [("zhang.wei@qq.com", "z***@qq.com"), (PHONE, "+86138****8000"), ("", "***")]
)
def test_an_address_is_shown_so_that_only_its_owner_knows_it(address: str, shown: str):
    assert hidden(address) == shown


@pytest.mark.parametrize(
    "text",
    [
        "我换邮箱了，这个不用了，以后请发到 new@qq.example", "邮箱改成new@qq.example了", "舊信箱停用，新信箱是 New@qq.example", "以后请回复到 new@qq.example", "这个邮箱马上不用了，请用new@qq.example联系我", "I have changed my email to new@qq.example", "From now on write to new@qq.example please", "I no longer use this mailbox: new@qq.example",
    ],
)  # fmt: skip
def test_a_mailbox_in_place_of_the_one_they_had_is_found(text: str):
    assert mail_instead(text, TITLES) == "new@qq.example"


@pytest.mark.parametrize(
    "text",
    [
        "公司换邮箱了，你们的是 a@shop.example",
        "我给 a@shop.example 写过信",
        "客服新邮箱 a@shop.example 没人回",
        "I wrote to a@shop.example",
        "我换邮箱了",
    ],
)
def test_a_mailbox_of_others_takes_no_place(text: str):
    assert mail_instead(text, TITLES) == ""


@pytest.mark.parametrize(
    "text",
    [
        "我换号了，以后打13800138000",
        "请把我的电话改成13800138000",
        "舊號碼停用，新號碼 138 0013 8000",
        "my new number is 13800138000",
    ],
)
def test_a_number_in_place_of_the_one_they_had_is_found(text: str):
    assert phone_instead(text, TITLES) == PHONE
    assert phone_instead("司机换号了，打13800138000也没人接", TITLES) == ""
