"""Plain words that speak of an order and give none: their writer is told the command that does it, with its line ready to send."""

import re

from chalicelib.core.complaint import saying
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.order import offers
from chalicelib.core.words.labels import label
from chalicelib.core.written.case_numbers import NUMBER
from chalicelib.core.written.languages import LANGUAGES
from chalicelib.core.written.spoken_orders import Spoken, orders_alone, spoken_order

SENT_AGAIN = frozenset({"contact", "visit", "extend", "return"})  # the mail as it is, under the command
_DENIED = re.compile(r"不(?:是|算|属于|屬於)(?:什么|個|个)?\w{2}|\bnot an? \w+")
_AS_WRITTEN = frozenset({"reopen", "return"})  # the words themselves say why


def of(draft: Draft, text: str) -> Spoken | None:
    """The command that does what the words speak of, if their writer may give it now."""
    said = spoken_order(text)
    said = Spoken("contact") if said and said.command == "call" else said
    return None if said is None or offers.refusal(draft, said.command) else said


def answer_order(draft: Draft, text: str) -> bool:
    """Whether the words are an order and nothing else; then their writer hears that it was not carried out, why, or what to send."""
    said = orders_alone(text)
    if said is None:
        return False
    draft.record("note", text=text)
    if reason := offers.refusal(draft, said.command):
        draft.results.refuse_for([reason])
        return True
    draft.results.problems.append(line_for(draft, said, text))
    draft.results.wanted = said.command
    return True


def line_for(draft: Draft, said: Spoken, text: str) -> saying.Said:
    """The sentence that shows the line."""
    words, command = _words(draft, said, text), saying.command(said.command)
    if words:
        code = "speaks_of_reasoned" if said.command == "extend" else "speaks_of"
        return saying.say(code, command=command, words=words)
    return saying.say("speaks_of_bare" if said.command == "accept" else "speaks_of_more", command=command)


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
