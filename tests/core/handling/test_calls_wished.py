"""A customer who wishes to be called: whoever has the matter in hand reads it in one line, and may record the call."""

import pytest

from tests.core.handling.playing import answered, referred


@pytest.mark.parametrize("words", ["Please ring me on 07700 900321", "麻烦回个电话", "請打電話給我"])
def test_the_handler_of_an_open_complaint_reads_the_wish_and_is_offered_to_record_the_call(words: str):
    case = referred()
    case.customer(words, "2026-03-03 10:00")
    (mail,) = [m for m in case.sent("customer_added") if m.to.role == "handler"]
    assert (mail.extra["call"], mail.extra["commands"]) == (1, ["contact"])


def test_a_first_message_that_wishes_for_a_call_marks_the_assignment():
    case = referred(text="投诉：K12 路公交没来. Could somebody phone me about it?")
    (mail,) = case.sent("assignment")
    assert mail.extra["call"] == 1


def test_a_complaint_that_wishes_for_none_marks_nothing():
    case = referred(text="投诉：K12 路公交没来, nobody called me back")
    (mail,) = case.sent("assignment")
    assert "call" not in mail.extra
    case.customer("I rang you twice", "2026-03-03 10:00")
    assert [m.extra.get("call") for m in case.sent("customer_added")] == [None]


def test_after_the_answer_the_desk_reads_it_and_is_offered_to_record_the_call_beside_its_own_orders():
    case = answered()
    case.customer("Can I have a call back about this?", "2026-03-03 10:00")
    (mail,) = [m for m in case.sent("customer_added") if m.to.role == "desk"]
    assert (mail.extra["call"], mail.extra["commands"]) == (1, ["visit", "reopen", "tell", "note", "contact"])


@pytest.mark.parametrize(
    "words",
    [
        "给我打个电话说",
        "对了，方便的话给我回个电话",
        "另外请负责人打电话跟我解释一下，我五点以后有空",
        "順便打個電話給我，謝謝",
        "我想跟你们领导通个电话",
        "please call me about this",
        "By the way, could someone ring me to go through it? I am free after five",
        "Also, can I have a phone call please",
    ],
)
def test_a_call_that_is_wished_for_after_the_answer_is_no_other_matter_and_reaches_whoever_gave_it(words: str):
    case = answered()
    case.customer(words, "2026-03-03 10:00")
    mails = {m.to.role: m.extra for m in case.sent("customer_added")}
    assert (mails["handler"]["call"], mails["desk"]["call"]) == (1, 1)
    assert mails["handler"]["commands"] == ["contact"]
    assert "split" not in str(mails["desk"]["commands"])


@pytest.mark.parametrize(
    "words", ["另外我上周坐出租车被多收了钱，请给我打电话", "By the way the taxi rank was blocked on Friday and the driver shouted at us, please ring me"]
)  # fmt: skip
def test_what_is_told_beside_the_wish_may_still_be_another_matter(words: str):
    case = answered()
    case.customer(words, "2026-03-03 10:00")
    desk = [m for m in case.sent("customer_added") if m.to.role == "desk"]
    assert any("split" in str(m.extra["commands"]) for m in desk)


def test_who_is_dissatisfied_beside_it_begins_anew_with_the_wish_in_the_assignment():
    case = answered()
    case.customer("这个答复我不认可，给我打个电话", "2026-03-03 10:00")
    (mail,) = case.sent("assignment")
    assert mail.extra["call"] == 1
