"""Which of the sender's complaints a text is about: texts carry no thread. Pure."""

from collections.abc import Sequence

from chalicelib.aws.records import Stored
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.policy.model import Policy
from chalicelib.core.register.indexing import LIVE, digest
from chalicelib.core.written.answers import can_answer
from chalicelib.core.written.by_machine import asks_for_help
from chalicelib.core.written.complaint_wanted import is_mere_wish_to_complain, wants_complaint
from chalicelib.core.written.promised_things import asks_for, asks_plainly_for
from chalicelib.core.written.ratings import is_beyond_the_scale, rating_in, solved_in, verdict_before_another
from chalicelib.core.written.taken_up import takes_up_the_end


def about(text: str, phone: str, theirs: Sequence[Stored], policy: Policy) -> Stored | None:
    """The complaint among `theirs`, the newest first, that a text without a number is about; None: it begins a new one.

    A survey's answer belongs to what was answered, an answer to a question to what was asked, all else to the newest that is
    not over. Where all are over, the newest gets what is only about its answer.
    """
    live = [each for each in theirs if each.complaint.status in LIVE]
    over = [each for each in theirs if each.complaint.status not in LIVE]
    asked = [each for each in (*live, *over) if asked_by_text(each, phone)]
    words = policy.measure_words
    if asked and (is_to_be_rated(text, words) or verdict_before_another(text, words)[0]):
        return asked[0]
    later = [each for each in asked if is_asked_again(each.complaint)]
    if later and not live and solved_in(text):
        return later[0]
    if promised := next((each for each in over if _is_what_it_promised(each, text, theirs)), None):
        return promised
    if not live:
        return next((each for each in over if _is_about_the_end_of(each, text, policy)), None)
    if can_answer(text):
        live.sort(key=lambda each: all(pause.end is not None for pause in each.complaint.pauses))
    return live[0]


def _is_about_the_end_of(stored: Stored, text: str, policy: Policy) -> bool:
    passed_on = stored.complaint.kind not in policy.flow_kinds
    wish = is_mere_wish_to_complain(text, named=not passed_on) if wants_complaint(text) else False
    return wish or takes_up_the_end(text, stored.complaint.text)


def _is_what_it_promised(stored: Stored, text: str, theirs: Sequence[Stored]) -> bool:
    """Whether the text asks for what this complaint's answer promised. Beside one that is open it has to name the thing, and that it was promised."""
    made = [task.promised for task in stored.complaint.tasks if task.promised]
    beside = any(each.complaint.status in LIVE for each in theirs)
    return bool(made) and (asks_plainly_for if beside else asks_for)(text, made)


def is_to_be_rated(text: str, measure_words: tuple[str, ...]) -> bool:
    """Whether it is a survey's answer, or what only asks how to give one."""
    return rating_in(text, measure_words)[0] > 0 or is_beyond_the_scale(text, measure_words) or asks_for_help(text)


def asked_by_text(stored: Stored, phone: str) -> bool:
    """Whether the customer has been asked for a figure on this phone: answered, by text, and nothing on its way still."""
    complaint = stored.complaint
    who = complaint.complainant
    by_text = complaint.channel == "sms" or not who.mail or who.mail in complaint.unreachable
    waiting = any(mark.startswith(f"{digest(phone)}|") for mark in stored.unsent)
    first = complaint.status == "answered" and complaint.moment("visited") is None
    return (first or is_asked_again(complaint)) and by_text and not waiting


def is_asked_again(complaint: Complaint) -> bool:
    """Whether the customer has been asked, weeks later, if it was really solved, and has not said."""
    return complaint.asked_again is not None and complaint.moment("confirmed") is None
