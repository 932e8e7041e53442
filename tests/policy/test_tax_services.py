"""What the tax-device maker's policy makes of customers' words: what it is about, how grave it is, and whose it is."""

import pytest

from chalicelib.policies import packaged
from tests.policy.judged import judged, told

POLICY = packaged("tax-services")
UNITS = {
    "hotline": "服务热线中心",
    "visit": "技术服务部",
    "repair": "技术服务部",
    "device": "技术服务部",
    "upgrade": "系统运维部",
    "conduct": "服务督查室",
    "integrity": "服务督查室",
}


@pytest.mark.clause("TX-01", "TX-04")
@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("你们公司的热线占线一上午，我这边等着开发票", "hotline"),
        ("客服那头一问三不知，叫我自己上网查", "hotline"),
        ("話務員講不到兩句就掛斷", "hotline"),
        ("电话永远是请稍后，根本转不到人工", "hotline"),
        ("I rang the hotline six times, nobody picks up", "hotline"),
        ("税控盘坏了报了半个月，还不给换新的", "device"),
        ("才领的金税盘第二天就认不出来，要求更换", "device"),
        ("打印機保固內，你們說缺貨一直沒換", "device"),
        ("新换的盘跟原来那个一样读不出", "device"),
        ("The card reader is defective and was never replaced", "device"),
        ("开票软件修了四回还闪退", "repair"),
        ("师傅捣鼓一下午，最后讲他也不会修", "repair"),
        ("弄好没两天又打不开，同一个毛病", "repair"),
        ("技師重裝兩次還是報錯，完全沒修好", "repair"),
        ("Your technician was here twice and it is still not fixed", "repair"),
        ("约好九点，九点四十师傅才到", "visit"),
        ("报修四天没人上门", "visit"),
        ("说我们镇上太偏，叫我自己把主机搬过去", "visit"),
        ("師傅放了我兩次鴿子", "visit"),
        ("The engineer never turned up on Tuesday", "visit"),
        ("系统升级没通知我们，票开不出来", "upgrade"),
        ("就我们这家没升级，一直提示版本过低", "upgrade"),
        ("自动更新以后登不进去了", "upgrade"),
        ("開票軟體升級失敗，客戶等著拿票", "upgrade"),
        ("We were left out of the upgrade and cannot issue invoices", "upgrade"),
    ],
)
def test_the_five_general_kinds_are_told_apart_and_go_to_whose_they_are(text: str, category: str):
    complaint = judged(POLICY, text)
    assert (complaint.category, complaint.severity, complaint.department) == (category, "general", UNITS[category])


@pytest.mark.clause("TX-02", "TX-04")
@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("装机的师傅骂我们会计是猪脑子", "conduct"),
        ("接线员在电话里冲我吼，还说脏话", "conduct"),
        ("他拍桌子威胁要锁我们的盘", "conduct"),
        ("貴公司技術員當眾羞辱我們出納", "conduct"),
        ("Your engineer shouted at my colleague and called her stupid", "conduct"),
        ("约了五次次次没来，店里生意停了一个礼拜", "visit"),
        ("三番五次爽约，我们厂停工两天", "visit"),
        ("好几次说来又不来，订单都丢了，损失谁赔", "visit"),
        ("一再改期，約了三次沒來，公司停業三天", "visit"),
        ("They did not come again and again and we had to close for a week", "visit"),
        ("没给我们升级，停业三天，晚报记者都来了", "upgrade"),
        ("修不好机器害我们没法营业，电视台已经采访了", "repair"),
        ("热线没人接，生意黄了，我在抖音上曝光了", "hotline"),
        ("換來的盤又壞，工廠停產，媒體已經報導", "device"),
        ("Not upgraded, our business has stopped, and a journalist is writing about it", "upgrade"),
        ("就是姓刘的师傅，我们投诉过三次了，修了还是那样", "repair"),
        ("热线没人接，我是第四次投诉了", "hotline"),
        ("反映过好几回了，师傅还是次次迟到，一点没改", "visit"),
        ("非让我们买一套财务软件，不买就不装", "integrity"),
        ("师傅收了我两百块说是上门费，没有收据", "integrity"),
        ("暗示要给红包才优先处理", "integrity"),
        ("他私下收錢，轉到他個人微信", "integrity"),
        ("Your man asked for cash and gave no receipt", "integrity"),
        ("税务局来检查，当场批评你们的盘质量差，要换", "device"),
        ("专管员都点名批评你们没升级", "upgrade"),
    ],
)
def test_what_the_procedure_calls_severe_is_severe_whatever_it_is_about(text: str, category: str):
    complaint = judged(POLICY, text)
    assert (complaint.category, complaint.severity, complaint.department) == (category, "severe", UNITS[category])


@pytest.mark.clause("TX-02")
@pytest.mark.parametrize(
    "text",
    [
        "约了两次都没来",  # broken appointments, but no business came to a halt by it
        "报修没人上门，店里停业一天",  # a halt, but not by appointments broken repeatedly
        "修不好，生意停了",  # a halt, but no press
        "再不来人我就找记者曝光你们",  # the press, but no halt
        "机器没修好，我要到税务局告你们",
        "没升级，税务局批评我们逾期申报",  # who was criticised is the customer
        "投诉过一次，师傅还是没修好",
        "热线打不通，被老板骂了一顿",  # scolded by somebody else
        "这次投诉的是你们热线没人接",
        "我要投诉，约了三次都没来",
    ],
)
def test_what_only_comes_near_it_is_general(text: str):
    assert judged(POLICY, text).severity == "general"


@pytest.mark.clause("TX-02")
@pytest.mark.parametrize(
    "shared", ["complained_of", "subcontractor+category", "customer+category"], ids=["person", "station", "customer"]
)
def test_the_third_complaint_within_ninety_days_about_the_same_is_severe_and_the_second_is_not(shared: str):
    name = f"{shared} within 90 days"
    assert judged(POLICY, "热线没人接", {name: 2}).severity == "general"
    assert judged(POLICY, "热线没人接", {name: 3}).severity == "severe"


@pytest.mark.clause("TX-01", "TX-02")
@pytest.mark.parametrize(
    "text",
    [
        "你好",
        "上个月的发票丢了一张怎么补",
        "合同还没到期你们就停了服务",
        "师傅的态度极其恶劣",  # how vile, the words do not say
        "税务局批评你们，也批评我们公司了",
    ],
)
def test_what_the_words_do_not_tell_is_the_sales_departments_to_judge(text: str):
    assert judged(POLICY, text).department == ""


@pytest.mark.clause("TX-04")
@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("江北这边报修三天没人上门", "江北服务站"),
        ("江南服务站的师傅修了三次没修好", "江南服务站"),
        ("高新区没人来修", "开发区服务站"),
        ("我们县里报修没人来", ""),
    ],
)
def test_the_area_chooses_the_service_station(text: str, unit: str):
    assert judged(POLICY, text).unit == unit


@pytest.mark.clause("TX-02", "TX-05")
def test_of_a_severe_one_the_management_and_the_units_head_hear_at_once_by_mail_and_text():
    heard = told(POLICY, "师傅骂我们会计是猪脑子")
    assert {who for who, message in heard if message == "information"} == {"management", "supervisor"}
    assert not {who for who, message in told(POLICY, "热线没人接") if message == "information"}
