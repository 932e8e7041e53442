"""Is the customer satisfied, and, some weeks later, was it really solved? GET shows the question, POST records the answer, once a round."""

from collections.abc import Mapping

from chalicelib.core.complaint.facts import SurveyAnswered
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.handling.hear import later_verdicts
from chalicelib.core.policy import stages
from chalicelib.core.words import letter
from chalicelib.core.words.labels import label
from chalicelib.core.words.next_stage import once_more
from chalicelib.core.words.plain_text import begun_large
from chalicelib.web.notices import notice
from chalicelib.web.page import Page, page, page_words
from chalicelib.web.site import Visit

SCORES = {"1": 1, "2": 2, "3": 3, "4": 4}
LONGEST_WORDS = 2000


def show(visit: Visit, complaint: Complaint) -> Page:
    """The question; a score in the link's query, as each word in a mail has it, is shown to be confirmed, and not recorded."""
    chosen = SCORES.get(visit.who.query.get("score", ""))
    return _settled(visit, complaint) or _question(visit, complaint, chosen=chosen)


def record(visit: Visit, complaint: Complaint, form: Mapping[str, str]) -> Page:
    """Record a posted answer; asked again, with 422, if no score was chosen."""
    if settled := _settled(visit, complaint):
        return settled
    t, score, said = page_words(visit.who.language), SCORES.get(form.get("score", "")), form.get("words", "").strip()
    if score is None:
        return _question(visit, complaint, said=said[:LONGEST_WORDS], problem=t.survey_choose)
    fact = SurveyAnswered(
        id=f"{visit.token.purpose}:{complaint.id}:{visit.token.round}",
        at=visit.now,
        score=score,
        words=said[:LONGEST_WORDS],
        round=visit.token.round,
        later=_is_later(visit),
    )
    again = _again(visit, complaint)  # before the next stage has begun
    visit.site.handle(fact, complaint.id, visit.now)
    recorded = t.survey_recorded % {"score": _score_words(visit, score)}
    dissatisfied = score <= (later_verdicts.WANTING if _is_later(visit) else visit.site.policy.reopen_at_most)
    sorry = t.survey_dissatisfied % {"again": again} if again else t.later_sorry if _is_later(visit) else t.survey_final
    return notice(visit.site, visit.who, t.survey_thanks, recorded, *((sorry,) if dissatisfied else ()))


def _question(visit: Visit, complaint: Complaint, chosen: int | None = None, said: str = "", problem: str = "") -> Page:
    return page(
        "satisfaction",
        visit.site.policy,
        visit.who,
        422 if problem else 200,
        public=False,
        address=visit.site.address,
        complaint=complaint,
        answer=letter.shown(complaint, visit.site.policy, visit.who.language),
        chosen=chosen,
        words=said,
        problem=problem,
        longest=LONGEST_WORDS,
        later=_is_later(visit),
        choices=[(score, begun_large(_score_words(visit, score))) for score in (4, 3, 2, 1)],
        again=_again(visit, complaint),
    )


def _again(visit: Visit, complaint: Complaint) -> str:
    """What we do if the customer is dissatisfied; "" if nothing comes after this answer."""
    policy = visit.site.policy
    return once_more(stages.following(complaint, policy, visit.now), policy, visit.who.language)


def _settled(visit: Visit, complaint: Complaint) -> Page | None:
    """What is said when nothing is to be answered: it was answered already, or the matter has gone on to a later round.

    A round's answer and the desk's follow-up call both reach "visited", so that whichever comes first is the round's.
    """
    t, number = page_words(visit.who.language), {"number": complaint.number}
    if visit.token.round != complaint.round or complaint.moment("answered") is None:
        return notice(visit.site, visit.who, t.survey_past, t.survey_past_text % number)
    if complaint.moment("confirmed" if _is_later(visit) else "visited") is None:
        return None
    if _is_later(visit):
        said = t.survey_already_text % (number | {"score": _score_words(visit, complaint.lasting or 0)})
        return notice(visit.site, visit.who, t.survey_already, said)
    if complaint.satisfaction is None:
        return notice(visit.site, visit.who, t.survey_visited, t.survey_visited_text % number)
    said = t.survey_already_text % (number | {"score": _score_words(visit, complaint.satisfaction)})
    return notice(visit.site, visit.who, t.survey_already, said)


def _is_later(visit: Visit) -> bool:
    """Whether it is the question, weeks later, whether it was really solved."""
    return visit.token.purpose == "later"


def _score_words(visit: Visit, score: int) -> str:
    return label(f"{'lasting' if _is_later(visit) else 'satisfaction'}.{score}", visit.site.policy, visit.who.language)
