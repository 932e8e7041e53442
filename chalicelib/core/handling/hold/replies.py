"""Which words a receipt has for what was meant for the customer."""

from chalicelib.core.handling.draft import Draft


def reaching_customer(draft: Draft, code: str) -> str:
    """The code of the sentence: `code` if the words have gone, else that the desk has to call, or that there is no way at all."""
    if draft.customer_channel():
        return code
    return "call_asked" if draft.complaint.complainant.phone else "no_way"
