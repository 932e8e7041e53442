"""Whoever wants no more reports that are only to be read: GET asks, POST ends them.

A mail program posts by itself, in parts or not, where its reader presses the button beside the sender (RFC 8058); the page's own button sends the same.
"""

from collections.abc import Callable

from chalicelib.core.orders.command_table import COMMANDS
from chalicelib.core.people.people import bearer
from chalicelib.inbound import posted_form
from chalicelib.web.notices import gone, notice
from chalicelib.web.page import Page, Reader, page, page_words
from chalicelib.web.posted import Posted
from chalicelib.web.site import Visit

FIELD, SAID = "List-Unsubscribe", "One-Click"
MOST_BYTES = 16_384


def show(visit: Visit, reader_of: Callable[[str], Reader]) -> Page:
    """What would end, and the button that ends it. `reader_of`: who reads, by the language that they prefer."""
    return _page(visit, who) if (who := _reader(visit, reader_of)) else gone(visit.site, visit.who)


def record(visit: Visit, reader_of: Callable[[str], Reader], posted: Posted) -> Page:
    """Reports end; posting again changes nothing more. The page once more, with 422, if the button's value is not there."""
    if not (who := _reader(visit, reader_of)):
        return gone(visit.site, visit.who)
    small = len(posted.body) <= MOST_BYTES
    if not small or posted_form.read(posted.raw).fields.get(FIELD, "").strip() != SAID:
        return _page(visit, who, status=422)
    visit.site.end_reports(visit.token, visit.now)
    t, again = page_words(who.language), COMMANDS["subscribe"].names[who.language][0]
    return notice(visit.site, who, t.reports_ended, t.reports_ended_text, t.reports_again % again)


def _reader(visit: Visit, reader_of: Callable[[str], Reader]) -> Reader | None:
    """The link's bearer, in their own language; None if they are nobody here any more."""
    policy = visit.site.policy
    if not (mail := bearer(visit.token.person, policy)):
        return None
    person = policy.directory.person(mail)
    return reader_of(person.language if person else policy.languages[0])


def _page(visit: Visit, who: Reader, status: int = 200) -> Page:
    shown = {"field": FIELD, "said": SAID}
    return page("reports_off", visit.site.policy, who, status, public=False, address=visit.site.address, **shown)
