"""The files that came with a complaint, for whom a mail was sent that lists them.

A file is a part of its raw mail and never copied. A smaller one stands in the page itself, a picture to look at, anything
else to save; the page is text all the while, so that no gateway has to be told of binary answers. For whatever is larger
than a function may answer there is the whole original mail, behind an address that is good for minutes.
"""

import base64

from chalicelib.core.complaint.model import Complaint, Evidence
from chalicelib.core.people import sight
from chalicelib.core.people.tokens import person_digest
from chalicelib.web.notices import gone
from chalicelib.web.page import Page, page
from chalicelib.web.site import Visit

MOST_SHOWN = 4_000_000  # bytes: in base64 just under the 6 MB that a function may answer
PICTURES = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})  # which can only be looked at
TO_SAVE = "application/octet-stream"  # nothing that a stranger sent is opened under our address


def show(visit: Visit, complaint: Complaint) -> Page:
    """The file of a link; gone where it, or the right to it, is."""
    number = visit.token.round
    evidence = complaint.evidence[number - 1] if 1 <= number <= len(complaint.evidence) else None
    if evidence is None or not _may_read(visit, complaint, evidence):
        return gone(visit.site, visit.who)
    content, picture = _content(visit, evidence), evidence.content_type in PICTURES
    shown = page(
        "file",
        visit.site.policy,
        visit.who,
        public=False,
        address=visit.site.address,
        number=complaint.number,
        name=evidence.name,
        size=evidence.size,
        picture=picture,
        content=content,
        saved=bool(content) and not (picture and evidence.size > MOST_SHOWN // 2),  # a picture stands there already
        original=visit.site.original(evidence.raw, f"{complaint.number}.eml"),
    )
    shown.headers["Content-Security-Policy"] += "; img-src data:"
    return shown


def _content(visit: Visit, evidence: Evidence) -> str:
    """The file as an address of its own kind (RFC 2397); "" if it is too large or no longer there."""
    content = visit.site.part(evidence.raw, evidence.part) if evidence.size <= MOST_SHOWN else None
    if content is None or len(content) > MOST_SHOWN:
        return ""
    kind = evidence.content_type if evidence.content_type in PICTURES else TO_SAVE
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"


def _may_read(visit: Visit, complaint: Complaint, evidence: Evidence) -> bool:
    """Whether the bearer is the complainant, or still works here and may open it."""
    policy, who = visit.site.policy, complaint.complainant
    known = (policy.directory.desk, *(person.mail for person in policy.directory.people))
    known = tuple(mail for mail in known if sight.may_open_file(mail, evidence, complaint, policy, visit.now))
    return visit.token.person in {person_digest(address) for address in (*known, who.mail, who.phone) if address}
