"""The lists of words that policies may take by name: what they find, and the honest sentences that they leave alone."""

import pytest

from chalicelib.core.policy_reading.shared_lists import SHARED
from chalicelib.core.written.words import affirms

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


def test_facts_told_plainly_are_not_asked_about():
    asked = [(said, word) for said in HONEST for kind in FOUND for word in SHARED[kind] if affirms(said, word)]
    assert asked == []
    assert len(HONEST) >= 40


@pytest.mark.parametrize("said", ["您并非无理取闹", "我们没有送您任何东西", "It is not your fault"])
def test_what_is_denied_is_not_found(said: str):
    assert not [word for kind in FOUND for word in SHARED[kind] if affirms(said, word)]
