"""Which question a policy's survey asks: are you satisfied; or, once that is settled, was it really solved."""

from chalicelib.core.complaint.decision import Extra
from chalicelib.core.complaint.moments import SURVEYS
from chalicelib.core.handling.draft import Draft


def tell_customer(draft: Draft, name: str, extra: Extra | None = None) -> None:
    """A message that the policy asks for. A survey after the customer's verdict, or after the closing, is the later one.

    It is asked of whoever has an answer, and until they have said.
    """
    complaint = draft.complaint
    if name not in SURVEYS:
        draft.tell_customer(name, extra=extra)
        return
    if complaint.moment("answered") is None or complaint.valid is False or complaint.moment("confirmed") is not None:
        return
    over = complaint.moment("visited") is not None or complaint.status == "closed"
    if over:
        draft.change(asked_again=draft.now)
    draft.tell_customer("later_survey" if over else "survey", extra=extra)
