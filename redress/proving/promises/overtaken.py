"""What later events have overtaken goes out no more: refused words, times that are over, chases of what is done."""

import re
from collections.abc import Iterator

from chalicelib.core.complaint.facts import StaffWrote
from redress.proving.playing import Played
from redress.proving.promises.breach import Breach
from redress.proving.promises.reading import DUE_LINES, times
from redress.proving.words import marks

READ_BY_CUSTOMERS = frozenset({"resolve", "invalid", "tell", "ask"})  # orders whose words the customer gets
TAKEN_BACK = frozenset({"undone", "returned", "decided_no"})  # receipts that say that something goes no further
AT_ONCE = re.compile(r"立即|at once|now", re.IGNORECASE)  # what was due before is asked for now
WAITS = frozenset(
    {"words_stand", "lines_kept"}
)  # what was refused may be given again without repeating it, and is then shown as what goes out
AFTERWARDS = frozenset({"answered", "visited", "confirmed", "closed"})  # what opens then is due all the same
LATE = frozenset({"reminder", "chase", "escalation"})


def refused_words_stay_back(played: Played) -> Iterator[Breach]:
    """No words of staff that were refused, sent back or taken back reach the customer, unless staff were told so afterwards."""
    for number, step in enumerate(played.steps):
        for words in _held_back(played, number):
            letters = (s for s in played.sent if s.to_customer and s.step > number and words in s.text)
            for sent in letters:
                if not _announced(played, words, number, sent.step):
                    why = f"refused on {step.at:%m-%d %H:%M} UTC, and the customer reads it all the same: {words}"
                    yield Breach(promise="refused_words_stay_back", at=sent.at, sent=sent, why=why)


def _held_back(played: Played, number: int) -> frozenset[str]:
    """The words that the customer does not get after this step, whatever was given before it."""
    step = played.steps[number]
    if not isinstance(step.fact, StaffWrote):
        return frozenset()
    results, before = step.decision.results, played.steps[number - 1].decision.complaint if number else None
    if results.problems and not {said.code for said in results.changes} - WAITS:
        given = any(order.name in READ_BY_CUSTOMERS for order in step.fact.commands)
        return marks(step.fact.writing.text) if given else frozenset()
    after = step.decision.complaint
    if before is None or after is None or not any(said.code in TAKEN_BACK for said in results.changes):
        return frozenset()
    on_its_way = {"proposed", "answered"} & set(before.awaiting) or before.status == "answered"
    stays = {"proposed", "answered"} & set(after.awaiting) or after.status == "answered"
    return marks(before.outcome) if on_its_way and not stays else frozenset()


def _announced(played: Played, words: str, after: int, until: int) -> bool:
    """Whether a receipt has shown them since as what the customer gets."""
    shown = (step.decision.results for step in played.steps[after + 1 : until + 1])
    return any(words in f"{results.letter}\n{results.told}" for results in shown)


def nobody_is_asked_too_late(played: Played) -> Iterator[Breach]:
    """No mail asks its reader for anything by a time that is over when it leaves."""
    for sent in played.sent:
        if sent.to_customer or sent.message.channel != "mail":
            continue
        for due, line in times(sent.text, sent.message.to.language, played.policy.timezone, sent.at):
            if (
                line.startswith(DUE_LINES)
                and not AT_ONCE.search(line)
                and due < sent.at.replace(second=0, microsecond=0)
            ):
                why = f"it asks for something by a time that is over: {line.strip('▶ ')}"
                yield Breach(promise="nobody_is_asked_too_late", at=sent.at, sent=sent, why=why)


def nobody_is_chased_for_what_is_done(played: Played) -> Iterator[Breach]:
    """No reminder, chase or report of lateness leaves for a limit that was met before."""
    for sent in played.sent:
        clock = str(sent.message.extra.get("clock", ""))
        if sent.message.name not in LATE or not clock:
            continue
        known = (d for d in played.state_at(sent.at).deadlines if d.clock == clock)  # of whichever round
        met = [d.met for d in known if d.due.isoformat() == sent.message.extra.get("due")]
        if met and all(at is not None and at < sent.at for at in met):  # two rounds may have one due time
            why = f"what its limit “{clock}” waits for happened on {met[-1]:%m-%d %H:%M} UTC"
            yield Breach(promise="nobody_is_chased_for_what_is_done", at=sent.at, sent=sent, why=why)


def nobody_is_chased_for_help_that_nobody_needs(played: Played) -> Iterator[Breach]:
    """Once the customer has the answer, no reminder, chase or report of lateness leaves for what was asked in order to give it."""
    helps = {
        f"task:{task.name}"
        for task in played.policy.tasks
        if task.for_ == "assistants" and task.opens not in AFTERWARDS
    }
    for sent in played.sent:
        task = ":".join(str(sent.message.extra.get("clock", "")).split(":")[:2])
        state = played.state_at(sent.at)
        answered = state.status in ("answered", "closed") and state.moment("answered") is not None
        if sent.message.name in LATE and task in helps and answered and state.moment("answered") != sent.at:
            why = "the customer has the answer, and help to give it is still asked for"
            yield Breach(promise="nobody_is_chased_for_help_that_nobody_needs", at=sent.at, sent=sent, why=why)
