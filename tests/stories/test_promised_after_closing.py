"""A customer who asks, in a fresh mail after the closing, for what they were promised reaches whoever promised it."""

from pathlib import Path

from chalicelib import policies
from sandbox import Sandbox
from tests.stories.acts import ANSWER, CUSTOMER, HANDLER, complain, last, newest, says, survey_link
from tests.stories.letters import letter

PROMISES = """
[[field]]
name = "visit_promised"
labels = { zh-CN = "承诺事项" }

[[field]]
name = "visit_by"
type = "date"
labels = { zh-CN = "承诺日期" }

[[task]]
name = "keep_promise"
labels = { zh-CN = "兑现承诺" }
for = "handler"
opens = "answered"
promises = "visit_promised"
due = "visit_by"
form = ["facts"]

[[role]]
"""


def test_a_fresh_mail_about_the_promise_reaches_who_made_it_and_one_about_something_else_opens_a_complaint(
    tmp_path: Path,
):
    text = (policies.HERE / "liaocheng-transport.toml").read_text("utf-8").replace("[[role]]", PROMISES, 1)
    text = text.replace("form = [\n", 'form = [\n  "visit_promised", "visit_by",\n', 1)
    (tmp_path / "liaocheng-transport.toml").write_text(text, "utf-8")
    with Sandbox(tmp_path / "liaocheng-transport.toml", now="2026-03-02T09:00+08:00") as box:
        complain(box)
        says(box, HANDLER, f"{ANSWER}\n承诺事项：站长上门致歉\n承诺日期：2026-03-12")
        box.wind(minutes=15)
        box.post(survey_link(last(box, CUSTOMER, "答复")), {"score": "4"})
        first = newest(box)
        assert first["status"] == "closed"
        box.wind(days=3)
        box.email(letter(CUSTOMER, box.address, "请问", "答应上门致歉的，什么时候来？"))
        assert newest(box)["number"] == first["number"]
        asked = last(box, HANDLER)
        assert "上门致歉" in asked.text
        assert "什么时候来" in asked.text
        box.email(letter(CUSTOMER, box.address, "投诉", "今天K12路公交等了四十分钟还没来，司机还骂人"))
        assert newest(box)["number"] != first["number"]
