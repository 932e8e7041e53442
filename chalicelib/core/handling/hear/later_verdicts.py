"""The question that a policy has asked some weeks later, whether it was really solved: a verdict of its own, beside the satisfaction.

It is taken once a round, and a no begins another round whatever its stage says of the time for asking: it was we who asked.
"""

from chalicelib.core.complaint.facts import SurveyAnswered
from chalicelib.core.handling import addressing
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hear import coming_back
from chalicelib.core.handling.judge import rounds
from chalicelib.core.policy import stages

WANTING = 2  # of 4: it was not, or not wholly, solved


def answered(draft: Draft, fact: SurveyAnswered) -> None:
    """The customer says whether it was really solved; of a round that is over, or a second time, it is only recorded."""
    complaint = draft.complaint
    said = complaint.moment("confirmed") is not None
    if fact.round != complaint.round or complaint.moment("answered") is None or said:
        draft.record("survey_too_late", reason=str(fact.score), text=fact.words, by=fact.by)
        return
    draft.change(lasting=fact.score, lasting_words=fact.words)
    draft.record("lasting", reason=str(fact.score), text=fact.words, by=fact.by)
    draft.reach("confirmed")
    if fact.score <= WANTING:
        _goes_on(draft, fact.words)
    told = draft.complaint.status == "open" and addressing.quiet_until(draft.policy, draft.now) is None
    if fact.channel == "sms" and not told:  # nobody wants two texts for one
        draft.send("thanks", "customer", by=("sms",))


def _goes_on(draft: Draft, words: str) -> None:
    """Another round, in the stage that follows or else once more in the last; where a policy has none, the desk looks into it."""
    if draft.policy.reopen_at_most and draft.complaint.kind in draft.policy.flow_kinds:
        stage = stages.following(draft.complaint, draft.policy, draft.now)
        rounds.reopen(draft, reason="not_lasting", words=words, stage=stage)
    else:
        coming_back.ask_the_desk(draft, words, reason="not_lasting")
