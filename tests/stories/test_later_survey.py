"""Weeks after the closing: was it really solved? By mail and its page, and by text."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from chalicelib import policies
from sandbox import Sandbox
from tests.stories.acts import ANSWER, CUSTOMER, HANDLER, complain, last, newest, says, survey_link, to

ASKS = """
[[clock]]
name = "really_solved"
labels = { zh-CN = "是否真正解决", zh-TW = "是否真正解決", en = "really solved" }
from = "closed"
until = "confirmed"
within = "3 weeks"
rungs = [{ at = "due", tell = ["customer"], message = "survey" }]

[[role]]
"""
PHONE = "+8613900001111"


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Sandbox]:
    text = (policies.HERE / "liaocheng-transport.toml").read_text("utf-8").replace("[[role]]", ASKS, 1)
    (tmp_path / "liaocheng-transport.toml").write_text(text, "utf-8")
    with Sandbox(tmp_path / "liaocheng-transport.toml", now="2026-03-02T09:00+08:00") as opened:
        yield opened


def test_the_later_page_counts_beside_the_first_and_a_no_begins_again(box: Sandbox):
    complain(box)
    says(box, HANDLER, ANSWER)
    box.wind(minutes=15)
    first = survey_link(last(box, CUSTOMER, "答复"))
    box.post(first, {"score": "4"})
    assert newest(box)["status"] == "closed"
    box.wind(days=22)
    (asked,) = to(box, CUSTOMER, "问题真正解决了吗")
    later = asked.text[asked.text.index("https://") :].split()[0]
    assert later != first
    shown = box.get(later)
    assert "完全解决" in shown.text
    assert "您已经评价过了" not in shown.text
    assert "您已经评价过了" in box.get(first).text
    page = box.post(later, {"score": "1", "words": "检票员还是老样子"})
    assert "没有解决" in page.text
    assert "上一级重新办理" in page.text
    again = newest(box)
    assert (again["status"], again["round"], again["satisfaction"], again["lasting"]) == ("open", 2, 4, 1)
    assert "检票员还是老样子" in last(box, again["handler"], "请办理").text
    assert "正在重新办理" in box.get(later).text


def test_by_text_a_figure_answers_the_later_question_and_opens_no_new_case(box: Sandbox):
    box.sms(PHONE, "投诉 客运总站检票员今天上午态度恶劣，骂人")
    says(box, newest(box)["handler"], ANSWER)
    box.wind(days=1)
    box.sms(PHONE, "4")
    assert newest(box)["status"] == "closed"
    box.wind(days=22)
    assert "问题真正解决了吗" in box.texts[-1].text
    box.sms(PHONE, "3")
    found = newest(box)
    assert (len(box.complaints()), found["status"], found["satisfaction"], found["lasting"]) == (1, "closed", 4, 3)
