"""Message → subject, text, html or text message, in the reader's language, with sender, reply address and headers. Pure."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from markupsafe import Markup, escape

from chalicelib.core.complaint.decision import Message
from chalicelib.core.complaint.message_table import MESSAGES, kind_of
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.expressions import expression
from chalicelib.core.policy.model import Policy
from chalicelib.core.words.plain_text import one_line
from chalicelib.core.written.languages import language_or_first
from chalicelib.render import envelope, forms, head, palette, template_context, wording
from chalicelib.render.sender_identity import Rendered, SenderIdentity

__all__ = ["LONGEST_SMS", "Rendered", "SenderIdentity", "render"]

_SIGNED = expression(r"^【(?P<first>[^】]{2,20})】|【(?P<last>[^】]{2,20})】$")  # before the text, or behind it
LONGEST_SMS = 670  # ten segments: an answer may be long, but not without end
# A single sign beyond the GSM alphabet would halve the room in a text message.
PLAIN = str.maketrans({"…": "...", "–": "-", "—": "-", "“": '"', "”": '"', "‘": "'", "’": "'", "[": "(", "]": ")"})
ANSWERS = ("outcome", "explanation")
ACKNOWLEDGES = "acknowledgement"
TWO_PARTS = 134  # signs of a text in two parts, where they are no Latin letters alone
ENDS_NOTHING = ("approve", "note")  # consent has words of its own in one mail for several
NO_FIGURE = expression(r"\D+")
DOUBLED = expression(r"(?<![.。])([.。])[.。](?![.。])")  # full stops; three are an ellipsis
FIGURES = expression(r"1\s*([-–—~至到]|to)\s*4")  # that asks how satisfied the reader is


def render(message: Message, complaint: Complaint | None, policy: Policy, identity: SenderIdentity) -> Rendered:
    """The message in its final wording. KeyError for one that has no record and no words of the policy: a mistake of ours."""
    if message.name not in MESSAGES and f"{message.name}.body" not in policy.words:
        raise KeyError(message.name)
    kind = kind_of(message.name, message.to.role)
    signer = envelope.signer(message, complaint, identity)
    context = template_context.of_message(message, complaint, policy, identity) | template_context.links(
        signer, complaint, policy, message
    )
    context["say"] = wording.phrases(policy, message.name, context["language"])
    context["cmd"] = lambda name: forms.command_name(name, context["language"])
    said = one_line(wording.block_in(policy, message.name, "subject", "text", context) or message.name, 120)
    said = envelope.unnumbered(said, complaint)
    if message.channel == "sms":
        numbered = f"[{complaint.number}] {said}" if complaint and complaint.number else said
        return Rendered(subject=numbered, sms=_sms(message, policy, context, numbered))
    subject = envelope.subject(said, kind, complaint)
    context |= {"subject": subject, "kind": kind}
    context |= head.band(message, kind, policy, context)
    return Rendered(
        subject=subject,
        sender=envelope.sender(context["org"], identity),
        reply_to=context["reply_to"],
        headers=envelope.headers(message, complaint, identity),
        **_bodies(message, policy, context),
        form=context["form"].lines or _what_ends_it(context),
    )


def _what_ends_it(context: dict[str, Any]) -> str:
    """The first command that the mail offers, though it takes no lines: the one mail in place of several offers it too."""
    first = context["commands"][0].lines if context["commands"] else ""
    return "" if first in {context["cmd"](name) for name in ENDS_NOTHING} else first


def _bodies(message: Message, policy: Policy, context: dict[str, Any]) -> dict[str, str]:
    """Text and HTML of a mail, with the form and the commands on offer."""
    language, brand = context["language"], context["brand"]
    context["form"] = forms.form(message, policy, language, context["case"])
    context["commands"] = forms.commands(message, policy, language, context["reply_to"], context["subject"])
    context["opened"] = lambda name, lines, help_="": forms.opened(
        name, lines, help_, context["reply_to"], context["subject"]
    )
    as_html = _flavoured("html", context)
    html = wording.paragraphs(_body("html", message, policy, as_html), as_html["t"].paragraph)
    as_text = _flavoured("text", context)
    text = _body("text", message, policy, as_text)
    context |= head.hidden(_preview(message, policy, as_text, text)) | {"style": Markup(palette.style(brand))}  # noqa: S704  # colours
    return {
        "text": wording.tidy(f"{context['marker']}\n\n{context['headline']}\n\n{text}"),
        "html": wording.layout(context, html),
    }


def _flavoured(flavour: wording.Flavour, context: dict[str, Any]) -> dict[str, Any]:
    """The names with the figures of that flavour, and the passages that all messages to an audience share."""
    letters = context["kind"].audience == "customer"
    full = context | {"t": wording.figures(flavour, context["brand"], letters=letters)}
    full["parts"] = wording.parts(flavour, full)
    return full


def _preview(message: Message, policy: Policy, context: dict[str, Any], body: str) -> str:
    """The template's own line: what a writer said, whoever's words tell of it; else the opening sentences, as of an organisation's own letters."""
    letter = context["kind"].audience == "customer" and context["language"] in policy.words.get(
        f"{message.name}.body", {}
    )
    own = wording.block_in(policy, message.name, "preheader", "text", context)
    return head.preview("" if letter else own or "", body, context["parts"].greeting())


def _body(flavour: wording.Flavour, message: Message, policy: Policy, context: dict[str, Any]) -> str:
    """The message's own words between the passages that it shares with others."""
    shared = context["parts"]
    body = wording.block_in(policy, message.name, "body", flavour, context) or ""
    owed = _owed(message, policy, context, body, shared)
    asked = (
        message.name in ANSWERS and context["survey_link"] in body
    )  # an organisation's own words ask where they like
    kind = context["kind"]
    if kind.words_above and not _holds(body, shared.words().strip()):  # own words need not show the customer's
        context = _flavoured(flavour, context | {"kind": msgspec.structs.replace(kind, words_above=False)})
        shared = context["parts"]
    more = "" if asked else wording.block_in(policy, message.name, "more", flavour, context) or ""
    called = _names_the_number(context["hotline"], body, context["signature"])
    return "\n\n".join((body, *owed, shared.closing(wording.as_it_is(flavour, more), called)))


def _owed(message: Message, policy: Policy, context: dict[str, Any], body: str, shared: Any) -> Iterator[str]:
    """What a first letter asks and every answer says, whatever an organisation's own words leave out: what is missing; what comes next,
    where else to turn. How it was is asked below the signature.
    """
    if context["language"] not in policy.words.get(f"{message.name}.body", {}):
        return
    if message.name == ACKNOWLEDGES and not _names_what_is_missing(body, context):
        yield shared.asked_for()
    if message.name not in ANSWERS:
        return
    again = context["case"].again
    if not again or not _holds(body, again):
        yield shared.afterwards() if not _holds(body, shared.afterwards().strip()) else ""
    elsewhere = context["say"]("outside_route")
    if elsewhere and not _holds(body, elsewhere):
        yield shared.outside_route()


def _owed_in_a_text(message: Message, policy: Policy, context: dict[str, Any], said: str, shared: Any) -> Iterator[str]:
    """The same for a text: what is missing; the question, what comes next, and after the last answer where else to turn."""
    if context["language"] not in policy.words.get(f"{message.name}.sms", {}):
        return
    if message.name == ACKNOWLEDGES and not _names_what_is_missing(said, context):
        yield shared.asked_for()
    if message.name not in ANSWERS:
        return
    asked, again = shared.satisfaction(), context["case"].again
    if asked and not FIGURES.search(said):
        yield asked
    if not (again and _holds(said, again)) and not _holds(said, shared.afterwards()):
        yield shared.afterwards()
    elsewhere = shared.outside_route()
    if elsewhere and not again and not _holds(said, elsewhere):
        yield elsewhere


def _names_what_is_missing(body: str, context: dict[str, Any]) -> bool:
    return all(_holds(body, called) for called in context["field_labels"])


def _names_the_number(hotline: str, body: str, signature: Sequence[str]) -> bool:
    """Whether a letter says whom to call without our saying so: the number stands in it, or below it however it is written there."""
    written = (NO_FIGURE.sub("", line) for line in signature)
    return hotline in body or NO_FIGURE.sub("", hotline) in "\n".join(written)


def _holds(body: str, said: str) -> bool:
    """Whether a body says that, in text or in HTML."""
    return any(" ".join(text.split()) in " ".join(body.split()) for text in (said, str(escape(said))))


def _sms(message: Message, policy: Policy, context: dict[str, Any], subject: str) -> str:
    """The text message, under the organisation's name in any words; without words of its own it is the mail's subject."""
    context = context | {"explains": message.name == "explanation"}
    shared = wording.texts(context)
    said = wording.block_in(policy, message.name, "sms", "text", context | {"parts": shared})
    if said:
        whole = " ".join((said, *_owed_in_a_text(message, policy, context, said, shared)))
        said = DOUBLED.sub(r"\1", whole)  # own words may end the answer, too
    written = language_or_first(context["language"])
    room = TWO_PARTS - len(written.signed.format(organisation=context["org_short"], text=""))
    sms = one_line(under_its_name(said or one_line(subject, room), context), LONGEST_SMS)
    return sms.translate(PLAIN) if written.gsm else sms


def under_its_name(said: str, context: dict[str, Any]) -> str:
    """A text as it goes out: 【name】 before it in Chinese, the name and a colon in English, unless it is signed as it is."""
    written, name, said = language_or_first(context["language"]), context["org_short"], " ".join(said.split())
    whole = f"{name}{context['org']}"
    if written.signed.startswith("【"):
        signed = any(set(found["first"] or found["last"]) <= set(whole) for found in _SIGNED.finditer(said))
    else:
        signed = said.casefold().startswith((name.casefold(), context["org"].casefold()))
    if signed:
        return said
    return written.signed.format(organisation=name, text=said)
