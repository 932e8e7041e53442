"""The property group's sorting by the customers' words."""

import pytest

from chalicelib import policies
from tests.policy.judged import judged

POLICY = policies.packaged("property-group")


@pytest.mark.clause("PG-05")
@pytest.mark.parametrize(
    ("text", "category", "unit"),
    [
        ("楼上卫生间漏水到我家", "房屋质量", "置业公司工程部"),
        ("验房的问题没整改就催我收房", "交付办证", "置业公司客户部"),
        ("宣传单上的游泳池呢，就一个水坑", "销售签约", "置业公司营销部"),
        ("上面泼水下来，衣服全湿", "物业服务", "物业公司客服部"),
        ("暖气不热，屋里才14度", "设施设备", "物业公司工程维修部"),
        ("電動車在車棚被偷了", "秩序安全", "物业公司秩序部"),
        ("泳池水浑得看不见底", "会员服务", "会员俱乐部"),
        ("我们做绿化工程的，尾款一年没结", "合作供应", "集团采购中心"),
        ("保安骂人，张口就是脏话", "服务态度", ""),
        ("保安队长收黑钱放外面车进来停", "廉洁举报", "集团监察审计部"),
    ],
)
def test_what_two_lists_claim_goes_to_the_thing_that_is_named(text: str, category: str, unit: str):
    complaint = judged(POLICY, text)
    assert (complaint.category, complaint.department) == (category, unit)


@pytest.mark.parametrize(
    "text",
    [
        "就是那件事", "唉，跟你们说也没用", "电梯坏了，保安也不管偷车的", "楼下垃圾堆成山，另外电梯三天没动了", "车位被人占着，再一个物业费也算错了",
        "客厅墙裂了没人修，还有两件事，停车费和收垃圾的",
    ],
)  # fmt: skip
def test_two_matters_or_none_are_left_to_the_call_centre(text: str):
    assert judged(POLICY, text).department == ""
