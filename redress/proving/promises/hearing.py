"""Who hears: of what customers write and of what does not reach them, of what was refused, and who of nothing."""

from collections.abc import Iterator

from chalicelib.core.complaint.approval import Approval
from chalicelib.core.complaint.decision import Decision
from chalicelib.core.complaint.facts import CustomerWrote, DeliveryFailed, StaffWrote, SurveyAnswered
from chalicelib.core.people import people
from chalicelib.core.policy.model import Policy
from redress.proving.playing import Played, Sent, Step
from redress.proving.promises.breach import Breach
from redress.proving.words import THANKS

CONTENT = 3  # of 4: from here on nobody has to look into it
NEEDS_NOBODY = frozenset({"merged"})


def customers_are_heard(played: Played) -> Iterator[Breach]:
    """Whatever a customer adds, and every bad verdict, reaches somebody of staff at once, or begins another complaint or round."""
    for number, step in enumerate(played.steps[1:], 1):
        why = _unheard(played.steps[number - 1], step)
        if why and not _somebody_hears(step.decision):
            yield Breach(promise="customers_are_heard", at=step.at, why=why)


def _unheard(before: Step, step: Step) -> str:
    known = before.decision.complaint
    if known is None or known.status in NEEDS_NOBODY:
        return ""
    match step.fact:
        case CustomerWrote(writing=writing) if writing.text not in THANKS.values():
            return "the customer wrote, and nobody of staff reads it"
        case SurveyAnswered(score=score, round=of, later=later) if score < CONTENT and of == known.round:
            said = known.moment("confirmed" if later else "visited") is not None
            return "" if said else "the customer was not content, and nobody of staff hears of it"
    return ""


def _somebody_hears(decision: Decision) -> bool:
    return any(m.to.role != "customer" for m in decision.messages) or bool(decision.facts)


def lost_letters_are_followed_up(played: Played) -> Iterator[Breach]:
    """What a customer was told and did not get is told another way, or somebody of staff is asked to."""
    for number, step in enumerate(played.steps[1:], 1):
        known = played.steps[number - 1].decision.complaint
        match step.fact:
            case DeliveryFailed(address=address, message=message) if (
                message and known and address not in known.unreachable
            ):
                who = known.complainant
                if (
                    address in (who.mail, who.phone)
                    and not step.decision.messages
                    and known.status in ("open", "answered")
                ):
                    why = f"the {message} came back, and nobody of staff hears of it"
                    yield Breach(promise="lost_letters_are_followed_up", at=step.at, why=why)


def who_asked_hears_the_decision(played: Played) -> Iterator[Breach]:
    """Whoever of staff asked for something that somebody refuses hears so at once; the approver decides about what was asked."""
    for step in played.steps:
        complaint = step.decision.complaint
        refused = (a for a in complaint.approvals if a.at == step.at and a.granted is False) if complaint else ()
        for approval in refused:
            asker = _asker(played, approval)
            hears = {m.to.mail for m in step.decision.messages if m.name != "receipt"}
            if asker and not hears & {asker, people.stand_in(asker, played.policy, step.at)}:
                why = f"{asker} asked, was refused, and does not hear of it"
                yield Breach(promise="who_asked_hears_the_decision", at=step.at, why=why)


def _asker(played: Played, approval: Approval) -> str:
    """Who gave the order that led to that approval, or to the first of its gate's; "" for nobody of staff, or who keeps out since, or decides themselves."""
    complaint = played.state_at(approval.at) if approval.at else None
    before = (
        [a for a in complaint.approvals if (a.gate, a.round) == (approval.gate, approval.round)] if complaint else []
    )
    first = max((a.asked for a in before if a.step == 0 and a.asked <= approval.asked), default=approval.asked)
    by = next((s.fact.by for s in played.steps if s.at == first and isinstance(s.fact, StaffWrote)), "")
    decided = next((s.fact.by for s in played.steps if s.at == approval.at and isinstance(s.fact, StaffWrote)), "")
    if not complaint or by == decided or people.complained_of(by, complaint, played.policy):
        return ""
    return by


def who_is_kept_out_hears_nothing(played: Played) -> Iterator[Breach]:
    """Whoever the complaint is about gets no mail about it, except the answer to their own."""
    for sent in played.sent:
        known = people.complained_of(sent.message.to.mail, sent.complaint, played.policy) and not sent.to_customer
        if known and sent.message.name != "receipt" and not _nobody_else(played.policy, sent):
            why = f"{sent.message.to.name} is who the complaint is about"
            yield Breach(promise="who_is_kept_out_hears_nothing", at=sent.at, sent=sent, why=why)


def _nobody_else(policy: Policy, sent: Sent) -> bool:
    """Whether the role has nobody but the person complained of: somebody has to be told."""
    holders = [p.mail for p in policy.directory.people if sent.message.to.role in p.roles]
    return holders == [sent.message.to.mail]
