"""The lists of words that policies may take by name: what they find, and the honest sentences that they leave alone."""

import pytest

from chalicelib import policies
from chalicelib.core.policy_reading.shared_lists import SHARED
from chalicelib.core.written.words import affirms, mentions
from tests.policy.judged import judged

HONEST = """
经核实，当日7:40车辆故障未发车，给您带来不便，我们深表歉意。
我们已报警处理，并把监控交给派出所。
发现扒窃请您立即报警，也可以找驾驶员帮忙。
驾驶员没有按规定停车，是我们管理上的错误，已对其停岗三天。
您反映的情况属实，责任在我方。
您两箱行李已找到，请凭车票到总站领取。
给您一份书面答复，请查收附件。
检票员承认说话声音大，我们向您赔礼道歉。
您订购的豆干当日配送2箱，途中破损1箱，责任在我方。
经检测，该批次产品合格，检测报告已寄给您。
样品已收到，给您出具的检测报告将在三天内寄出。
夜班调度没有及时通知，我们已经重新排班。
由于仓库发错货，您收到的是另一批次。
该活动折扣已于3月1日结束，票价按全价执行。
乘客摔倒造成骨折，我们已送客户到医院。
驾驶员已送客户到站，并道歉。
公司已对当班人员批评教育，并将加强培训。
业务员小李已就错误的说明向您道歉。
您的保单仍在有效期内，理赔材料请补齐。
未发现骗保情形，您的理赔将继续办理。
精神病史不在本险种的保障范围内。
车上有人闹事时，驾驶员已按规程停车并报警。
我们查看了监控，画面里没有看到您说的情况。
请您冷静等待，我们会在周三前答复。
您可以拨打12328或向有关部门反映。
您的手提包已由站务人员保管，请您来取。
我们为您预约了上门检查的时间。
本次延误四十分钟，责任在维修车间排班不当。
赠品缺失的情况属实，已为您补寄缺失的部分。
您提到的司机说谎一事，监控没有声音，无法查明。
我們已向同仁說明規定，並向您致歉。
您的包裹於3月2日送達，簽收人為管理員。
經查，業務人員說明不清，我們已要求改正。
The 8:15 bus was cancelled because of a fault in the engine; we are sorry.
Our driver did not stop at the station. This was our mistake.
We have checked the cameras and found that the door closed too early.
We have informed the police about the theft, as you asked.
Your two boxes of tofu were tested; the result is attached.
The night shift did not pass your message on. We are sorry for that.
The discount ended on 1 March, so the full fare was charged correctly.
We sent you the report yesterday by registered mail.
Your claim is complete and will be decided by Friday.
有毛病的座椅已更换，请放心乘坐。
我们打了三次电话没有接通，请您方便时回电。
您反映三打豆腐的价格，已与门店核对。
给您发的短信里写错了日期，现更正为3月6日。
感谢您的来信，我们已经核实情况
经查，当日车辆故障，已增派备用车
您反映的情况属实
请您保留车票，以便核对
如有问题请拨打96508
司机已向公司检讨
行李已找到，请到客运总站领取
调度已调整发车间隔
监控显示车辆准点到站
Thank you for telling us; we are sorry
Please bring your ticket to the counter
We have passed your suggestion on
The timetable was wrong and has been corrected
已請駕駛員接受再教育
This was our fault and we apologise
您没有错，是我们的标识不清
因系统升级，短信延迟
我们已约谈检票员，扣除当月奖金
已为您登记退票申请
您的要求我们已记录，将在三日内答复
请您双倍留意末班车时间
加倍努力改进服务
我们会加倍重视
年卡办理须持身份证到总站窗口
月卡充值后次日生效
老年卡年审请到服务点
您的次卡余额有误，已更正
全免费停车场位于站前
学生票半价，儿童免费
请您找一下车票
您可以找他们的负责人反映，电话12345
有本事故记录可查
投诉也可通过12328提出
告知您处理结果
系统升级期间，短信延迟
没有人为破坏痕迹
您也可以到窗口办理
你也许记错了班次，我们核对了两遍
The monthly pass can be bought at the counter
We dealt with it at once
Deal with it within three days, as promised
as usual, the bus leaves at eight
We will double your attention
The free pass for pupils is valid until June
The driver got it wrong and we apologise
检票员弄错了您的车次，我们深表歉意
经查，调度没安排好班次，责任在我方
员工搞错了日期，我们向您致歉
是我们没安排好
您也太客气了
车队没安排好替班
不收您手续费
我们请您谅解
我们请您到总站领取
我们请专家鉴定
那是我们的责任
那是我们的事
这是我们管理上的问题
发了几封邮件给您
带几份材料给您
""".strip().splitlines()

FOUND = {
    "scolding": (
        "再投诉就把您拉黑", "您等着瞧吧，你等着瞧", "再胡闹我们起诉你", "后果自负", "We will sue you over this", "Stop it or we will call the police",
        "别瞎编了", "请不要胡说", "您这是在撒谎", "客户脑子不好使", "这位客户不可理喻", "客人就是想騙錢", "奧客一個", "The customer is crazy", "This customer made it up", "You are a liar",
    ),
    "blaming": ("都是小郭的错", "是值班人员的錯", "快递员的错", "那是夜班的错", "That is the warehouse's fault", "It was our agent's fault"),
    "gifts": (
        "给您寄3盒茶叶", "寄給您五包豆乾", "拿给您两斤花生", "送客户月饼三盒", "給您一箱當作賠禮", "请您吃饭", "给您打7.5折", "可以打九折", "给您优惠一点",
        "We can give you a discount", "20% off your next ride", "We are sending you a case of tea", "a fruit basket is on its way",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", FOUND)
def test_each_kind_of_words_is_found_in_three_languages(kind: str):
    missed = [said for said in FOUND[kind] if not any(affirms(said, word) for word in SHARED[kind])]
    assert missed == []


NAMES = ["银保监会", "金管局", "金管会", "金融监管总局", "12378", "12345", "12315", "12388", "12363", "12358", "消保委", "消委会", "消协", "消保会", "消基会", "市监局", "市场监管局", "市管局", "工商局", "住建局", "住建委", "房管局", "城建局", "发改委", "物价局", "纪委", "纪委监委", "监察委", "巡视组", "信访局", "证监会", "央行", "人大代表", "交通局", "卫健委", "食药监", "应急管理局", "检察院", "网信办", "工信部", "市长热线", "县长信箱", "区政府", "街道办", "金管會", "消保官", "公平會", "主管機關"]  # fmt: skip
CONCERNED = ("insurance-branch", "food-abc", "property-services", "property-group", "rural-credit", "retail-stores")


@pytest.mark.parametrize("name", NAMES)
def test_an_authority_is_known_by_each_of_its_names_wherever_somebody_turns_to_it(name: str):
    said = f"再不处理我就向{name}反映"
    assert mentions(said, SHARED["authorities"])


@pytest.mark.parametrize("said", ["I will take it to the ombudsman", "Trading Standards will hear of this", "I am writing to the regulator"])  # fmt: skip
def test_so_is_one_in_english(said: str):
    assert mentions(said, SHARED["authorities"])


@pytest.mark.parametrize(
    "said",
    ["电费按物价局核定的标准收取", "在税务局站下车", "我住街道办对面", "工商银行扣了我两次钱", "人行道上停满了车", "规划局批的图纸里没有这堵墙", "My order number is 12345678"],
)  # fmt: skip
def test_a_place_or_whatever_else_bears_the_name_is_none(said: str):
    assert not mentions(said, SHARED["authorities"])


@pytest.mark.parametrize("policy", CONCERNED)
def test_a_complaint_that_names_one_is_graver_than_one_that_does_not(policy: str):
    rules, words = policies.packaged(policy), "你们的东西坏了，一直没人管"
    plain = judged(rules, f"{words}。")
    for name in ("银保监会", "12378", "消保委", "市监局", "住建委", "发改委", "纪委监委", "信访局"):
        said = judged(rules, f"{words}，我要向{name}反映。")
        assert (said.severity, said.category, said.flags) != (plain.severity, plain.category, plain.flags), name


def test_facts_told_plainly_are_not_asked_about():
    asked = [(said, word) for said in HONEST for kind in FOUND for word in SHARED[kind] if affirms(said, word)]
    assert asked == []
    assert len(HONEST) >= 40


@pytest.mark.parametrize("said", ["您并非无理取闹", "我们没有送您任何东西", "It is not your fault"])
def test_what_is_denied_is_not_found(said: str):
    assert not [word for kind in FOUND for word in SHARED[kind] if affirms(said, word)]


@pytest.mark.parametrize(
    "words",
    [
        "您怎么这么多事", "您要是看不惯就别坐我们的车", "这点小事也投诉", "您是不是故意找茬", "麻烦您自重", "我劝您适可而止", "投诉也没用", "您自己眼神不好", "您态度也有问题", "您先反省一下自己", "全是调度没安排好", "那是外包公司的责任", "检票员新来的，不懂规矩", "都是上一班留下的烂摊子", "系统是信息科管的，您找他们", "我们可以私下补您两百", "给您包个红包", "下次坐车不收您钱", "这趟车费我们出了", "给您办张免费月卡", "送几箱牛奶给您", "微信发您200", "一点小意思不成敬意", "车费全免", "双倍奉还", "You're just looking for trouble", "Mind your own business", "You must have misunderstood, as usual", "Complaining won't help you", "Our temp did it, not us", "It was the contractor's responsibility", "We'll slip you 200 yuan", "Your next trip is on us", "We will make it worth your while", "I'll throw in a monthly pass", "您這樣很番", "少在那邊亂", "請你自重", "是工讀生弄錯的", "送您一張禮券", "退您車資", "您想多了", "您记错了吧", "您的要求太过分", "谁让您不看清楚", "懒得跟您说", "您爱去哪告去哪告",
    ],
)  # fmt: skip
def test_scolding_blaming_and_favours_are_found_in_whatever_words(words: str):
    assert any(affirms(words, word) for found in SHARED.values() for word in found)
