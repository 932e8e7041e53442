"""A staff command whose sender's domain vouches for nobody waits here for its bearer: GET shows it, POST lets it through."""

from chalicelib.web.notices import notice
from chalicelib.web.page import Page, page, page_words
from chalicelib.web.site import Visit


def show(visit: Visit) -> Page:
    """The held command and the button that confirms it."""
    held = visit.site.held(visit.token)
    if not held:
        return _nothing(visit)
    return page("confirm", visit.site.policy, visit.who, public=False, address=visit.site.address, held=held)


def record(visit: Visit) -> Page:
    """Confirm it; pressing twice changes nothing more."""
    if not visit.site.release(visit.token, visit.now):
        return _nothing(visit)
    t = page_words(visit.who.language)
    return notice(visit.site, visit.who, t.confirm_done, t.confirm_done_text)


def _nothing(visit: Visit) -> Page:
    t = page_words(visit.who.language)
    return notice(visit.site, visit.who, t.confirm_nothing, t.confirm_nothing_text)
