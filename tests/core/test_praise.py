"""Who only praises is known by their words; whoever has anything to complain of is not taken for that."""

import pytest

from chalicelib.core.written.praise import is_all


@pytest.mark.parametrize(
    "words",
    [
        "表扬你们的工作人员李师傅，服务特别好，态度热情，帮了我大忙，谢谢！",
        "表揚貴公司的王小姐，態度親切、耐心解說，非常感謝",
        "写信表扬贵公司的小王，做事认真负责",
        "I would like to praise your staff member, who was wonderful, kind and helpful. Thank you very much!",
        "We want to thank your driver: great job!",
    ],
)
def test_who_only_praises_is_known_by_their_words(words: str):
    assert is_all(words)


@pytest.mark.parametrize(
    "words",
    [
        "谢谢你们",
        "我要投诉：至今没有人处理。",
        "表扬一下司机，态度好，但是车晚点了一个小时",
        "表扬你们效率高，谢谢，一个灯修了三天才来",
        "要不是小王热情帮忙，非常感谢他，这事还没人管",
        "Great job. I waited three hours, thank you very much.",
        "Thank your colleague, she was kind; my refund is still missing.",
        "为什么没人表扬我？服务好的是我",
    ],
)
def test_who_has_anything_to_complain_of_is_apologised_to(words: str):
    assert not is_all(words)
