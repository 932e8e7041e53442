"""What customers write, and what does not reach them, is heard by somebody."""

from collections.abc import Iterator

from chalicelib.core.complaint.decision import Decision
from chalicelib.core.complaint.facts import CustomerWrote, DeliveryFailed, SurveyAnswered
from redress.proving.playing import Played, Step
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
