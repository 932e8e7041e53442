"""Words and photographs that a customer adds on the page of their case, as they would by answering our mail."""

from datetime import datetime

from chalicelib.core.complaint.facts import CustomerWrote, Writing
from chalicelib.core.complaint.model import Complainant, Complaint, Evidence
from chalicelib.core.people.tokens import mint
from chalicelib.inbound import posted_form
from chalicelib.inbound.posted_form import PostedForm
from chalicelib.web import case_page
from chalicelib.web.page import Page, page_words
from chalicelib.web.posted import Posted, see_other
from chalicelib.web.site import Visit

LONGEST_WORDS = 4000
MOST_FILES = 9


def record(visit: Visit, complaint: Complaint, posted: Posted) -> Page:
    """Keeps what was posted, then reads it; asks again with what is wrong, or hands it on."""
    own, t = case_page.writes_as(visit, complaint), page_words(visit.who.language)
    if not own:
        return case_page.show(visit, complaint)
    if len(posted.body) > case_page.MOST_BYTES:
        return case_page.show(visit, complaint, problem=t.add_large)
    name = posted.name(visit.now, mint(visit.token, visit.site.keys))
    visit.site.written.keep(name, posted.raw)
    said = posted_form.read(posted.raw)
    words = said.fields.get("words", "").strip()[:LONGEST_WORDS]
    if problem := _problem(said, words, visit.who.language):
        return case_page.show(visit, complaint, problem=problem, words=words)
    visit.site.written.add(_fact(visit, own, words, said, name, visit.now), complaint.id)
    return see_other(f"?lang={visit.who.language}&added=1#add")


def _problem(said: PostedForm, words: str, language: str) -> str:
    t = page_words(language)
    if not words and not said.files:
        return str(t.add_nothing)
    if len(said.files) > MOST_FILES:
        return str(t.add_many % {"most": MOST_FILES})
    return str(t.add_kind) if any(not file.content_type for file in said.files) else ""


def _fact(visit: Visit, own: str, words: str, said: PostedForm, name: str, now: datetime) -> CustomerWrote:
    mail, phone = (own, "") if "@" in own else ("", own)
    raw = f"forms/{name}"
    files = tuple(Evidence(raw, each.part, each.name, each.content_type, each.size, each.digest) for each in said.files)
    return CustomerWrote(
        id=name,
        at=now,
        complainant=Complainant(mail=mail, phone=phone, language=visit.who.language),
        channel="web",
        writing=Writing(text=words, full_text=words, raw=raw, evidence=files),
    )
