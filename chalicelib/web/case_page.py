"""The customer's view of their complaint: where it stands, by when the answer comes, the answer, and a form to add something."""

from datetime import datetime

from chalicelib.core.complaint.model import Complaint
from chalicelib.core.complaint.moments import LASTING
from chalicelib.core.people.tokens import person_digest
from chalicelib.core.policy import stages
from chalicelib.core.policy.answer_time import promised
from chalicelib.core.words import letter
from chalicelib.core.words.links import mail_link
from chalicelib.core.words.next_stage import once_more
from chalicelib.web.page import Page, page, page_words
from chalicelib.web.site import Visit

MOST_BYTES = 4_000_000
"""Of a posted form: in base64 just under what a function may be handed."""


def show(visit: Visit, complaint: Complaint, problem: str = "", words: str = "") -> Page:
    """Status, moments of this round, promised time and answer; nothing of what staff wrote among themselves.

    A time that has passed is no promise any more: by when they hear next they have been told by mail or text.
    `problem`: why their `words` or files could not be taken.
    """
    site, language = visit.site, visit.who.language
    answered = complaint.moment("answered") is not None
    told = promised(complaint, site.policy)
    return page(
        "case",
        site.policy,
        visit.who,
        422 if problem else 200,
        public=False,
        adds=bool(writes_as(visit, complaint)),
        added="added" in visit.who.query,
        problem=problem,
        words=words,
        megabytes=MOST_BYTES // 1_000_000,
        address=site.address,
        complaint=complaint,
        promised=told if told and told > visit.now else None,
        overdue=told is not None and told <= visit.now,
        answer=letter.shown(complaint, site.policy, language) if answered else (),
        again=once_more(stages.following(complaint, site.policy, visit.now), site.policy, language),
        progress=_progress(complaint, tuple(page_words(language).moments)),
        mailto=mail_link(site.address, f"{page_words(language).public_mail_subject} {complaint.number}"),
    )


def writes_as(visit: Visit, complaint: Complaint) -> str:
    """The complainant's mailbox or phone to which the link went; "" if it went elsewhere, or they are reached there no more."""
    who = complaint.complainant
    return next((each for each in (who.mail, who.phone) if each and person_digest(each) == visit.token.person), "")


def _progress(complaint: Complaint, told: tuple[str, ...]) -> list[tuple[str, datetime]]:
    """The moments that customers are told of, oldest first."""
    this_round = (m for m in complaint.moments if m.round == complaint.round or m.name in LASTING)
    latest = {moment.name: moment.at for moment in this_round if moment.name in told}
    if "answered" in latest and latest.get("contacted", latest["answered"]) >= latest["answered"]:
        latest.pop("contacted", None)  # the answer itself
    return sorted(latest.items(), key=lambda item: (item[1], told.index(item[0])))
