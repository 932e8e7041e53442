"""Each promise catches a stream of messages that breaks it, and lets one pass that keeps it."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from chalicelib.core.complaint.decision import Decision, Recipient, Results
from chalicelib.core.complaint.facts import Command, StaffWrote, TimePassed, Writing
from chalicelib.core.complaint.model import Entry, Evidence, Moment, Task
from chalicelib.core.complaint.saying import labels, say, time_of
from chalicelib.core.policy import model as rules
from redress.proving.lives import Life
from redress.proving.playing import Sent, play
from redress.proving.promises import PROMISES, customers, hearing, overtaken, receipts, staff, wording
from redress.proving.telling import PROMISED
from tests.policy.small_policy import small
from tests.proving.streams import BEGUN, HANDLER, handler, lived, policy, sent, step, stream

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TOLD = {
    "zh-CN": "我们最迟在 2026年3月4日（周三）17:30 给您答复。",
    "zh-TW": "我們最遲在 2026年3月4日（週三）17:30 給您答覆。",
    "en": "You will have our answer by Wednesday 4 March 2026, 17:30.",
}
KEPT_AT = timedelta(days=2, hours=8, minutes=30)  # 17:30 on the 4th in Shanghai


def whys(promise: Any, *messages: Sent, **more: Any) -> list[str]:
    return [breach.why for breach in promise(stream(*messages, **more))]


# -- customers ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", sorted(TOLD))
def test_a_time_that_passes_in_silence_is_found_in_every_language(language: str):
    assert whys(customers.times_are_kept, sent(TOLD[language], language=language))


@pytest.mark.parametrize("short", ["最迟3月4日（周三）17:30答复您", "最迟 3月4日（周三）17:30 再次答复您"])
def test_a_time_without_a_year_is_found_too(short: str):
    assert whys(customers.times_are_kept, sent(short))


@pytest.mark.parametrize("language", sorted(TOLD))
def test_a_word_at_the_time_keeps_it(language: str):
    kept = sent("…", KEPT_AT + timedelta(seconds=1), name="holding", language=language)
    assert whys(customers.times_are_kept, sent(TOLD[language], language=language), kept) == []


def test_a_word_a_minute_late_does_not_keep_it():
    late = sent("…", KEPT_AT + timedelta(minutes=1), name="holding")
    assert whys(customers.times_are_kept, sent(TOLD["zh-CN"]), late)


def test_an_answer_in_the_same_second_keeps_it_if_it_comes_after_and_not_if_it_came_before():
    promise = sent(TOLD["zh-CN"], HOUR, step=5)
    assert whys(customers.times_are_kept, promise, sent("…", HOUR, name="outcome", step=6)) == []
    assert whys(customers.times_are_kept, promise, sent("…", HOUR, name="outcome", step=4))


@pytest.mark.parametrize(
    ("parts", "extra", "found"),
    [("split", {"promised": "2026-03-05T17:30:00"}, 0), ("split", {}, 1), ("note", {"promised": "x"}, 1)],
)
def test_words_that_were_parted_are_spoken_of_by_a_letter_of_their_own_that_names_a_time(
    parts: str, extra: dict[str, str], found: int
):
    complaint = lived().steps[0].decision.complaint
    assert complaint is not None
    apart = step(
        TimePassed(id="p", at=BEGUN + HOUR), Decision(complaint=complaint, entries=(Entry(at=BEGUN, what=parts),)), HOUR
    )
    letter = sent(
        "…", HOUR, name="acknowledgement", extra=extra, complaint=msgspec.structs.replace(complaint, id="other")
    )
    played = stream(sent(TOLD["zh-CN"]), steps=(apart,))
    beside = msgspec.structs.replace(played, others=(stream(letter),))
    assert len(list(customers.times_are_kept(beside))) == found


@pytest.mark.parametrize(
    ("promised_by", "extra", "found"),
    [
        (
            "holding",
            {"promised": "2026-03-09T17:30:00"},
            0,
        ),  # taken for a complaint after all, with the time of its answer
        ("holding", {}, 1),
        ("acknowledgement", {"promised": "2026-03-09T17:30:00"}, 1),
    ],
)
def test_an_acknowledgement_is_a_word_where_it_names_a_time_for_what_was_none_before(
    promised_by: str, extra: dict[str, str], found: int
):
    promise = sent(TOLD["zh-CN"], name=promised_by)
    later = sent("…", HOUR, name="acknowledgement", extra=extra)
    assert len(whys(customers.times_are_kept, promise, later)) == found


def test_that_something_was_received_is_no_word():
    assert whys(customers.times_are_kept, sent(TOLD["zh-CN"]), sent("收到", HOUR, name="noted"))


@pytest.mark.parametrize(
    "text",
    [
        "现在是非工作时间，工作人员将从 2026年3月3日（周二）08:30 起着手办理。",
        "方便的话，请在 2026年3月3日（周二）17:30 前回复。",
        "您反映的事项，我们原定在 2026年3月3日（周二）17:30 前答复您，现在还没有办完。",
        "收到时间：2026年3月3日（周二）17:30",
        "您不同意这个答复，请在 2026年3月3日（周二）17:30 前直接回复本邮件告诉我们。",
        "没有解决请在2026年3月3日（周二）17:30前直接回复说明，我们交由上一级重新办理。",
        "沒有解決請在2026年3月3日（週二）17:30前直接回覆說明。",
        "Not solved? Reply by Tuesday 3 March 2026, 17:30 and we look again.",
        "If you do not agree, please reply to this email by Tuesday 3 March 2026, 17:30 and we will look at it again.",
    ],
)
def test_a_time_that_is_no_promise_of_ours_binds_nobody(text: str):
    language = "en" if text.isascii() else "zh-TW" if "沒有" in text else "zh-CN"
    assert whys(customers.times_are_kept, sent(text, language=language)) == []


def test_a_time_after_the_end_of_the_life_is_not_judged():
    assert whys(customers.times_are_kept, sent(TOLD["zh-CN"]), days=1) == []


@pytest.mark.parametrize(
    "text",
    [
        "如果问题没有解决，请直接回复本邮件。",
        "如果問題沒有解決，請直接回覆。",
        "If the problem is not solved, please reply.",
    ],
)
def test_an_invitation_has_an_effect_while_somebody_handles_it(text: str):
    assert whys(customers.invitations_have_an_effect, sent(text)) == []


def test_an_invitation_that_nobody_answers_to_is_found(monkeypatch: pytest.MonkeyPatch):
    invitations = {
        "如需补充，请直接回复。": "closed",
        "如果问题没有解决，请直接回复。": "closed",
        "请回复1–4": "answered",
    }
    streams = {text: stream(sent(text), status=status) for text, status in invitations.items()}
    monkeypatch.setattr("redress.proving.playing.decide", lambda complaint, *_: Decision(complaint=complaint))
    for text, broken in streams.items():
        assert list(customers.invitations_have_an_effect(broken)), text


def test_a_letter_that_invites_to_nothing_is_not_tried():
    assert whys(customers.invitations_have_an_effect, sent("感谢您的评价。")) == []


def test_the_same_words_twice_in_a_minute_are_found():
    twice = sent("办理中"), sent("办理中", timedelta(seconds=59))
    assert whys(customers.nothing_twice_or_contradictory, *twice)


def test_a_form_that_came_along_with_the_assignment_is_in_its_mail_and_not_said_twice():
    assignment = sent("办理中", name="assignment", to=handler())
    form = msgspec.structs.replace(sent("办理中", name="task", to=handler()), along=True)
    assert whys(customers.nothing_twice_or_contradictory, form, assignment) == []


@pytest.mark.parametrize("names", [("holding", "outcome"), ("outcome", "explanation"), ("explanation", "holding")])
def test_letters_that_contradict_each_other_in_a_minute_are_found(names: tuple[str, str]):
    assert whys(customers.nothing_twice_or_contradictory, *(sent(name, name=name) for name in names))


def test_what_waited_for_the_morning_may_not_leave_beside_the_answer_that_overtook_it():
    waited = msgspec.structs.replace(sent("重新办理", HOUR, name="reopened", step=3), decided=BEGUN)
    at_once = sent("重新办理", HOUR, name="reopened", step=3)
    answer = sent("答复", HOUR, name="outcome", step=4)
    assert whys(customers.nothing_twice_or_contradictory, waited, answer)
    assert whys(customers.nothing_twice_or_contradictory, at_once, answer) == []


def test_what_had_left_before_the_customer_answered_it_could_not_be_withheld_any_more():
    waited = msgspec.structs.replace(sent("答复", HOUR, name="outcome", step=3), decided=BEGUN)
    three_seconds_later = sent("重新办理", HOUR + timedelta(seconds=3), name="reopened", step=4)
    assert whys(customers.nothing_twice_or_contradictory, waited, three_seconds_later) == []


def test_other_words_or_another_reader_or_a_minute_later_are_no_repetition():
    first = sent("办理中")
    for other in (sent("已办"), sent("办理中", to=handler()), sent("办理中", timedelta(minutes=1))):
        assert whys(customers.nothing_twice_or_contradictory, first, other) == []


@pytest.mark.parametrize("name", ["outcome", "explanation", "update"])
def test_a_letter_without_what_staff_wrote_is_found(name: str):
    empty = sent("现答复如下：\n\n再次致歉。", name=name, extra={"text": ""})
    full = sent("现答复如下：\n\n｜ 已退款\n\n再次致歉。", name=name, extra={"text": "已退款"})
    assert whys(customers.no_letter_is_empty, empty)
    assert whys(customers.no_letter_is_empty, full) == []


# -- staff ----------------------------------------------------------------------------------------------------------------

ASKED = "▶ 最迟时间：2026年3月4日（周三）17:30"


def asked(**more: Any) -> Sent:
    extra = {"commands": ["resolve"], "task": "outcome", "fields": [], "required": []}
    return sent(ASKED, name="assignment", to=handler(), extra=extra, **more)


def ordered(after: timedelta, asked: Sent) -> Any:
    fact = StaffWrote(id="f", at=BEGUN + after, by=HANDLER, commands=(Command(name="resolve", words="已退款"),))
    return step(fact, Decision(complaint=lived().steps[0].decision.complaint), after, asked)


def chase(after: timedelta) -> Sent:
    return sent("催办", after, name="chase", to=handler(), extra={"commands": ["resolve"], "task": "outcome"})


def test_a_limit_that_passes_without_act_or_chase_is_found():
    assert whys(staff.limits_end_in_act_or_chase, asked())


def test_a_limit_ends_in_a_chase():
    assert whys(staff.limits_end_in_act_or_chase, asked(), chase(KEPT_AT + timedelta(seconds=1))) == []


@pytest.mark.parametrize(
    ("rungs", "handler_now", "found"),
    [
        ('{ at = "due", tell = ["handler"] }, { at = "+1 hour", tell = ["supervisor"] }', HANDLER, 1),
        ('{ at = "due", tell = ["supervisor"] }', HANDLER, 0),  # as the policy wants it
        ('{ at = "due", tell = ["handler"] }', "bob@small.example", 0),  # it went to somebody else meanwhile
    ],
)
def test_a_limit_does_not_end_in_a_word_to_those_above_where_its_reader_still_has_it_and_was_to_be_chased(
    rungs: str, handler_now: str, found: int
):
    above = Recipient(role="supervisor", name="Bob", mail="bob@small.example", language="zh-CN")
    told = sent("逾期报告", KEPT_AT + HOUR, name="escalation", to=above, extra={"commands": ["resolve"]})
    played = stream(asked(), told)
    complaint = msgspec.structs.replace(played.steps[0].decision.complaint, handler=handler_now)  # type: ignore[type-var]
    first = msgspec.structs.replace(
        played.steps[0], decision=msgspec.structs.replace(played.steps[0].decision, complaint=complaint)
    )
    rules_so = small('{ at = "due", tell = ["supervisor"] }', rungs)
    lived_so = msgspec.structs.replace(played, policy=rules_so, steps=[first])
    assert len(list(staff.limits_end_in_act_or_chase(lived_so))) == found


def test_an_approvers_limit_ends_where_they_are_told_that_nothing_is_left_to_decide():
    ask = sent(ASKED, name="approval", to=handler(), extra={"commands": ["approve"], "gate": "plan"})
    told = sent(
        "无须审批", DAY, name="information", to=handler(), extra={"reason": say("approval_needless", what="方案")}
    )
    other = sent("抄送", DAY, name="information", to=handler(), extra={"reason": say("help_needless", task="协办")})
    assert whys(staff.limits_end_in_act_or_chase, ask, told) == []
    assert whys(staff.limits_end_in_act_or_chase, ask, other)
    assert whys(staff.limits_end_in_act_or_chase, asked(), told)  # what else they were asked is no approval


@pytest.mark.parametrize("name", ["information", "receipt"])
@pytest.mark.parametrize("code", ["help_needless", "filled"])
def test_a_helpers_limit_ends_where_a_mail_or_their_receipt_says_that_help_is_not_wanted_any_more(name: str, code: str):
    ask = sent(ASKED, name="task", to=handler(), extra={"commands": ["fill"], "task": "outcome"})
    said = say(code, task="协办")
    told = sent("…", DAY, name=name, to=handler(), extra={"changes": [said]} if name == "receipt" else {"reason": said})
    assert (whys(staff.limits_end_in_act_or_chase, ask, told) == []) == (code == "help_needless")


@pytest.mark.parametrize("code", ["merged_away", "left_office"])
def test_whatever_was_asked_for_ends_where_its_reader_hears_that_another_complaint_goes_on_with_it(code: str):
    merged = say(code, number="X20260302-0002", to="")
    told = sent("…", HOUR, name="information", to=handler(), extra={"reason": merged})
    again = sent(
        "…", DAY, name="assignment", to=handler(), extra={"commands": ["resolve"]}
    )  # the desk parts them once more
    assert (whys(staff.limits_end_in_act_or_chase, asked(), told, again) == []) == (code == "merged_away")


def test_a_limit_ends_in_the_act():
    given = asked()
    assert whys(staff.limits_end_in_act_or_chase, given, steps=(ordered(DAY, given),)) == []


@pytest.mark.parametrize(("code", "ends"), [("decided_yes", True), ("decided_no", True), ("noted", False)])
def test_an_approvers_limit_ends_with_their_plain_words_that_decide(code: str, ends: bool):
    ask = sent(ASKED, name="approval", to=handler(), extra={"commands": ["approve"], "gate": "plan"})
    complaint = lived().steps[0].decision.complaint
    decision = Decision(complaint=complaint, results=Results(changes=(say(code),)))
    words = step(StaffWrote(id="f", at=BEGUN + DAY, by=HANDLER), decision, DAY, ask)
    assert (whys(staff.limits_end_in_act_or_chase, ask, steps=(words,)) == []) == ends


@pytest.mark.parametrize(
    ("command", "done", "found"), [("fill", "examination", ["assignment"]), ("resolve", "outcome", ["task"])]
)
def test_of_work_that_comes_along_in_one_mail_each_has_a_limit_of_its_own(command: str, done: str, found: list[str]):
    words = f"{ASKED}\n\n■ 同时请您办理：examination\n\n{ASKED}\n\n■ 怎样回复\n\n…"
    extra = {"commands": ["fill"], "task": "examination"}
    form = msgspec.structs.replace(sent(words, name="task", to=handler(), extra=extra), along=True)
    assignment = sent(words, name="assignment", to=handler(), extra={"commands": ["resolve"]})
    complaint = lived().steps[0].decision.complaint
    decision = Decision(complaint=complaint, results=Results(changes=(say("filled", task=labels(done)),)))
    order = StaffWrote(id="f", at=BEGUN + DAY, by=HANDLER, commands=(Command(name=command),))
    given = step(order, decision, DAY, form)
    played = stream(assignment, form, steps=(given,))
    assert [b.sent.message.name for b in staff.limits_end_in_act_or_chase(played) if b.sent] == found


@pytest.mark.parametrize(("task", "ends"), [("outcome", True), ("survey_form", False)])
def test_a_tasks_limit_ends_with_an_answer_that_brings_the_lines_of_its_form_along(task: str, ends: bool):
    ask = sent(ASKED, name="task", to=handler(), extra={"commands": ["fill"], "task": "outcome"})
    complaint = lived().steps[0].decision.complaint
    decision = Decision(complaint=complaint, results=Results(changes=(say("filled", task=labels(task)),)))
    answer = StaffWrote(id="f", at=BEGUN + DAY, by=HANDLER, commands=(Command(name="resolve"),))
    given = step(answer, decision, DAY, asked())
    assert (whys(staff.limits_end_in_act_or_chase, ask, steps=(given,)) == []) == ends


@pytest.mark.parametrize("code", ["extended", "limit_moved"])
@pytest.mark.parametrize(("longer", "ends"), [(DAY, True), (-HOUR, False)])
def test_a_limit_ends_where_its_reader_is_told_of_a_time_beyond_it(code: str, longer: timedelta, ends: bool):
    due = BEGUN + KEPT_AT + longer
    told = say(code, clock=labels("answer"), due=time_of(due))
    reply = sent("延期", DAY, name="information", to=handler(), extra={"reason": told})
    elsewhere = sent(
        "延期", DAY, name="information", to=Recipient(role="desk", mail="desk@small.example"), extra={"reason": told}
    )
    assert (whys(staff.limits_end_in_act_or_chase, asked(), reply) == []) == ends
    assert whys(staff.limits_end_in_act_or_chase, asked(), elsewhere)


@pytest.mark.parametrize(("name", "ends"), [("return_visit", True), ("assist", True), ("task", False)])
def test_what_belongs_to_one_answer_ends_with_the_round_that_takes_it_back(name: str, ends: bool):
    ask = sent(ASKED, name=name, to=handler(), extra={"commands": ["visit"]})
    first = lived().steps[0].decision.complaint
    assert first is not None
    again = step(
        StaffWrote(id="f", at=BEGUN + HOUR, by=HANDLER),
        Decision(complaint=msgspec.structs.replace(first, round=2)),
        HOUR,
    )
    assert (whys(staff.limits_end_in_act_or_chase, ask, steps=(again,)) == []) == ends


def test_whoever_acted_in_time_and_is_chased_is_found():
    given = asked()
    assert whys(staff.limits_end_in_act_or_chase, given, chase(KEPT_AT), steps=(ordered(DAY, given),))


def test_who_was_asked_again_is_rightly_chased():
    given, acted = asked(), (ordered(DAY, asked()),)
    given_back = sent("请补正", DAY + HOUR, name="refused", to=handler())
    written = sent("客户来信", DAY + HOUR, name="after_closing", to=Recipient(role="desk", mail="desk@small.example"))
    to_another = sent("请补正", DAY + HOUR, name="refused", to=Recipient(role="desk", mail="desk@small.example"))
    for again in (given_back, written):
        assert whys(staff.limits_end_in_act_or_chase, given, again, chase(KEPT_AT), steps=acted) == []
    assert whys(staff.limits_end_in_act_or_chase, given, to_another, chase(KEPT_AT), steps=acted)


@pytest.mark.parametrize(("happened", "found"), [(True, 0), (False, 1)])
def test_a_limit_ends_where_what_makes_the_task_needless_has_happened_and_only_there(happened: bool, found: int):
    rule = rules.Task(name="outcome", for_="handler", opens="referred", command="resolve", unless="contacted")
    first = lived().steps[0].decision.complaint
    assert first is not None
    moments = (Moment(name="contacted", at=BEGUN + HOUR, round=1),) if happened else ()
    later = Decision(complaint=msgspec.structs.replace(first, moments=(*first.moments, *moments)))
    played = stream(asked(), steps=(step(StaffWrote(id="f", at=BEGUN + HOUR, by=HANDLER), later, HOUR),))
    played = msgspec.structs.replace(played, policy=msgspec.structs.replace(played.policy, tasks=(rule,)))
    assert len(list(staff.limits_end_in_act_or_chase(played))) == found


def test_a_command_is_offered_that_its_reader_may_not_give():
    offer = sent("…", name="information", to=handler(), extra={"commands": ["visit"]})
    assert whys(staff.offers_are_accepted, offer)
    fine = sent("…", name="information", to=handler(), extra={"commands": ["note"]})
    assert whys(staff.offers_are_accepted, fine) == []


@pytest.mark.parametrize(
    ("code", "letter"),
    [
        ("told", "update"),
        ("asked", "question"),
        ("answered", "outcome"),
        ("invalid", "explanation"),
        ("customer_told", "update"),
    ],
)
def test_a_receipt_of_a_letter_is_true_only_if_the_letter_went_out_at_once(code: str, letter: str):
    decision = Decision(complaint=lived().steps[0].decision.complaint, results=Results(changes=(say(code),)))
    given = step(StaffWrote(id="f", at=BEGUN + HOUR, by=HANDLER), decision, HOUR)
    receipt = sent("已记录", HOUR, name="receipt", to=handler(), step=1)
    at_once, tomorrow = (sent("…", after, name=letter, step=1) for after in (HOUR, DAY))
    assert whys(receipts.receipts_are_true, receipt, steps=(given,))
    assert whys(receipts.receipts_are_true, receipt, tomorrow, steps=(given,))
    assert whys(receipts.receipts_are_true, receipt, at_once, steps=(given,)) == []


@pytest.mark.parametrize("status", ["open", "answered"])
def test_a_complaint_on_which_nobody_is_asked_for_anything_is_found(status: str):
    assert whys(staff.somebody_has_a_duty, status=status)
    assert whys(staff.somebody_has_a_duty, chase(timedelta(days=15)), status=status) == []


@pytest.mark.parametrize(("days", "found"), [(3, 0), (8, 1)])
def test_clocks_that_rest_over_a_holiday_hold_somebody_to_it_if_they_speak_soon_after(days: int, found: int):
    whole = play(policy(), Life(received=BEGUN, text="The bus was late.", language="en"))
    complaint = whole.steps[0].decision.complaint
    assert complaint is not None
    assert complaint.next_check_at is not None
    ends = complaint.next_check_at - timedelta(days=days)
    silent = msgspec.structs.replace(whole, steps=whole.steps[:1], sent=[], end=ends)
    assert len(list(staff.somebody_has_a_duty(silent))) == found


def test_whoever_approved_one_thing_may_be_chased_for_another_and_not_for_the_same():
    ask = sent("请审批", name="approval", to=handler(), extra={"commands": ["approve"], "gate": "plan"})
    fact = StaffWrote(id="f", at=BEGUN + HOUR, by=HANDLER, commands=(Command(name="approve"),))
    agreed = step(fact, Decision(complaint=lived().steps[0].decision.complaint), HOUR, ask)
    for gate, found in (("plan", 1), ("record", 0)):
        extra = {"commands": ["approve"], "clock": f"approval:{gate}:0"}
        chased = sent("催办", DAY, name="chase", to=handler(), extra=extra)
        assert len(whys(staff.limits_end_in_act_or_chase, ask, chased, steps=(agreed,))) == found


def test_who_has_work_whose_time_has_not_come_has_a_duty():
    complaint = lived().steps[0].decision.complaint
    assert complaint is not None
    task = Task(name="outcome", round=1, assignee=HANDLER, opened=BEGUN, due=BEGUN + timedelta(days=40))
    later = Decision(complaint=msgspec.structs.replace(complaint, tasks=(task,)))
    assert whys(staff.somebody_has_a_duty, steps=(step(StaffWrote(id="f", at=BEGUN, by=HANDLER), later, HOUR),)) == []


def test_a_closed_complaint_is_nobodys_duty():
    assert whys(staff.somebody_has_a_duty, status="closed") == []


def test_whom_the_complaint_is_about_hears_nothing_but_answers_to_their_own_mails():
    about = msgspec.structs.replace(lived().steps[0].decision.complaint, text="I complain about Ann")  # type: ignore[type-var]
    assert whys(hearing.who_is_kept_out_hears_nothing, sent("…", name="chase", to=handler(), complaint=about))
    assert whys(hearing.who_is_kept_out_hears_nothing, sent("…", name="receipt", to=handler(), complaint=about)) == []
    assert whys(hearing.who_is_kept_out_hears_nothing, sent("…", name="chase", to=handler())) == []


# -- wording --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("级别：escalation_level", "zh-CN"),
        ("{{ case.number }}", "zh-CN"),
        ("最迟：None", "zh-CN"),
        ("类别：delay", "zh-CN"),
        ("我們已收到", "zh-CN"),
        ("我们已收到", "zh-TW"),
        ("We have received your 投诉.", "en"),
        ("due 2026-03-04T17:30", "en"),
    ],
)
def test_a_key_a_code_or_a_foreign_word_is_found(text: str, language: str):
    assert whys(wording.no_keys_or_foreign_words, sent(text, language=language))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("我们已收到您的投诉，编号 SM20260302-0001。", "zh-CN"),
        ("我們已收到您的投訴。", "zh-TW"),
        ("We have received your complaint.", "en"),
        ("您的话：The bus was late.", "zh-CN"),
        ("请点 https://desk.example/survey_link/x", "zh-CN"),
        ("－－－－ 请在此线以上回复 / Please reply above this line －－－－", "en"),
    ],
)
def test_words_of_the_readers_language_names_and_what_people_wrote_pass(text: str, language: str):
    assert whys(wording.no_keys_or_foreign_words, sent(text, language=language)) == []


def test_the_names_of_files_that_somebody_sent_are_theirs_and_others_are_found():
    file = Evidence(raw="raw", part=1, name="照片.jpg", content_type="image/jpeg", size=1, digest="d")
    fact = StaffWrote(id="f", at=BEGUN, by=HANDLER, writing=Writing(text="", full_text="", evidence=(file,)))
    came = step(fact, lived().steps[0].decision, HOUR)
    letter = sent("Enclosed: 照片.jpg", language="en")
    assert whys(wording.no_keys_or_foreign_words, letter, steps=(came,)) == []
    assert whys(wording.no_keys_or_foreign_words, letter)


def test_a_form_that_somebody_filled_in_is_theirs_with_its_stars_and_without_and_no_other():
    fact = StaffWrote(id="f", at=BEGUN, by=HANDLER, writing=Writing(text="#结果 已查\n原因*：线路", full_text=""))
    came = step(fact, lived().steps[0].decision, HOUR)
    for shown, found in (("原因：线路", 0), ("原因*：线路", 0), ("措施：线路", 1)):
        assert len(whys(wording.no_keys_or_foreign_words, sent(shown, language="en"), steps=(came,))) == found


def test_parts_of_what_people_wrote_of_any_complaint_of_theirs_may_be_quoted_and_nothing_else():
    for text, found in (
        ("approved: 就这样办", 0),
        ("the customer: 补充", 0),
        ("approved: 就这样", 1),
        ("approved: 投诉", 1),
    ):
        played = msgspec.structs.replace(
            stream(sent(text, language="en")), said=frozenset({"可以，就这样办。", "补充：照片"})
        )
        assert len(list(wording.no_keys_or_foreign_words(played))) == found, text


@pytest.mark.parametrize(("clocks", "found"), [(("task:receipt:a", "task:receipt:b"), 0), (("settle", "settle"), 1)])
def test_who_is_chased_for_two_in_one_minute_reads_one_mail_and_for_one_thing_is_chased_once(
    clocks: tuple[str, ...], found: int
):
    both = [sent("催办", name="chase", to=handler(), extra={"clock": clock}) for clock in clocks]
    assert len(whys(customers.nothing_twice_or_contradictory, *both)) == found


@pytest.mark.parametrize("told", [True, False])
def test_a_limit_after_the_end_is_a_duty_only_of_whoever_was_told_of_it(told: bool):
    whole = play(policy(), Life(received=BEGUN, text="The bus was late.", language="en"))
    complaint = whole.steps[0].decision.complaint
    assert complaint is not None
    limit = max(d.due for d in complaint.deadlines)
    asked = [s for s in whole.sent if s.message.name in ("assignment", "to_assign")] if told else []
    silent = msgspec.structs.replace(whole, steps=whole.steps[:1], sent=asked, end=limit - timedelta(days=12))
    assert len(list(staff.somebody_has_a_duty(silent))) == (0 if told else 1)


@pytest.mark.parametrize(
    ("status", "opens", "found"), [("answered", "referred", 1), ("open", "referred", 0), ("answered", "answered", 0)]
)
def test_help_is_asked_for_no_more_once_the_customer_has_the_answer(status: str, opens: str, found: int):
    rule = rules.Task(name="help", for_="assistants", opens=opens)
    chased = sent("催办", DAY, name="chase", to=handler(), extra={"clock": f"task:help:{HANDLER}"})
    played = stream(chased, status=status)
    first = played.steps[0].decision.complaint
    assert first is not None
    moments = (*first.moments, Moment(name="answered", at=BEGUN + HOUR, round=1))
    changed = Decision(complaint=msgspec.structs.replace(first, moments=moments))
    played = msgspec.structs.replace(played, steps=[msgspec.structs.replace(played.steps[0], decision=changed)])
    played = msgspec.structs.replace(played, policy=msgspec.structs.replace(played.policy, tasks=(rule,)))
    assert len(list(overtaken.nobody_is_chased_for_help_that_nobody_needs(played))) == found


@pytest.mark.parametrize(("line", "found"), [("内情：尚未查清", 1), ("别的话", 0), ("内情", 0)])
def test_a_line_of_a_form_that_is_no_part_of_the_letter_is_found_with_the_customer(line: str, found: int):
    inner = rules.Field(name="inner", labels={"zh-CN": "内情"})
    wrote = StaffWrote(id="w", at=BEGUN, by=HANDLER, writing=Writing(text=f"#延期\n{line}"))
    played = stream(sent(f"原因：等待\n{line}", DAY), steps=(step(wrote, Decision(), HOUR),))
    played = msgspec.structs.replace(played, policy=msgspec.structs.replace(played.policy, fields=(inner,)))
    assert len(list(wording.forms_stay_inside(played))) == found


@pytest.mark.parametrize(
    ("name", "after", "found"), [("assigned", HOUR, 0), ("assigned", -HOUR, 1), ("referred", HOUR, 1)]
)
def test_what_rules_have_assigned_meanwhile_is_not_late_with_the_desk(name: str, after: timedelta, found: int):
    complaint = lived().steps[0].decision.complaint
    assert complaint is not None
    moments = (*(m for m in complaint.moments if m.name != "assigned"), Moment(name=name, at=BEGUN + after, round=1))
    later = step(
        TimePassed(id="p", at=BEGUN + HOUR),
        Decision(complaint=msgspec.structs.replace(complaint, moments=moments)),
        HOUR,
    )
    asked = sent("▶ 最迟时间：2026年3月2日（周一）17:30", to=handler(), name="to_assign")
    assert len(whys(staff.limits_end_in_act_or_chase, asked, steps=(later,))) == found


@pytest.mark.parametrize(("code", "found"), [("contacted", 0), ("contact_waits", 1), ("noted", 1)])
def test_whom_somebody_reached_by_telephone_has_been_told(code: str, found: int):
    wrote = StaffWrote(id="w", at=BEGUN + HOUR, by=HANDLER, writing=Writing(text="#联系"))
    called = step(
        wrote, Decision(complaint=lived().steps[0].decision.complaint, results=Results(changes=(say(code),))), HOUR
    )
    assert len(whys(customers.times_are_kept, sent(TOLD["zh-CN"]), steps=(called,))) == found


@pytest.mark.parametrize(("said", "found"), [("Everything is wet and nobody came", 0), ("Something else was told", 1)])
def test_what_the_customer_wrote_may_be_quoted_in_part_and_nothing_else(said: str, found: int):
    wrote = StaffWrote(id="w", at=BEGUN, by=HANDLER, writing=Writing(text=said))
    quoting = sent("情况：“Everything is wet and nob…”", to=handler())
    assert len(whys(wording.no_keys_or_foreign_words, quoting, steps=(step(wrote, Decision(), HOUR),))) == found


@pytest.mark.parametrize(
    ("subject", "found"),
    [
        ("[LC20260302-0001] 请判定并分派：Everything is wet and nob…", 0),
        ("[LC20260302-0001] 提醒：答复将到期（3月3日）——Everything is wet and nob…", 0),
        ("[LC20260302-0001] 请判定并分派：Something else was to…", 1),
    ],
)
def test_a_subject_may_quote_the_customer_in_part_behind_what_is_wanted(subject: str, found: int):
    wrote = StaffWrote(id="w", at=BEGUN, by=HANDLER, writing=Writing(text="Everything is wet and nobody came"))
    asked = sent("请办理。", subject=subject, to=handler())
    assert len(whys(wording.no_keys_or_foreign_words, asked, steps=(step(wrote, Decision(), HOUR),))) == found


def test_the_letter_that_staff_are_shown_stands_in_its_customers_language_and_no_other_line_does():
    complaint = lived().steps[0].decision.complaint
    assert complaint is not None
    told = msgspec.structs.replace(complaint, letter=(("索賠", "無"),))
    for text, found in (("索賠：無", 0), ("索賠：無\n賠償", 1)):
        assert len(whys(wording.no_keys_or_foreign_words, sent(text, to=handler(), complaint=told))) == found


def test_every_promise_is_told_in_words():
    assert {promise.__name__ for promise in PROMISES} == set(PROMISED)
    assert policy().languages
