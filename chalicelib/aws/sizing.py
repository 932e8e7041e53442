"""Keeping what is stored within DynamoDB's limits: 400 KB an item, 4 MB and 100 actions a transaction.

What is cut says so; the whole remains in the raw mail. Sizes are bytes of UTF-8.
"""

from collections.abc import Sequence

import msgspec

from chalicelib.aws.records import OutboxItem, TooLarge
from chalicelib.core.complaint.decision import FollowUp
from chalicelib.core.complaint.facts import StaffWrote
from chalicelib.core.complaint.model import Complaint, Entry

CUT = "\n〔…… 余文从略，全文见原件 / shortened, the original is kept ……〕"
SHORT_CUT = "〔…〕"

ACTIONS = 100
TRANSACTION_BYTES = 3_500_000  # of the 4 MB, the rest is names and keys
# Far below 400 KB: a write costs by size, and an item may be reckoned with its old and new body together, in base64.
COMPLAINT_BYTES = 140_000
HISTORY_BYTES = 1_200_000  # all texts that one commit adds
HISTORY_TEXT_BYTES = 200_000
HISTORY_LINES = 16  # lines that one commit adds; further ones are joined to the last
OUTBOX_BYTES = 1_800_000  # all messages of one commit
MESSAGE_BYTES = 280_000

HELD_BYTES = 300_000  # an order that waits for its confirmation
FACT_TEXT_BYTES = 150_000  # of words that become a complaint of their own
HELD_STEPS = ((60_000, 500), (20_000, 100), (4_000, 100))  # bytes of its words and of all its text, files that it names
PAYLOAD_BYTES = 200_000  # of a message that nobody could read

# Tried in turn until a complaint fits: bytes of its text, of its outcome, of each single field.
STEPS = ((60_000, 20_000, 8_000), (40_000, 16_000, 2_000), (20_000, 10_000, 1_000), (8_000, 4_000, 300))


def cut(text: str, limit: int) -> str:
    """The text, shortened with a mark if it is longer than so many bytes."""
    data = text.encode()
    if len(data) <= limit:
        return text
    mark = CUT if limit > 10 * len(CUT.encode()) else SHORT_CUT
    return data[: max(limit - len(mark.encode()), 0)].decode(errors="ignore") + mark


def fit_complaint(complaint: Complaint) -> Complaint:
    """The complaint with its texts shortened so that its record fits; TooLarge if even that does not help."""
    if _size(complaint) <= COMPLAINT_BYTES:
        return complaint
    for limits in STEPS:
        shorter = _shortened(complaint, *limits)
        if _size(shorter) <= COMPLAINT_BYTES:
            return shorter
    raise TooLarge(f"complaint {complaint.id}")


def fit_held(fact: StaffWrote) -> StaffWrote | None:
    """The mail with its words shortened so that it can wait for its confirmation; its orders are whole, or it is None."""
    if _size(fact) <= HELD_BYTES:
        return fact
    for words, files in HELD_STEPS:
        said = fact.writing
        text, full = cut(said.text, words), cut(said.full_text, words)
        shorter = msgspec.structs.replace(said, text=text, full_text=full, evidence=said.evidence[:files])
        if _size(kept := msgspec.structs.replace(fact, writing=shorter)) <= HELD_BYTES:
            return kept
    return None


def fit_follow_up(follow_up: FollowUp) -> FollowUp:
    """What is handed to another complaint, with its words within an item."""
    text = follow_up.values.get("text", "")
    return (
        msgspec.structs.replace(follow_up, values=follow_up.values | {"text": cut(text, FACT_TEXT_BYTES)})
        if text
        else follow_up
    )


def fit_entries(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The history's new lines, few and short enough for one transaction: surplus lines become text of the last one."""
    kept = tuple(entries[:HISTORY_LINES])
    if surplus := entries[HISTORY_LINES:]:
        words = [" ".join(filter(None, (e.what, e.by, e.reason, e.text, e.raw))) for e in surplus]
        last = kept[-1]
        kept = (*kept[:-1], msgspec.structs.replace(last, text="\n".join((last.text, *words))))
    limit = min(HISTORY_TEXT_BYTES, HISTORY_BYTES // max(len(kept), 1))
    return tuple(msgspec.structs.replace(e, text=cut(e.text, limit), reason=cut(e.reason, 10_000)) for e in kept)


def fit_message(item: OutboxItem, limit: int = MESSAGE_BYTES) -> OutboxItem:
    """The message within so many bytes: first the HTML goes, which says the same as the text, then the text is cut."""
    if _size(item) <= limit:
        return item
    item = msgspec.structs.replace(item, html="", said=None)
    surplus = _size(item) - limit
    if surplus <= 0:
        return item
    return msgspec.structs.replace(item, text=cut(item.text, max(len(item.text.encode()) - 2 * surplus, limit // 3)))


def _shortened(complaint: Complaint, text: int, outcome: int, field: int) -> Complaint:
    tasks = tuple(
        msgspec.structs.replace(task, form={name: cut(value, field) for name, value in task.form.items()})
        for task in complaint.tasks
    )
    return msgspec.structs.replace(
        complaint,
        text=cut(complaint.text, text),
        later_words=cut(complaint.later_words, text // 4),
        additions=tuple(msgspec.structs.replace(each, text=cut(each.text, field)) for each in complaint.additions),
        subject=cut(complaint.subject, field),
        outcome=cut(complaint.outcome, outcome),
        earlier_answers=tuple(
            msgspec.structs.replace(answer, outcome=cut(answer.outcome, field), words=cut(answer.words, field))
            for answer in complaint.earlier_answers
        ),
        letter=complaint.letter and tuple((name, cut(value, field)) for name, value in complaint.letter),
        satisfaction_words=cut(complaint.satisfaction_words, field),
        fields={name: cut(value, field) for name, value in complaint.fields.items()},
        tasks=tasks,
        last_words={message: cut(words, field) for message, words in complaint.last_words.items()},
        recent=tuple(msgspec.structs.replace(entry, text=cut(entry.text, field)) for entry in complaint.recent),
    )


def _size(value: Complaint | OutboxItem | StaffWrote) -> int:
    return len(msgspec.json.encode(value))
