"""The posters as a page to print from: all units, or those of the query."""

from chalicelib.core.report.units import answering
from chalicelib.exports import poster
from chalicelib.web.notices import missing
from chalicelib.web.page import Page, Reader, headers
from chalicelib.web.site import Site

MOST_COPIES = 50


def poster_page(site: Site, who: Reader) -> Page:
    """Sheets of every unit that answers complaints; `unit` in the query picks one, of which `copies` numbers that many.

    Anybody may ask for this page, so that nobody gets all copies of all units at once.
    """
    directory, unit = site.policy.directory, who.query.get("unit", "")
    units = [unit] if unit else [department.name for department in answering(directory)]
    if any(directory.department(name) is None for name in units):
        return missing(site, who)
    contact = poster.Contact(site.base_url, site.address, site.sms_number)
    sheets = poster.posters(contact, units or [""], _copies(who.query.get("copies", "")) if unit else 1)
    return Page(200, headers(poster.style()), poster.html(sheets, contact, site.policy, who.language))


def _copies(text: str) -> int:
    return min(max(int(text), 1), MOST_COPIES) if text.isdecimal() and len(text) <= len(str(MOST_COPIES)) else 1
