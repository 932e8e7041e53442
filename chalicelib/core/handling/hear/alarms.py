"""What a customer's words call for before anything else: somebody at once where life is in danger, silence about who they are."""

from chalicelib.core.handling.draft import DANGER, Draft
from chalicelib.core.written.anonymity import asks_to_be_hidden
from chalicelib.core.written.danger import danger_in


def listen(draft: Draft, words: str) -> None:
    """Notes danger, each kind once a round, and the wish to stay unnamed, which holds from then on."""
    danger = danger_in(words, draft.policy.everyday_words)
    if danger and draft.first_time(f"danger:{danger}"):
        draft.danger = danger
        draft.news.append(DANGER)
        draft.record("danger", reason=f"danger.{danger}")
    if not draft.complaint.anonymous and asks_to_be_hidden(words):
        draft.change(anonymous=True)
        draft.record("anonymous")
        if "registered" not in draft.reached:  # else the acknowledgement says it
            draft.tell_customer("hidden", extra={"known": 1} if draft.complaint.moment("assigned") else {})
