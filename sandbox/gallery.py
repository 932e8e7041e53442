"""`python -m sandbox.gallery`: every message in every language as its reader gets it, on one page, to be looked through.

What complaints that are played bring about is shown as it went out; of the other messages, how they read about a complaint that there is none of.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import redirect_stdout
from datetime import datetime
from html import escape
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import msgspec

from chalicelib import policies
from chalicelib.core.complaint.message_table import MESSAGES
from chalicelib.core.words import preheader
from chalicelib.core.words.labels import message_name
from chalicelib.core.words.preheader import as_entities
from chalicelib.core.written.languages import LANGUAGES
from chalicelib.render import render
from chalicelib.render.own_words import TRIAL
from sandbox.chromium import PROGRAM, Tab, tab
from sandbox.gallery_samples import sample
from sandbox.gallery_stories import STORIES, played
from sandbox.sent import SentMail

FOLDER = Path(__file__).parents[1] / "build" / "gallery"
TALLEST = 6000
VIEWS = (("", 390, False), (".wide", 1000, False), (".dark", 390, True))
"""What each picture's name has behind the mail's, how wide its screen is, in pixels, and whether that is set to dark."""
SAMPLES = {tag: policies.packaged("uk-landlord" if tag == "en" else "liaocheng-transport") for tag in LANGUAGES}
AT = datetime.fromisoformat("2026-03-02T10:30")
"""By the clock of whose mails they are."""
SIGN = re.escape(as_entities(preheader.SIGN))
PREVIEW = re.compile(rf'<div style="display:none;[^"]*">{SIGN}(.*?){SIGN}', re.DOTALL)
PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Gallery</title>
<style>body{{margin:2rem;font:16px/1.5 system-ui,'Noto Sans CJK SC',sans-serif;color:#1f2933}}table{{border-collapse:collapse}}td,th{{vertical-align:top;text-align:left;padding:.5rem;border-top:1px solid #d9dee4;width:300px}}
img{{width:280px;max-height:600px;object-fit:cover;object-position:top;border:1px solid #d9dee4}}p{{margin:.25rem 0;font-size:14px;color:#52606d}}b{{color:#1f2933}}</style></head>
<body><h1>{count} mails</h1><table><tr><th>message</th>{languages}</tr>
{rows}
</table></body></html>
"""
CELL = """<td><p><b>{subject}</b></p><p>{preview}</p><p>{origin}, {kilobytes:.0f} KB</p><a href="{name}.html">{picture}</a><p><a href="{name}.wide.png">on a wide screen</a>, <a href="{name}.dark.png">in the dark</a></p></td>"""


class Shown(msgspec.Struct, frozen=True):
    """One message as a reader of that language gets it; `played`: it went out in a story."""

    message: str
    language: str
    subject: str
    html: str
    played: bool = False

    @property
    def name(self) -> str:
        """What its files are called."""
        return f"{self.message}.{self.language}"

    @property
    def preview(self) -> str:
        """What lists of mails show of it."""
        found = PREVIEW.search(self.html)
        return found[1] if found else ""


def main() -> int:
    """Write all of them anew, with pictures where there is a Chromium."""
    mails = everything()
    FOLDER.mkdir(parents=True, exist_ok=True)
    write(FOLDER, mails)
    if PROGRAM:
        with TemporaryDirectory() as profile, tab(Path(profile)) as page:
            draw(FOLDER, mails, page)
    else:
        print("there is no Chromium on this machine: no pictures", file=sys.stderr)
    print(f"{len(mails)} mails, of which {sum(each.played for each in mails)} were sent: {FOLDER / 'index.html'}")
    return 0


def everything() -> list[Shown]:
    """Every message in every language, as it went out where it did."""
    with redirect_stdout(StringIO()):  # what the stack's functions measure
        sent = {each.name: each for story in STORIES for each in _sent(played(story), story.language)}
    return [sent.get(each.name, each) for each in samples()]


def samples() -> Iterator[Shown]:
    """Every message in every language, about a complaint that there is none of."""
    for name in MESSAGES:
        for language in LANGUAGES:
            policy = SAMPLES[language]
            at = AT.replace(tzinfo=ZoneInfo(policy.timezone))
            mail = render(*sample(name, language, policy, at), policy, msgspec.structs.replace(TRIAL, now=at))
            yield Shown(name, language, mail.subject, mail.html)


def _sent(mails: Iterable[SentMail], language: str) -> Iterator[Shown]:
    """Of each message the longest mail that was sent: it shows the most."""
    for mail in sorted(mails, key=lambda each: len(each.html)):
        name = mail.tags["message"][0]
        if name in MESSAGES and f'<html lang="{language}">' in mail.html:
            yield Shown(name, language, mail.subject, mail.html, played=True)


def write(folder: Path, mails: Sequence[Shown]) -> None:
    """Each mail as a page, and the page that shows them all."""
    for mail in mails:
        (folder / f"{mail.name}.html").write_text(mail.html, encoding="utf-8")
    rows = "\n".join(_row(name, [each for each in mails if each.message == name]) for name in MESSAGES)
    languages = "".join(f"<th>{tag}</th>" for tag in LANGUAGES)
    index = PAGE.format(count=len(mails), languages=languages, rows=rows)
    (folder / "index.html").write_text(index, encoding="utf-8")


def draw(folder: Path, mails: Sequence[Shown], page: Tab) -> None:
    """Each of the written mails as a phone shows it, by day and by night, and a wide screen."""
    for view, width, dark in VIEWS:
        page.shown(width, dark=dark)
        for mail in mails:
            page.open((folder / f"{mail.name}.html").as_uri())
            (folder / f"{mail.name}{view}.png").write_bytes(page.picture(TALLEST))


def _row(name: str, mails: Iterable[Shown]) -> str:
    called = escape(message_name(name, SAMPLES["en"], "en"))
    return f"<tr><th>{name}<p>{called}</p></th>{''.join(map(_cell, mails))}</tr>"


def _cell(mail: Shown) -> str:
    return CELL.format(
        subject=escape(mail.subject),
        preview=mail.preview,
        origin="as it was sent" if mail.played else "about a complaint that there is none of",
        kilobytes=len(mail.html.encode()) / 1000,
        name=mail.name,
        picture=f'<img src="{mail.name}.png" alt="as a page" loading="lazy">',
    )


if __name__ == "__main__":
    sys.exit(main())
