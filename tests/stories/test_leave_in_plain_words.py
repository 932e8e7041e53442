"""A colleague's leave, told in plain words beside a case: noted, with how it is taken back, or asked for where it is not plain."""

import pytest

from sandbox import Sandbox
from tests.stories.acts import HANDLER, complain, last, newest, says
from tests.stories.letters import letter

NOW = "2026-03-02T09:00+08:00"
ABSENT, BACK = "请假已登记：{} 至 {}，{}", "不对或者要取消，请回复 #销假"
ALONE, COVERED = "没有写代理人，由上级负责人代办", "代理人 董成伟"


@pytest.mark.parametrize(
    ("words", "start", "end", "deputy"),
    [
        ("我下周一到周三请假", "2026-03-09", "2026-03-11", ALONE),
        ("监控在调了。明天起我休三天年假，董成伟代", "2026-03-03", "2026-03-05", COVERED),
        ("#备注\n旅客电话没人接。我9号到11号出差，由董成伟代班", "2026-03-09", "2026-03-11", COVERED),
        ("我週四週五特休", "2026-03-05", "2026-03-06", ALONE),
        ("I'm off until 3 March, back on the 4th", "2026-03-02", "2026-03-03", ALONE),
    ],
)
def test_leave_in_a_reply_is_noted_beside_the_words_and_told_how_to_undo(words: str, start: str, end: str, deputy: str):
    with Sandbox(now=NOW) as box:
        number = complain(box)["number"]
        receipt = says(box, HANDLER, words, number).text
        assert ABSENT.format(start, end, deputy) in receipt
        assert BACK in receipt
        assert f"[{number}] 已记入处理记录" in receipt
        assert any(words.rsplit("\n", maxsplit=1)[-1] in str(each["text"]) for each in box.history(number))


def test_while_they_are_away_the_case_goes_to_whoever_stands_in_until_they_take_it_back():
    with Sandbox(now=NOW) as box:
        number = complain(box)["number"]
        says(box, HANDLER, "我明天到周五休假", number)
        box.wind(to="2026-03-03T09:00+08:00")
        second = complain(box, sender="li.si@qq.com")
        assert not [m for m in box.mails if HANDLER in m.to and second["number"] in m.subject]
        says(box, HANDLER, "#销假")
        third = complain(box, sender="wang.wu@qq.com")
        assert third["handler"] == HANDLER
        assert last(box, HANDLER, third["number"])


def test_what_is_not_plain_or_names_a_stranger_as_deputy_is_asked_for():
    with Sandbox(now=NOW) as box:
        number = complain(box)["number"]
        for words in ("我下周一到周三想休假，领导能批吗？", "我下周一到周三请假，由老王代", "我明天下午请假"):
            receipt = says(box, HANDLER, words, number).text
            assert "请假已登记" not in receipt
        assert "您的请假没有登记" in receipt


def test_leave_in_a_mail_about_no_case_is_noted_too_and_nobody_is_told_of_leave_that_is_known():
    with Sandbox(now=NOW) as box:
        complain(box)
        box.email(letter(HANDLER, box.address, "请假", "我下周一到周三请假"))
        assert ABSENT.format("2026-03-09", "2026-03-11", ALONE) in last(box, HANDLER).text
        again = says(box, HANDLER, "我下周二请假", newest(box)["number"]).text
        assert "请假" not in again
