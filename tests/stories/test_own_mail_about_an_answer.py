"""Who thanks for an answer or disputes it in a mail of its own, without thread or number, is heard on the complaint that was answered."""

import pytest

from sandbox import Sandbox
from tests.stories.acts import ANSWER, CUSTOMER, HANDLER, complain, newest, says
from tests.stories.letters import letter


@pytest.mark.parametrize(
    ("text", "round_", "opens"),
    [
        ("谢谢，问题解决了", 1, False),
        ("我对答复不满意，不接受这个处理结果", 2, False),
        ("今天K12路公交等了四十分钟还没来，司机还骂人", 1, True),
    ],
)
def test_words_about_the_answer_reach_its_complaint_and_others_open_one(text: str, round_: int, opens: bool):
    with Sandbox(policy="liaocheng-transport", now="2026-03-02T09:00+08:00") as box:
        complain(box)
        says(box, HANDLER, ANSWER)
        first = newest(box)
        assert first["status"] == "answered"
        box.wind(days=1)
        box.email(letter(CUSTOMER, box.address, "投诉", text))
        assert (newest(box)["number"] != first["number"]) is opens
        assert next(c for c in box.complaints() if c["number"] == first["number"])["round"] == round_
