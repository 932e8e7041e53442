"""What letters to customers alone name: how they are addressed, whether there is anything to be sorry for, and the words of a rating as links."""

from typing import Any

from chalicelib.core.complaint.decision import Message
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.policy.model import Policy
from chalicelib.core.words.labels import label
from chalicelib.core.words.names import addressee
from chalicelib.core.words.plain_text import begun_large, one_line

NO_TROUBLE = ("praise", "suggestion", "enquiry", "petition")  # kinds of what comes in for which nobody apologises
SCORES = (4, 3, 2, 1)
LATER = "later_survey"


def tone(message: Message, complaint: Complaint | None) -> dict[str, Any]:
    """Whom the letter addresses ("" if their name is not known), and what is said of their trouble."""
    return {
        "addressee": addressee(message.to.name or (complaint.complainant.name if complaint else "")),
        "sorry": complaint is None or complaint.kind not in NO_TROUBLE,
        "praised": complaint is not None and complaint.kind == "praise",
    }


def ratings(message: Message, page: str, policy: Policy, language: str) -> list[tuple[str, int, str]]:
    """Each word of the scale, its figure, and the page on which it is confirmed, best first."""
    of = "lasting" if message.name == LATER else "satisfaction"
    words = ((score, one_line(label(f"{of}.{score}", policy, language), 40)) for score in SCORES)
    return [(begun_large(word), score, f"{page}?score={score}") for score, word in words]
