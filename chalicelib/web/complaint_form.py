"""The form on the public page, for those who neither mail nor text. What is posted waits until its writer has proved where they are reached."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from chalicelib.core.complaint.facts import CustomerWrote, Writing
from chalicelib.core.complaint.model import Complainant
from chalicelib.core.people.tokens import Token, mint, person_digest
from chalicelib.core.words.plain_text import one_line
from chalicelib.core.written.mailboxes import canonical
from chalicelib.inbound import posted_form
from chalicelib.reception.reachable import address_in, why_not
from chalicelib.web.page import Page, Reader, page, page_words
from chalicelib.web.posted import Posted, see_other
from chalicelib.web.public_page import place_of
from chalicelib.web.site import Site

LONGEST_WORDS, LONGEST_NAME = 4000, 40
LONGEST_BODY = 65_536
"""Bytes; the longest words in the longest encoding are shorter."""
HOLDS = timedelta(hours=1)
"""The code, and what waits for it."""


def show(site: Site, who: Reader) -> Page:
    """The empty form; `at` and `n` in the query as on the public page."""
    return _form(site, who, who.query)


def record(site: Site, who: Reader, posted: Posted, now: datetime) -> Page:
    """Keeps what was posted, then reads it; shows it again with what is missing, or goes on to the code."""
    posted = Posted(posted.content_type, posted.body[:LONGEST_BODY])
    name = posted.name(now)
    site.written.keep(name, posted.raw)
    said = posted_form.read(posted.raw).fields
    address = address_in(said.get("reach", ""), site.policy)
    problems = _problems(site, who.language, said, address)
    if problems:
        return _form(site, who, said, *problems)
    fact = _fact(site, who, said, address, name, now)
    until = (now + HOLDS).replace(microsecond=0)
    site.written.begin(fact, until)
    token = mint(Token("form", name.rpartition("-")[2], person_digest(address), until), site.keys)
    return see_other(f"n/{token}?lang={who.language}")


def _problems(site: Site, language: str, said: Mapping[str, str], address: str) -> tuple[str, ...]:
    t = page_words(language)
    missing = () if said.get("words", "").strip() else (t.form_no_words,)
    reason = why_not(address, site.policy, {canonical(site.address)})
    return (*missing, *((t.form_unreachable[reason],) if reason else ()))


def _fact(site: Site, who: Reader, said: Mapping[str, str], address: str, name: str, now: datetime) -> CustomerWrote:
    t, words, place = page_words(who.language), said["words"].strip()[:LONGEST_WORDS], place_of(site.policy, said)
    mail, phone = (address, "") if "@" in address else ("", address)
    return CustomerWrote(
        id=name,
        at=now,
        complainant=Complainant(
            name=one_line(said.get("name", ""), LONGEST_NAME), mail=mail, phone=phone, language=who.language
        ),
        channel="web",
        writing=Writing(
            text=words,
            full_text=words,
            subject=t.public_mail_subject + (t.public_at % {"place": place} if place else ""),
            raw=f"forms/{name}",
        ),
    )


def _form(site: Site, who: Reader, said: Mapping[str, str], *problems: str) -> Page:
    return page(
        "form",
        site.policy,
        who,
        422 if problems else 200,
        public=True,
        address=site.address,
        place=place_of(site.policy, said),
        said={name: said.get(name, "") for name in ("words", "name", "reach", "at", "n")},
        problems=problems,
        longest=LONGEST_WORDS,
        longest_name=LONGEST_NAME,
    )
