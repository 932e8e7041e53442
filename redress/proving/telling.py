"""A finding as it is read on a terminal: who did what and when, what it broke, and the message itself."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from chalicelib.core.complaint.facts import CustomerWrote, DeliveryFailed, StaffWrote, SurveyAnswered
from redress.proving.playing import Played, Sent, Step
from redress.proving.proof import Finding, Proof

PROMISED = {
    "times_are_kept": "every time told to a customer is followed by a word to them at or before it",
    "invitations_have_an_effect": "every invitation in a letter has an effect when it is taken up",
    "nothing_twice_or_contradictory": "nothing reaches one person twice in a minute, or contradicts itself",
    "no_letter_is_empty": "no letter is empty",
    "customers_are_heard": "whatever a customer writes is heard by somebody of staff",
    "lost_letters_are_followed_up": "what does not reach a customer is followed up",
    "who_asked_hears_the_decision": "who asked for something hears that it was refused",
    "refused_words_stay_back": "no words that were refused reach the customer unannounced",
    "nobody_is_asked_too_late": "nobody is asked for anything by a time that is over",
    "nobody_is_chased_for_what_is_done": "nobody is chased for what is done",
    "nobody_is_chased_for_help_that_nobody_needs": "nobody is chased for help to give an answer that was given",
    "lists_are_true": "every line of a daily list is true, and whoever has work finds it there",
    "reports_are_true": "every figure of a report counts what happened",
    "limits_end_in_act_or_chase": "every limit named to staff ends in the act or in a chase, never in both",
    "offers_are_accepted": "every command that a mail offers is accepted from its reader",
    "receipts_are_true": "every receipt is true",
    "somebody_has_a_duty": "no complaint is open without somebody's open duty",
    "who_is_kept_out_hears_nothing": "nobody who is kept out hears of it",
    "no_keys_or_foreign_words": "no key, code or foreign language goes out",
    "forms_stay_inside": "no line of a form reaches a customer but those of the letter",
}


def told(proof: Proof, file: str) -> str:
    """What was found, or that nothing was, and how to go on where time was over."""
    if proof.finding is None:
        left = f"; there was time for no more, --from {proof.go_on} goes on" if proof.go_on else ""
        return f"{file}: no promise broken in {proof.lives} lives{left}"
    return "\n".join(_finding(proof.finding, file))


def for_scripts(proof: Proof) -> dict[str, object]:
    """The same as values. `broken`: None if no promise was."""
    finding = proof.finding
    found = finding and {
        "life": finding.number,
        "promise": finding.breach.promise,
        "sentence": PROMISED[finding.breach.promise],
        "acts": list(_acts(finding.played)),
        "at": finding.breach.at,
        "why": finding.breach.why,
    }
    return {"lives": proof.lives, "go_on": proof.go_on, "broken": found}


def _finding(finding: Finding, file: str) -> Iterator[str]:
    played, breach = finding.played, finding.breach
    yield f"{file}: in life {finding.number} a promise is broken: {PROMISED[breach.promise]}"
    for number, line in enumerate(_acts(played), 1):
        yield f"  {number}. {line}"
    if finding.unfinished:
        yield "  (time was over before it was known that no act can be left out; more --seconds may find a shorter life)"
    yield f"  → {_time(breach.at, played)}  {breach.why}"
    if breach.sent is not None:
        yield from _message(breach.sent, played)


def _acts(played: Played) -> Iterator[str]:
    for absence in played.life.absences:
        deputy = f", {absence.deputy} stands in" if absence.deputy else ""
        yield f"{absence.start} to {absence.end}  {absence.mail} is away{deputy}"
    if alike := ", ".join(f"{name}: {count}" for name, count in played.life.counts.items() if count > 1):
        yield f"complaints that are alike: {alike}"
    steps = [(step.at, nth, step) for nth, each in enumerate(played.all, 1) for step in each.steps]
    for index, (at, nth, step) in enumerate(sorted(steps, key=lambda told: told[:2])):
        if index == 0 or step.act is not None:
            which = f"(complaint {nth}) " if len(played.all) > 1 else ""
            yield f"{_time(at, played)}  {which}{_act(step)}"


def _act(step: Step) -> str:
    match step.fact:
        case CustomerWrote(channel=channel, writing=writing):
            return f"the customer writes by {channel}: {_in_one_line(writing.text)}"
        case StaffWrote(by=by, writing=writing):
            about = f" (to “{step.answered.rendered.subject}”)" if step.answered else ""
            return f"{by} replies{about}: {_in_one_line(writing.text)}"
        case SurveyAnswered(score=score, later=True):
            return f"the customer says how far it was really solved: {score} of 4"
        case SurveyAnswered(score=score):
            return f"the customer's verdict: {score} of 4"
        case DeliveryFailed(address=address):
            return f"what is sent to {address} comes back"
        case _:
            return "a machine answers from the customer's address"


def _in_one_line(text: str) -> str:
    return " ⏎ ".join(text.splitlines())


def _message(sent: Sent, played: Played) -> Iterator[str]:
    yield f"  {sent.message.name} by {sent.message.channel} to {sent.message.to.role} {sent.address}, {_time(sent.at, played)}"
    yield f"  | {sent.rendered.subject}"
    yield from (f"  | {line}" for line in sent.text.splitlines())


def _time(at: datetime, played: Played) -> str:
    return f"{at.astimezone(ZoneInfo(played.policy.timezone)):%a %Y-%m-%d %H:%M}"
