"""A staff command whose sender's domain vouches for nobody waits here for its bearer, and so does a change of what is kept in sheets: GET shows it, the button lets it through.

A POST without the button's value is no person's: programs that follow links send such. It shows the page again.
"""

from collections.abc import Mapping

from chalicelib.web.notices import notice
from chalicelib.web.page import Page, page, page_words
from chalicelib.web.site import Visit


def show(visit: Visit) -> Page:
    """The held command and the button that confirms it; once it was carried out, that it was."""
    held = visit.site.held(visit.token)
    return _page(visit, held, done=visit.site.confirmed(visit.token))


def record(visit: Visit, form: Mapping[str, str]) -> Page:
    """Confirm it; pressing twice changes nothing more."""
    held, done = visit.site.held(visit.token), visit.site.confirmed(visit.token)
    if done or form.get("confirm") != "yes":
        return _page(visit, held, done=done, status=200 if done else 422)
    return _page(visit, held, pressed=True) if visit.site.release(visit.token, visit.now) else _nothing(visit)


def _page(visit: Visit, held: str, *, pressed: bool = False, done: bool = False, status: int = 200) -> Page:
    if not held:
        return _nothing(visit)
    site = visit.site
    shown = {
        "held": held,
        "pressed": pressed,
        "done": done,
        "of": site.concerns(visit.token) or "confirm",
    }
    return page("confirm", site.policy, visit.who, status, public=False, address=site.address, **shown)


def _nothing(visit: Visit) -> Page:
    t = page_words(visit.who.language)
    return notice(visit.site, visit.who, t.confirm_nothing, t.confirm_nothing_text)
