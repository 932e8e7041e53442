"""Who merely asks how their matter stands, and who tells something."""

import pytest

from chalicelib.core.written.progress import asks_how_it_stands
from tests.pace import within


@pytest.mark.parametrize(
    "text",
    ["司机甩客的事怎么样了？", "我的投诉有结果了吗", "请问何时答复", "想知道处理进度", "處理得如何", "What is the status of my complaint?", "When can I get an answer?", "Any update?"],
)  # fmt: skip
def test_a_mere_question_asks(text: str):
    assert asks_how_it_stands(text)


@pytest.mark.parametrize(
    "text",
    [
        "今天12路又甩客了，你们怎么样处理？", "我要投诉售票员，多久答复？", "另外我想投诉食堂，有结果了吗", "刚才司机骂人，什么时候处理", "没有人联系我，何时退款", "你好", "",
        "The bus was late again, any news?", "我有录音，补充一下，什么时候给我答复", "谢谢",
    ],
)  # fmt: skip
def test_who_tells_something_does_more_than_ask(text: str):
    assert not asks_how_it_stands(text)


@pytest.mark.timed
@pytest.mark.parametrize("unit", ["什么时候", "进展", "when will i ", "有没有"])
def test_no_words_take_long(unit: str):
    within(1, lambda: asks_how_it_stands(unit * 4_000))
