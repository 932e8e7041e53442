"""Which page an address shows, and what a posted form sets going.

GET shows and POST records: programs that follow every link in a mail change nothing. POST hands a fact to the callback
that it is given; what follows from it is decided there.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from urllib.parse import unquote

import msgspec

from chalicelib.core.complaint.model import Complaint
from chalicelib.core.people import tokens
from chalicelib.core.people.tokens import Purpose
from chalicelib.web import (
    adding,
    case_page,
    complaint_form,
    confirmation,
    files,
    form_code,
    reports_off,
    satisfaction,
)
from chalicelib.web.notices import gone, missing
from chalicelib.web.page import Page, Reader, query_of, reader
from chalicelib.web.posted import Posted
from chalicelib.web.public_page import public_page
from chalicelib.web.site import Site, Visit

PURPOSES: dict[str, tuple[Purpose, ...]] = {
    "s": ("survey", "later"),
    "c": ("case",),
    "k": ("confirm",),
    "f": ("file",),
    "o": ("overview",),
    "n": ("form",),
    "u": ("reports",),
}
BY_LINK = {"n": form_code.show, "k": confirmation.show}
OF_A_CASE = {"s": satisfaction.show, "c": case_page.show, "f": files.show}


def _overview(visit: Visit, reader_of: Callable[[str], Reader]) -> Page:
    from chalicelib.web import overview  # noqa: PLC0415 - what counts and tabulates is the few's who look at the register

    return overview.show(visit, reader_of)


OF_STAFF = {"o": _overview, "u": reports_off.show}
LONGEST_FORM = (
    16_384  # bytes; a page's form with the longest comment is shorter (words of a complaint have limits of their own)
)


class Request(msgspec.Struct, frozen=True):
    """What came: the path's parts, the query (its `lang` possibly posted), the headers; and the languages that pages are written in."""

    parts: tuple[str, ...]
    query: dict[str, str]
    headers: Mapping[str, str]
    languages: tuple[str, ...]

    def reader(self, preferred: str = "") -> Reader:
        """Who reads, with a preference for their usual language."""
        return reader(self.query, self.headers, self.languages, preferred)


def get(site: Site, path: str, headers: Mapping[str, str], now: datetime) -> Page:
    """The page of an address: `path` with its query. Never changes anything."""
    request = _request(site, path, headers)
    match request.parts:
        case ():
            return public_page(site, request.reader())
        case ("poster",):
            from chalicelib.web.posters import poster_page  # noqa: PLC0415 - printed once

            return poster_page(site, request.reader())
        case ("new",):
            return complaint_form.show(site, request.reader())
        case ("n" | "k" as kind, text):
            return _with_link(site, request, text, now, BY_LINK[kind])
        case ("s" | "c" | "f" as kind, text):
            return _with_complaint(site, request, text, now, OF_A_CASE[kind])
        case ("o" | "u" as kind, text):
            return _with_link(site, request, text, now, lambda visit: OF_STAFF[kind](visit, request.reader))
        case _:
            return missing(site, request.reader())


def write(site: Site, path: str, posted: Posted, headers: Mapping[str, str], now: datetime) -> Page:
    """What follows a form that may come in parts: what somebody writes on a page, which is kept before it is read, or what a mail program posts; the page that says so."""
    request = _request(site, path, headers)
    match request.parts:
        case ("new",):
            return complaint_form.record(site, request.reader(), posted, now)
        case ("c", text):
            return _with_complaint(
                site, request, text, now, lambda visit, complaint: adding.record(visit, complaint, posted)
            )
        case ("u", text):
            return _with_link(site, request, text, now, lambda visit: reports_off.record(visit, request.reader, posted))
        case _:
            return missing(site, request.reader())


def post(site: Site, path: str, form: Mapping[str, str], headers: Mapping[str, str], now: datetime) -> Page:
    """What follows a posted form that answers a question of ours; the page that says so."""
    request = _request(site, path, headers, form)
    match request.parts:
        case ("s", text):
            return _with_complaint(
                site, request, text, now, lambda visit, complaint: satisfaction.record(visit, complaint, form)
            )
        case ("k", text):
            return _with_link(site, request, text, now, lambda visit: confirmation.record(visit, form))
        case ("n", text):
            return _with_link(site, request, text, now, lambda visit: form_code.record(visit, form))
        case _:
            return missing(site, request.reader())


def read_form(body: bytes) -> dict[str, str]:
    """The fields of a posted form (application/x-www-form-urlencoded); what is over the limit is not read."""
    return query_of(body[:LONGEST_FORM].decode("utf-8", "replace"))


def _request(site: Site, path: str, headers: Mapping[str, str], form: Mapping[str, str] | None = None) -> Request:
    route, _, query = path.partition("?")
    language = {name: value for name, value in (form or {}).items() if name == "lang"}
    parts = tuple(unquote(part) for part in route.split("/") if part)
    return Request(parts, query_of(query) | language, headers, site.policy.languages)


def _with_link(site: Site, request: Request, text: str, now: datetime, show: Callable[[Visit], Page]) -> Page:
    """The page of a good link; gone (410) if the link was ours once, else missing (404): cut short or made up."""
    purposes = PURPOSES[request.parts[0]]
    token = tokens.verified(text, site.keys, now)
    if token is not None and token.purpose in purposes:
        return show(Visit(site, token, request.reader(), now))
    once = tokens.verified(text, site.keys, datetime.min.replace(tzinfo=UTC))
    refused = gone if once is not None and once.purpose in purposes else missing
    return refused(site, request.reader())


def _with_complaint(
    site: Site, request: Request, text: str, now: datetime, show: Callable[[Visit, Complaint], Page]
) -> Page:
    def found(visit: Visit) -> Page:
        complaint = site.load(visit.token.complaint)
        if complaint is None:
            return gone(site, visit.who)
        who = request.reader(complaint.complainant.language)
        return show(msgspec.structs.replace(visit, who=who), complaint)

    return _with_link(site, request, text, now, found)
