"""Another round of a complaint: in the same stage of the procedure, or in the next one."""

from chalicelib.core.complaint.decision import FollowUp
from chalicelib.core.complaint.facts import CustomerWrote, StaffWrote, SurveyAnswered
from chalicelib.core.complaint.model import EarlierAnswer
from chalicelib.core.complaint.moments import OF_ANSWER
from chalicelib.core.handling.addressing import quiet_until
from chalicelib.core.handling.draft import ASSIGNMENT, TAKEN_FOR_COMPLAINT, Draft
from chalicelib.core.handling.hold import closing, forms, promises, replies
from chalicelib.core.handling.judge import successors
from chalicelib.core.handling.timing import deadlines
from chalicelib.core.policy import stages
from chalicelib.core.policy.model import Stage
from chalicelib.core.words import letter

ABOUT_THE_ANSWER = ("outcome", "survey")
CUSTOMER = "customer"
CUSTOMERS_REASONS = ("dissatisfied", "not_lasting")
EARLIER_ANSWERS = 6
EARLIER_TEXT = 2_000  # characters; the whole stands in the history


def may_go_on(draft: Draft) -> bool:
    """Whether dissatisfaction still has an effect of its own; that the last answer was final is said once a round."""
    final = stages.following(draft.complaint, draft.policy, draft.now) is None
    return not final or f"final:{draft.complaint.round}" not in draft.complaint.done_once


def go_on(draft: Draft) -> None:
    """The customer is not satisfied: the next stage begins, as its letter said; after the last one that is told, and it is over.

    The desk then reads their verdict, unless somebody of staff has brought it.
    """
    stage = stages.following(draft.complaint, draft.policy, draft.now)
    if stage is not None:
        reopen(draft, reason="dissatisfied", stage=stage)
        return
    closing.close(draft, reason="last_stage")
    if draft.first_time("final"):
        draft.tell_customer("final")
    if not isinstance(draft.fact, StaffWrote):
        draft.send("after_closing", "desk", extra={"text": draft.complaint.satisfaction_words, "reason": "final"})


def reopen(draft: Draft, reason: str, words: str = "", *, stage: Stage | None = None) -> bool:
    """Begins another round; outcome, form and gates start afresh, the history goes on.

    With the same people, or with whom the `stage` says that begins. What is no complaint is passed on once more.
    """
    if draft.complaint.status == "open":
        return False
    # What was to come in the morning, the question too, is overtaken by their words, or by a call.
    if replies.read_from(draft) > draft.now or quiet_until(draft.policy, draft.now) is not None:
        draft.outgoing.cancel(*ABOUT_THE_ANSWER)
    deadlines.derive(draft)  # the ending round's deadlines stay as they ended
    closing.end_work(draft)
    draft.become("open")
    if into := draft.complaint.merged_into:
        draft.outgoing.follow_ups.append(
            FollowUp(complaint=into, name="parted", values={"number": draft.complaint.number})
        )
        promises.are_owed_again(draft)
    _begin_afresh(draft)
    draft.record("reopened", reason=reason, text=words)
    draft.reach("reopened")
    if stage is not None:
        _enter(draft, stage)
    if draft.complaint.handler:
        _assign_anew(draft)
    return True


def asked_for_by(draft: Draft) -> str:
    """Who wanted the round that has just begun: the customer, with whose dissatisfaction a rule may agree; the desk, by 重开; or we, by a rule of ours."""
    reason = next((entry.reason for entry in reversed(draft.entries) if entry.what == "reopened"), "")
    if reason in CUSTOMERS_REASONS or isinstance(draft.fact, CustomerWrote | SurveyAnswered):
        return CUSTOMER
    if not reason:
        return "desk"
    rules = (rule for rule in draft.policy.rules if rule.group == reason and rule.then.reopen)
    tests = (test for rule in rules for table in rule.when for test in table)
    return CUSTOMER if any(test.of == "satisfaction" for test in tests) else "us"


def _begin_afresh(draft: Draft) -> None:
    asked_anew = forms.answer_fields(draft.policy)
    draft.change(
        round=draft.complaint.round + 1,
        earlier_answers=_with_the_last(draft),
        limits={},
        told=None,
        assistants=(),
        outcome="",
        outcome_lines=(),
        letter=None,
        enclosed=(),
        proposed_by="",
        asked_again=None,
        extension=None,
        wishes=(),
        extensions=(),
        fields={k: v for k, v in draft.complaint.fields.items() if k not in asked_anew},
        by_hand=tuple(name for name in draft.complaint.by_hand if name not in asked_anew),
        merged_into="",
        flags=tuple(f for f in draft.complaint.flags if f != "first_contact"),
    )


def _with_the_last(draft: Draft) -> tuple[EarlierAnswer, ...]:
    """The answers so far, for whoever looks at it anew."""
    complaint = draft.complaint
    answered = complaint.moment("answered")
    if answered is None:
        return complaint.earlier_answers
    last = EarlierAnswer(
        round=complaint.round,
        stage=complaint.stage,
        at=answered,
        by=complaint.proposed_by or complaint.handler,
        outcome=letter.whole(complaint, draft.policy)[:EARLIER_TEXT],
        satisfaction=complaint.satisfaction,
        words=complaint.satisfaction_words[:EARLIER_TEXT],
    )
    return (*complaint.earlier_answers, last)[-EARLIER_ANSWERS:]


def _enter(draft: Draft, stage: Stage) -> None:
    again = stage.name == draft.complaint.stage
    draft.change(stage=stage.name, stage_round=draft.complaint.stage_round + 1 if again and stage.name else 1)
    if not again:
        closing.end_stage(draft)
    successors.take_over(draft, stage.answers)


def _assign_anew(draft: Draft) -> None:
    draft.reach("referred")
    draft.news.append(ASSIGNMENT)
    if draft.complaint.kind in draft.policy.flow_kinds:
        draft.reach("assigned")
    else:
        closing.close(draft, reason="passed_on")


def take_for_complaint(draft: Draft) -> bool:
    """What was passed on as something else is handled as the first kind that is handled to an answer; False if it is one already."""
    flows = draft.policy.flow_kinds
    if not flows or draft.complaint.kind in flows or draft.complaint.status == "merged":
        return False
    draft.set_by_hand(kind=flows[0])
    begin_flow(draft)
    return True


def begin_flow(draft: Draft) -> None:
    """A matter that turns out to be a complaint. The customer, who was told otherwise, hears by when the answer comes."""
    draft.news.append(TAKEN_FOR_COMPLAINT)
    if draft.complaint.moment("referred") is None:
        return
    draft.forget(*OF_ANSWER)
    draft.become("open")
    draft.reach("flow_begun")
    if draft.complaint.handler:
        draft.reach("assigned")
        draft.news.append(ASSIGNMENT)
