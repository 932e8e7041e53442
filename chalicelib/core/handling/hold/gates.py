"""Moments that wait at a gate, and what they still lack."""

import msgspec

from chalicelib.core.complaint import moments, saying
from chalicelib.core.complaint.facts import Command
from chalicelib.core.complaint.saying import Said
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hold import (
    approvals,
    doubts,
    extensions,
    forms,
    happening,
    letters,
    promises,
    task_holders,
    tasks,
)
from chalicelib.core.orders.command_reader import label_map, parted
from chalicelib.core.policy import vocabulary
from chalicelib.core.policy.answering import ANSWERED_BY, ANSWERS, act_of, asks_of, holds_back, names_a_kind
from chalicelib.core.policy.model import Gate
from chalicelib.core.words import letter
from chalicelib.core.written.words import affirms, that_may_occur


def ask_for(draft: Draft, moment: str) -> None:
    """Puts a moment before its gates; it happens at once if nothing stands in the way."""
    draft.wait_for(moment)
    open_what_may(draft)


def open_what_may(draft: Draft) -> None:
    """Lets every waiting moment happen whose gates lack nothing; asks the next approver of the others."""
    for moment in draft.complaint.awaiting:
        for wish in extensions.asked_for(draft.complaint) if moment == "extended" else (None,):
            if moment in draft.complaint.awaiting and draft.complaint.status != "merged":  # else settled meanwhile
                extensions.bring_forward(draft, wish)
                _open_if_nothing_lacks(draft, moment)


def _open_if_nothing_lacks(draft: Draft, moment: str) -> None:
    lacking = shortfalls(draft, moment)
    if moment == draft.results.requested_moment and not draft.acting:
        draft.results.refuse_for(lacking)
    before = applying(draft, moment)
    if lacking or not approvals.granted(draft, [*before, *extensions.gate_before(draft, moment, before)]):
        return
    _reach_approval(draft, moment)
    draft.wait_no_more(moment)
    happening.happen(draft, moment)
    if moment == "extended":
        extensions.wait_on(draft)
    if next_moment := moments.following(moment):
        ask_for(draft, next_moment)


def _reach_approval(draft: Draft, moment: str) -> None:
    """What is approved has its moment, and a gate that a clock looks at one of its own (FA-02)."""
    approved = [gate.name for gate in applying(draft, moment) if gate.approve]
    looked_at = {name for clock in draft.policy.clocks for name in (clock.from_, clock.until)}
    for name in ("approved", *(n for n in approved if n in looked_at)) if approved else ():
        draft.reach(name)


def shortfalls(draft: Draft, moment: str) -> list[Said]:
    """Why the moment may not happen yet, in sentences; approvals apart. An explanation is no answer that lacks a remedy."""
    act = act_of(draft.complaint)
    gates = asking(draft, moment)
    lacks = [reason for gate in gates for reason in _lacks(draft, gate)]
    if moment == "referred":
        lacks += doubts.shortfalls(draft)
    if moment == "answered" and act == ANSWERS:
        lacks += letters.missing(draft, {name for gate in gates for name in gate.needs})
        lacks += promises.shortfalls(draft)
        return lacks or letters.empty(draft)
    return lacks


def against_form(draft: Draft, moment: str, form: tuple[str, ...]) -> list[Said]:
    """What gates before the moment have against a form's own lines, which are then to be given again."""
    looked_at = {name for g in applying(draft, moment) for name in (*g.needs, *g.needs_any, *g.forbids)}
    return shortfalls(draft, moment) if looked_at.intersection(form) else []


def applying(draft: Draft, moment: str, act: str = "") -> list[Gate]:
    """The gates before that moment that apply to this complaint, and hold back the `act` that brings it about: by which it is being answered."""
    complaint, counts, act = draft.complaint, draft.context.counts, act or act_of(draft.complaint)
    before = (g for g in draft.policy.gates if g.before == moment and vocabulary.applies(g, complaint, counts))
    return [g for g in before if moment != "answered" or holds_back(g, act)]


def asking(draft: Draft, moment: str, act: str = "") -> list[Gate]:
    """Those of them whose lines are asked of that act; what is only passed on needs none of a gate that does not name its kind, and must not offer what one forbids."""
    act = act or act_of(draft.complaint)
    gates = [gate for gate in applying(draft, moment, act) if moment != "answered" or asks_of(gate, act)]
    if moment in ANSWERED_BY and draft.complaint.kind not in draft.policy.flow_kinds:
        return [g if names_a_kind(g) else msgspec.structs.replace(g, needs=(), needs_any=()) for g in gates]
    return gates


def forbidden(draft: Draft, moment: str) -> list[str]:
    """The fields that are filled though a gate before that moment forbids it."""
    return [name for gate in applying(draft, moment) for name in gate.forbids if _filled(draft, name, "text")]


def take_what_is_needed(draft: Draft, moment: str, command: Command) -> Command:
    """Takes the lines that gates before a moment may need out of a command's words, or of the line for its reasons, which runs on over
    them (PG-13); returns the command without them: what is left is read by others.
    """
    act = act_of(draft.complaint)
    before = [g for g in draft.policy.gates if g.before == moment and (moment != "answered" or asks_of(g, act))]
    needed = {name for gate in before for name in (*gate.needs, *gate.needs_any, gate.confirm)}
    labels = label_map({f.name: f.labels for f in draft.policy.fields if f.name in needed})
    words, lines = parted(command.words, labels)
    reason, further = parted(command.form.get("reason", ""), labels)
    forms.take(draft, lines | further)
    return msgspec.structs.replace(command, words=words, form=command.form | {"reason": reason})


def asked_before(draft: Draft, moment: str, act: str = "") -> tuple[str, ...]:
    """The fields that the gates before a moment look for; before the answer those of the `act` that gives it."""
    looked_for = (name for gate in asking(draft, moment, act) for name in (*gate.needs, *gate.needs_any, gate.confirm))
    return tuple(dict.fromkeys(name for name in looked_for if name))


def lacking(draft: Draft, moment: str, act: str) -> tuple[str, ...]:
    """The fields that the gates before a moment still lack of the act that brings it about."""
    needs = [name for gate in asking(draft, moment, act) for name in gate.needs]
    any_of = [g.needs_any for g in asking(draft, moment, act) if not any(_filled(draft, n) for n in g.needs_any)]
    return tuple(n for n in dict.fromkeys((*needs, *(n for each in any_of for n in each))) if not _filled(draft, n))


def _lacks(draft: Draft, gate: Gate) -> list[Said]:
    reasons = []
    missing = [f for f in gate.needs if not _filled(draft, f)]
    if missing:
        reasons.append(forms.lacking(missing, draft.complaint.fields))
        reasons += _whose_they_are(draft, missing)
    if gate.needs_any and not any(_filled(draft, f) for f in gate.needs_any):
        reasons.append(saying.say("missing_any", fields=saying.labels(*gate.needs_any)))
    if reasons and gate.reason:
        reasons = [saying.say("gate_says", reason=saying.reason(gate.name)), *reasons]
    reasons += [
        saying.say("forbidden", field=saying.labels(name), reason=saying.reason(gate.name))
        for name in gate.forbids
        if _filled(draft, name, "text")
    ]
    return reasons or _suspicious(draft, gate)


def _whose_they_are(draft: Draft, missing: list[str]) -> list[Said]:
    """Who is asked for lines that the writer may not fill in: without that nobody would know what the answer waits for."""
    theirs = [name for name in missing if not task_holders.may_write(draft, name, draft.by)]
    said = []
    for task in draft.complaint.tasks:
        rule = tasks.rule_of(draft, task.name) if task.done is None else None
        if rule and (lines := [name for name in theirs if name in rule.form]):
            who, named = saying.person(task.assignee), saying.labels(task.name)
            said.append(saying.say("asked_of_them", fields=saying.labels(*lines), who=who, task=named))
    return said


def _filled(draft: Draft, name: str, kind: str = "") -> bool:
    if kind:
        return vocabulary.is_filled(vocabulary.value_of(draft.complaint, name), kind)
    return letter.is_filled(name, draft.complaint, draft.policy)


def _occurs(word: str, said: str) -> bool:
    """Found with its gaps and numbers, and inside another word too: "refunded" is no less suspicious than "refund"."""
    plainly = vocabulary.mentions(said, (word,)) or vocabulary.folded(word) in vocabulary.folded(said)
    return plainly or ("#" in word and affirms(said, word))  # 两张 is a number as well


def _suspicious(draft: Draft, gate: Gate) -> list[Said]:
    """A word of the answer that sounds like what is forbidden, unless the handler has said that there is none."""
    fields = draft.complaint.fields
    lines = (fields.get(name, "") for name in forms.answer_fields(draft.policy) if name != gate.confirm)
    said = tuple(filter(None, (draft.complaint.outcome, *lines)))  # no word begins in one and ends in the next
    cleared = vocabulary.says_no(fields.get(gate.confirm, ""))
    may_be_there = [] if cleared else that_may_occur("\n".join(said), gate.suspicious_words)
    word = next((w for w in may_be_there if any(_occurs(w, part) for part in said)), "")
    if not word:
        return []
    why = [saying.say("gate_says", reason=saying.reason(gate.name))] if gate.reason else []
    code = "suspicious_or_given" if _lets_through_what_is_named(gate) else "suspicious"
    return [*why, saying.say(code, word=word, field=saying.labels(gate.confirm))]


def _lets_through_what_is_named(gate: Gate) -> bool:
    """Whether it does not hold where its field says what was given: that is for whoever approves it."""
    return any(
        test.kind == "field" and test.of == gate.confirm and test.values == ("*",) and not test.negate
        for table in gate.unless
        for test in table
    )
