"""What a reader sees of a mail before they read it: the line in their list of mails, and the band that tells staff how urgent it is."""

from datetime import datetime
from typing import Any

from markupsafe import Markup

from chalicelib.core.complaint.decision import Message
from chalicelib.core.complaint.message_kind import MessageKind, Tone
from chalicelib.core.complaint.message_table import MESSAGES
from chalicelib.core.expressions import expression
from chalicelib.core.policy.model import Policy
from chalicelib.core.words import preheader, urgency
from chalicelib.core.words.case_view import CaseView
from chalicelib.core.words.labels import message_name
from chalicelib.core.words.plain_text import one_line
from chalicelib.core.written.languages import bracketed, in_words, language_or_first
from chalicelib.render import palette

LITTLE = 4
"""Signs of a subject that says nothing of its own: 投诉, help."""
WORDS_OF_IT = 28
_GROWS_LATE = ("task", "reminder")
_FIGURE = expression(r"^\s*[■▶│·]\s*")
_SENTENCE = expression(r".*?(?:[。！？]|(?<!\b[Nn]o)[.!?](?=\s|$))")  # "no. 12" goes on
_LINK = expression(r"https?://\S+")
_PARAGRAPHS = expression(r"\n\s*\n")
_SIGN = Markup(preheader.as_entities(preheader.SIGN))  # noqa: S704  # our own signs
_FILLING = Markup(preheader.as_entities(preheader.FILLING))  # noqa: S704


def band(message: Message, kind: MessageKind, policy: Policy, context: dict[str, Any]) -> dict[str, str]:
    """`tone`, and of a staff mail the `headline` and the `band`'s colour; "" of a customer's, which is a letter."""
    if kind.audience == "customer":
        return {"tone": "", "headline": "", "band": ""}
    tone = _tone(kind, context)
    named = message.name in MESSAGES or f"message.{message.name}" in policy.labels
    called = message_name(message.name, policy, context["language"]) if named else ""
    return {
        "tone": tone,
        "headline": urgency.headline(called, _said(tone, policy, context)),
        "band": palette.TONES[tone],
    }


def _tone(kind: MessageKind, context: dict[str, Any]) -> Tone:
    tone: Tone = "task" if kind.tone == "news" and context["due"] and context["x"]["due"] else kind.tone
    if tone == "news" and context["x"]["problems"]:
        return "reminder"
    return "late" if tone in _GROWS_LATE and context["late_by"] is not None else tone


def _said(tone: Tone, policy: Policy, context: dict[str, Any]) -> str:
    language, due = context["language"], context["due_short"]
    if tone == "danger":
        return urgency.at_once(policy, language)
    if context["late_by"] is not None:
        return urgency.late_by(context["late_by"], policy, language)
    left = context["left"] if tone == "reminder" else None
    return urgency.due_by(due, left, policy, language) if due and tone != "news" else ""


def brand(policy: Policy, language: str) -> dict[str, Any]:
    """The organisation's colour, its logo, and the lines that end its letters."""
    own = policy.brand
    return {"brand": own.colour, "logo": own.logo, "signature": in_words(own.signature, language) or ()}


def times(due: datetime | None, now: datetime) -> dict[str, Any]:
    """`late_by` and `left`: how long ago a limit passed, or how long it still lasts; None for what is not so."""
    return {
        "late_by": now - due if due and due <= now else None,
        "left": due - now if due and due > now else None,
    }


def matter(case: CaseView, language: str) -> dict[str, str]:
    """What a case is about, for subjects to staff: the customer's subject, with their first words where it says little; `matter` with whose it is."""
    written = language_or_first(language)
    subject, words = case.subject.strip(), one_line(_opening(case.text, ""), WORDS_OF_IT)
    says_little = len(subject) <= LITTLE and " " not in subject
    said = written.colon.join(filter(None, (subject, words))) if says_little else subject
    said = said or case.category or case.kind
    place = case.unit or case.department
    return {"about": said, "matter": said if not place or place in said else f"{said}{bracketed(place, language)}"}


def preview(own: str, body: str, greeting: str) -> str:
    """What the list of mails shows: the template's own line, else what stands below the greeting, in whole sentences as far as there is room."""
    said = _whole_sentences(" ".join(own.split())) or _opening(body, greeting)
    return one_line(_LINK.sub("", said), preheader.LONGEST)


def hidden(said: str) -> dict[str, Any]:
    """The same for the layout, with the signs by which it is known in a quote, and what keeps the next line out of the list."""
    return {"preheader": said, "sign": _SIGN, "filling": _FILLING}


def _opening(body: str, greeting: str) -> str:
    below = body.strip().removeprefix(greeting.strip())
    first = next((text for text in _PARAGRAPHS.split(below) if text.strip()), "")
    return _whole_sentences(" ".join(_FIGURE.sub("", each) for each in first.strip().split("\n")))


def _whole_sentences(line: str) -> str:
    """As many of them as a list shows; a line without an end, or whose first sentence is longer, as it is."""
    said = ""
    for sentence in _SENTENCE.findall(line):
        if said and len(said) + len(sentence) > preheader.LONGEST:
            break
        said += sentence
    return said or line
