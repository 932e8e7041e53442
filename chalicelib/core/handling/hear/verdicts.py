"""A customer's verdict on the answer: by the survey, in words of a mail or text, or as the desk records it; and what it leads to."""

from chalicelib.core.complaint.facts import CustomerWrote, SurveyAnswered
from chalicelib.core.handling import addressing
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hear import coming_back, later_verdicts
from chalicelib.core.handling.hold import closing, undelivered
from chalicelib.core.handling.judge import rounds
from chalicelib.core.policy.model import By


def survey_answered(draft: Draft, fact: SurveyAnswered) -> None:
    """The customer's verdict: it is recorded once a round; dissatisfaction takes the matter one level up (LC-06)."""
    complaint = draft.complaint
    if fact.later:
        later_verdicts.answered(draft, fact)
        return
    if fact.round != complaint.round or complaint.moment("answered") is None or complaint.moment("visited") is not None:
        draft.record("survey_too_late", reason=str(fact.score), by=fact.by)
        return
    take_verdict(draft, fact.score, fact.words, by=fact.by)
    if fact.channel == "sms":
        _thank(draft, "sms")


def take_written_verdict(draft: Draft, score: int, words: str, fact: CustomerWrote) -> None:
    """Words of a mail or text that are a verdict: it counts as the survey's, and its customer reads that it does."""
    take_verdict(draft, score, words, by="customer")
    if not fact.mute:
        _thank(draft, *draft.customer_channel())


def _thank(draft: Draft, *by: By) -> None:
    """Who has judged by mail or text reads that it is recorded, unless another message of this decision tells them."""
    told = draft.complaint.status == "open" or any(message.name == "final" for message in draft.outgoing.messages)
    told_now = told and addressing.quiet_until(draft.policy, draft.now) is None
    if by and not told_now:  # nobody wants two messages for one
        draft.send("thanks", "customer", by=by)


def take_verdict(draft: Draft, score: int, words: str, by: str) -> None:
    """Satisfaction 1–4 and the customer's words, then what they lead to: closing, or another round."""
    draft.change(satisfaction=score, satisfaction_words=words)
    draft.record("satisfaction", reason=str(score), text=words, by=by)
    draft.reach("visited")
    undelivered.reached(draft, draft.when)
    if score > draft.policy.reopen_at_most:
        closing.close(draft, reason="satisfied")
    elif draft.complaint.kind in draft.policy.flow_kinds:
        rounds.go_on(draft)
    else:
        coming_back.ask_the_desk(draft, words, reason="dissatisfied")
