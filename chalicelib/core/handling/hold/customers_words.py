"""What of staff's words goes to the customer: without what is for colleagues, and not before what sounds wrong has been confirmed."""

from collections.abc import Iterable, Sequence

import msgspec

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.facts import Command
from chalicelib.core.complaint.saying import Said
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hold import gates
from chalicelib.core.policy.answering import ANSWERS, answer_task, asks_of
from chalicelib.core.policy.model import CUSTOMER_READS, Policy
from chalicelib.core.policy.remembering import of_policy
from chalicelib.core.written.addressed import greets_another
from chalicelib.core.written.customers_part import customers_part, private_account, private_number
from chalicelib.core.written.told_of import without_told_of
from chalicelib.core.written.words import affirms, that_may_occur
from chalicelib.core.written.yes_and_no import says_nothing, says_yes

SUSPICIOUS = ("suspicious", "suspicious_or_given")


def let_through(draft: Draft, command: Command, text: str) -> str:
    """The words as they go to the customer; "" if there are none, or if they are held and their author was asked."""
    if greet_another(draft, command, text):
        return ""
    words = parted(draft, text)
    if says_nothing(words):
        draft.results.refuse("words_needed", command=saying.command(command.name))
        return ""
    asked = questions(draft, command, (words,))
    draft.results.refuse_for(asked)
    return "" if asked else words


def greet_another(draft: Draft, command: Command, text: str) -> bool:
    """Whether the words greet somebody else than this customer, as in a reply to the wrong mail; then their author is asked, and nothing of it is kept."""
    complaint = draft.complaint
    customer = complaint.complainant
    found = greets_another(text, customer.name, f"{complaint.words} {customer.mail}") if not complaint.anonymous else ""
    if not found or _confirms(command):
        return False
    draft.results.refuse("greets_another", text=found, name=customer.name, number=complaint.number)
    return True


def _confirms(command: Command) -> bool:
    return says_yes((command.form.get("confirmed", "").splitlines() or [""])[0])


def parted(draft: Draft, text: str) -> str:
    """The customer's part of the words; the receipt quotes what stays inside."""
    others = tuple(p.name for p in draft.policy.directory.people if p.name and p.mail != draft.by)
    part = customers_part(text, others)
    if part.inside:
        draft.results.done("kept_inside", text=part.inside)
    if part.around:
        draft.results.done("left_out_around", text=part.around)
    return part.words


def parted_answer(draft: Draft, command: Command) -> Command:
    """An answer's order with the customer's part alone in its words and in the lines of the letter."""
    task = answer_task(draft.complaint, draft.policy)
    read = _in_free_words(draft, (task.letter or task.required) if task else ())
    form = {name: parted(draft, value) if name in read else value for name, value in command.form.items()}
    return msgspec.structs.replace(
        command, words=parted(draft, command.words), form={k: v for k, v in form.items() if v}
    )


def _in_free_words(draft: Draft, names: Iterable[str]) -> frozenset[str]:
    """Of these lines those in which anything may stand: a date, a figure or a choice is what was asked for, and nobody's signature."""
    typed = {field.name for field in draft.policy.fields if field.type != "text"}
    return frozenset(names) - typed


def questions(draft: Draft, command: Command, parts: Sequence[str], besides: Iterable[str] = ()) -> list[Said]:
    """What the author must confirm before these words leave.

    Each part is read by itself: "… found it so" above a line "What we found" is no "so what". `besides`: words that a form of the policy clears.
    """
    words = "\n".join(parts)
    number, account = private_number(words, _known_numbers(draft)), private_account(words)
    asked = [saying.say("private_number", number=number)] if number else []
    asked += [saying.say("private_account", text=account)] if account and not number else []
    meant = [without_told_of(part) for part in parts]
    for gate in gates.applying(draft, CUSTOMER_READS):
        may_be_there = that_may_occur("\n".join(meant), gate.suspicious_words)
        found = (w for w in may_be_there if any(affirms(part, w) for part in meant))
        word = next((word for word in found if not any(cleared in word for cleared in besides)), "")
        if word:
            asked.append(saying.say("sounds_wrong", word=word, reason=saying.reason(gate.name)))
    if asked and _confirms(command):
        draft.record("words_confirmed", text=words)
        return []
    return asked


def are_to_blame(draft: Draft, command: Command, reasons: Iterable[Said], besides: Iterable[str]) -> bool:
    """Whether an answer was refused for its author's own words, and not for lines alone."""
    own = "" if draft.complaint.outcome_from_form else draft.complaint.outcome
    suspected = any(str(said.values.get("word", "")) in own for said in reasons if said.code in SUSPICIOUS)
    return bool(own) and (suspected or bool(questions(draft, command, (own,), besides)))


def questions_on_the_spot(draft: Draft, words: str, confirmed: str) -> list[Said]:
    """The same of what was said while a matter was told, whose author cannot send it again: the matter is registered."""
    order = Command(name="resolve", words=words, form={"confirmed": confirmed})
    asked = questions(draft, order, (words,), cleared_by_form(draft))
    return [msgspec.structs.replace(each, code=f"{each.code}_on_the_spot") for each in asked]


def cleared_by_form(draft: Draft) -> frozenset[str]:
    """The words of an answer that a gate has cleared by a field of its own."""
    return _cleared_by_form(draft.policy)


@of_policy
def _cleared_by_form(policy: Policy) -> frozenset[str]:
    own = (g for g in policy.gates if g.confirm and g.before in ("proposed", "answered") and asks_of(g, ANSWERS))
    return frozenset(word for gate in own for word in gate.suspicious_words)


def _known_numbers(draft: Draft) -> tuple[str, ...]:
    """The customer's own, and those of the organisation and its units."""
    directory = draft.policy.directory
    units = (d.phone for d in directory.departments)
    return tuple(filter(None, (draft.complaint.complainant.phone, directory.phone, *units)))
