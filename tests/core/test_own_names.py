"""Whoever stays unnamed does not give themselves away by signature or home; whom they write of is still named."""

import pytest

from chalicelib.core.complaint.identity import HIDDEN, without_identity
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.written.anonymity import asks_to_be_hidden


def read(text: str, *, anonymous: bool = True) -> str:
    return without_identity(text, Complaint(id="c", number="", policy="p", anonymous=anonymous))


@pytest.mark.parametrize(
    ("text", "given_away"),
    [
        ("售票员骂人。请替我保密。\n\n陈志强\n13900001111", "陈志强"), ("司机闯红灯，请匿名处理。——林小燕", "林小燕"), ("車長態度惡劣。請保密。\n許美玲\n2026年3月2日", "許美玲"), ("检票员不让上车\n孙莉", "孙莉"), ("我叫周建国，司机骂人，请保密。", "周建国"),
        ("The clerk shouted at me. Please keep me anonymous. Li Na", "Li Na"), ("The clerk shouted.\n\nBest, Anna Brown", "Anna Brown"), ("The clerk shouted. Kind regards,\nTom", "Tom"), ("My name is Peter Smith and the clerk shouted.", "Peter Smith"), ("The bus was late. -- Wang Fang\n13900001111", "Wang Fang"),
        ("我住在湖南路66号，司机骂人", "湖南路66号"), ("我家在阳光小区3号楼502室，楼下车站吵", "阳光小区3号楼502室"), ("司机骂人。\n郑伟\n聊城市柳园路12号", "柳园路12号"), ("家庭住址：昌润路9号", "昌润路9号"), ("I live at 12 Mill Lane and your bus wakes me", "12 Mill Lane"),
    ],
)  # fmt: skip
def test_signature_and_home_of_whoever_stays_unnamed_are_hidden(text: str, given_away: str):
    assert given_away not in read(text)
    assert HIDDEN in read(text)
    assert read(text, anonymous=False) == text


@pytest.mark.parametrize(
    "text",
    [
        "司机王强骂人，工号015。", "投诉的是：\n王强", "东昌路88号门店的服务员态度差。谢谢", "票钱没退。马上处理", "3路车司机叫张伟，态度差", "The driver, Li Ming, was rude at gate 3.", "王强", "我是昨天的乘客，司机骂人", "我住的旅馆旁边太吵",
    ],
)  # fmt: skip
def test_whom_and_what_they_write_of_stays(text: str):
    assert read(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "请不要告诉他们我是谁。",
        "别跟司机说是我投诉的",
        "不要让他们知道我是谁",
        "請不要透露本人是誰",
        "千万别告诉店长是谁举报的",
    ],
)
def test_not_to_say_who_it_was_is_a_wish_to_stay_unnamed(text: str):
    assert asks_to_be_hidden(text)
