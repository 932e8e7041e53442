"""Plain words that speak of an order and give none: their writer is told the command that does it, with its line ready to send."""

from chalicelib.core.complaint import saying
from chalicelib.core.expressions import expression
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.order import offers
from chalicelib.core.handling.order.carrying_out import ORDERS
from chalicelib.core.words.labels import label
from chalicelib.core.written.around_a_letter import is_to_the_customer
from chalicelib.core.written.case_numbers import NUMBER
from chalicelib.core.written.consent import says_what_was_done
from chalicelib.core.written.languages import LANGUAGES
from chalicelib.core.written.spoken_orders import Spoken, orders_alone, spoken_order

SENT_AGAIN = frozenset({"contact", "visit", "extend", "return"})  # the mail as it is, under the command
_DENIED = expression(
    r"(?:不(?:能|该|該|应|應|应该|應該|要|用|必)?(?:是|算|属于|屬於|按|当|當|作为|作為)|[并並]非)(?:什么|什麼|是|作|成|個|个|一般)?\w{2}|\b(?:not|isn't|no)(?: (?:really|actually))? an? \w+"
)
_OF_OPEN_WORK = frozenset({"transfer", "extend", "return", "assist"})  # nothing that has been answered
_AS_WRITTEN = frozenset({"reopen", "return"})  # the words themselves say why


def of(draft: Draft, text: str) -> Spoken | None:
    """The command that does what the words speak of, if their writer may give it now."""
    said = spoken_order(text)
    said = Spoken("contact") if said and said.command == "call" else said
    return None if said is None or offers.refusal(draft, said.command) else said


def answer_order(draft: Draft, text: str) -> bool:
    """Whether the words are an order and nothing else; then their writer hears that it was not carried out, why, or what to send."""
    said = orders_alone(text)
    if said is None or (said.command == "transfer" and _names_the_handler(draft, text)):
        return False
    draft.record("note", text=text)
    if reason := _refusal(draft, said.command):
        draft.results.refuse_for([reason])
        if said.command in _OF_OPEN_WORK and not offers.refusal(draft, "reopen"):
            again = saying.command("reopen")
            draft.results.problems.append(saying.say("reopen_first", command=saying.command(said.command), again=again))
        return True
    draft.results.problems.append(line_for(draft, said, text))
    draft.results.wanted = said.command
    return True


def _names_the_handler(draft: Draft, text: str) -> bool:
    """Whether whoever is to have it has it: by name, by surname (老梁), or as their unit."""
    complaint, directory = draft.complaint, draft.policy.directory
    person = directory.person(complaint.handler)
    unit = directory.department(complaint.unit or complaint.department)
    names = [each for each in (person.name if person else "", unit.name if unit else "") if each]
    familiar = [f"{before}{person.name[0]}" for before in "老小"] if person and person.name else []
    return any(each.lower() in text.lower() for each in (*names, *familiar))


def cannot_be(draft: Draft, text: str) -> saying.Said | None:
    """Why what the handler's words ask for, and nothing else (再给两天, 不是我们的), cannot be; None if it can, or if they ask nothing."""
    said = orders_alone(text)
    return _refusal(draft, said.command) if said and said.command in _OF_OPEN_WORK else None


def _refusal(draft: Draft, command: str) -> saying.Said | None:
    """Why the writer may not give it, or why it can do nothing; None if they may and it can."""
    useless = command == "extend" and not ORDERS[command].of_use(draft)
    return offers.refusal(draft, command) or (saying.say("not_extendable") if useless else None)


def what_is_missing(text: str, asked: str, meant: str) -> str:
    """What a note says to its author whose work waits: a report to colleagues is no answer to send again under a command."""
    if meant and meant != asked:
        return "contact_perhaps" if meant == "contact" else "under_its_command"
    if text.strip() and not says_what_was_done(text):
        return "still_yours"
    return "only_noted" if asked != "resolve" or is_to_the_customer(text) else "only_noted_no_answer"


def line_for(draft: Draft, said: Spoken, text: str) -> saying.Said:
    """The sentence that shows the line."""
    words, command = _words(draft, said, text), saying.command(said.command)
    if words:
        code = "speaks_of_reasoned" if said.command == "extend" else "speaks_of"
        return saying.say(code, command=command, words=words)
    if said.command == "accept":
        return (
            _another_kind(draft, text)
            if _DENIED.search(text.lower())
            else saying.say("speaks_of_bare", command=command)
        )
    return saying.say("speaks_of_more", command=command)


def assignment_for(draft: Draft, text: str) -> saying.Said:
    """That nobody has the complaint yet; with the line that gives it to whom the words name: 这件给城东网点."""
    command, named = saying.command("transfer"), _named(draft, text)
    return (
        saying.say("speaks_of", command=command, words=named) if named else saying.say("assign_needed", command=command)
    )


def _another_kind(draft: Draft, text: str) -> saying.Said:
    """Which kinds there are instead of the one that is denied, where the words name none of them: the bare command would accept just that one."""
    denied = " ".join(found.group() for found in _DENIED.finditer(text.lower()))
    policy, command = draft.policy, saying.command("accept")
    kinds = [k for k in policy.kinds if not any(label(k, policy, each).lower() in denied for each in LANGUAGES)]
    others = [kind for kind in kinds if kind != draft.complaint.kind]
    if not others:
        return saying.say("no_other_kind", kind=saying.labels(draft.complaint.kind))
    return saying.say("speaks_of_kind", command=command, choices=saying.labels(*others), first=saying.labels(others[0]))


def _words(draft: Draft, said: Spoken, text: str) -> str:
    match said.command:
        case "transfer" | "assist":
            return _named(draft, text)
        case "accept":
            return _kind(draft, text)
        case "merge":
            found = NUMBER.search(text)
            return found.group() if found else ""
        case command if command in _AS_WRITTEN:
            return " ".join(text.split())
        case _:
            return said.words


def _named(draft: Draft, text: str) -> str:
    """The unit or colleague whom the words name, the longest name first; their own unit is no answer."""
    directory = draft.policy.directory
    names = (*(d.name for d in directory.departments), *(p.name for p in directory.people if p.mail != draft.by))
    return next((n for n in sorted(filter(None, names), key=len, reverse=True) if n.lower() in text.lower()), "")


def _kind(draft: Draft, text: str) -> str:
    """The kind that the words name, as they call it, and not the one that they deny."""
    names = (label(kind, draft.policy, language) for kind in draft.policy.kinds for language in LANGUAGES)
    plain = _DENIED.sub("", text.lower())
    found = [(plain.rfind(name.lower()), name) for name in names]
    return max((each for each in found if each[0] >= 0), default=(0, ""))[1]
