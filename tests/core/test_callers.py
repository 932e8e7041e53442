"""Whose complaint it is that a colleague writes about: somebody's who called or came, or the colleague's own."""

import pytest

from chalicelib.core.written.callers import Caller, caller_in


@pytest.mark.parametrize(
    ("subject", "text", "caller"),
    [
        ("电话记录", "陈女士上午来电13812345678，反映票款没退，麻烦登记", Caller("陈女士", "+8613812345678")),
        ("代登记", "一位老年旅客在前台说轮椅没人推，手机 13912345670", Caller("", "+8613912345670")),
        ("", "有业主打电话来投诉电梯停了三天", Caller()),
        ("", "接到电话，对方说货架上的牛奶过期，请登记", Caller()),
        ("來電", "旅客林先生來電0912345678，投訴司機中途把他趕下車，請登記", Caller("林先生", "")),
        ("", "有乘客投诉9路车司机开车看手机", Caller()),
        ("Call", "Mrs Brown called at nine: the driver drove past her stop. Please register.", Caller("Mrs Brown", "")),
        ("", "A passenger complained at the counter that her suitcase was broken", Caller()),
    ],
)  # fmt: skip
def test_words_that_tell_of_a_caller_name_them_and_their_number(subject: str, text: str, caller: Caller):
    assert caller_in(subject, text) == caller


@pytest.mark.parametrize(
    "text",
    [
        "我要投诉，客户王先生来电骂人",
        "昨天我坐3路车，司机态度恶劣，骂了我",
        "窗口的人骂旅客，我亲眼看见",
        "食堂的饭菜太差，我也是顾客，要投诉",
        "I want to complain: a customer called me names",
        "The driver shouted at me when I got on",
        "客运总站那件抓紧处理一下，今天必须回复旅客",
        "周五下午开会，请带上本月报表",
    ],
)
def test_a_complaint_of_ones_own_and_words_about_work_tell_of_none(text: str):
    assert caller_in("", text) is None


@pytest.mark.parametrize(
    "text",
    ["业主陈女士13812345678来电，说家里闻到煤气味，人已经头晕，请登记", "有旅客打电话说他不想活了", "A tenant called: there is a fire in the kitchen"],
)  # fmt: skip
def test_words_of_danger_wait_for_no_form(text: str):
    assert caller_in("", text) is None


def test_a_callers_number_is_read_as_it_is_dialled_where_the_desk_works():
    said = "Mrs Green rang this morning, 01943 464 999, about the lift. Please register it."
    assert caller_in("", said, "GB") == Caller("Mrs Green", "+441943464999")
