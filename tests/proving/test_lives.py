"""What people do in a life: each kind of act leads where it should, and what breaks there is found."""

from collections.abc import Callable
from datetime import timedelta
from functools import cache
from typing import Any

import msgspec
import pytest

from chalicelib.core.complaint.decision import Decision
from chalicelib.core.complaint.facts import (
    AnyFact,
    CustomerWrote,
    DeliveryFailed,
    OtherDecided,
    StaffWrote,
    SurveyAnswered,
)
from chalicelib.core.complaint.model import Channel, Complaint
from chalicelib.core.handling import decide
from chalicelib.core.policy.model import Policy
from redress.proving.acting import DOES
from redress.proving.lives import LATER, PLOTS, Act, Does, Life
from redress.proving.playing import Played, Sent, play
from redress.proving.promises import breaches
from tests.core.handling.playing import HANS, OTTO, SARA, at, office

PROCEDURE = """
[[field]]
name = "gift"
labels = { zh-CN = "赠品", en = "Gift" }
[[field]]
name = "gift_by"
type = "date"
labels = { zh-CN = "赠品日期", en = "Gift by" }
[[field]]
name = "given"
type = "yes_no"
labels = { zh-CN = "已送达", en = "Given" }
[[task]]
name = "answer"
for = "handler"
opens = "referred"
command = "resolve"
form = ["facts", "gift", "gift_by"]
required = ["facts"]
sets = "proposed"
[[task]]
name = "bring_gift"
labels = { zh-CN = "兑现赠品", en = "the gift" }
for = "handler"
opens = "answered"
promises = "gift"
due = "gift_by"
form = ["given"]
[[gate]]
name = "plan"
before = "answered"
labels = { zh-CN = "方案", en = "the plan" }
approve = ["supervisor"]
[[clock]]
name = "settle"
from = "referred"
until = "answered"
within = "3 days"
promised = true
labels = { zh-CN = "答复", en = "the answer" }
rungs = [
  { at = "due", tell = ["handler"] },
  { at = "due", tell = ["customer"], every = "3 days" },
  { at = "+1 day", tell = ["supervisor"] },
]
[[extension]]
name = "longer"
clock = "settle"
at_most = "10 days"
grants = ["supervisor"]
labels = { zh-CN = "延期", en = "more time" }
[[clock]]
name = "lasting"
from = "answered"
until = "confirmed"
within = "21 days"
labels = { zh-CN = "解决情况", en = "whether it lasts" }
rungs = [{ at = "due", tell = ["customer"], message = "later_survey" }]
"""
TOP = 'undo = "10 minutes"\nlanguages = ["en"]\n'
MONTH = 43_200
Fault = Callable[[Complaint | None, AnyFact, Decision], Decision]


@cache
def procedure() -> Policy:
    return office(PROCEDURE, top=TOP)


def life(*does: Does | tuple[Does, int] | tuple[Does, int, int], channel: Channel = "mail") -> Life:
    """Half an hour between the acts, or as many minutes as stand beside one; then its pick."""
    minute, acts = 0, []
    for each in does:
        name, pause, pick = (
            (*((each,) if isinstance(each, str) else each), 30, 0)[:3] if isinstance(each, str) else (*each, 0)[:3]
        )
        minute += pause
        acts.append(Act(minute, name, pick))
    return Life(
        received=at("3-2 9:00"), text="I complain about the service.", language="en", channel=channel, acts=tuple(acts)
    )


def lived(*does: Any, channel: Channel = "mail") -> Played:
    return play(procedure(), life(*does, channel=channel))


def broken(played: Played) -> set[str]:
    return {breach.promise for breach in breaches(played)}


def letters(played: Played, name: str) -> list[Sent]:
    return [sent for sent in played.sent if sent.to_customer and sent.message.name == name]


def by_act(played: Played, does: Does) -> list[Any]:
    """What was decided on what people so did, of any complaint."""
    return [step for each in played.all for step in each.steps if step.act is not None and step.act.does == does]


@pytest.fixture
def spoil(monkeypatch: pytest.MonkeyPatch) -> Callable[[Fault], None]:
    """Plants a fault in what is decided."""

    def plant(fault: Fault) -> None:
        def spoiled(complaint: Complaint | None, fact: AnyFact, *rest: Any) -> Decision:
            return fault(complaint, fact, decide(complaint, fact, *rest))

        for place in ("course", "playing"):
            monkeypatch.setattr(f"redress.proving.{place}.decide", spoiled)

    return plant


def without(decision: Decision, *names: str, role: str = "") -> Decision:
    """The decision without messages of these names (all, if none), to that role (whomever, if none)."""
    kept = (m for m in decision.messages if (names and m.name not in names) or (role and m.to.role != role))
    return msgspec.structs.replace(decision, messages=tuple(kept))


def ordered(fact: AnyFact, command: str) -> bool:
    return isinstance(fact, StaffWrote) and any(order.name == command for order in fact.commands)


def test_every_act_of_every_plot_is_one_that_can_be_played():
    assert {does for plot in PLOTS for does in plot} | set(LATER) <= set(DOES)


# -- several complaints of one customer -----------------------------------------------------------------------------------


@pytest.mark.parametrize("does", ["second", "again", "registers"])
def test_a_customer_has_several_complaints_at_a_time_each_with_its_own_course(does: Does):
    played = lived((does, 30, 1), "works", "works")
    assert [each.context.number[-4:] for each in played.all] == ["0001", "0002"]
    assert all(each.steps[0].decision.complaint.status == "open" for each in played.all)
    assert broken(played) == set()


@pytest.mark.parametrize("does", ["second", "again", "registers"])
def test_a_further_complaint_that_nobody_is_asked_to_work_on_is_found(does: Does, spoil: Callable[[Fault], None]):
    def neglects(_: Complaint | None, __: AnyFact, made: Decision) -> Decision:
        if made.complaint is None or not made.complaint.number.endswith("0002"):
            return made
        customers = tuple(m for m in made.messages if m.to.role == "customer")
        return msgspec.structs.replace(made, messages=customers)

    spoil(neglects)
    assert "somebody_has_a_duty" in broken(lived((does, 30, 1)))


def test_a_second_matter_that_opens_nothing_and_reaches_nobody_is_found(spoil: Callable[[Fault], None]):
    spoil(lambda _, fact, made: msgspec.structs.replace(made, facts=()) if fact.id.startswith("act") else made)
    assert "customers_are_heard" in broken(lived("second"))


def test_of_a_call_that_is_settled_on_the_spot_the_customer_has_the_answer():
    played = lived(("registers", 30, 0), ("consents", 30, 7), channel="phone")
    assert len(letters(played.others[0], "outcome")) == 1
    assert broken(played) == set()


# -- handing on, more time, what is not valid --------------------------------------------------------------------------------


def test_whoever_has_it_hands_it_on_and_the_next_one_is_asked():
    played = lived(("transfers", 30, 0), "works", "works")
    assert by_act(played, "transfers")[0].decision.complaint.handler == OTTO
    assert broken(played) == set()


def test_a_receipt_of_handing_on_where_nobody_was_asked_is_found(spoil: Callable[[Fault], None]):
    spoil(lambda _, fact, made: without(made, "assignment") if ordered(fact, "transfer") else made)
    assert "receipts_are_true" in broken(lived(("transfers", 30, 0)))


@pytest.mark.parametrize(("decides", "told"), [("consents", 1), ("refuses", 0)])
def test_more_time_is_asked_for_and_decided_in_plain_words(decides: Does, told: int):
    played = lived("extends", decides)
    assert by_act(played, decides)[0].fact.by == SARA
    assert by_act(played, decides)[0].decision.results.problems == ()
    assert len([sent for sent in letters(played, "holding") if sent.at < at("3-3 9:00")]) == told
    assert broken(played) == set()


def test_a_later_time_that_the_customer_reads_and_that_passes_in_silence_is_found(spoil: Callable[[Fault], None]):
    def falls_silent(before: Complaint | None, _: AnyFact, made: Decision) -> Decision:
        moved = before is not None and any(d.clock == "settle" and d.due > at("3-6 9:00") for d in before.deadlines)
        return without(made, role="customer") if moved else made

    spoil(falls_silent)
    assert "times_are_kept" in broken(lived("extends", "consents"))


def test_what_is_found_not_valid_needs_the_leaders_yes_and_then_ends_with_the_explanation():
    played = lived("invalid", "consents", "insists")
    assert len(letters(played, "explanation")) == 1
    assert broken(played) == set()


def test_a_receipt_of_an_explanation_that_never_went_out_is_found(spoil: Callable[[Fault], None]):
    spoil(lambda _, __, made: without(made, "explanation"))
    assert "receipts_are_true" in broken(lived("invalid", "consents"))


# -- refused answers ------------------------------------------------------------------------------------------------------


def test_a_refused_answer_is_given_once_more_and_goes_out_with_its_own_words():
    played = lived("forgets", "mends", "consents", "adds")
    assert [step.decision.results.problems != () for step in by_act(played, "forgets")] == [True]
    assert by_act(played, "mends")[0].decision.results.problems == ()
    assert [said in letters(played, "outcome")[0].text for said in ("so (ab)", "so (ac)")] == [False, True]
    assert broken(played) == set()


def test_words_of_a_refused_answer_that_go_out_all_the_same_are_found():
    played = lived("forgets", "mends", "consents", "adds")
    sent = [with_words(s, "we looked into it and found it so (ab)") if s.to_customer else s for s in played.sent]
    assert "refused_words_stay_back" in broken(msgspec.structs.replace(played, sent=sent))


def with_words(sent: Sent, words: str) -> Sent:
    return msgspec.structs.replace(sent, rendered=msgspec.structs.replace(sent.rendered, text=f"{sent.text} {words}"))


def test_an_answer_that_its_approver_sent_back_goes_out_only_once_it_was_given_anew(spoil: Callable[[Fault], None]):
    played = lived("works", "refuses", "mends", "consents", "adds")
    assert by_act(played, "refuses")[0].decision.complaint.awaiting == ()
    assert broken(played) == set()

    def forgets_the_refusal(before: Complaint | None, _: AnyFact, made: Decision) -> Decision:
        refused = any(said.code == "decided_no" for said in made.results.changes)
        return msgspec.structs.replace(made, complaint=before) if refused and before is not None else made

    spoil(forgets_the_refusal)
    assert "receipts_are_true" in broken(lived("works", "refuses"))


# -- who it is about, and leaders' words ------------------------------------------------------------------------------------


def test_whom_the_customer_names_later_has_it_no_more_and_hears_nothing_of_it():
    played = lived(("names", 30, 1), "works", "works")
    assert by_act(played, "names")[0].decision.complaint.handler != HANS
    assert broken(played) == set()


def test_a_mail_to_whom_the_customer_named_later_is_found(spoil: Callable[[Fault], None]):
    def goes_on_asking(_: Complaint | None, fact: AnyFact, made: Decision) -> Decision:
        named = isinstance(fact, CustomerWrote) and "rude" in fact.writing.text
        again = tuple(msgspec.structs.replace(m, to=msgspec.structs.replace(m.to, mail=HANS)) for m in made.messages)
        return msgspec.structs.replace(made, messages=again) if named else made

    spoil(goes_on_asking)
    assert "who_is_kept_out_hears_nothing" in broken(lived(("names", 30, 1)))


def test_a_leader_instructs_in_words_of_their_own_and_somebody_reports():
    played = lived(("instructs", 6000), "works")
    assert by_act(played, "instructs")[0].fact.by == SARA
    assert [said.code for said in by_act(played, "instructs")[0].decision.results.changes] == [
        "instructed",
        "instruction_undo",
    ]
    assert broken(played) == set()


@pytest.mark.parametrize(("does", "pause"), [("consents", 30), ("instructs", 6000)])
def test_plain_words_that_a_receipt_takes_and_nothing_follows_are_found(
    does: Does, pause: int, spoil: Callable[[Fault], None]
):
    def does_nothing(before: Complaint | None, fact: AnyFact, made: Decision) -> Decision:
        plain = isinstance(fact, StaffWrote) and not fact.commands and bool(made.results.changes)
        taken = msgspec.structs.replace(without(made, "task", "information", "chase"), complaint=before)
        return taken if plain and before is not None else made

    spoil(does_nothing)
    first: tuple[Does, ...] = ("works",) if does == "consents" else ()
    assert "receipts_are_true" in broken(lived(*first, (does, pause)))


# -- what does not arrive -----------------------------------------------------------------------------------------------------


def test_an_answer_that_comes_back_is_the_desks_to_tell_by_telephone():
    played = lived("works", "consents", "loses", "works")
    assert [m.name for m in by_act(played, "loses")[0].decision.messages] == ["undeliverable"]
    assert broken(played) == set()


def test_an_answer_that_comes_back_and_nobody_hears_of_it_is_found(spoil: Callable[[Fault], None]):
    spoil(
        lambda _, fact, made: msgspec.structs.replace(made, messages=()) if isinstance(fact, DeliveryFailed) else made
    )
    assert "lost_letters_are_followed_up" in broken(lived("works", "consents", "loses"))


# -- afterwards -----------------------------------------------------------------------------------------------------------


def test_a_customer_comes_back_again_and_again_and_is_heard_to_the_last():
    again = ("works", "works", "works", ("insists", 8640))
    played = lived("works", "consents", ("insists", 8640), *again, *again)
    assert by_act(played, "insists")[-1].decision.complaint.round > 2
    assert broken(played) == set()


def test_words_after_the_closing_that_nobody_reads_are_found(spoil: Callable[[Fault], None]):
    def throws_away(before: Complaint | None, fact: AnyFact, made: Decision) -> Decision:
        late = isinstance(fact, CustomerWrote) and before is not None and before.status == "closed"
        return msgspec.structs.replace(made, messages=(), complaint=before) if late else made

    spoil(throws_away)
    assert "customers_are_heard" in broken(lived("works", "consents", ("rates", 60, 3), ("insists", 8640)))


@pytest.mark.parametrize(("score", "of_round"), [(0, 2), (3, 1)])
def test_weeks_later_the_customer_says_whether_it_was_really_solved(score: int, of_round: int):
    played = lived("works", "consents", ("rates", 60, 3), ("confirms", MONTH, score))
    confirmed = by_act(played, "confirms")[0].decision.complaint
    assert (confirmed.round, confirmed.moment("confirmed") is not None or of_round > 1) == (of_round, True)
    assert broken(played) == set()


def test_a_bad_verdict_weeks_later_of_which_nobody_hears_is_found(spoil: Callable[[Fault], None]):
    def ignores(before: Complaint | None, fact: AnyFact, made: Decision) -> Decision:
        later = isinstance(fact, SurveyAnswered) and fact.later
        return msgspec.structs.replace(made, messages=(), complaint=before) if later else made

    spoil(ignores)
    assert "customers_are_heard" in broken(lived("works", "consents", ("rates", 60, 3), ("confirms", MONTH, 0)))


def test_a_promise_of_an_answer_is_somebodys_until_it_is_kept_or_they_are_chased():
    kept = lived("works", "consents", ("works", 60), ("rates", 60, 3))
    assert [task.done is not None for task in kept.state_at(kept.end).tasks if task.name == "bring_gift"] == [True]
    assert broken(kept) == set()
    assert [s.message.name for s in lived("works", "consents").sent if s.message.extra.get("task") == "bring_gift"][:3] == [
        "task", "reminder", "chase",
    ]  # fmt: skip


def test_a_promise_that_nobody_keeps_and_nobody_is_chased_for_is_found(spoil: Callable[[Fault], None]):
    spoil(lambda _, __, made: without(made, "chase", "escalation", "reminder"))
    assert "limits_end_in_act_or_chase" in broken(lived("works", "consents"))


# -- texts ----------------------------------------------------------------------------------------------------------------


def test_whoever_only_has_a_telephone_hears_everything_by_text():
    played = lived("works", "consents", "adds", ("rates", 60, 0), channel="sms")
    assert {sent.message.channel for sent in played.sent if sent.to_customer} == {"sms"}
    assert broken(played) == set()


def test_a_promised_time_that_passes_without_a_text_is_found(spoil: Callable[[Fault], None]):
    spoil(lambda _, __, made: without(made, "holding"))
    assert "times_are_kept" in broken(play(procedure(), life("adds", channel="sms")))


# -- what is overtaken ----------------------------------------------------------------------------------------------------


def test_a_mail_that_asks_for_something_by_a_time_that_is_over_is_found():
    played = lived()
    assignment = next(sent for sent in played.sent if sent.message.name == "assignment")
    late = msgspec.structs.replace(assignment, at=assignment.at + timedelta(days=4))
    assert "nobody_is_asked_too_late" not in broken(played)
    assert "nobody_is_asked_too_late" in broken(msgspec.structs.replace(played, sent=[late]))


def test_a_chase_that_leaves_after_the_answer_is_found():
    played = lived("works", "consents")
    chase = next(sent for sent in lived().sent if sent.message.name == "chase")
    assert "nobody_is_chased_for_what_is_done" in broken(msgspec.structs.replace(played, sent=[*played.sent, chase]))


def test_what_is_still_asked_for_as_a_time_that_was_missed_is_asked_for_now():
    refused = [s for s in lived("extends", ("refuses", 8640)).sent if s.message.name == "refused"]
    assert "▶ By: now (it was due on" in refused[0].text


def test_a_later_round_whose_limit_falls_on_the_same_time_as_an_earlier_one_is_chased_rightly():
    played = lived("works", "consents")
    chase = next(sent for sent in lived().sent if sent.message.name == "chase")
    last = played.steps[-1]
    complaint = last.decision.complaint
    assert complaint is not None
    (first,) = [d for d in complaint.deadlines if d.clock == "settle"]
    again = (*complaint.deadlines, msgspec.structs.replace(first, round=2, met=None))
    reopened = msgspec.structs.replace(last.decision, complaint=msgspec.structs.replace(complaint, deadlines=again))
    steps = [*played.steps[:-1], msgspec.structs.replace(last, at=chase.at, decision=reopened)]
    both = msgspec.structs.replace(played, steps=steps, sent=[*played.sent, chase])
    assert "nobody_is_chased_for_what_is_done" not in broken(both)


# -- mergers ----------------------------------------------------------------------------------------------------------------


MERGED: tuple[Any, ...] = ("again", "merges", "adds", ("works", 30, 7), ("consents", 30, 7), ("rates", 30, 7))


def test_of_two_complaints_that_are_merged_one_goes_on_and_its_customer_hears_by_when():
    played = lived(*MERGED)
    assert [c.steps[-1].decision.complaint.status for c in played.all] == ["merged", "closed"]
    (told,) = letters(played, "update")
    (added,) = by_act(played, "adds")
    assert added.decision.complaint.number in told.text
    assert broken(played) == set()


def test_a_merger_of_which_the_customer_hears_nothing_is_found(spoil: Callable[[Fault], None]):
    def says_nothing(_: Complaint | None, fact: AnyFact, made: Decision) -> Decision:
        return without(made, role="customer") if isinstance(fact, OtherDecided) else made

    spoil(says_nothing)
    assert "times_are_kept" in broken(lived("again", "merges"))


def test_a_merger_that_the_desk_undoes_leaves_two_complaints_that_go_on():
    played = lived("again", "merges", ("parts", 30, 7), ("works", 30, 7), ("works", 30, 7))
    assert [c.steps[-1].decision.complaint.status for c in played.all].count("merged") == 0
    assert broken(played) == set()


def test_what_the_customer_added_is_parted_from_the_complaint_and_becomes_one_of_its_own():
    played = lived("adds", "parts", ("works", 30, 7), "works")
    assert [each.steps[0].decision.complaint.status for each in played.all] == ["open", "open"]
    assert broken(played) == set()


# -- who asked, and verdicts that come too late -------------------------------------------------------------------------------


@pytest.mark.parametrize("does", [("works", "refuses"), ("invalid", "refuses"), ("extends", "refuses")])
def test_whoever_asked_and_was_refused_hears_so_and_silence_is_found(
    does: tuple[Does, ...], spoil: Callable[[Fault], None]
):
    assert broken(lived(*does)) == set()
    spoil(lambda _, __, made: without(made, "refused"))
    assert "who_asked_hears_the_decision" in broken(lived(*does))


def test_a_verdict_by_the_page_of_a_round_that_is_over_is_not_taken_and_a_figure_by_text_is_words():
    again: tuple[Any, ...] = ("works", "consents", ("insists", 60), ("rates", 60, 0))
    assert by_act(lived(*again), "rates") == []
    (said,) = by_act(lived(*again, channel="sms"), "rates")
    assert isinstance(said.fact, CustomerWrote)


def test_a_bad_verdict_of_which_nobody_hears_is_found(spoil: Callable[[Fault], None]):
    def ignores(before: Complaint | None, fact: AnyFact, made: Decision) -> Decision:
        return (
            msgspec.structs.replace(made, messages=(), complaint=before) if isinstance(fact, SurveyAnswered) else made
        )

    spoil(ignores)
    assert "customers_are_heard" in broken(lived("works", "consents", ("rates", 60, 0)))
