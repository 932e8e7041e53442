"""Pages of a title and a few lines: thanks, and friendly refusals."""

from chalicelib.web.page import Page, Reader, page, page_words
from chalicelib.web.site import Site


def notice(site: Site, who: Reader, title: str, *lines: str, status: int = 200) -> Page:
    """A page that says something."""
    return page("notice", site.policy, who, status, public=False, address=site.address, title=title, lines=lines)


def gone(site: Site, who: Reader) -> Page:
    """A link that was good once (410)."""
    t = page_words(who.language)
    return notice(site, who, t.gone_title, t.gone_text, status=410)


def missing(site: Site, who: Reader) -> Page:
    """A link that never was one (404)."""
    t = page_words(who.language)
    return notice(site, who, t.missing_title, t.missing_text, status=404)
