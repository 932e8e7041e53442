"""A message of a customer that is about another matter becomes a complaint of its own, with the time at which it came.

By itself where the words are plain, or where the policy's rules give them to another unit and another category; by the desk
(拆分) where they were taken for an addition. Nothing of it stays behind. What is merged (合并) brings its words along.
"""

from datetime import datetime, timedelta
from typing import Literal

import msgspec

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.context import Context
from chalicelib.core.complaint.decision import Extra, FollowUp
from chalicelib.core.complaint.facts import CustomerWrote, Writing
from chalicelib.core.complaint.model import Addition, Channel, Complaint, Evidence, Task
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hold import promises, tasks
from chalicelib.core.handling.judge import judging
from chalicelib.core.people import people
from chalicelib.core.written import subjects
from chalicelib.core.written.another_story import goes_on, has_begun, is_mere_detail, shows_proof, tells_another_story
from chalicelib.core.written.calls_wished import beside_the_wish, wishes_for_a_call
from chalicelib.core.written.danger import danger_in
from chalicelib.core.written.dissatisfaction import opinion_in
from chalicelib.core.written.further_things import adds_to_the_story
from chalicelib.core.written.people_brought_in import without_those_brought_in
from chalicelib.core.written.progress import asks_how_it_stands
from chalicelib.core.written.second_matters import (
    Another,
    another_matter,
    points_back,
    stands_alone,
    tells_of_trouble,
    turns_to_more,
)
from chalicelib.core.written.withdrawals import takes_it_back
from chalicelib.core.written.words import folded

ADDITIONS = 10  # messages that can still be parted: the newest
WORDS = 4_000  # characters of each; the original lies where its key says
CARRIED, SUBJECT = 20_000, 20
IN_PARTS = timedelta(minutes=1)
_NEAR = ("", "by both within", "by category", "by nothing")  # no other unit's by the rules
NAMED_BY = 4  # characters by which the desk names a message


def in_question(draft: Draft, fact: CustomerWrote, words: str) -> Another:
    """Whether what is added to this complaint is about something else. A mail came as an answer of ours or with the number:
    there only plain words count; a text carries no thread, and the policy's rules are asked too.
    """
    words = without_those_brought_in(words, draft.complaint.words)
    said, back = another_matter(words), points_back(words)
    if said == "plainly":
        return said
    if takes_it_back(words) or asks_how_it_stands(words) or (said == "no" and shows_proof(words)):
        return "no"
    if wishes_for_a_call(words) and is_mere_detail(beside_the_wish(words)):
        return "no"
    elsewhere = _elsewhere(draft, words)
    if fact.channel != "sms" and elsewhere in _NEAR and adds_to_the_story(words, draft.complaint.words):
        return "no"
    if said == "no" and back:
        apart = elsewhere == "by both and name" or _is_a_story_of_its_own(draft, fact, words)
        return "perhaps" if apart else said
    first = draft.complaint.text  # it may be the tail of a message that overtook its head
    begun = stands_alone(first) or tells_of_trouble(first)
    both, trouble = elsewhere.startswith("by both"), tells_of_trouble(words)
    told = stands_alone(words) or (trouble and (both or elsewhere == "by unit"))
    turns = trouble and not back and (said == "perhaps" or turns_to_more(words))
    beside = turns or (both and said == "perhaps" and not back)
    apart = elsewhere in ("by both and name", "by both", "by unit")
    if fact.channel == "sms" and apart and (beside or (begun and told)) and not goes_on(words):
        return "plainly"
    if (both and not is_mere_detail(words)) or (elsewhere and (turns or (trouble and elsewhere == "by unit"))):
        return "perhaps"
    sounds = fact.channel == "sms" and not back and _sounds_like_another(draft, words, elsewhere)
    return "perhaps" if sounds or _is_a_story_of_its_own(draft, fact, words) else said


def _is_a_story_of_its_own(draft: Draft, fact: CustomerWrote, words: str) -> bool:
    """Whether it goes on with nothing that was said, neither answers a question nor is the next piece of a message written in short ones, and
    is no word of dissatisfaction with an answer.
    """
    complaint = draft.complaint
    if any(p.end is None for p in complaint.pauses) or not has_begun(complaint.text):
        return False
    if complaint.status == "merged" or (complaint.status != "open" and opinion_in(words) == "dissatisfied"):
        return False
    said = (complaint.moment("received"), *(added.at for added in complaint.additions))
    near = any(at is not None and abs(fact.at - at) < IN_PARTS for at in said)
    alarms = danger_in(words, draft.policy.everyday_words)  # which the desk reads at once
    return not (near or alarms) and tells_another_story(words, complaint.words)


def _sounds_like_another(draft: Draft, words: str, elsewhere: str) -> bool:
    """Whether a text that tells of trouble may be about something else though it says no word of it: the rules know it for another
    category and for no unit, or it resembles what came for another unit and category. The desk is asked, and that is all.
    """
    if not tells_of_trouble(words):
        return False
    if elsewhere == "by category" or "unit" not in draft.policy.examples:
        return elsewhere == "by category"
    mine, other = draft.complaint, _by_the_rules(draft, words, taught=True)
    whose = other.unit or other.department
    return whose not in ("", mine.unit, mine.department) and other.category not in ("", mine.category)


def _elsewhere(
    draft: Draft, words: str
) -> Literal["by both and name", "by both", "by both within", "by unit", "by name", "by category", "by nothing", ""]:
    """Whether the rules give these words, alone, to another unit and another category than the complaint's; or name another
    unit and know no category; or name another unit or department alone; or know of no unit that they would give them to, and perhaps of
    another category. Within: another category, but of units only the department that the complaint's own is part of.
    """
    mine, other, nothing = draft.complaint, _by_the_rules(draft, words), _by_the_rules(draft, "")
    unit, others = mine.unit or mine.department, other.unit or other.department
    fixed = nothing.category  # what the rules say of whatever they know nothing of
    if not (unit and others and unit != others):
        if not unit or others or fixed == mine.category:
            return ""
        return "by nothing" if other.category in ("", fixed, mine.category) else "by category"
    named = mine.unit and other.unit not in ("", mine.unit, nothing.unit)
    if other.category not in ("", fixed, mine.category):
        within = not other.unit and other.department == mine.department
        return "by both and name" if named else "by both within" if within else "by both"
    if not named:
        return "by name" if other.department not in (mine.department, nothing.department) else ""
    return "by unit" if other.category == fixed != mine.category else "by name"


def _by_the_rules(draft: Draft, words: str, *, taught: bool = False) -> Complaint:
    """What the rules would make of these words, had they come as a complaint of their own. Where examples know the units the
    rules alone say it, unless what was `taught` is asked for: what a message resembles is too little to part it by.
    """
    examples = draft.policy.examples if taught or "unit" not in draft.policy.examples else {}
    policy, who = msgspec.structs.replace(draft.policy, examples=examples), draft.complaint.complainant
    blank = Complaint(
        id="", number="", policy=policy.name, text=words, complainant=who, channel=draft.complaint.channel
    )
    alone = Draft(blank, draft.fact, policy, Context(), draft.now)
    judging.judge(alone)
    return alone.complaint


def open_another(draft: Draft, fact: CustomerWrote, words: str) -> None:
    """Another complaint opens with this message; here it leaves no more than a line of the history."""
    writing = fact.writing
    if writing.message_id:
        draft.change(heard=(*draft.complaint.heard, writing.digest))
    draft.record("second_matter", by="customer", reason=fact.channel, raw=writing.raw)
    _carry(draft, writing, words, fact.at, fact.channel)


def remember(draft: Draft, fact: CustomerWrote, words: str, *, answered: bool) -> None:
    """Keeps the message as one, so that it can still become a complaint of its own."""
    writing = fact.writing
    added = Addition(
        at=fact.at,
        channel=fact.channel,
        text=words[:WORDS],
        subject=writing.subject,
        raw=writing.raw,
        answered=answered,
    )
    draft.change(additions=(*draft.complaint.additions, added)[-ADDITIONS:])


def meant(draft: Draft, words: str) -> Addition | None:
    """The newest message that these words begin or quote; without words the newest of all. None if the words are the desk's own."""
    said = folded(words)
    for added in reversed([each for each in draft.complaint.additions if not each.number]):
        text = folded(added.text)
        if not said or (len(said) >= NAMED_BY and said in text) or (len(text) >= NAMED_BY and text in said):
            return added
    return None


def part(draft: Draft, added: Addition) -> None:
    """Takes a message out of this complaint again and opens one of its own with it, as of when it came."""
    complaint = draft.complaint
    files = tuple(e for e in complaint.evidence if added.raw and e.raw == added.raw)
    pauses = tuple(
        msgspec.structs.replace(p, end=None)
        if added.answered and p.end == added.at and complaint.status == "open"
        else p
        for p in complaint.pauses
    )
    draft.change(
        additions=tuple(a for a in complaint.additions if a is not added),
        later_words=complaint.later_words.replace(added.text, "", 1).strip(),
        evidence=tuple(e for e in complaint.evidence if e not in files),
        pauses=pauses,
    )
    draft.record("split", text=added.text, raw=added.raw)
    _carry(
        draft,
        Writing(text=added.text, subject=added.subject, raw=added.raw, evidence=files),
        added.text,
        added.at,
        added.channel,
    )


def _carry(draft: Draft, writing: Writing, words: str, at: datetime, channel: str) -> None:
    values = {
        "text": words[:CARRIED],
        "from": draft.complaint.id,
        "number": draft.complaint.number,
        "at": at.isoformat(),
        "channel": channel,
        "subject": "" if subjects.answers(writing.subject) else writing.subject,
        "raw": writing.raw,
        "message_id": writing.message_id,
        "by": draft.by,
        "evidence": msgspec.json.encode(writing.evidence).decode(),
    }
    draft.outgoing.follow_ups.append(FollowUp(complaint="", name="split_off", values=values))


def told(draft: Draft) -> dict[str, str]:
    """What the customer of a complaint that is merged into another has said, for whoever goes on with it."""
    complaint, who = draft.complaint, draft.complaint.complainant
    first = (
        complaint.text if complaint.subject[:SUBJECT] in complaint.text else f"{complaint.subject}\n{complaint.text}"
    )
    return {
        "number": complaint.number,
        "text": f"{first}\n{complaint.later_words}".strip()[:CARRIED],
        "at": draft.at.isoformat(),
        "channel": complaint.channel,
        "mail": who.mail,
        "phone": who.phone,
        "evidence": msgspec.json.encode(complaint.evidence).decode(),
        "promises": msgspec.json.encode(promises.still_open(draft)).decode(),
    }


def join(draft: Draft, values: dict[str, str]) -> None:
    """The words of a complaint that was merged into this one reach its handler; of the same customer they are additions."""
    words, number, who = values["text"], values["number"], draft.complaint.complainant
    if (who.mail and who.mail == values["mail"]) or (who.phone and who.phone == values["phone"]):
        at, channel = datetime.fromisoformat(values["at"]), msgspec.convert(values["channel"], Channel)
        added = Addition(at=at, channel=channel, text=words[:WORDS], number=number)
        draft.change(
            additions=(*draft.complaint.additions, added)[-ADDITIONS:],
            later_words=f"{draft.complaint.later_words}\n{added.text}".strip(),
        )
    draft.add_evidence(Writing(evidence=files_of(values)))
    draft.send("customer_added", "handler", extra={"text": words, "numbers": [number], "reason": "joined"})
    _ask_who_promised(draft, promises.take_over(draft, promises_of(values), number), number)


def _ask_who_promised(draft: Draft, moved: list[Task], number: str) -> None:
    """Whoever promised something there reads that it is to be kept and reported here."""
    for task in moved:
        rule = tasks.rule_of(draft, task.name)
        if rule is not None:
            said: Extra = {"promise": task.promised, "reason": saying.say("promise_moved", number=number)}
            said |= {"due": task.due.isoformat()} if task.due else {}
            said["promised_before"] = promises.before(draft, rule, task.opened)
            keeper = people.staff(task.assignee, "assignee", draft.policy, draft.now)
            draft.send_to(tasks.message_of(rule), keeper, extra=tasks.asked(draft, rule, said))


def take_back(draft: Draft, source: str, number: str) -> None:
    """What came with a merger goes with its end; files stay listed with both."""
    for added in draft.complaint.additions:
        if added.number == number:
            draft.change(later_words=draft.complaint.later_words.replace(added.text, "", 1).strip())
    promises.give_back(draft, source, number)
    draft.change(additions=tuple(a for a in draft.complaint.additions if a.number != number or not number))


def promises_of(values: dict[str, str]) -> tuple[Task, ...]:
    """The promises that go along with the words of a complaint that was merged."""
    return msgspec.json.decode(values.get("promises", "[]"), type=tuple[Task, ...])


def files_of(values: dict[str, str]) -> tuple[Evidence, ...]:
    """The files that go along with a message that was carried off."""
    return msgspec.json.decode(values.get("evidence", "[]"), type=tuple[Evidence, ...])
