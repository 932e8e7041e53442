"""Words of a death or an injury in three languages, and words that only sound like them."""

import pytest

from chalicelib.core.written.harm import tells_of_harm

TOLD = [
    "我父亲上周在你们医院去世了", "孩子没了，你们说没有责任", "做完手术人就没了", "病人抢救无效", "家父猝死在候诊室", "妈妈就这么走路摔死的", "他们把人治死了", "老公被货车撞死",
    "工人从脚手架上掉下来身亡", "胎停了还让继续等", "左腿骨折了", "被電梯夾傷了手", "把我孩子胳膊弄致残了", "开水洒出来烫伤了我老婆", "下车时摔伤，缝了八针", "吃了你们的豆腐食物中毒", "重伤住院",
    "急刹车我妈摔倒了头流血，现在在市医院", "车门夹到他手，手都肿了", "老人被绊倒，送到医院拍片去了", "孩子撞得满脸是血", "他当场昏过去了", "膝盖磕破了", "乘客摔倒起不来，叫了救护车", "軟組織挫傷",
    "She fell when the driver braked and is bleeding", "The doors closed on him and he hit his head", "My mother tripped on the step and was taken to hospital", "He was knocked unconscious", "I twisted my ankle on the ramp", "The door trapped her fingers",
    "宠物店的狗咬伤了小孩", "受伤的是我妈", "My father died in your ward", "she passed away on Sunday", "the death of my mother", "My husband was killed at the crossing",
    "a nurse dropped him and he broke his arm", "two passengers were badly injured", "I burned my hand on the tray", "we lost the baby: a miscarriage", "serious head injuries", "the children got food poisoning",
]  # fmt: skip
NOT_TOLD = [
    "车晚点四十分钟，气死我了", "电脑死机，交不了费", "热死了，空调不开", "还好没有受伤", "幸好没受伤，但吓坏了", "差点摔伤", "无人受伤", "死亡保险的条款看不懂", "想买意外伤害险", "系统瘫痪一上午",
    "差点摔倒头流血", "去市医院的车没停", "摔倒了没事，自己起来了", "手机摔破了", "公司年年亏损大出血", "头等座的椅背坏了", "她去医院的路上车晚点了", "He almost hit his head", "The radiator needs bleeding", "I have a hospital appointment and missed it",
    "the fares are bleeding us dry", "I nearly fell on the wet floor",
    "怕砸伤人才报修", "我的号没了", "挂号窗口的人走了", "会员卡没了", "再不解决我死给你看", "烫伤膏的价格不对", "the battery died after a week", "bored to death", "nobody was injured, thank God", "no injuries",
    "to add insult to injury", "he is dead wrong", "my phone died", "injury insurance premium", "the deadline has passed",
]  # fmt: skip


@pytest.mark.parametrize("words", TOLD)
def test_a_death_or_an_injury_is_heard(words: str):
    assert tells_of_harm(words)


@pytest.mark.parametrize("words", NOT_TOLD)
def test_what_only_sounds_like_it_is_none(words: str):
    assert not tells_of_harm(words)
