"""What is promised to customers."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise

from chalicelib.core.complaint.facts import SurveyAnswered
from chalicelib.core.complaint.message_table import kind_of
from chalicelib.core.handling.addressing import customer_channel
from redress.proving import answers
from redress.proving.playing import INSISTS, Played, Sent, customer_writes, ticks
from redress.proving.promises.breach import Breach
from redress.proving.promises.reading import times

MINUTE = timedelta(minutes=1)
NOT_OURS = re.compile(
    r"起着手办理|起開始處理|start work on your case|请在 .* 前回复|請在 .* 前回覆|reply by|^收到时间|^收到時間|^Received"
)  # when the office opens, by when the customer may answer, when they wrote
UNTIL_NOW = re.compile(
    r"原[定訂]在 .{8,40}? 前|原[定訂]的.{8,24}?(?=答[复覆])|We promised you an answer by [^.]{8,40}?\d\d:\d\d|cannot be answered by [^.]{8,40}?\d\d:\d\d"
)  # what was told before
THEIRS = re.compile(
    r"在 ?[^，。]{8,40}? ?前直接回[复覆]|(?:reply to this email|Not solved\? Reply) by [^.]{8,40}?\d\d:\d\d"
)  # by when they may ask for another look
AGAIN = re.compile(r"没有解决|沒有解決|不同看法|not solved|see it differently", re.IGNORECASE)
AS_COMPLAINT = re.compile(r"按投诉办理|當作投訴處理|treat(?:ed)? (?:it )?as a complaint", re.IGNORECASE)
TO_ADD = re.compile(r"如需补充|如需補充|补充以下|補充以下|wish to add|To add anything", re.IGNORECASE)
SCORE = re.compile(r"1[–-]4")
AS_COMPLAINT_SAID = {"zh-CN": "请按投诉办理。", "zh-TW": "請當作投訴處理。", "en": "Please treat it as a complaint."}
PATIENCE = timedelta(days=20)
SPEAK_FOR_THEMSELVES = frozenset({"acknowledgement", "noted", "thanks"})  # what only says that something was received
SPOKEN = frozenset({"contacted", "visited"})  # receipts of who has spoken to the customer
LETTERS = frozenset({"outcome", "explanation", "update"})
AGAINST = ({"holding", "outcome"}, {"holding", "explanation"}, {"outcome", "explanation"}, {"reopened", "outcome"})


def times_are_kept(played: Played) -> Iterator[Breach]:
    """Every time told to a customer is followed by a word to that customer at or before it."""
    letters = [s for s in played.sent if s.to_customer]
    elsewhere = [s for other in played.others for s in other.sent if s.to_customer]
    for sent in letters:
        language = sent.message.to.language
        for told, line in times(
            THEIRS.sub("", UNTIL_NOW.sub("", sent.text)), language, played.policy.timezone, sent.at
        ):
            if NOT_OURS.search(line) or told + MINUTE > played.end or told + MINUTE <= sent.at:
                continue
            own = (s for s in letters if s.message.name not in SPEAK_FOR_THEMSELVES or _names_another_time(s, sent))
            later = (s for s in (*own, *elsewhere) if _follows(s, sent) and s.at < told + MINUTE)
            later = (s for s in later if s.complaint.id == sent.complaint.id or _goes_on_there(played, sent, s))
            if next(later, None) is None and not _spoken_to(played, sent, told) and _still_reached(played, sent, told):
                yield Breach(
                    promise="times_are_kept",
                    at=told,
                    sent=sent,
                    why=f"nothing was said to the customer by then: {line.strip()}",
                )


def _names_another_time(letter: Sent, sent: Sent) -> bool:
    """Whether it acknowledges as a complaint what was none before, with the time of its answer."""
    first = sent.message.name in SPEAK_FOR_THEMSELVES
    return letter.message.name == "acknowledgement" and not first and bool(letter.message.extra.get("promised"))


def _goes_on_there(played: Played, sent: Sent, letter: Sent) -> bool:
    """Whether that letter of another complaint tells the customer what becomes of it: this one was merged, or the words parted from it since.

    That parted words were received says something where it names a time.
    """
    last = played.steps[-1].decision.complaint if played.steps else None
    merged = last is not None and last.status == "merged"
    parted = (s.at for s in played.steps if any(entry.what == "split" for entry in s.decision.entries))
    of_its_own = any(sent.at <= at <= letter.at for at in parted)
    speaks = letter.message.name not in SPEAK_FOR_THEMSELVES
    names_a_time = of_its_own and bool(letter.message.extra.get("promised"))
    return letter.address == sent.address and ((speaks and (merged or of_its_own)) or names_a_time)


def _follows(later: Sent, sent: Sent) -> bool:
    """Whether it comes after the other: later, or by what was done later in the same second; of two complaints, whose acts have no order, not before it."""
    if later.complaint.id != sent.complaint.id:
        return (later.at, later.decided) >= (sent.at, sent.decided)
    return (later.at, later.step) > (sent.at, sent.step)


def _spoken_to(played: Played, sent: Sent, until: datetime) -> bool:
    """Whether somebody reached the customer by telephone or on a visit meanwhile, and said so."""
    between = (s for s in played.steps if sent.at < s.at < until + MINUTE)
    return any(said.code in SPOKEN for step in between for said in step.decision.results.changes)


def _still_reached(played: Played, sent: Sent, until: datetime) -> bool:
    """Whether letters reached the customer there all the time: what came back is the desk's to mend."""
    states = (s.decision.complaint for s in played.steps if sent.decided <= s.at <= until)
    return all(c is not None and sent.address not in c.unreachable for c in states)


def invitations_have_an_effect(played: Played) -> Iterator[Breach]:
    """Every invitation in a letter has an effect when it is taken up at once."""
    for sent in played.sent:
        if not sent.to_customer:
            continue
        home = _survivor(played, sent.at)
        state = home.state_at(sent.at)
        mark = (
            "invited",
            sent.message.name,
            sent.message.channel,
            state.status,
            state.kind,
            min(state.round, 3),
            sent.message.to.language,
        )
        if mark in played.tried or not customer_channel(state, played.policy):
            continue
        played.tried.add(mark)
        yield from _taken_up(home, sent)


def _survivor(played: Played, at: datetime) -> Played:
    """The complaint that goes on for this one then: what customers write about one that was merged goes there."""
    into = played.state_at(at).merged_into
    return next((other for other in played.others if into and other.context.complaint_id == into), played)


def _taken_up(played: Played, sent: Sent) -> Iterator[Breach]:
    if AGAIN.search(sent.text) and not _is_looked_after(played, sent, INSISTS):
        yield _in_vain(sent, "the customer answers that it is not solved, and nobody is held to it")
    if AS_COMPLAINT.search(sent.text) and not _becomes_complaint(played, sent):
        yield _in_vain(sent, "the customer asks for it to be treated as a complaint, and it is not")
    if TO_ADD.search(sent.text) and not _is_heard(played, sent):
        yield _in_vain(sent, "the customer adds something, and nobody of staff reads it")
    if SCORE.search(sent.text) and not _counts(played, sent):
        yield _in_vain(sent, "the customer answers with a number, and it is not recorded")


def _in_vain(sent: Sent, why: str) -> Breach:
    return Breach(promise="invitations_have_an_effect", at=sent.at, sent=sent, why=why)


def _is_looked_after(played: Played, sent: Sent, said: dict[str, str]) -> bool:
    """Whether staff hear of the customer's words, and are chased if nobody acts on them, or it begins anew."""
    state, at = played.state_at(sent.at), sent.at + MINUTE
    if state.status == "open":
        return _is_heard(played, sent)
    decision = played.what_if(state, customer_writes(state, played.life, said, at, "if-reply"))
    after = decision.complaint
    if after is None or not any(m.to.role != "customer" for m in decision.messages):
        return False
    if after.status == "open":
        return True
    following = ticks(played, after, at + PATIENCE)
    return any(m.to.role != "customer" for later in following for m in later.messages)


def _becomes_complaint(played: Played, sent: Sent) -> bool:
    state, at = played.state_at(sent.at), sent.at + MINUTE
    decision = played.what_if(state, customer_writes(state, played.life, AS_COMPLAINT_SAID, at, "if-complaint"))
    after = decision.complaint
    if after is None or after.kind in played.policy.flow_kinds:
        return after is not None
    return _is_looked_after(played, sent, AS_COMPLAINT_SAID)


def _is_heard(played: Played, sent: Sent) -> bool:
    state, at = played.state_at(sent.at), sent.at + MINUTE
    decision = played.what_if(state, customer_writes(state, played.life, INSISTS, at, "if-added"))
    return any(m.to.role != "customer" for m in decision.messages)


def _counts(played: Played, sent: Sent) -> bool:
    state, at = played.state_at(sent.at), sent.at + MINUTE
    if state.moment("visited") is not None or state.status == "open":
        return True  # a later answer: the number belongs to a round that is over
    fact = SurveyAnswered(id="if-score", at=at, score=4, round=state.round, channel="sms")
    after = played.what_if(state, fact).complaint
    return after is not None and after.satisfaction == 4  # noqa: PLR2004


def nothing_twice_or_contradictory(played: Played) -> Iterator[Breach]:
    """Nothing reaches one person twice in a minute, and nothing that contradicts it."""
    by_reader: dict[tuple[str, str], list[Sent]] = {}
    for sent in (each for each in played.sent if not each.along):  # what came along is in the words of its mail
        by_reader.setdefault((sent.message.channel, sent.address), []).append(sent)
    for sents in by_reader.values():
        for one, other in pairwise(sents):
            if other.at - one.at < MINUTE and (why := _clash(one, other)):
                yield Breach(promise="nothing_twice_or_contradictory", at=other.at, sent=other, why=why)


def _clash(one: Sent, other: Sent) -> str:
    names = {one.message.name, other.message.name}
    if _words_of(one) == _words_of(other) and not _is_joined(one, other):
        return f"the same was said twice in one minute ({one.message.name}, {other.message.name})"
    waited = one.at > one.decided and other.decided <= one.at  # for the morning, or so that it could be taken back
    could_be_withheld = one.step == other.step or waited
    if other.to_customer and one.to_customer and could_be_withheld and any(names == pair for pair in AGAINST):
        return f"{one.message.name} and {other.message.name} in one minute"
    if names == {"reminder", "chase"} and _limit_of(one) == _limit_of(other):
        return "reminded of a limit and told that it has passed in one minute"
    return ""


def _limit_of(sent: Sent) -> tuple[object, object]:
    """Which limit it is about: of several promises that are kept by one task each says when it was made."""
    return sent.message.extra.get("clock"), sent.message.extra.get("promised_on")


def _is_joined(one: Sent, other: Sent) -> bool:
    """Whether both leave as one mail, each for a duty of its own: the reader's, and that of whom they stand in for."""
    together = all(kind_of(s.message.name, s.message.to.role).together and not s.to_customer for s in (one, other))
    return together and one.message.extra.get("clock") != other.message.extra.get("clock")


def _words_of(sent: Sent) -> str:
    return sent.rendered.subject + re.sub(r"https?://\S+|mailto:\S+", "", sent.text)


def no_letter_is_empty(played: Played) -> Iterator[Breach]:
    """A letter that brings what staff have written brings something."""
    written = {answers.SAID[language] for language in answers.SAID}
    for sent in played.sent:
        if not sent.text.strip() or not sent.rendered.subject.strip():
            yield Breach(promise="no_letter_is_empty", at=sent.at, sent=sent, why="it has no words")
        elif sent.to_customer and sent.message.name in LETTERS and not _brings_words(sent, written):
            yield Breach(
                promise="no_letter_is_empty", at=sent.at, sent=sent, why="nothing that staff wrote stands in it"
            )


def _brings_words(sent: Sent, written: set[str]) -> bool:
    if kind_of(sent.message.name, "customer").text_from == "staff" and not isinstance(
        sent.message.extra.get("text"), str
    ):
        return True  # a sentence of the system's own
    body = sent.text.partition("：\n")[2] or sent.text
    quoted = [line for line in body.splitlines() if line.startswith("｜") and line.strip("｜ ")]
    return bool(quoted) or any(words in sent.text for words in written)
