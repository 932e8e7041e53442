"""What was found out and done is told to others without anybody in it."""

import pytest

from chalicelib.core.written.namelessness import nameless


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("已向张明先生致歉", "已向…致歉"),
        ("向张女士当面道歉并退票", "向…当面道歉并退票"),
        ("打13912345678回访，客户同意", "打…回访，客户同意"),
        ("电话139 1234 5678已回", "电话…已回"),
        ("寄往：花园路12号院3单元501室", "寄往：…"),
        ("上门（5号楼2单元）更换门锁", "上门（……）更换门锁"),
        ("已向張明小姐致歉", "已向…致歉"),
        ("向陳美華小姐退費", "向…退費"),
        ("向王先生补寄", "向…补寄"),
        ("运单SF1234567890丢失", "运单…丢失"),
        ("鲁P·12345改道", "…改道"),
        ("写信到 zhang.ming@qq.com 说明", "写信到 … 说明"),
        ("Refunded Mr Smith at 12 Green Lane", "Refunded … at …"),
        ("１３９１２３４５６７８ 已回电", "… 已回电"),
    ],
)
def test_names_numbers_and_addresses_are_gone(said: str, left: str):
    assert nameless(said, ["张明"]) == left


@pytest.mark.parametrize(
    "said",
    ["K12 路增派 2 台备用车", "停岗培训三天，扣罚 500 元", "更换 3 号泵的密封圈", "Fitted a new lock, fee waived"],
)
def test_what_was_done_stays_as_it_was_written(said: str):
    assert nameless(said, ["张明", "John Smith"]) == said


def test_a_latin_name_is_gone_in_each_of_its_words_and_no_other_word_is():
    assert (
        nameless("smith was refunded; the blacksmith repaired it", ["John Smith"])
        == "… was refunded; the blacksmith repaired it"
    )
