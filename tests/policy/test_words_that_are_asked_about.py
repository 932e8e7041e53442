"""Honest sentences leave unasked; those that scold, blame or promise money are asked about, in three languages, whatever their kind."""

import pytest

from chalicelib.core.policy_reading.shared_lists import SHARED
from chalicelib.core.written.told_of import without_told_of
from chalicelib.core.written.words import affirms

ABOUT_PEOPLE = tuple(word for name in ("scolding", "blaming", "gifts") for word in SHARED[name])
INNOCENT = """
客服搞错了您的来电日期，我们已更正并向您致歉。
前台搞错了房号，让您多等了十分钟，我们向您道歉。
您反映的双倍赔偿问题，按合同约定由保险公司审核。
您要求双倍赔偿，我们已登记并转给审核部门。
该条款写明延误超过两小时双倍赔付，您的情形不足两小时。
您来信说司机胡说八道，我们核对了录音。
您提到检票员骂您神经病，监控已调取，情况属实。
您说售票员讲“爱坐不坐”，经查属实，我们道歉。
您信里写的“客服说不关他的事”，录音可以证实。
我们已对说“随便你”的员工作出处理。
您反映驾驶员让乘客“自重”的话不妥，我们同意您的看法。
车上不得携带礼品类易燃物。
您寄来的礼物我们已按规定退回。
我们不收受客户红包。
发票红包活动的规则您已收到，活动不由本公司举办。
您遗失的红包已在三号座位下找到。
您的购物卡在失物招领处。
您遗失的现金200元已由站务员登记保管。
本站售票窗口可用现金、微信和支付宝。
请您到窗口办理退票手续，退款按规定办理。
儿童半价票须有身份证明。
车站大厅全部免费提供热水。
您持的优惠券已过有效期，系统因此未识别。
该优惠券的使用说明已更正。
我们没有打折出售过临期产品。
您的手机没有打到这个号码。
驾驶员未经同意打开车门，是我们的过错。
售后人员没有按时上门，责任在我方。
客服的错误在于没有核对您的保单号，我们向您致歉。
是我们公司的错，向您郑重道歉。
司机没有道歉是不对的，我们已责成他改正。
经查，属于车站管理不到位，我们向您道歉。
请您不要在车门处站立，小心台阶。
报警电话是110，遇到危险请立即拨打。
监控已由派出所调取，您可以向其查询。
我们会把您的建议报告公司领导。
公司领导已当面向这位乘客道歉。
您说的“新来的”司机确是上月入职，我们加强了带教。
该车由临时工保洁，清扫不到位是我们的责任。
客服搞錯了您的訂單編號，我們已更正，謹致歉意。
您提到店員說「愛買不買」，經查屬實，我們道歉。
您要求雙倍賠償一節，已轉法務研議。
您遺失的禮券已由站務員保管，請攜證件領取。
站內販賣機可投現金或刷卡。
抽獎贈品的寄送時間為三月十日。
您反映司機罵您「神經病」，我們已約談他。
半價優惠須出示敬老卡。
優惠券的到期日印在背面。
我們已請門市同仁當面向您致歉。
You wrote that the driver called you a liar; the recording confirms it and we apologise.
You told us the clerk said it was "none of your business"; that was wrong.
We are sorry that our agent was rude; this was our fault.
Our clerk got your booking number wrong and we have put it right.
You asked for double compensation; we have passed this to the claims department.
The machine takes cash and cards.
Your lost gift card is kept at the counter.
The voucher you hold expired in February, so the system did not take it.
We do not give vouchers for delays.
The half price fare is for children under twelve.
Your lost cash, 200 yuan, is kept at the lost property office.
Pupils travel with a discount when they show their card.
You said nobody should have to hear "calm down" from a driver, and we agree.
We do not blame you in any way.
It is not your fault that the door closed early.
我也没办法接受这样的服务，一定会整改。
您反映的是检票口的问题，已交客运部核查。
您要求司机当面道歉，司机已于昨日致电道歉。
您希望的退票方式，窗口可以办理。
我们公司对此负全部责任。
物流的时效问题我们会持续改进。
您的红包封面活动奖品已寄出。
您消费的明细请见附件。
前台已核对房号。
您带点身份证件到窗口即可。
费劲周折给您添麻烦了，抱歉。
本次活动赠品已发完，页面未及时更新，我们道歉。
您到站后请出示优惠券。
驾驶员说话没礼貌，我们已批评教育。
新来的车辆下周投入使用。
您建议增设免费月卡，我们会研究。
If you withdraw money at the station, use the machine on the left.
We did not forget about this matter.
Please read the rules on the back of the ticket.
The supplier has replaced the part.
Our office is open from nine.
You asked for a refund; the counter needs your ticket.
The refund policy is on our website.
您於三月二日來電詢問退費，窗口可辦理。
""".strip().splitlines()

DOUBTFUL = """
客服搞错了，跟我们没关系，您去找客服。
是客服搞错的，不能怪我们车队。
这都是前台搞错的，您别冲我来。
这次给您双倍赔偿，您就别投诉了。
我们可以双倍赔偿给您。
私下给您转两百，您撤诉。
您要是撤诉，我们请您吃顿饭。
给您免两个月的车费，您看行吗。
送您两张电影票，请消消气。
明天给您拎点水果过去。
改天我们登门，带点心意给您。
我给您塞个红包。
您撤了投诉，我给您充一百话费。
以后您坐车不用买票。
下个月的票我们替您买。
您就是想要钱吧。
您这人真难伺候。
跟您说话真费劲。
您是不是更年期到了。
您要再打来，我们就不接了。
您别给脸不要脸。
您脾气也太大了吧。
您就这么闲吗。
一把年纪了还计较这个。
您要是不服就去告。
随您去哪里投诉都没用。
您这是敲竹杠。
再这样我们要找律师了。
小心我们追究您的法律责任。
这种乘客我见多了。
都是调度那边的问题，我们也没办法。
这事是供应商的责任，与我司无关。
是夜班的人没交接，不关我的事。
都怪新来的小王。
站长不同意，我也没办法。
這都是客服搞錯的，與我們無關。
我們私下補您五百，請您別再投訴。
下次來店裡用餐不收您錢。
您這個人真的很難搞。
請您不要再來鬧。
您是來找碴的吧。
再打來我們就報警處理。
送您兩張電影票當補償。
都是工讀生搞的，不是我們的問題。
我們請您喝咖啡，這件事就算了。
You are just after money.
You are impossible to please.
Some people are never satisfied, and you are one of them.
You should be ashamed of yourself.
If you call again we will not pick up.
Try reading the rules next time.
It was the call centre's mistake, not ours.
Customer service got it wrong, take it up with them.
That's on the contractor, not on us.
Blame the night shift for that.
We will give you double compensation if you drop the complaint.
We can send you two cinema tickets to say sorry.
Ride free for a month on us.
We'll transfer 200 yuan to your WeChat if you withdraw.
Let us buy you dinner and forget this.
Next time your fare is free.
您说得对，都是售票员的错。
您要求双倍赔偿，我们同意双倍赔偿给您。
您反映的都是胡说八道。
您提到的双倍赔偿，我们给您双倍。
您遗失的东西是您自己的问题。
我们给您的优惠券请查收。
送您的购物卡已寄出。
您来信说司机不好，我看您才有病。
We are happy to give you the voucher you asked for.
You asked for double compensation and we will pay you double.
You wrote a lot of nonsense.
您希望得到的红包已经给您准备好了。
这不是我们公司的错，是司机的错。
""".strip().splitlines()


def asked_about(said: str, words: tuple[str, ...]) -> list[str]:
    meant = without_told_of(said)
    return [word for word in words if affirms(meant, word)]


def test_there_are_sixty_of_each():
    assert min(len(set(INNOCENT)), len(set(DOUBTFUL))) >= 60


@pytest.mark.parametrize("said", INNOCENT)
def test_what_tells_of_others_or_owns_up_is_not_asked_about(said: str):
    assert asked_about(said, ABOUT_PEOPLE) == []


@pytest.mark.parametrize("said", DOUBTFUL)
def test_what_scolds_blames_or_buys_off_is_asked_about(said: str):
    assert asked_about(said, (*ABOUT_PEOPLE, *SHARED["refunds"]))
