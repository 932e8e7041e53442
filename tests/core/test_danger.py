"""Words of danger to life, and the wish to stay unnamed, in three languages; words that only sound like them."""

import pytest

from chalicelib.core.written.anonymity import asks_to_be_hidden
from chalicelib.core.written.danger import danger_in

SAID = {
    "self_harm": [
        "我真的不想活了", "活不下去了，孩子也没钱治", "再拖我就从天台跳下去", "我已經寫好遺書", "活着没意思", "不如死了算了", "我要喝农药", "想结束自己的生命",
        "有輕生的念頭", "我已经买好农药了", "活不下去了😭", "今晚就割腕", "I'll kill myself if nobody answers", "I do not want to live any more", "I am about to jump", "thinking of suicide", "I'd be better off dead", "I will hang myself",
    ],
    "emergency": [
        "楼道里煤气味很大", "聞到瓦斯味", "司机还在车上打我妈，快来人", "我现在被司机扣在车上不让下", "我被撞了，腿流血动不了", "保安又在打人了", "电梯里有人被困住了", "我们困在车里出不来", "车厢起火了", "老人晕倒在站台", "孩子的手夹住了", "配电箱漏电", "天花板快塌了", "售票厅有人持刀", "车头冒浓烟", "乘客喘不过气",
        "There's a gas leak", "It smells of gas here", "people are trapped in the lift", "the bus is on fire", "he is not breathing", "somebody with a knife", "I'm stuck in the elevator", "my mother is unconscious",
    ],
    "threat": [
        "我去把你们车站炸了", "我带刀来找你们", "放火燒了這裡", "跟你们同归于尽", "弄死司机", "I will kill the driver", "I'm going to burn your office down", "there is a bomb on board", "gonna stab him",
    ],
}  # fmt: skip


HOSPITAL = ("急诊", "抢救", "大出血", "心梗", "emergency room", "Intensive Care")


@pytest.mark.parametrize(
    "words",
    [
        "家父在急诊坐了三个钟头没人理", "術後在急診搶救，帳單上多收了兩項", "手术后大出血，现在没事了，想问病历", "说是胃病，其实是心梗，误诊",
        "we waited five hours in the emergency room", "my aunt is in intensive care and nobody tells us anything",
    ],
)  # fmt: skip
def test_what_is_everyday_talk_of_a_trade_alerts_nobody_there(words: str):
    assert danger_in(words, HOSPITAL) == ""


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("self_harm", "急诊不给看，我不想活了"), ("emergency", "人在候诊区晕倒了没人管，急诊在哪"), ("threat", "抢救不过来我就砍死那个医生"),
        ("emergency", "there's a gas leak next to the emergency room"),
    ],
)  # fmt: skip
def test_other_danger_beside_everyday_talk_is_noticed(kind: str, words: str):
    assert danger_in(words, HOSPITAL) == kind


@pytest.mark.parametrize(("kind", "words"), [(kind, words) for kind, many in SAID.items() for words in many])
def test_words_of_danger_are_noticed(kind: str, words: str):
    assert danger_in(f"你好。{words}。请处理。") == kind


@pytest.mark.parametrize(
    "words",
    [
        "气死我了", "等得笑死人", "累死了", "热死我们了", "烦死了", "贵得要死", "急死", "氣得要死", "跳楼价是骗人的", "打死我也不坐了", "司机还在打电话", "贷款买好了农药化肥，利息多收", "我们被关在门外不让进", "上周我被撞了，当时动不了", "手机总是死机", "司机发火骂人", "这事困扰我很久", "真要我老命",
        "bored to death", "the noise is killing me", "dying to know", "fire him", "trapped in a contract", "scared me to death", "a menu to die for", "killing time at your stop",
    ],
)  # fmt: skip
def test_words_that_only_sound_like_it_alarm_nobody(words: str):
    assert danger_in(words) == ""


GOING_ON = [
    "一个男孩的胳膊被车门夹着，还在哭", "車門夾住一位老人", "有人举着菜刀追着保安砍", "12路刹车踩不住，还在往前开", "司机喝了酒，我现在就在车上", "驾驶员在打瞌睡，我们在高速上", "外婆吃完送去医院抢救", "昨天买的豆皮，孩子今天吃了正在抢救",
    "全家吃完中毒了，现在都在急诊", "我女儿在你们站里走丢了", "旅游大巴侧翻了", "校车把宝宝忘在车里了", "他倒在地上没反应", "奶奶失去意识了", "电梯突然往下掉", "候车室发现炸弹", "她威胁要捅死我",
    "The brakes are not working and we are still on the coach", "A boy is caught in the doors", "my mother is in intensive care", "The van has overturned", "somebody just fainted", "He is choking", "our son is missing", "the seat caught fire", "He pulled a knife",
]  # fmt: skip
OF_HARM = [
    ("self_harm", "你们别把我逼上绝路"), ("self_harm", "我怕我会做出什么傻事"), ("self_harm", "我真的熬不下去了"), ("self_harm", "等我死了你们才高兴"), ("self_harm", "刚吃了一瓶安眠药"), ("self_harm", "I wish I was dead"), ("self_harm", "Don’t push me into doing something desperate"),
    ("threat", "干掉那个售票员"), ("threat", "我要宰了你们老板"), ("threat", "打断他的腿"), ("threat", "拎着汽油过去"), ("threat", "要死大家一起死"), ("threat", "I’ll stab that agent"), ("threat", "I am bringing my gun"), ("threat", "I know where she lives"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "words"), [*(("emergency", words) for words in GOING_ON), *OF_HARM])
def test_what_is_going_on_and_what_somebody_means_to_do_is_noticed(kind: str, words: str):
    assert danger_in(words) == kind


@pytest.mark.parametrize(
    "words",
    [
        "去年秋天厂房起火，到现在没有赔", "上个月着火后至今没赔", "前天被困在电梯里一小时，要你们道歉", "上周老人晕倒在站台，无人搀扶", "当时有人持刀，保安不管", "火灾理赔拖着不办", "我的车刹车失灵，修了两回", "2月8日车头冒浓烟，后来停运",
        "孩子差点被门夹住", "幸好没有起火", "万一漏电怎么办", "消防演习说着火了其实没有", "担心老人晕倒", "这种插座容易着火", "昨天孩子的手夹住了，已经出院",
        "退款页面卡住了", "行李箱被门夹住", "心态炸了", "客服气得我差点心梗", "压得人喘不过气", "这价格令人吐血", "秒杀是假的", "打死他也不承认", "你们都去死吧", "自杀免责条款没讲过", "轮胎没气了", "孩子的书包不见了", "这次服务翻车了", "排队排到想死", "真是干了件傻事",
        "Last winter my kitchen caught fire and you still have not paid", "I was trapped in the lift yesterday. I want an apology", "He was bleeding heavily two weeks ago, the claim was refused", "We nearly had a heart attack when the bill came", "the queue is out of control", "fire insurance was mis-sold", "the app crashed", "kill the order", "my phone died", "the driver looked drunk last week",
    ],
)  # fmt: skip
def test_what_is_over_avoided_feared_or_a_manner_of_speaking_alarms_nobody(words: str):
    assert danger_in(words) == ""


@pytest.mark.parametrize(
    "words",
    [
        "我要匿名", "匿名投诉一名司机", "不要透露我的姓名", "请勿泄露我的联系方式", "請替我保密", "别让司机知道是我说的", "不想讓店長知道是我", "我的名字请保密", "请隐去我的姓名", "不要把我的电话告诉他们", "不希望被单位知道我是谁",
        "Keep me anonymous.", "I wish to remain anonymous", "please don't reveal my name", "do not pass on my details", "Keep my identity confidential", "I don't want them to know who I am", "without mentioning my name", "They must not know it was me", "never tell the driver my name", "怕被报复，请隐去我的信息🙏", "投诉人信息请保密", "do not tell the driver who complained", "please don't let him know it was me",
    ],
)  # fmt: skip
def test_the_wish_to_stay_unnamed_is_understood(words: str):
    assert asks_to_be_hidden(words)


@pytest.mark.parametrize(
    "words",
    ["我收到一封匿名信", "我不需要匿名", "我实名投诉，叫张三", "司机泄露了我的电话", "不要再给我打电话", "an anonymous call", "I am not anonymous", "tell me the result", "保安泄露业主信息，不保密", "your staff told everyone my name"],
)  # fmt: skip
def test_other_words_about_names_hide_nobody(words: str):
    assert not asks_to_be_hidden(words)


THREATENED = [
    "检票员刚才打电话威胁我，我很害怕", "佢恐嚇我話要搵人打我", "业务员找人收拾我女儿", "你们的人堵在我家门口不让我出去", "司机说要让我好看", "经理知道我孩子在哪上学，暗示我撤诉", "我被那个保安跟踪到小区", "他摸我大腿，我才15岁", "理賠員說要打斷我的腿", "他们把我堵在楼道里骂", "投诉以后他们打击报复我",
    "The agent threatened me on the phone", "The driver has my address and says he will come and hurt me", "Your manager would find me, he said, if I don't withdraw", "He follows me home every night", "They will not let me leave", "the guard groped my daughter",
]  # fmt: skip


@pytest.mark.parametrize("words", THREATENED)
def test_threats_and_attacks_on_the_customer_are_noticed(words: str):
    assert danger_in(words) == "threatened"


@pytest.mark.parametrize(
    "words",
    [
        "司机威胁要报警", "威胁我要取消会员", "他威胁我说要罚款", "客服拿黑名单威胁我办卡", "说话带着威胁的语气", "不让我走绿色通道", "不让我上车", "司机报复性刹车", "他打了我的电话没人接", "摸到我的包是湿的", "我手上刀口还没好", "客服把我的电话挂了",
        "They threatened me with a fine", "The driver threatened to leave me at the stop", "They will not let me leave a review", "They made me wait", "The agent said he would find me another seat", "He followed me on the app",
    ],
)  # fmt: skip
def test_steps_of_an_office_and_manners_of_speaking_threaten_nobody(words: str):
    assert danger_in(words) == ""


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("self_harm", "唔想做人了"),
        ("self_harm", "生無可戀"),
        ("threat", "我手里有刀，你们等着"),
        ("threat", "我包里带着汽油"),
    ],
)
def test_further_ways_to_say_it_are_noticed(kind: str, words: str):
    assert danger_in(words) == kind
