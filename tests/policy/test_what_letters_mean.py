"""What the shipped policies make of letters: a threat is no petition, disgust no illness, a regulator one by every name."""

import pytest

from chalicelib import policies
from tests.policy.judged import judged

INSURANCE, FOOD = policies.packaged("insurance-branch"), policies.packaged("food-abc")
TRANSPORT = policies.packaged("liaocheng-transport")


@pytest.mark.clause("IB-14")
@pytest.mark.parametrize(
    "letter",
    [
        "理赔拖了两个月，你们再拖我只好去信访办坐着了",
        "保费多扣了，不退的话我就上访",
        "业务员误导我，不处理我找纪检部门反映",
        "代签名的事拖到现在，下一步就是去市信访局",
        "再不解决我就去信访局",
        "三天内不给说法我就到信访局反映",
        "明天我去市政府上访",
        "I will petition the government if my claim is not paid",
        "賠付太慢，再沒人管我就去信訪",
    ],
)
def test_who_threatens_to_petition_has_a_major_complaint_that_keeps_its_times(letter: str):
    found = judged(INSURANCE, letter)
    assert (found.kind, found.severity) == ("complaint", "major")


@pytest.mark.clause("IB-14")
@pytest.mark.parametrize(
    "letter",
    [
        "我实名举报你公司查勘员",
        "理赔员收了修理厂回扣",
        "信访举报：网点负责人违纪",
        "你们经理受贿",
        "我要举报你们理赔员吃拿卡要",
        "a clerk took a bribe",
    ],
)
def test_what_tells_of_misconduct_is_a_petition(letter: str):
    assert judged(INSURANCE, letter).kind == "petition"


@pytest.mark.clause("IB-02")
@pytest.mark.parametrize(
    "name",
    [
        "国家金融监督管理总局",
        "金管局",
        "银保监会",
        "山东金融监督管理局",
        "監管部門",
        "人民银行",
        "12363",
        "12378",
        "央行",
        "市金融办",
        "地方金融局",
        "消費者協會",
        "the NFRA",
        "your regulators",
    ],
)
def test_a_regulator_is_one_by_every_name(name: str):
    found = judged(INSURANCE, f"我已把这件事告诉 {name} 了")
    assert ("regulator" in found.flags, found.severity) == (True, "major")


@pytest.mark.clause("IB-02")
@pytest.mark.parametrize(
    ("letter", "grade"),
    [
        ("我们十二户都被拒赔", "major"),
        ("我们三人都被拒赔", "general"),
        ("这是集体投诉", "major"),
        ("群里八十多人都要退保", "major"),
        ("我和五个同事的保单都被代签名了", "major"),
        ("我和两个同事的保单都被代签名了", "general"),
    ],
)
def test_a_group_is_noticed_however_it_counts_itself(letter: str, grade: str):
    assert judged(INSURANCE, letter).severity == grade


@pytest.mark.clause("FA-05")
@pytest.mark.parametrize(
    ("letter", "harm"),
    [
        ("豆干里有头发，太恶心了", "none"),
        ("看着就恶心，一口没吃", "none"),
        ("豆腐有霉点，真噁心", "none"),
        ("吃到一只虫子，恶心死了", "none"),
        ("吃完恶心想吐", "some"),
        ("孩子吃后恶心", "some"),
        ("全家上吐下泻", "some"),
        ("disgusting, there is a hair in the tofu", "none"),
        ("I felt nauseous after eating it", "some"),
    ],
)
def test_disgust_alone_is_no_illness(letter: str, harm: str):
    assert judged(FOOD, letter).fields["harm"] == harm


@pytest.mark.parametrize(
    ("letter", "group"),
    [
        ("我们一车四十多人都等了两个小时", True),
        ("二十名旅客一起投诉检票员", True),
        ("我们宿舍六个人都没赶上车", True),
        ("12 of us were left behind", True),
        ("我们宿舍两个人都没赶上车", False),
        ("我一个人等了两个小时", False),
    ],
)
def test_passengers_who_complain_together_are_noticed_however_they_count_themselves(letter: str, *, group: bool):
    assert ("group" in judged(TRANSPORT, letter).flags) is group
