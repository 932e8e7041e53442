"""Mails as they really come: twice, empty, without commands, from helpers. Stories an outside examiner told."""

import json
from collections.abc import Iterator

import pytest

from sandbox import Sandbox
from sandbox.events import receipt_notification
from sandbox.staff import compose, reply
from tests.stories.acts import ANSWER, CUSTOMER, HANDLER, HEAD, RUDE, complain, last, newest, says, to

MONDAY = "2026-03-02T09:00+08:00"


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(policy="liaocheng-transport", now=MONDAY) as opened:
        yield opened


def test_a_mail_that_servers_hand_in_twice_is_one_complaint(box: Sandbox) -> None:
    raw = compose(CUSTOMER, box.address, "投诉", RUDE)
    box.email(raw)
    before = len(box.mails)
    box.email(raw)
    box.wind(minutes=10)
    box.email(raw)
    assert len(box.complaints()) == 1
    assert len(box.mails) == before


def test_another_mail_under_the_same_message_id_is_added_to_the_complaint(box: Sandbox) -> None:
    raw = compose(CUSTOMER, box.address, "投诉", RUDE, headers={"Message-ID": "<same@qq.com>"})
    more = compose(CUSTOMER, box.address, "投诉", "补充：车牌鲁P12345。", headers={"Message-ID": "<same@qq.com>"})
    box.email(raw)
    box.email(more)
    assert len(box.complaints()) == 1
    assert "鲁P12345" in last(box, HANDLER, "补充").text


def test_a_strangers_mail_under_a_known_message_id_is_a_complaint_of_its_own(box: Sandbox) -> None:
    box.email(compose(CUSTOMER, box.address, "投诉", RUDE, headers={"Message-ID": "<same@qq.com>"}))
    box.email(compose("other@qq.com", box.address, "投诉", RUDE, headers={"Message-ID": "<same@qq.com>"}))
    assert [c["complainant"]["mail"] for c in box.complaints()] == [CUSTOMER, "other@qq.com"]


def test_a_long_further_mail_that_servers_hand_in_twice_is_filed_and_passed_on_once(box: Sandbox) -> None:
    number = complain(box)["number"]
    words = "补充说明：" + "当时车厢里还有很多乘客在场，检票员一直在大声呵斥，没有人出来劝阻。" * 20
    raw = reply(last(box, CUSTOMER), words)
    for _ in range(2):
        box.email(raw)
        box.wind(minutes=10)
    assert [e.what for e in box.history(number)].count("customer_wrote") == 1
    assert len(to(box, HANDLER, "补充")) == 1


def test_a_mail_that_is_read_late_counts_from_when_ses_received_it(box: Sandbox) -> None:
    raw, came = compose(CUSTOMER, box.address, "投诉", RUDE), box.now
    bucket = box._cloud.store("raw/late", raw)
    note = receipt_notification("late", raw, [box.address], None, bucket, "raw/late", came)
    box.wind(minutes=25)
    box._cloud.put_message("InboundMailQueue", json.dumps(note))
    box._settle()
    moments = newest(box)["moments"]
    assert (moments["received"], moments["registered"]) == (came.isoformat(), box.now.isoformat())


# -- staff as they write -----------------------------------------------------------------------------------------------------


def test_free_words_instead_of_an_answer_are_said_to_have_reached_nobody(box: Sandbox) -> None:
    complain(box)
    receipt = says(box, HANDLER, "已核实，检票员态度不好，已批评教育。", about="请办理")
    assert "没有发给客户" in receipt.text
    assert "#结果" in receipt.text
    assert len(to(box, CUSTOMER)) == 1


def test_an_empty_reply_is_no_form_and_its_quote_is_no_note(box: Sandbox) -> None:
    number = complain(box)["number"]
    receipt = says(box, HANDLER, "", about="请办理")
    assert "看到您填了表" not in receipt.text
    assert "请在此线以上回复" not in box.history(number)[-1]["text"]


def test_a_form_with_blanks_for_colons_is_understood(box: Sandbox) -> None:
    complain(box)
    says(box, HANDLER, "#结果\n事实 检票员高声呵斥旅客属实\n责任 在我方\n措施 停岗培训三天", about="请办理")
    assert newest(box)["fields"]["measures"] == "停岗培训三天"
    assert newest(box)["status"] == "answered"


def test_what_helpers_answer_reaches_the_handler(box: Sandbox) -> None:
    complain(box)
    says(box, HANDLER, "#联办 公交公司 请提供监控", about="请办理")
    box.email(reply(last(box, "liang.bo@lc-transport.example", "协助"), "监控已调取，见站内系统。", at=box.now))
    told = last(box, HANDLER, "供您知悉").text
    assert "协办人员梁波回复" in told
    assert "监控已调取" in told


def test_a_handler_who_wants_more_time_is_heard_by_the_superior_who_grants_it(box: Sandbox) -> None:
    complain(box)
    receipt = says(box, HANDLER, "#延期 2026-03-06 17:30 监控厂家在修", about="请办理")
    assert "原时限不变" in receipt.text
    assert newest(box)["deadlines"]["answer"]["due"] == "2026-03-04T09:00:00+08:00"
    asked = last(box, HEAD, "请您决定")
    assert "监控厂家在修" in asked.text
    says(box, HEAD, "#延期 2026-03-06 17:30", about="请您决定")
    assert newest(box)["deadlines"]["answer"]["due"] == "2026-03-06T17:30:00+08:00"
    assert "3月6日（周五）17:30" in last(box, CUSTOMER, "新的答复时间").text


def test_an_order_in_a_fresh_mail_counts_where_it_names_the_complaint_and_else_is_told_what_to_name(
    box: Sandbox,
) -> None:
    number = complain(box)["number"]
    box.email(compose(HANDLER, box.address, "答复", ANSWER))
    assert newest(box)["status"] == "open"
    assert number in last(box, HANDLER, "没能办理").text
    box.email(compose(HANDLER, box.address, last(box, HANDLER, "请办理").subject, ANSWER))
    assert newest(box)["status"] == "answered"


def test_the_history_names_form_lines_as_people_do(box: Sandbox) -> None:
    number = complain(box)["number"]
    says(box, HANDLER, ANSWER, about="请办理")
    texts = [e["text"] for e in box.history(number) if e["what"] == "outcome_given"]
    assert texts == ["事实：检票员高声呵斥旅客属实\n责任：检票员服务态度差，责任在我方\n措施：停岗培训三天，站长致歉"]


@pytest.mark.parametrize(
    ("said", "score"),
    [("非常满意，谢谢！", 4), ("满意", 3), ("不满意", 2), ("非常不满意。", 1), ("很滿意", 4), ("Very satisfied", 4)],
)
def test_a_text_customer_may_answer_in_the_surveys_own_words(box: Sandbox, said: str, score: int) -> None:
    phone = "+8613912340000"
    box.sms(phone, "今天上午9点客运总站检票员态度恶劣，我要投诉")
    says(box, newest(box)["handler"], ANSWER, about="请办理")
    box.wind(minutes=2)
    box.sms(phone, said)
    assert newest(box)["satisfaction"] == score


def test_a_number_and_its_order_may_stand_in_one_line(box: Sandbox) -> None:
    first = complain(box)["number"]
    second = complain(box, sender="li.si@qq.com")["number"]
    box.wind(to="2026-03-04T08:31+08:00")  # both are due before the next morning
    says(box, HANDLER, f"#{first} #备注 已约谈\n＃{second}：#备注 已调监控", about="今日待办")
    assert [box.history(n)[-1]["text"] for n in (first, second)] == ["已约谈", "已调监控"]


def test_an_impossible_time_of_receipt_is_asked_about(box: Sandbox) -> None:
    order = "#登记\n姓名：王芳\n电话：13800001111\n接收时间：2026年2月30日 9点\n内容：长途客车晚点两小时，投诉"
    box.email(compose(box.desk, box.address, "登记", order))
    assert box.complaints() == []
    assert "看不懂时间" in last(box, box.desk).text


# -- after the answer ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["我不同意，问题没有解决！", "对答复不满意", "This is not solved."])
def test_a_customer_who_writes_back_in_anger_is_heard_one_level_up(box: Sandbox, words: str) -> None:
    complain(box)
    says(box, HANDLER, ANSWER, about="请办理")
    box.email(reply(last(box, CUSTOMER, "答复"), words, at=box.now))
    assert (newest(box)["status"], newest(box)["handler"]) == ("open", HEAD)
    assert "上一级" in last(box, CUSTOMER, "重新办理").text
    assert words in last(box, HEAD, "请办理").text


def test_the_desk_reads_of_thanks_that_nothing_is_to_be_done_and_nobody_is_chased(box: Sandbox) -> None:
    complain(box)
    says(box, HANDLER, ANSWER, about="请办理")
    box.email(reply(last(box, CUSTOMER, "答复"), "谢谢，问题已经解决了", at=box.now))
    told = last(box, box.desk, "客户有新的补充").text
    assert "不用处理" in told
    assert "系统将提醒" not in told
    box.wind(hours=3)
    assert not to(box, box.desk, "答复后客户来信")


def test_what_a_customer_asks_after_the_answer_the_desk_answers_in_time_or_is_chased(box: Sandbox) -> None:
    complain(box)
    says(box, HANDLER, ANSWER, about="请办理")
    box.email(reply(last(box, CUSTOMER, "答复"), "请问停岗培训是从哪天开始？", at=box.now))
    asked = last(box, box.desk, "客户有新的补充")
    assert "#告知客户" in asked.text
    assert "最迟时间：2026年3月2日（周一）10:00" in asked.text
    box.wind(hours=2)
    assert [mail for mail in to(box, box.desk, "催办") if "答复后客户来信" in mail.subject]
    says(box, box.desk, "#告知客户 从三月三日开始", about="客户有新的补充")
    assert "从三月三日开始" in last(box, CUSTOMER, "进展").text
    chased = len(to(box, box.desk, "答复后客户来信"))
    box.wind(days=2)
    assert len(to(box, box.desk, "答复后客户来信")) == chased


def test_the_customer_is_told_of_a_higher_level_only_where_there_is_one(box: Sandbox) -> None:
    complain(box)
    says(box, HANDLER, ANSWER, about="请办理")
    box.wind(minutes=2)
    says(box, box.desk, "#重开 还有一处没有查清", about="已答复")
    assert newest(box)["handler"] == HANDLER
    told = last(box, CUSTOMER, "重新办理").text
    assert "上一级" not in told
    assert "郭平" in told
