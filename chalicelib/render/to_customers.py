"""What letters to customers alone name: how they are addressed, whether there is anything to be sorry for, and the words of a rating as links."""

from typing import Any

from chalicelib.core.complaint.decision import Message
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.policy.model import Policy
from chalicelib.core.policy.praising import PRAISE, praises
from chalicelib.core.words.labels import label
from chalicelib.core.words.names import addressee
from chalicelib.core.words.plain_text import begun_large, one_line
from chalicelib.core.written import apologies
from chalicelib.core.written.languages import language_or_first

NO_TROUBLE = (PRAISE, "suggestion", "enquiry", "petition")  # kinds of what comes in for which nobody apologises
SCORES = (4, 3, 2, 1)
LATER = "later_survey"


def tone(message: Message, complaint: Complaint | None, policy: Policy, language: str) -> dict[str, Any]:
    """Whom the letter addresses ("" if their name is not known), and what is said of their trouble. `praised`: what their praise is called, if it is any; `sorry_already`: the answer apologises itself."""
    praised, latin = complaint is not None and praises(complaint, policy), language_or_first(language).is_latin
    return {
        "addressee": addressee(message.to.name or (complaint.complainant.name if complaint else "")),
        "sorry": complaint is None or not (praised or complaint.kind in NO_TROUBLE),
        "sorry_already": complaint is not None and apologies.made(_said(complaint), latin=latin),
        "praised": one_line(label(PRAISE, policy, language), 40) if praised else "",
    }


def _said(complaint: Complaint) -> str:
    return "\n".join((complaint.outcome, *(value for _, value in complaint.letter or ())))


def ratings(message: Message, page: str, policy: Policy, language: str) -> list[tuple[str, int, str]]:
    """Each word of the scale, its figure, and the page on which it is confirmed, best first."""
    of = "lasting" if message.name == LATER else "satisfaction"
    words = ((score, one_line(label(f"{of}.{score}", policy, language), 40)) for score in SCORES)
    return [(begun_large(word), score, f"{page}?score={score}") for score, word in words]
