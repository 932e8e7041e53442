"""What the platform's policy makes of respondents' words: the right that the other side claims, and who writes."""

import pytest

from chalicelib.policies import packaged
from tests.policy.judged import judged

POLICY = packaged("counter-notice")
GROUPS = dict.fromkeys(("patent", "trademark", "copyright"), "知识产权组") | dict.fromkeys(
    ("privacy", "reputation", "name"), "人格权益组"
)


@pytest.mark.clause("CN-01")
@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("他说我的杯子抄了他的外观专利，我们早就在卖", "patent"),
        ("他的新型没有评价报告，我不认", "patent"),
        ("我代表深圳某厂，关于权利要求1的比对，我们缺少技术特征B", "patent"),
        ("平行进口的奶粉，说我侵犯人家牌子", "trademark"),
        ("我引用了两句书里的话，注明出处了", "copyright"),
        ("說我洩漏她的個資，那是公司網站上就有的", "privacy"),
        ("說我毀謗醫美診所，我的臉就是被他們打爛的", "reputation"),
        ("說我假扮某醫師，我本人就是醫師", "name"),
        ("所谓发明不过是公知技术", "patent"),
        ("Their patent had lapsed when we began selling", "patent"),
        ("说我店里卖高仿，进货单都在", "trademark"),
        ("我自己的商标，凭什么说近似", "trademark"),
        ("貨都是專櫃正品，附發票", "trademark"),
        ("视频是我自己拍的，原片在手机里，不是搬运", "copyright"),
        ("封面那张照片是我拍的", "copyright"),
        ("說我洗稿，我比他早發半年", "copyright"),
        ("I took the photo, nothing was copied", "copyright"),
        ("聊天截图我都打码了，没有泄露谁", "privacy"),
        ("公共场合的路人镜头，算什么偷拍", "privacy"),
        ("我给的差评是亲身经历，不是造谣", "reputation"),
        ("測評數據都是實測，沒有抹黑", "reputation"),
        ("The review is honest, not defamatory", "reputation"),
        ("头像是我自己的脸，没有冒充那位演员", "name"),
        ("跟他同名同姓而已", "name"),
        ("I do not impersonate him, it is my own name", "name"),
        ("他说我的专利产品用了他的品牌", "patent"),  # of two, the first
        ("店名和商标都注册过", "trademark"),
    ],
)
def test_the_right_that_is_claimed_decides_who_reviews(text: str, right: str):
    complaint = judged(POLICY, text)
    assert (complaint.category, complaint.department) == (right, GROUPS[right])


@pytest.mark.parametrize(
    "text",
    ["账号被冻结了，请解封", "反通知怎么填", "我的视频怎么没流量", "投诉我的人是谁", "你好", "同行恶意投诉，天天搞我"],
)
def test_what_tells_no_right_is_the_desks_to_judge(text: str):
    complaint = judged(POLICY, text)
    assert (complaint.category, complaint.department) == ("other", "")


@pytest.mark.clause("CN-01", "CN-02")
@pytest.mark.parametrize(
    ("text", "agent", "party"),
    [
        ("本人的视频不构成侵权", "", "person"),
        ("我司旗舰店的商品是正品", "", "organisation"),
        ("受我客户委托，就其视频提交反通知", "yes", "person"),
        ("帮我同事发的，她的文章没有抄袭", "yes", "person"),
        ("本律师代为提交，被投诉方为某某有限公司", "yes", "organisation"),
        ("On behalf of my client I contest the complaint", "yes", "person"),
    ],
)
def test_agents_and_organisations_are_known_by_their_words(text: str, agent: str, party: str):
    fields = judged(POLICY, text).fields
    assert (bool(fields.get("by_agent")), fields["party"]) == (bool(agent), party)
