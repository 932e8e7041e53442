"""Whoever is to judge words reads these words, and a mail about one case is answered as one."""

from sandbox import Sandbox
from sandbox.staff import reply
from tests.stories.acts import ANSWER, CUSTOMER, HANDLER, RUDE, complain, last, says, to
from tests.stories.letters import letter


def test_whoever_is_chased_for_words_after_the_answer_reads_these_words_and_what_settles_them():
    with Sandbox(policy="liaocheng-transport", now="2026-03-02T09:00+08:00") as box:
        complain(box, RUDE)
        says(box, HANDLER, ANSWER)
        box.wind(minutes=15)
        answer = last(box, CUSTOMER, "答复")
        box.email(letter(CUSTOMER, answer.reply_to, f"Re: {answer.subject}", "行李箱的轮子谁赔？"))
        box.wind(days=1)
        chase = next(m for m in to(box, box.desk) if m.tags["message"][0] == "chase")
        own = chase.text.partition("■")[0]
        assert "行李箱的轮子谁赔？" in own
        assert "#告知客户" in own
        assert "#重开" in own
        assert "#受理" not in own


def test_a_list_of_one_case_is_answered_like_a_mail_about_it():
    with Sandbox(policy="liaocheng-transport", now="2026-03-02T15:00+08:00") as box:
        number = complain(box, RUDE)["number"]
        box.wind(to="2026-03-04T10:00+08:00")  # it is due before the next morning
        lists = [m for m in to(box, HANDLER, "今日待办") if number in m.text]
        assert lists
        assert number in lists[-1].subject
        box.email(reply(lists[-1], "#联系 电话，已联系上", sender=HANDLER))
        assert "电话，已联系上" in [entry["text"] for entry in box.history(number)]


def test_a_leader_who_is_told_that_it_is_late_reads_what_the_customer_has_added():
    with Sandbox(policy="liaocheng-transport", now="2026-03-02T09:00+08:00") as box:
        complain(box, RUDE)
        box.wind(minutes=10)
        acknowledged = last(box, CUSTOMER)
        box.email(
            letter(CUSTOMER, acknowledged.reply_to, f"Re: {acknowledged.subject}", "检票员的工号是0312，我录了像")
        )
        box.wind(days=4)
        (escalation, *_) = [m for m in box.mails if m.tags["message"][0] == "escalation" and "调查并答复" in m.subject]
        assert "客户后来的话：" in escalation.text.partition("■")[0]
        assert "我录了像" in escalation.text.partition("■")[0]
