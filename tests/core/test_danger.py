"""Words of danger to life, and the wish to stay unnamed, in three languages; words that only sound like them."""

import pytest

from chalicelib.core.written.anonymity import asks_to_be_hidden
from chalicelib.core.written.danger import danger_in

SAID = {
    "self_harm": [
        "我真的不想活了", "活不下去了，孩子也没钱治", "再拖我就从天台跳下去", "我已經寫好遺書", "活着没意思", "不如死了算了", "我要喝农药", "想结束自己的生命",
        "有輕生的念頭", "今晚就割腕", "I'll kill myself if nobody answers", "I do not want to live any more", "I am about to jump", "thinking of suicide", "I'd be better off dead", "I will hang myself",
    ],
    "emergency": [
        "楼道里煤气味很大", "聞到瓦斯味", "电梯里有人被困住了", "我们困在车里出不来", "车厢起火了", "老人晕倒在站台", "孩子的手夹住了", "配电箱漏电", "天花板快塌了", "售票厅有人持刀", "车头冒浓烟", "乘客喘不过气",
        "There's a gas leak", "It smells of gas here", "people are trapped in the lift", "the bus is on fire", "he is not breathing", "somebody with a knife", "I'm stuck in the elevator", "my mother is unconscious",
    ],
    "threat": [
        "我去把你们车站炸了", "我带刀来找你们", "放火燒了這裡", "跟你们同归于尽", "弄死司机", "I will kill the driver", "I'm going to burn your office down", "there is a bomb on board", "gonna stab him",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("kind", "words"), [(kind, words) for kind, many in SAID.items() for words in many])
def test_words_of_danger_are_noticed(kind: str, words: str):
    assert danger_in(f"你好。{words}。请处理。") == kind


@pytest.mark.parametrize(
    "words",
    [
        "气死我了", "等得笑死人", "累死了", "热死我们了", "烦死了", "贵得要死", "急死", "氣得要死", "跳楼价是骗人的", "打死我也不坐了", "手机总是死机", "司机发火骂人", "这事困扰我很久", "真要我老命",
        "bored to death", "the noise is killing me", "dying to know", "fire him", "trapped in a contract", "scared me to death", "a menu to die for", "killing time at your stop",
    ],
)  # fmt: skip
def test_words_that_only_sound_like_it_alarm_nobody(words: str):
    assert danger_in(words) == ""


@pytest.mark.parametrize(
    "words",
    [
        "我要匿名", "匿名投诉一名司机", "不要透露我的姓名", "请勿泄露我的联系方式", "請替我保密", "别让司机知道是我说的", "不想讓店長知道是我", "我的名字请保密", "请隐去我的姓名", "不要把我的电话告诉他们", "不希望被单位知道我是谁",
        "Keep me anonymous.", "I wish to remain anonymous", "please don't reveal my name", "do not pass on my details", "Keep my identity confidential", "I don't want them to know who I am", "without mentioning my name", "They must not know it was me", "never tell the driver my name",
    ],
)  # fmt: skip
def test_the_wish_to_stay_unnamed_is_understood(words: str):
    assert asks_to_be_hidden(words)


@pytest.mark.parametrize(
    "words",
    ["我收到一封匿名信", "我不需要匿名", "我实名投诉，叫张三", "司机泄露了我的电话", "不要再给我打电话", "an anonymous call", "I am not anonymous", "tell me the result", "your staff told everyone my name"],
)  # fmt: skip
def test_other_words_about_names_hide_nobody(words: str):
    assert not asks_to_be_hidden(words)
