"""More time, as people read it: the leader's mail, the answer to whoever asked, the customer's letter, and no time that has passed."""

from collections.abc import Iterator

import pytest

from chalicelib import policies
from sandbox import Sandbox
from sandbox.staff import compose, reply
from tests.stories.acts import ANSWER, CUSTOMER, HANDLER, HEAD, complain, last, newest, says, to

ASK = "#延期 2026-03-06 17:30 车站监控要请厂家恢复"


def lines(text: str, word: str) -> list[str]:
    return [line for line in text.splitlines() if word in line]


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(now="2026-03-02T09:00+08:00") as opened:
        yield opened


@pytest.fixture
def asked(box: Sandbox) -> Sandbox:
    complain(box)
    says(box, HANDLER, ASK)
    return box


def test_the_leader_reads_who_asks_for_what_and_why_and_one_word_grants_it(asked: Sandbox) -> None:
    mail = last(asked, HEAD, "请您决定")
    assert (
        mail.subject.partition("] ")[2]
        == "请您决定：延期申请——投诉：今天上午9点半我在客运总站坐大巴去济南，检票员态度恶劣…"
    )
    assert lines(mail.text, "需要您决定") == [
        "郭平申请把“调查并答复顾客”的时限延至 2026年3月6日（周五）17:30，需要您决定。您同意后时限才改变，申请人和被告知过原时限的客户会得到通知；在此以前原时限不变。"
    ]
    assert "车站监控要请厂家恢复" in mail.text
    receipt = says(asked, HEAD, "#同意", about="请您决定")
    assert lines(receipt.text, "时限") == ["· “调查并答复顾客”的时限已延至 2026年3月6日（周五）17:30"]
    assert newest(asked)["deadlines"]["answer"]["due"] == "2026-03-06T17:30:00+08:00"
    letter = last(asked, CUSTOMER, "新的答复时间").text
    assert lines(letter, "原定") == [
        (
            "您反映的事项，我们原定在 2026年3月4日（周三）09:00 前答复您。为了把情况查清、办好，还需要一些时间，"
            "答复要晚于原定时间，我们向您诚恳道歉。"
        )
    ]
    assert "车站监控要请厂家恢复" in letter
    assert "我们最迟在 2026年3月6日（周五）17:30 再次答复您。" in letter
    told = last(asked, HANDLER, "已延期至 3月6日（周五）17:30").text
    assert "已经同意延期：“调查并答复顾客”的时限延至 2026年3月6日（周五）17:30。您不需要回复。" in told
    assert "按规定" not in told.partition("■")[0]


@pytest.mark.parametrize("words", ["客户说：\n同意", "张三 10:05\n同意", "客户微信回复：同意", "郭平写道：\n同意延期"])
def test_a_leader_who_passes_on_anothers_yes_has_not_said_it_themselves(asked: Sandbox, words: str) -> None:
    heard = says(asked, HEAD, words, about="请您决定")
    assert "没能办理" in heard.subject
    assert newest(asked)["deadlines"]["answer"]["due"] == "2026-03-04T09:00:00+08:00"
    assert words in [each.text for each in asked.history(newest(asked)["number"])], "what was passed on is kept"


def test_a_refusal_reaches_whoever_asked_with_the_reason_and_the_standing_limit(asked: Sandbox) -> None:
    says(asked, HEAD, "#退回 客户等得太久了，请先答复", about="请您决定")
    mail = last(asked, HANDLER, "没有同意延期")
    assert "客户等得太久了，请先答复" in mail.text
    assert lines(mail.text, "最迟时间") == ["▶ 最迟时间：2026年3月4日（周三）09:00"]
    assert not to(asked, CUSTOMER, "新的答复时间")
    assert newest(asked)["deadlines"]["answer"]["due"] == "2026-03-04T09:00:00+08:00"


def test_a_request_that_nobody_answers_is_chased(asked: Sandbox) -> None:
    asked.wind(to="2026-03-03T19:00+08:00")
    chased = last(asked, HEAD, "催办")
    assert "延期申请" in chased.text
    assert {"#同意", "#退回"} <= set(chased.text.split())


@pytest.mark.parametrize(
    ("order", "told"),
    [
        ("#延期 2026-03-03 12:00 监控已经调到", "2026年3月3日（周二）12:00"),
        ("#延期 3月3日 17:00", "2026年3月3日（周二）17:00"),
    ],
)
def test_a_promise_brought_forward_is_no_apology(box: Sandbox, order: str, told: str) -> None:
    complain(box)
    says(box, HANDLER, "#备注 已联系")
    box.email(reply(last(box, HANDLER), ASK, sender=HANDLER))
    says(box, HEAD, order, about="请您决定")
    letter = last(box, CUSTOMER, "您会提前得到答复").text
    assert f"我们原定在 2026年3月4日（周三）09:00 前答复您，现在提前到 {told}。" in letter
    assert "道歉" not in letter
    assert "晚于" not in letter


def test_a_text_says_that_the_answer_comes_earlier(box: Sandbox) -> None:
    box.sms("+8613505350001", "投诉：今天上午9点客运总站检票员态度恶劣")
    box.email(reply(last(box, HANDLER), ASK, sender=HANDLER))
    says(box, HEAD, "#延期 2026-03-03 12:00", about="请您决定")
    assert "会提前答复，最迟3月3日（周二）12:00。" in box.texts[-1].text
    assert "抱歉" not in box.texts[-1].text


# -- times that have passed ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("when", ["2026-03-04T09:30+08:00", "2026-03-05T12:00+08:00", "2026-03-06T10:00+08:00"])
def test_an_update_after_the_promise_names_the_time_that_the_customer_was_last_told(box: Sandbox, when: str) -> None:
    complain(box)
    box.wind(to=when)
    promised = lines(last(box, CUSTOMER, "新的答复时间").text, "最迟")[0].partition("最迟在 ")[2].partition(" 再次")[0]
    says(box, HANDLER, "#告知客户 监控正在恢复，请您放心。", about="请办理")
    assert lines(last(box, CUSTOMER, "新的进展").text, "最迟") == [f"我们最迟在 {promised} 再次答复您。"]


def test_an_update_before_the_promise_names_the_promise_and_after_more_time_the_new_one(box: Sandbox) -> None:
    complain(box)
    says(box, HANDLER, "#告知客户 正在调监控。")
    assert "我们最迟在 2026年3月4日（周三）09:00 给您答复。" in last(box, CUSTOMER, "新的进展").text
    says(box, HANDLER, ASK)
    says(box, HEAD, "#同意", about="请您决定")
    says(box, HANDLER, "#告知客户 厂家已到。", about="已延期至")
    assert lines(last(box, CUSTOMER, "新的进展").text, "最迟") == ["我们最迟在 2026年3月6日（周五）17:30 给您答复。"]


def test_what_is_told_on_closing_promises_no_further_answer(box: Sandbox) -> None:
    complain(box)
    box.email(reply(last(box, HANDLER), "#退回 不是我们的车", sender=HANDLER))
    says(box, box.desk, "#结案 客户电话撤诉")
    letter = last(box, CUSTOMER, "已结案").text
    assert "客户电话撤诉" in letter
    assert lines(letter, "最迟") == []


@pytest.mark.parametrize(
    ("when", "by"),
    [
        ("2026-03-03T10:00+08:00", "2026年3月4日（周三）09:00"),
        ("2026-03-04T10:00+08:00", "2026年3月5日（周四）09:00"),
    ],
)
def test_an_addition_asks_the_handler_for_nothing_by_a_time_that_is_over(box: Sandbox, when: str, by: str) -> None:
    complain(box)
    box.wind(to=when)
    box.email(reply(last(box, CUSTOMER), "补充：同车的人录了音。", sender=CUSTOMER))
    assert lines(last(box, HANDLER, "新的补充").text, "最迟时间") == [f"▶ 最迟时间：{by}"]


def test_an_answer_ends_a_request(asked: Sandbox) -> None:
    says(asked, HANDLER, ANSWER, about="请办理")
    receipt = says(asked, HEAD, "#同意", about="请您决定")
    assert "现在没有等您审批的事项" in receipt.text
    assert not to(asked, CUSTOMER, "新的答复时间")


def test_the_shipped_policies_leave_extensions_to_superiors() -> None:
    for name in ("liaocheng-transport", "insurance-branch", "food-abc"):
        assert policies.packaged(name).extensions == ()


@pytest.mark.parametrize(
    ("who", "offered"), [(HANDLER, False), (HEAD, False), ("tousu-desk@lc-transport.example", True)]
)
def test_only_who_may_settle_a_call_is_asked_how_it_was_settled(box: Sandbox, who: str, *, offered: bool) -> None:
    box.email(compose(who, box.address, "登记", "#登记\n姓名：王芳"))
    form = last(box, who).text
    assert ("缺少：内容" in form, "姓名：王芳" in form, "当场答复：" in form) == (True, True, offered)
