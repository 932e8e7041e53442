"""Second step: rules give kind, validity, severity, category, flags and route. The first match of a group wins.

What a person has set by hand stays. Rules hear all that the customer has said so far, so that a later mail that says
"journalist" or names a larger loss regrades the complaint without any code of its own. What kind of matter it is and what
it is about are settled by the first words, until somebody has it in hand: later ones often name both.
"""

from zoneinfo import ZoneInfo

import msgspec

from chalicelib.core.complaint.decision import Extra, Recipient
from chalicelib.core.complaint.facts import CustomerWrote
from chalicelib.core.complaint.moments import OF_ANSWER
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hold import closing, replies, standing_tasks, surveys, tasks
from chalicelib.core.handling.judge import by_examples, computed, rounds, routing, whom, why_told
from chalicelib.core.people import people
from chalicelib.core.policy import vocabulary
from chalicelib.core.policy.model import Field, Rule
from chalicelib.core.written.values_in_words import day_in, money_in, value_in

SETTLED_BY_REFERRAL = frozenset({"kind", "category"})


def judge(draft: Draft) -> None:
    """Applies the policy's rules to a complaint that is being handled or just closed; later only those that may reopen it."""
    closed = draft.complaint.status == draft.before.status == "closed"
    if draft.complaint.status == "merged":
        return
    draft.change(
        kind=draft.complaint.kind or draft.policy.default_kind,
        severity=draft.complaint.severity or draft.policy.severities[0],
    )
    _take_what_is_told(draft, closed=closed)
    if not closed:
        whom.take_whom_it_is_about(draft)
    computed.compute(draft)
    flags = draft.complaint.flags
    if not closed and not _is_settled(draft):
        draft.change(flags=tuple(f for f in flags if f != routing.UNCERTAIN))  # the rules say anew
    examples = by_examples.ByExamples(draft)
    for group in examples.groups():
        first = vocabulary.first_match(draft.policy.rules, group, draft.complaint, draft.context.counts)
        rule = first if closed else examples.weighed(group, first)
        if rule is None:
            continue
        if _waits(draft, rule):
            draft.first_time(replies.held_rule(group))
        elif rule.then.reopen or not closed or draft.has_happened(replies.held_rule(group)):
            draft.forget_once(replies.held_rule(group))
            _apply(draft, rule)
    if set(draft.complaint.flags) == set(flags):
        draft.change(flags=flags)  # in the order in which they were raised
    if draft.complaint.status == "open":
        routing.look_after(draft)


def judge_meanwhile(draft: Draft) -> None:
    """The rules, before what somebody orders passes its gates: those look at what the order's form has led to."""
    draft.acting = False
    judge(draft)
    draft.acting = True


def _take_what_is_told(draft: Draft, *, closed: bool) -> None:
    """Values that stand in the customer's words, as far as no person has put them down."""
    fields = (f for f in draft.policy.fields if f.reads and not closed and f.name not in draft.complaint.by_hand)
    draft.fill({f.name: value for f in fields if (value := _told(draft, f))})


def _told(draft: Draft, field: Field) -> str:
    words = draft.complaint.words
    if field.money:
        return money_in(words, field.reads, field.reads_last)
    if field.type == "date":
        written = (draft.complaint.moment("received") or draft.at).astimezone(ZoneInfo(draft.policy.timezone)).date()
        return day_in(words, field.reads, written, f"{draft.complaint.subject}\n{draft.complaint.text}")
    return value_in(words, field.reads, field.type)


def _waits(draft: Draft, rule: Rule) -> bool:
    """Whether it would ask or tell people something because of an answer that can still be taken back."""
    effects, tests = rule.then, [test for table in rule.when for test in table if test.kind == "moment"]
    undone = {*OF_ANSWER, "closed"}
    undone |= {own.name for own in draft.policy.moments if own.at in undone}
    concerns = bool(effects.tell or effects.open or effects.close) and any(
        undone.intersection(test.values) for test in tests
    )
    return concerns and replies.leaves_later(draft) is not None


def _is_settled(draft: Draft) -> bool:
    return (
        draft.complaint.moment("referred") is not None or "kind" in draft.complaint.by_hand or draft.complaint.round > 1
    )


def _is_guessed(draft: Draft, rule: Rule) -> bool:
    """Whether it looks at a kind or category that the desk has yet to judge: what closes a case to people is no guess."""
    guessed = SETTLED_BY_REFERRAL.difference(draft.complaint.by_hand)
    known = [table for table in rule.when if not any(t.kind == "field" and t.of in guessed for t in table)]
    applies = not rule.when or (known and vocabulary.any_holds(tuple(known), draft.complaint, draft.context.counts))
    return not applies and routing.UNCERTAIN in draft.complaint.flags and not _is_settled(draft)


def _apply(draft: Draft, rule: Rule) -> None:
    effects = rule.then
    if effects.reopen and not _reopen(draft, rule):
        return
    set_fields(draft, effects.set)
    draft.raise_flags(*(f for f in effects.flag if f != routing.UNCERTAIN or not _is_settled(draft)))
    routing.route(draft, rule)
    if effects.restrict and not draft.complaint.restricted and not _is_guessed(draft, rule):
        draft.change(restricted=True)
        draft.record("restricted", reason=rule.group)
    if effects.tell:
        _tell_once(draft, rule)
    _open_once(draft, rule)
    if effects.close and draft.complaint.status in ("open", "answered"):
        closing.close(draft, reason=rule.group)


def _reopen(draft: Draft, rule: Rule) -> bool:
    """Another round, once for each round that has had its answer. The form lines that led to it are asked for anew."""
    if draft.complaint.moment("answered") is None or not draft.first_time(f"reopen:{rule.group}"):
        return False
    looked_at = {test.of for table in rule.when for test in table if test.kind == "field"}
    if not rounds.reopen(draft, reason=rule.group):
        return False
    draft.outgoing.leave_out("final", "after_closing")
    draft.change(
        fields={k: v for k, v in draft.complaint.fields.items() if k not in looked_at},
        by_hand=tuple(name for name in draft.complaint.by_hand if name not in looked_at - why_told.JUDGED),
    )
    return True


def set_fields(draft: Draft, values: dict[str, str]) -> None:
    """Gives fields the values that rules or rungs have for them, as far as no person has."""
    for name, value in values.items():
        settled = name in SETTLED_BY_REFERRAL and draft.complaint.moment("referred") is not None
        if name in draft.complaint.by_hand or settled or (name == "kind" and _calls_it_none(draft, value)):
            continue
        if name == "valid":
            draft.change(valid=value == "yes")
        elif name == "relation":
            draft.change(complainant=msgspec.structs.replace(draft.complaint.complainant, relation=value))
        elif name not in why_told.JUDGED:
            draft.fill({name: value})
        elif getattr(draft.complaint, name) != value:
            if getattr(draft.before, name):
                draft.record("regraded", reason=f"{name}: {value}")
            draft.change(**{name: value})


def _calls_it_none(draft: Draft, kind: str) -> bool:
    """Whether what has been taken for a complaint before, and its customer promised an answer, would be none by later words."""
    flows = draft.policy.flow_kinds
    return draft.before.kind in flows and kind not in flows


def _tell_once(draft: Draft, rule: Rule) -> None:
    """Each who holds the role is told once a round; who comes to hold it later, then. Who holds two of them, or acts for both, once."""
    roles = [role for role in rule.then.tell if _newly_held(draft, role, rule.group)]
    if not roles:
        return
    message = rule.then.message or ("receipt_request" if rule.then.confirm else "information")
    graded = rule.group in why_told.JUDGED
    reason = f"{rule.group}: {getattr(draft.complaint, rule.group)}" if graded else why_told.why(draft, rule)
    extra: Extra = {"reason": reason, "commands": ["received"] if rule.then.confirm else [], **_words_at_hand(draft)}
    if "customer" in roles:
        surveys.tell_customer(draft, message)  # which rule it was is nothing to them
    held = [p for r in roles if r != "customer" for p in people.holders(r, draft.complaint, draft.policy, draft.now)]
    staff = [each for each in held if draft.first_time(f"{rule.group}:heard:{each.mail}")]
    draft.send_to(message, *staff, by=rule.then.by, extra=extra)
    draft.record("told", reason=", ".join(roles))
    if rule.then.confirm:
        _await_receipts(draft, staff)


def _words_at_hand(draft: Draft) -> Extra:
    """What the customer has just added, where that is what made the rule apply: it stands nowhere else in such a mail. Threats are not passed on."""
    wrote = draft.fact if isinstance(draft.fact, CustomerWrote) else None
    added = draft.complaint.additions[-1:] if wrote else ()
    fresh = [a.text for a in added if wrote and a.at == wrote.at and a.text.strip() and not a.kept_from]
    return {"text": fresh[0]} if fresh and draft.danger != "threatened" else {}


def _newly_held(draft: Draft, role: str, group: str) -> bool:
    marks = [f"{group}:{role}:{mail}" for mail in people.named(role, draft.complaint, draft.policy)]
    return [draft.first_time(mark) for mark in marks].count(True) > 0


def _await_receipts(draft: Draft, told: list[Recipient]) -> None:
    """Each confirms that they have read it, or is chased (IB-04)."""
    asked = {t.assignee for t in draft.complaint.tasks if t.name == standing_tasks.RECEIPT.name and t.done is None}
    for person in told:
        if person.mail not in asked:
            tasks.ask(draft, standing_tasks.RECEIPT, person)


def _open_once(draft: Draft, rule: Rule) -> None:
    for name in rule.then.open:
        if draft.first_time(f"open:{name}"):
            draft.rulings.opens.append(name)
