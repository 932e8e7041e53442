"""A procedure in two stages, as its customer, its people and its directors read it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from chalicelib import policies
from sandbox import Sandbox
from tests.stories.acts import ANSWER, CUSTOMER, HANDLER, RUDE, complain, last, newest, says, survey_link, to
from tests.stories.letters import letter

REVIEWER = "chen.lihua@lc-transport.example"
STAGES = """
[words]
outside_route = { zh-CN = "您也可以拨打 12328。", zh-TW = "您也可以撥打 12328。", en = "You may also call 12328." }

[[stage]]
name = "first"
labels = { zh-CN = "初次答复", zh-TW = "初次答覆", en = "first answer" }
within = "30 days"

[[stage]]
name = "review"
labels = { zh-CN = "复核", zh-TW = "複核", en = "review" }
answers = "desk_head"

[[role]]
"""
ELSEWHERE = "12328"


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Sandbox]:
    text = (policies.HERE / "liaocheng-transport.toml").read_text("utf-8").replace("[[role]]", STAGES, 1)
    (tmp_path / "liaocheng-transport.toml").write_text(text, "utf-8")
    with Sandbox(tmp_path / "liaocheng-transport.toml", now="2026-03-02T09:00+08:00") as opened:
        yield opened


def test_the_first_answer_says_who_looks_again_and_until_when(box: Sandbox):
    complain(box)
    says(box, HANDLER, ANSWER)
    told = last(box, CUSTOMER, "答复").text
    assert "请在 2026年4月1日（周三）09:00 前直接回复本邮件告诉我们，我们会交由客服中心负责人重新办理" in told
    assert "最终答复" not in told


def test_the_reviewer_reads_the_first_answer_and_what_the_customer_said_to_it(box: Sandbox):
    complain(box)
    says(box, HANDLER, ANSWER)
    page = box.post(survey_link(last(box, CUSTOMER, "答复")), {"score": "1", "words": "没有人向我道歉"})
    assert "我们会交由客服中心负责人重新办理" in page.text
    assert (newest(box)["round"], newest(box)["handler"]) == (2, REVIEWER)
    assert "我们已经交由客服中心负责人重新办理" in last(box, CUSTOMER, "重新办理").text
    asked = last(box, REVIEWER, "请办理").text
    earlier = asked[asked.index("以前的答复") :]
    assert "初次答复" in earlier
    assert "停岗培训三天" in earlier
    assert "没有人向我道歉" in earlier


def test_the_last_answer_says_that_it_is_final_and_a_bad_verdict_ends_with_the_outside_route(box: Sandbox):
    complain(box)
    says(box, HANDLER, ANSWER)
    box.post(survey_link(last(box, CUSTOMER, "答复")), {"score": "2"})
    says(box, REVIEWER, ANSWER, about="请办理")
    final = last(box, CUSTOMER, "答复").text
    assert "最终答复" in final
    assert ELSEWHERE in final
    assert "上一级" not in final
    page = box.post(survey_link(last(box, CUSTOMER, "答复")), {"score": "1"})
    assert "最终答复" in page.text
    assert newest(box)["status"] == "closed"
    assert ELSEWHERE in last(box, CUSTOMER, "我们的最终答复").text
    box.wind(minutes=5)  # the desk gets its copy
    before = len(box.mails)
    box.wind(days=3)
    assert not [mail for mail in box.mails[before:] if newest(box)["number"] in mail.subject]


def test_by_text_too_the_last_verdict_is_answered_once_with_the_outside_route(box: Sandbox):
    phone = "+8613912345678"
    box.sms(phone, f"投诉：{RUDE}")
    says(box, HANDLER, ANSWER)
    box.sms(phone, "1")
    says(box, REVIEWER, ANSWER, about="请办理")
    texts = len(box.texts)
    assert "这是最终答复" in box.texts[-1].text
    box.sms(phone, "1")
    box.wind(minutes=5)
    assert len(box.texts) == texts + 1
    assert "上次的答复是最终答复" in box.texts[-1].text


def test_until_the_time_that_the_letter_names_the_customer_may_ask_for_the_review(box: Sandbox):
    complain(box)
    says(box, HANDLER, ANSWER)
    link = survey_link(last(box, CUSTOMER, "答复"))
    box.wind(to="2026-04-01T08:30+08:00")
    box.post(link, {"score": "1"})
    assert newest(box)["round"] == 2


def test_a_page_on_the_procedure_names_who_looks_again(box: Sandbox):
    assert "不满意的，我们会交由客服中心负责人重新办理" in box.get("/").text


def test_in_english_it_says_the_same(box: Sandbox):
    box.email(
        letter(
            "jo@mail.example",
            box.address,
            "Complaint",
            "The ticket inspector at the main coach station was rude to me at 9:30 today.",
        )
    )
    case = newest(box)
    says(box, case["handler"] or box.desk, ANSWER, about=case["number"])
    told = to(box, "jo@mail.example")[-1].text
    assert "we will have it looked at again by " in told
