"""What a receipt offers to whoever was not understood: commands that would do something for them now, and nothing else."""

import pytest

from tests.core.handling.playing import ANSWER, BUS, BUS_HEAD, DESK, Case, answered, named, referred


def offered(case: Case) -> list[str]:
    (receipt,) = case.sent("receipt")
    return named(receipt, "commands")


def test_a_handler_is_offered_the_answer_first_and_nothing_that_is_the_desks():
    case = referred()
    case.staff(BUS, "#结过 查清了")
    commands = offered(case)
    assert commands[0] == "resolve"
    assert {"contact", "tell", "ask", "transfer", "assist", "return", "extend", "note"} <= set(commands)
    assert not {
        "visit",
        "approve",
        "received",
        "fill",
        "severity",
        "close",
        "merge",
        "register",
        "absent",
        "undo",
    } & set(commands)
    (receipt,) = case.sent("receipt")
    assert named(receipt, "fields")[:3] == receipt.extra["required"] == ["facts", "responsibility", "measures"]


def test_after_the_answer_the_handler_is_offered_the_form_that_is_still_due_and_the_desk_its_visit():
    case = answered()
    case.staff(BUS, ANSWER)
    assert offered(case)[0] == "fill"
    assert "resolve" not in offered(case)
    case.staff(DESK, "#回仿 满意")
    assert {"visit", "reopen", "close"} <= set(offered(case))
    assert not {"transfer", "invalid", "severity"} & set(offered(case))


def test_only_who_is_asked_is_offered_to_approve():
    case = referred(text="投诉：今天早上8点K12路公交甩站，请调监控")
    case.staff(BUS, f"{ANSWER}\n无视频的原因：设备故障")
    case.staff(DESK, "#同一")
    assert {"approve", "return"} <= set(offered(case))
    case.staff(BUS_HEAD, "#同一")
    assert "approve" not in offered(case)


def test_a_receipt_for_what_was_understood_offers_nothing():
    case = referred()
    case.staff(BUS, "#备注 已派人核实")
    (receipt,) = case.sent("receipt")
    assert "commands" not in receipt.extra


@pytest.mark.clause("LC-01")
def test_what_a_unit_says_of_a_question_reaches_the_desk_and_does_not_pass_for_an_answer():
    case = Case()
    case.customer("请问K12路公交末班车几点")
    assert (case.complaint.kind, case.complaint.handler) == ("problem", BUS)
    case.staff(BUS, "这是投诉，应当按投诉办理")
    assert "没有发给客户" in case.changes
    (to_desk,) = [m for m in case.sent("information") if m.to.mail == DESK]
    assert (to_desk.extra["text"], named(to_desk, "commands")[0]) == ("这是投诉，应当按投诉办理", "accept")
    case.staff(DESK, "#受理 投诉")
    assert (case.complaint.kind, case.complaint.status) == ("complaint", "open")


@pytest.mark.clause("LC-01")
def test_a_question_is_answered_without_the_form_of_a_complaint():
    case = Case()
    case.customer("请问K12路公交末班车几点，能看监控吗")
    assert case.sent("passed_on")[0].extra["fields"] == []
    case.staff(BUS, "#结果 末班车19:30发车")
    assert (case.problems, case.complaint.outcome) == ("", "末班车19:30发车")
    assert "outcome" in [m.name for m in case.last.messages]


@pytest.mark.clause("LC-10")
def test_a_compensation_that_was_refused_is_not_held_against_the_next_answer():
    case = referred()
    case.staff(BUS, f"{ANSWER}\n经济补偿：200元")
    assert case.complaint.status == "open"
    assert ("refused", "resolve") in [(e.what, e.reason) for e in case.last.entries]
    case.staff(BUS, ANSWER)
    assert (case.problems, case.complaint.status) == ("", "answered")


@pytest.mark.clause("GN-02")
def test_who_did_not_tell_the_lesson_with_the_answer_is_asked_for_it_with_the_corrective_action():
    case = answered()
    (asked,) = [m for m in case.messages if m.name == "task"]
    assert "lesson" in named(asked, "fields")
    case.staff(BUS, "#填报\n整改是否落实：是\n落实情况：已培训\n经验教训：班前会逐车检查")
    assert (case.problems, case.complaint.fields["lesson"]) == ("", "班前会逐车检查")
