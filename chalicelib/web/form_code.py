"""Where the code is typed that was sent to whoever filled in the form; and what came of it.

A worker looks at the code, so that whoever takes over the function behind the pages can try none. Until it has, the page looks again by itself.
"""

import re
from collections.abc import Mapping
from datetime import timedelta

import msgspec

from chalicelib.core.handling.hear.further_addresses import GUESSES, hidden
from chalicelib.core.people.tokens import CODE_DIGITS, Token, mint
from chalicelib.core.written.words import narrowed
from chalicelib.render.envelope import LINK_DAYS
from chalicelib.web.notices import notice
from chalicelib.web.page import Page, page, page_words
from chalicelib.web.posted import see_other
from chalicelib.web.site import Visit

LOOKS = 15
"""How often the page looks by itself, every other second."""


def show(visit: Visit) -> Page:
    """The field for the code, or that it is being looked at, was wrong, or was right."""
    held, t = visit.site.written.waiting(visit.token), page_words(visit.who.language)
    if settled := _settled(visit, held):
        return settled
    asked, looks = (_number(visit.who.query.get(name, "")) for name in ("after", "look"))
    if asked is None:
        return _ask(visit, held)
    if _wrong(held) > asked:
        return _ask(visit, held, t.code_wrong % {"left": GUESSES - _wrong(held)})
    return _looking(visit, asked, looks or 0) if (looks or 0) < LOOKS else _ask(visit, held, t.code_slow)


def record(visit: Visit, form: Mapping[str, str]) -> Page:
    """Hands on the code that was typed."""
    held, code = visit.site.written.waiting(visit.token), re.sub(r"\s", "", narrowed(form.get("code", "")))
    if settled := _settled(visit, held):
        return settled
    if not (len(code) == CODE_DIGITS and code.isascii() and code.isdecimal()):
        shown = _ask(visit, held, page_words(visit.who.language).code_digits)
        return msgspec.structs.replace(shown, status=422)
    visit.site.written.guess(visit.token, code, _wrong(held), visit.now)
    return see_other(f"?lang={visit.who.language}&after={_wrong(held)}")


def _settled(visit: Visit, held: Mapping[str, str]) -> Page | None:
    """What is said where no code is waited for any more."""
    t = page_words(visit.who.language)
    if held.get("done"):
        return _done(visit, held)
    if held.get("full"):
        return notice(visit.site, visit.who, t.code_full, t.code_full_text)
    return notice(visit.site, visit.who, t.code_over, t.code_over_text) if _wrong(held) >= GUESSES else None


def _ask(visit: Visit, held: Mapping[str, str], problem: str = "") -> Page:
    site, t = visit.site, page_words(visit.who.language)
    where = hidden(held["address"]) if held.get("address") else t.code_there
    return page("code", site.policy, visit.who, public=False, address=site.address, where=where, problem=problem)


def _looking(visit: Visit, asked: int, looks: int) -> Page:
    t, again = page_words(visit.who.language), f"?lang={visit.who.language}&after={asked}&look={looks + 1}"
    shown = notice(visit.site, visit.who, t.code_looking, t.code_looking_text)
    return msgspec.structs.replace(shown, headers=shown.headers | {"Refresh": f"2; url={again}"})


def _done(visit: Visit, held: Mapping[str, str]) -> Page:
    """Registered, with the number and the way to its page; without a number a colleague looks at it first."""
    site, number = visit.site, held.get("number", "")
    if not number:
        t = page_words(visit.who.language)
        return notice(site, visit.who, t.code_done, t.code_done_without)
    expires = (visit.now + timedelta(days=LINK_DAYS)).replace(microsecond=0)
    token = mint(Token("case", held["complaint"], visit.token.person, expires), site.keys)
    case = f"../c/{token}?lang={visit.who.language}"
    return page("filed", site.policy, visit.who, public=False, address=site.address, number=number, case=case)


def _wrong(held: Mapping[str, str]) -> int:
    return int(held.get("wrong", "0"))


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= len(str(LOOKS)) else None
