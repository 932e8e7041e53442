"""The page of `make sandbox`: mailboxes, phones, complaints and the clock, in plain HTML without a script."""

import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from html import escape, unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from chalicelib.core.complaint import model
from chalicelib.core.policy.model import Policy
from chalicelib.core.words.history import entry_reason
from chalicelib.core.words.labels import clock_name, history_name, value_name
from chalicelib.core.words.names import person_name
from chalicelib.policies import from_file
from sandbox import words as own_words
from sandbox.letters import VIEWS, Letter
from sandbox.post_office import PostOffice
from sandbox.register import Entry, Row

WINDS = (("minutes", "10"), ("hours", "1"), ("days", "1"))
MOST_FOUND = 200
RUNNING = ("open", "answered")
LISTED = 80  # letters of a text where it stands for a subject
MAILTO = re.compile(r'href="mailto:([^"]*)"')


def shortened(text: str) -> str:
    """The beginning of a text, on one line."""
    return " ".join(text[:LISTED].split())


_pages = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "pages"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
)
_pages.filters["moment"] = lambda at: f"{at:%m-%d} {at:%H:%M}"
_pages.filters["beginning"] = shortened
_pages.filters["url"] = lambda text: quote(text, safe="")


@cache
def _policy(path: Path) -> Policy:
    """The policy that is played; it stays the same until the sandbox is closed."""
    return from_file(path)


def mailbox_page(office: PostOffice, owner: str, key: str, view: str = "") -> str:
    """An address's or number's letters, with one of them open (the newest unless `key` says otherwise) as one of VIEWS."""
    letters = office.letters(owner)
    opened = next((letter for letter in letters if letter.key == key), letters[0] if letters else None)
    shown = {
        "owner": owner,
        "letters": letters,
        "opened": opened,
        "document": _document(opened, owner) if opened else "",
        "view": view if view in VIEWS else VIEWS[0],
        "views": VIEWS,
    }
    return _pages.get_template("mailbox.html").render(**_frame(office), **shown)


def cases_page(office: PostOffice) -> str:
    """All complaints: number, subject, state, who has it, and the next limit."""
    return _pages.get_template("cases.html").render(**_frame(office), owner="")


def case_page(office: PostOffice, number: str) -> str:
    """A complaint with its deadlines and history."""
    row = next(row for row in office.box.complaints() if row["number"] == number)
    policy = _policy(office.box.policy_file)
    language = policy.languages[0]
    deadlines = [
        (clock_name(name, policy, language), _at(each["due"]), _at(each["met"]))
        for name, each in row["deadlines"].items()
    ]
    words = {name: value_name(row[name], policy, language) for name in ("status", "kind", "category", "severity")}
    who = [person_name(row[name], policy, language) for name in ("handler", "supervisor", "director") if row[name]]
    history = [_line(entry, policy) for entry in office.box.history(number)]
    shown = {"owner": number, "row": row, "deadlines": deadlines, "history": history, "words": words, "who": who}
    return _pages.get_template("case.html").render(**_frame(office), **shown)


def search_page(office: PostOffice, asked: str) -> str:
    """The letters of all mailboxes and phones that hold the words asked for, newest first."""
    found = office.found(asked)
    shown = {"owner": "", "count": len(found), "found": found[:MOST_FOUND], "most": MOST_FOUND}
    return _pages.get_template("search.html").render(**_frame(office) | {"asked": asked}, **shown)


def compose_page(office: PostOffice, draft: Mapping[str, str]) -> str:
    """A mail half written, as a `mailto:` link asks for it."""
    fields = {name: draft.get(name, "") for name in ("sender", "to", "subject", "body")}
    return _pages.get_template("compose.html").render(**_frame(office), owner=fields["sender"], draft=fields)


def _line(entry: Entry, policy: Policy) -> dict[str, Any]:
    """A line of the history in words."""
    language = policy.languages[0]
    known = model.Entry(at=entry.at, what=entry.what, by=entry.by, reason=entry.reason, text=entry.text)
    return {
        "at": entry.at,
        "what": history_name(entry.what, policy, language),
        "by": person_name(entry.by, policy, language) if entry.by else "",
        "said": " ".join(filter(None, (entry_reason(known, policy, language), entry.text))),
    }


def _listed(row: Row, now: datetime, policy: Policy) -> dict[str, Any]:
    """A complaint as lists show it."""
    language = policy.languages[0]
    due = min(
        (
            datetime.fromisoformat(each["due"])
            for each in row["deadlines"].values()
            if row["status"] in RUNNING and not each["met"]
        ),
        default=None,
    )
    return {
        "number": row["number"],
        "subject": row["subject"] or shortened(row["text"]),
        "status": value_name(row["status"], policy, language),
        "who": person_name(row["handler"], policy, language) if row["handler"] else row["unit"] or row["department"],
        "due": due,
        "late": due is not None and due < now,
    }


def _frame(office: PostOffice) -> dict[str, Any]:
    box, now = office.box, office.box.now
    policy = _policy(box.policy_file)
    language = policy.languages[0]
    rows = box.complaints()
    return {
        "language": language,
        "t": own_words.of(language),
        "now": f"{now:%Y-%m-%d} {own_words.weekday(now.weekday(), language)} {now:%H:%M}",
        "next_due": box.next_due(),
        "winds": WINDS,
        "asked": "",
        "mailboxes": [(address, len(office.letters(address))) for address in office.mailboxes()],
        "phones": [(number, len(office.letters(number))) for number in office.phones()],
        "cases": [_listed(row, now, policy) for row in rows if row["number"]],
        "parked": [row for row in rows if row["parked"]],
        "troubles": [letter.error for letter in box.dead_letters],
        "address": box.address,
        "desk": box.desk,
        "sms_number": box.sms_number,
    }


def _document(letter: Letter, owner: str) -> str:
    """What stands in the frame: the mail's HTML with links that open beside it, those to write a mail here; or its text."""
    base = '<base target="_blank"><meta charset="utf-8">'
    if letter.html:
        return base + MAILTO.sub(
            lambda found: f'href="/compose?sender={quote(owner)}&amp;{_draft(found.group(1))}"', letter.html
        )
    return base + _pages.from_string(
        "<pre style='white-space:pre-wrap;font:15px/1.6 sans-serif'>{{ text }}</pre>"
    ).render(text=letter.text)


def _draft(link: str) -> str:
    to, _, query = unescape(link).partition("?")
    return escape(f"to={quote(unquote(to))}&{query}")


def _at(moment: str | None) -> datetime | None:
    return datetime.fromisoformat(moment) if moment else None
