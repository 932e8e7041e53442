"""A life while it is played: the complaints of one customer, and what may happen with them."""

from datetime import datetime, timedelta

import msgspec

from chalicelib.core.complaint.context import Related
from chalicelib.core.complaint.facts import AnyFact, CustomerWrote, OtherDecided
from chalicelib.core.policy.model import Policy
from chalicelib.pipeline.consequences import split_off
from redress.proving import answers, words
from redress.proving.course import Course, Sent, customer_writes, offered
from redress.proving.lives import Act, Life


class Scene:
    """The complaints of one customer, the first of them first, and what people do with them."""

    def __init__(self, policy: Policy, life: Life) -> None:
        self.policy, self.life = policy, life
        self.courses = [Course(policy, life)]
        self.answered: set[int] = set()
        self.replies = 0

    def wind(self, until: datetime) -> None:
        """Lets time pass for each complaint until then."""
        for course in self.courses:
            course.wind(until)

    def take(self, course: Course, fact: AnyFact, act: Act | None, answered: Sent | None = None) -> None:
        """What happens with that complaint, and the further ones that come of it."""
        course.context = msgspec.structs.replace(course.context, related=self._others(course))
        course.take(fact, fact.at, act, answered)
        step = course.steps[-1]
        if step.fact is not fact or step.decision.complaint is None:
            return
        for nth, follow_up in enumerate(step.decision.facts):
            at = fact.at + timedelta(seconds=1)
            told = OtherDecided(id=f"{fact.id}-{nth}", at=at, source=step.decision.complaint.id, follow_up=follow_up)
            if follow_up.name == "split_off":
                opened, related = split_off(step.decision.complaint, told)
                self.open(opened, at, act, related)
            for other in [c for c in self.courses if c.complaint and c.complaint.id == follow_up.complaint]:
                self.take(other, told, None)

    def _others(self, course: Course | None = None) -> tuple[Related, ...]:
        """The customer's other complaints as they stand."""
        known = (each.complaint for each in self.courses if each is not course)
        return tuple(Related(id=c.id, number=c.number, status=c.status, own=True) for c in known if c is not None)

    def survivor(self, course: Course) -> Course:
        """The complaint that goes on for this one: itself, or the one that it was merged into."""
        into = course.complaint.merged_into if course.complaint else ""
        return next((each for each in self.courses if each.complaint and each.complaint.id == into), course)

    def open(self, fact: CustomerWrote, at: datetime, act: Act | None, *related: Related) -> None:
        """One more complaint of the customer. `related`: of the others those that it came from; all, if that is not said."""
        course = Course(self.policy, self.life, len(self.courses) + 1, related or self._others())
        course.take(fact, at, act)
        if course.complaint is not None:
            self.courses.append(course)

    def writes(self, course: Course, text: words.Texts, act: Act, at: datetime) -> None:
        """The customer adds these words to that complaint, or to the one that it was merged into."""
        course = self.survivor(course)
        if course.complaint is not None:
            fact = customer_writes(course.complaint, self.life, text, at, self.fact(course))
            self.take(course, fact, act)

    def reply(self, course: Course, sent: Sent, text: str, act: Act, at: datetime, *, with_files: bool = False) -> None:
        """Staff reply to that mail with this text, in words of this reply alone."""
        self.replies += 1
        said = words.marked(text, self.replies)
        about = (said, sent.message, self.policy, at, self.fact(course), sent.rendered.subject)
        self.take(course, answers.wrote(*about, with_files=with_files), act, sent)

    def fact(self, course: Course) -> str:
        """The id of what happens next."""
        return f"act-{self.courses.index(course)}-{course.count}"

    def asking(self, course: Course, names: frozenset[str] = frozenset()) -> list[Sent]:
        """Mails to staff that offer something and have not been answered: all but receipts, or those so named."""
        return [s for s in course.sent if id(s) not in self.answered and s.message.name != "receipt"
                and (not names or s.message.name in names) and offered(s, self.policy)]  # fmt: skip
