"""How messages read with other words, before these are in force: by the renderer that writes what goes out, of a complaint that there is none of.

Nothing in a preview leads anywhere: links are cut off, and what signs them is no key of ours.
"""

import math
import re
from datetime import datetime

import msgspec
from markupsafe import escape

from chalicelib.core.complaint.saying import say
from chalicelib.core.expressions import expression
from chalicelib.core.policy.model import Policy
from chalicelib.core.policy.reworded import all_words, reworded
from chalicelib.core.words.worded import worded
from chalicelib.core.words.words_cells import called, message_of
from chalicelib.core.written.languages import LANGUAGES, language_or_first
from chalicelib.render import render
from chalicelib.render.own_words import TRIAL
from chalicelib.render.sample_case import sample_case, sample_message
from chalicelib.render.sender_identity import Rendered, SenderIdentity
from chalicelib.render.words_sheets import differing, every_key, says

# Where a phrase is shown: the first of these that reads otherwise with it.
SHOWN_IN = (
    "acknowledgement.body",
    "outcome.body",
    "acknowledgement.sms",
    "explanation.body",
    "noted.body",
    "outcome.sms",
)
HREF = expression(r' href="[^"]*"')
LINK = expression(r"https?://\S+")
BODY = expression(r"<body[^>]*>(.*)</body>", re.DOTALL)
PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title></head>
<body style="margin:0;padding:16px;background-color:#eef1f4;color:#1f2933;font-family:'PingFang SC','Microsoft YaHei',Helvetica,Arial,sans-serif;">
<h1 style="font-size:20px;">{title}</h1>
{parts}
</body>
</html>
"""
HEADING = '<h2 style="font-size:16px;margin:24px 0 8px 0;">{}</h2>\n'
PLAIN = '<p style="max-width:556px;margin:0 auto;padding:12px 22px;background-color:#ffffff;white-space:pre-wrap;line-height:1.7;">{}</p>\n'


class Preview(msgspec.Struct, frozen=True):
    """One message or passage with the new words: what it is, how it reads as plain text, and as part of a page."""

    title: str
    text: str
    html: str


def previews(old: Policy, new: Policy, reader: str, now: datetime) -> list[Preview]:
    """Each message that the new words change, in each language in which they change it; titles are in the reader's."""
    wanted = dict.fromkeys((_shown_in(key, of, old, new, now), of) for key, of in differing(old, new))
    whole = dict.fromkeys((_whole(key), of) for key, of in wanted)
    return [_preview(key, of, new, reader, now) for key, of in whole if key in every_key(new)]


def page(found: list[Preview], policy: Policy, language: str) -> str:
    """All of them as one page that loads nothing."""
    parts = "\n".join(each.html for each in found)
    title = escape(worded(say("previews"), policy, language))
    return PAGE.format(language=language, title=title, parts=parts)


def _whole(key: str) -> str:
    """A mail is shown whole, though only its subject reads otherwise."""
    message, _, block = key.rpartition(".")
    return f"{message}.body" if block == "subject" else key


def _shown_in(key: str, language: str, old: Policy, new: Policy, now: datetime) -> str:
    """The text in which a change shows: a phrase's is the first message that it alone makes read otherwise, or itself."""
    if message_of(key):
        return key
    without = reworded(new, {key: {language: all_words(old).get(key, {}).get(language, "")}})
    reads = ((each, [_told(_rendered(each, language, policy, now)) for policy in (without, new)]) for each in SHOWN_IN)
    return next((each for each, (before, after) in reads if before != after), key)


def _preview(key: str, of: str, policy: Policy, reader: str, now: datetime) -> Preview:
    what, own = called(key, policy, reader), LANGUAGES[of].own_name
    if not message_of(key):
        text = says(key, of, policy)
        return _plain(worded(say("preview_page", what=what, language=own), policy, reader), text)
    found = _rendered(key, of, policy, now)
    if found.sms:
        count, parts = len(found.sms), _parts(found.sms, of)
        return _plain(
            worded(say("preview_text", what=what, language=own, count=count, parts=parts), policy, reader), found.sms
        )
    title = worded(say("preview_mail", what=what, language=own, subject=found.subject), policy, reader)
    body = BODY.search(HREF.sub("", found.html))
    text = LINK.sub("https://…", found.text.partition("\n\n")[2])
    return Preview(title, text, HEADING.format(escape(title)) + (body[1] if body else ""))


def _plain(title: str, text: str) -> Preview:
    return Preview(title, text, HEADING.format(escape(title)) + PLAIN.format(escape(text)))


def _rendered(key: str, language: str, policy: Policy, now: datetime) -> Rendered:
    message, _, block = key.rpartition(".")
    sent = sample_message(message, language, policy, now, text=block == "sms")
    case = sample_case(policy, language, now)
    return render(sent, case, policy, _identity(now))


def _told(found: Rendered) -> str:
    return f"{found.subject}\n{found.sms or found.text}"


def _identity(now: datetime) -> SenderIdentity:
    return msgspec.structs.replace(TRIAL, now=now)


def _parts(text: str, language: str) -> int:
    """In how many parts networks send a text: of 160 and then 153 signs of the Latin alphabet, else of 70 and then 67."""
    whole, part = (160, 153) if language_or_first(language).gsm and text.isascii() else (70, 67)
    return 1 if len(text) <= whole else math.ceil(len(text) / part)
