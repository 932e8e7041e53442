"""First step, for what comes from outside: a customer's first or further message, and what machines write."""

import msgspec

from chalicelib.core.complaint.decision import Extra
from chalicelib.core.complaint.facts import (
    CustomerWrote,
    MachineWrote,
    Writing,
)
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hear import (
    alarms,
    calls_wished,
    coming_back,
    promised_things,
    registering,
    second_matter,
    undeliverable,
    verdicts,
)
from chalicelib.core.handling.hold import apart as part_or_not
from chalicelib.core.handling.hold import (
    closing,
    conduct,
    doubtful,
    doubts,
    replies,
    standing_tasks,
    tasks,
)
from chalicelib.core.handling.timing import deadlines
from chalicelib.core.people import people
from chalicelib.core.register.forgetting import without_contacts
from chalicelib.core.written import subjects
from chalicelib.core.written.answers import can_answer
from chalicelib.core.written.progress import asks_how_it_stands
from chalicelib.core.written.ratings import verdict_before_another
from chalicelib.core.written.second_matters import Another
from chalicelib.core.written.withdrawals import takes_it_back

SAID = 8_000  # characters of later words that rules hear: the newest
THREAD = 10  # Message-IDs kept: what a References header of first 4 and last 6 can use
MAILS_KNOWN = 20  # mails that are known again


def customer_wrote(draft: Draft, fact: CustomerWrote) -> None:
    """A first message registers the complaint, a further one is added to it."""
    if not fact.doubtful:
        heard_from(draft, fact.complainant.mail, fact.complainant.phone)
    conduct.learn(draft)
    first = not draft.complaint.moments
    words = fact.writing.words if first else _newly(fact.writing)
    another: Another = (
        "no" if first or fact.automatic or fact.storm or not words else second_matter.in_question(draft, fact, words)
    )
    if another == "plainly":
        second_matter.open_another(draft, *_without_verdict(draft, fact, words))
        return
    draft.add_evidence(fact.writing)
    _keep_thread(draft, fact.writing)
    if first:
        registering.register(draft, fact)
        return
    undeliverable.answer_again(draft)
    _add(draft, fact, apart=another == "perhaps")
    doubtful.hush(draft, words)
    draft.outgoing.pass_on_once()


def _without_verdict(draft: Draft, fact: CustomerWrote, words: str) -> tuple[CustomerWrote, str]:
    """A figure that a text begins with judges the answer that was asked about; what follows is the other matter."""
    complaint = draft.complaint
    asked = complaint.moment("answered") is not None and complaint.moment("visited") is None
    score, said, rest = verdict_before_another(words, draft.policy.measure_words)
    if not score or not asked or fact.channel != "sms" or replies.is_on_its_way(draft):
        return fact, words
    verdicts.take_verdict(draft, score, said, by="customer")
    return msgspec.structs.replace(fact, writing=msgspec.structs.replace(fact.writing, subject="")), rest


def came_before(complaint: Complaint, writing: Writing) -> bool:
    """Whether it is a mail that this complaint knows: the servers on its way may hand it in twice."""
    return bool(writing.message_id) and writing.digest in complaint.heard


def _add(draft: Draft, fact: CustomerWrote, *, apart: bool) -> None:
    complaint, words = draft.complaint, _newly(fact.writing)
    draft.record("customer_wrote", text=words, by="customer", reason=fact.channel, raw=fact.writing.raw)
    if fact.automatic or not words:
        return
    alarms.listen(draft, words)
    doubts.hear(draft, words, room=SAID)
    draft.change(later_words=f"{complaint.later_words}\n{words}".strip()[-SAID:])
    paused = draft.complaint.pauses
    if _may_answer(fact.writing, draft.complaint.last_words.get("question", "")):
        closing.end_pause(draft)
    answers = draft.complaint.pauses != paused
    second_matter.remember(draft, fact, words, answered=answers)
    kept_back = doubts.keep_back(draft)
    _learn(draft, fact)
    extra: Extra = {"text": words}
    awaited = not answers and not fact.mute and promised_things.hears_when_it_comes(draft, words)
    if apart and not awaited:
        draft.send("customer_added", "desk", extra=extra | part_or_not.ask(draft))
    shown = not answers and coming_back.is_shown_how(draft, words, by_text=fact.channel == "sms")
    if shown or coming_back.is_taken_at_its_word(draft, words):
        return
    if not awaited and (complaint.status == "open" or replies.is_on_its_way(draft)):
        _pass_on(draft, words, kept_back=kept_back)
    elif not awaited:
        _come_back(draft, fact, words, answers=answers, apart=apart)
    promised_things.tell_who_promised(draft, words)
    if _writes_in_short_parts(draft.complaint, fact):
        draft.outgoing.wait_for_more()


def _pass_on(draft: Draft, words: str, *, kept_back: bool) -> None:
    """Before the answer is there to be read: whoever handles the complaint goes on with it, and of an answer on its way the desk judges it.

    The desk alone reads words that may be about the handler, or that tell of threats, perhaps by their own unit.
    """
    answered = draft.complaint.status != "open"
    coming_back.tell_how_it_stands(draft, words)
    withheld = kept_back or draft.danger == "threatened"
    if draft.complaint.kind in draft.policy.flow_kinds and not answered and takes_it_back(words):
        coming_back.takes_back(draft, words, withheld=withheld)
        return
    if not withheld:
        _tell_the_handler(draft, words)
    if answered:  # nobody's clock runs any more, and the answer that leaves knows nothing of it
        coming_back.ask_the_desk(draft, words)


def _tell_the_handler(draft: Draft, words: str) -> None:
    by = deadlines.overdue_promise(draft).get("new_due")
    asks: Extra = {"reason": "asks"} if asks_how_it_stands(words) else {}
    extra: Extra = {"text": words}
    waits: Extra = {"due": by} if by else {}
    said = extra | asks | (replies.still_waits(draft) or waits)
    draft.send("customer_added", "handler", extra=calls_wished.marked(said, words))


def _come_back(draft: Draft, fact: CustomerWrote, words: str, *, answers: bool, apart: bool) -> None:
    """After the answer or the closing: filed where contact is on record, unless it may be new; a verdict; or what the words say."""
    files, by_text = conduct.files(draft), fact.channel == "sms"
    if files and not apart:
        conduct.file(draft, words, mute=fact.mute)
    elif not files and (score := 0 if answers else coming_back.verdict_in(draft, fact.writing.text, by_text=by_text)):
        verdicts.take_written_verdict(draft, score, words, fact)
    elif not files and draft.complaint.kind in draft.policy.flow_kinds:
        coming_back.comes_back(draft, words)
    else:
        coming_back.ask_the_desk(draft, words)
        if not files:
            draft.send("customer_added", "handler", extra=calls_wished.marked({"text": words}, words))


def _writes_in_short_parts(complaint: Complaint, fact: CustomerWrote) -> bool:
    """Whether they wrote before within a minute: the first addition goes on at once, for what follows there is one mail."""
    said = [added.at for added in complaint.additions[:-1]]
    begun = complaint.moment("received")
    if fact.channel == "sms" and begun is not None and complaint.moment("answered") is None:
        said.append(begun)
    return any(abs(fact.at - at) < second_matter.IN_PARTS for at in said)


def _may_answer(writing: Writing, question: str) -> bool:
    """Whether it can be the answer to what was asked: words that say something, or a file that is no part of a signature."""
    files = any(not each.inline for each in writing.evidence)
    return files or can_answer(writing.text or (writing.subject if not writing.full_text.strip() else ""), question)


def _learn(draft: Draft, fact: CustomerWrote) -> None:
    """A further way to reach the complainant, or their name, where we had none; nobody takes another's place."""
    known, told = draft.complaint.complainant, fact.complainant
    draft.change(
        complainant=msgspec.structs.replace(
            known, name=known.name or told.name, mail=known.mail or told.mail, phone=known.phone or told.phone
        )
    )


def pass_on_help(draft: Draft, text: str) -> None:
    """What a department that was asked for help answers reaches whoever asked for it."""
    mine = people.roles_of(draft.by, draft.complaint, draft.policy, draft.now)
    if "assistants" in mine and draft.by != draft.complaint.handler:
        draft.send("information", "handler", extra={"who": draft.by, "text": text})


def heard_from(draft: Draft, *addresses: str) -> None:
    """Who writes from an address can be written to again, and need not be searched for."""
    gone = tuple(a for a in draft.complaint.unreachable if a not in addresses)
    waiting = draft.complaint.open_task(standing_tasks.CALL.name)
    if waiting is not None and gone != draft.complaint.unreachable:
        tasks.finish(draft, waiting, {})
    draft.change(unreachable=gone)
    doubtful.believe(draft)


def _keep_thread(draft: Draft, writing: Writing) -> None:
    """The mail's place in the conversation, and what it is known again by when a server on its way hands it in twice."""
    message_id = writing.message_id
    if message_id:
        draft.change(heard=(*draft.complaint.heard, writing.digest)[-MAILS_KNOWN:])
    if message_id and message_id not in draft.complaint.thread:
        thread = (*draft.complaint.thread, message_id)
        draft.change(thread=thread if len(thread) <= THREAD else (*thread[:4], *thread[-6:]))


def _newly(writing: Writing) -> str:
    """What a further message adds: its own words, else the names of its files; "" if it only quotes ours."""
    subject = "" if subjects.answers(writing.subject) or writing.full_text.strip() else writing.subject
    return writing.text or subject or "\n".join(each.name for each in writing.evidence)


def machine_wrote(draft: Draft, fact: MachineWrote) -> None:
    """Out-of-office and other automatic mail is filed, and that is all."""
    who = draft.complaint.complainant
    by = "customer" if fact.sender in (who.mail, who.phone) else without_contacts(fact.sender)
    draft.record("automatic_mail", text=fact.writing.words, by=by, raw=fact.writing.raw)
