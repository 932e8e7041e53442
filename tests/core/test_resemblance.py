"""What a text resembles: pieces count, whatever the script, the order or a slip of the pen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core.written.resemblance import Examples, resemblance

HOTEL: Examples = (
    (
        "room",
        (
            "空调滴水，床单湿了",
            "半夜没有热水洗澡",
            "隔壁太吵睡不着",
            "the shower ran cold",
            "bedding was damp and smelly",
        ),
    ),
    (
        "meal",
        ("早餐的粥是冷的", "汤里有头发", "餐厅等了一个小时才上菜", "the soup was cold", "waited an hour for breakfast"),
    ),
)


def _nearest(text: str) -> str:
    found = resemblance(text, HOTEL)
    return max(found, key=lambda name: found[name])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("洗澡水一会热一会不热", "room"),
        ("床單是溼的，空調還在滴水", "room"),
        ("等上菜等了一个半小时", "meal"),
        ("粥里面也有头发", "meal"),
        ("My shower was ice cold", "room"),
        ("BREAKFAST: an hour of waiting", "meal"),
    ],
)
def test_a_text_is_nearest_to_those_that_share_its_rarer_pieces(text: str, name: str):
    assert _nearest(text) == name


def test_a_slip_of_the_pen_costs_only_the_pieces_that_it_touches():
    right, slipped = (resemblance(text, HOTEL)["room"] for text in ("空调滴水，床单湿了", "空调嘀水，床单湿了"))
    assert 0 < slipped < right


def test_what_shares_nothing_resembles_nothing():
    assert resemblance("zzz 骉", HOTEL) == {"room": 0.0, "meal": 0.0}


def test_a_short_text_tells_less_than_a_long_one_of_the_same_kind():
    assert 0 < resemblance("热水", HOTEL)["room"] < resemblance("半夜没有热水洗澡", HOTEL)["room"]


def test_what_is_peculiar_to_others_speaks_against_a_name():
    assert resemblance("汤里有头发", HOTEL)["room"] < 0 < resemblance("汤里有头发", HOTEL)["meal"]


def test_a_name_with_many_texts_has_no_advantage_of_its_own():
    many = (("room", HOTEL[0][1]), ("meal", HOTEL[1][1] + tuple(f"菜{n}号不新鲜" for n in range(60))))
    found = resemblance("半夜没有热水洗澡", many)
    assert found["room"] > found["meal"]


@given(st.text(max_size=200))
def test_resemblance_lies_between_minus_one_and_one(text: str):
    assert all(-1.0 <= each <= 1.0 for each in resemblance(text, HOTEL).values())


def test_without_any_texts_there_is_nothing_to_resemble():
    assert resemblance("早餐", (("room", ()),)) == {"room": 0.0}
