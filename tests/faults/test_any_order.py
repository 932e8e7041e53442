"""Whatever people do, in whatever order, and whatever call fails meanwhile: the office agrees with a simple model of it.

The model knows which words were said about which matter. Events come twice, late and again; calls fail, lose their answers
or end the process; ticks come doubled.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import msgspec
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

import app
from chalicelib.aws.bodies import unpacked
from chalicelib.core.complaint.context import Context
from chalicelib.core.complaint.facts import TimePassed
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.handling import decide
from chalicelib.core.register.indexing import instant
from chalicelib.pipeline.consequences import nothing_new
from sandbox import Sandbox
from sandbox.sent import SentMail
from sandbox.staff import reply
from tests.faults.branches import back_to, remembered
from tests.faults.breaking import Breaker, Killed
from tests.stories.acts import ANSWER
from tests.stories.letters import letter

MAILS, PHONES = ("zhang.wei@qq.com", "li.na@163.com"), ("+8613505350001", "+8613505350002")
WORDS = "今天上午9点客运总站检票员态度恶劣，我要投诉。"
ORDERS = ("#备注 已联系司机", "#转办 公交公司 经查是公交线路", ANSWER)

SAID = ("received", "customer_wrote", "staff_wrote")

pick = st.integers(0, 11)
copies = st.integers(1, 2)
mishap = st.one_of(
    st.none(),
    st.tuples(st.integers(0, 14), st.sampled_from(["fails", "busy", "unanswered", "killed", "twice at once"])),
)


class Matter(msgspec.Struct):
    """What the model knows of one matter: who brought it, and every word said about it."""

    customer: str
    said: list[str]
    answers: int = 0


class Life(RuleBasedStateMachine):
    """People and mishaps around one office."""

    def __init__(self, box: Sandbox, breaker: Breaker, start: Any) -> None:
        super().__init__()
        self.box, self.breaker = box, breaker
        back_to(box, start)
        self.matters: list[Matter] = []
        self.events: list[tuple[str, str]] = []
        self.versions: dict[str, int] = {}
        self.resent = 0
        self.words = 0

    # -- what people do -------------------------------------------------------------------------------------------------

    @rule(who=st.sampled_from(MAILS), copies=copies, mishap=mishap)
    def a_customer_writes(self, who: str, copies: int, mishap: Any) -> None:
        said = self._words()
        self.matters.append(Matter(who, [said]))
        mail = letter(who, self.box.address, "投诉", said)
        self._happens(lambda: self.box.email(mail, deliveries=copies), mishap)

    @rule(who=st.sampled_from(PHONES), copies=copies, mishap=mishap)
    def a_customer_texts(self, who: str, copies: int, mishap: Any) -> None:
        said = self._words()
        known = next((matter for matter in self.matters if matter.customer == who), None)
        if known:
            known.said.append(said)
        else:
            self.matters.append(Matter(who, [said]))
        self._happens(lambda: self.box.sms(who, said, deliveries=copies), mishap)

    @precondition(lambda self: self.matters)
    @rule(which=pick, copies=copies, mishap=mishap)
    def a_customer_replies(self, which: int, copies: int, mishap: Any) -> None:
        matter = self.matters[which % len(self.matters)]
        if mail := self._newest(matter, matter.customer):
            said = self._words()
            matter.said.append(said)
            raw = reply(mail, said, sender=matter.customer)
            self._happens(lambda: self.box.email(raw, deliveries=copies), mishap)

    @precondition(lambda self: self.matters)
    @rule(which=pick, order=st.sampled_from(ORDERS), copies=copies, mishap=mishap)
    def the_handler_orders(self, which: int, order: str, copies: int, mishap: Any) -> None:
        matter = self.matters[which % len(self.matters)]
        complaint = self._complaint(matter)
        if mail := self._newest(matter, complaint.handler):
            said = self._words()
            matter.said.append(said)
            matter.answers += order == ANSWER and complaint.status == "open"
            raw = reply(mail, f"{order}\n{said}", sender=complaint.handler)
            self._happens(lambda: self.box.email(raw, deliveries=copies), mishap)

    # -- what else happens ----------------------------------------------------------------------------------------------

    @rule(minutes=st.sampled_from([1, 4, 90, 1440]), mishap=mishap)
    def time_passes(self, minutes: int, mishap: Any) -> None:
        self._happens(lambda: self.box.wind(minutes=minutes), mishap)

    @rule(mishap=mishap)
    def the_tick_comes_twice(self, mishap: Any) -> None:
        self._happens(lambda: (self.box.tick(), self.box.tick()), mishap)

    @precondition(lambda self: self.events)
    @rule(which=pick, mishap=mishap)
    def something_old_comes_again(self, which: int, mishap: Any) -> None:
        queue, body = self.events[which % len(self.events)]
        self._happens(lambda: (self.box._cloud.put_message(queue, body), self.box._settle()), mishap)

    # -- what holds at any time -------------------------------------------------------------------------------------------

    @invariant()
    def every_word_is_kept_once_and_with_its_matter(self) -> None:
        found = {matter.said[0]: self._complaint(matter).id for matter in self.matters}
        assert len(set(found.values())) == len(self.matters) == len(self._complaints())
        heard = {c["id"]: self._heard(c["number"]) for c in self._known()}
        for matter in self.matters:
            own = found[matter.said[0]]
            for said in matter.said:
                assert {about: text.count(said) for about, text in heard.items() if said in text} == {own: 1}

    @invariant()
    def no_number_is_given_twice_and_versions_only_grow(self) -> None:
        complaints = self._complaints()
        assert len({each.number for each in complaints}) == len(complaints)
        now = {each.id: each.version for each in complaints}
        assert all(now[each] >= version for each, version in self.versions.items())
        self.versions = now

    @invariant()
    def nothing_goes_out_twice(self) -> None:
        sent = Counter(mail.tags["outbox"][0] for mail in self.box.mails)
        assert sent.most_common(1)[0][1] == 1 if sent else True
        texts = Counter((text.to, text.text) for text in self.box.texts)
        assert sum(texts.values()) - len(texts) <= self.resent
        assert not self.box.dead_letters

    def teardown(self) -> None:
        """In the end everybody was told what they are owed, once, and nothing is left over."""
        self._happens(lambda: self.box.wind(minutes=45), None)
        self.nothing_goes_out_twice()
        assert not list(self._overdue())
        office, now = app.container(), self.box.now
        for stored in self._stored():
            complaint = stored.complaint
            known = Context(complaint_id=complaint.id)
            owed = decide(complaint, TimePassed(id="x", at=now), office.policies.of(complaint.rules), known, now)
            assert nothing_new(owed, stored)
            assert complaint.next_check_at is None or complaint.next_check_at > now
        for matter in self.matters:
            told = Counter(m.tags["message"][0] for m in self._mails(matter) if matter.customer in m.to)
            if matter.customer in MAILS:
                assert told["acknowledgement"] == 1
                assert told["outcome"] == matter.answers

    # -- within -------------------------------------------------------------------------------------------------------------

    def _happens(self, act: Callable[[], object], mishap: Any) -> None:
        self.breaker.prepare(*(mishap or ()))
        put = self.box._cloud.put_message
        self.box._cloud.put_message = lambda queue, body: (self.events.append((queue, body)), put(queue, body))  # type: ignore[method-assign, assignment]
        try:
            with suppress(Killed):
                act()
            self.box._settle()  # the queues bring again what a dead process held
        finally:
            self.box._cloud.put_message = put  # type: ignore[method-assign]
        self.resent += self.breaker.counts["Resent"]

    def _heard(self, number: str) -> str:
        """What people wrote, as the history keeps it, without what was made of it."""
        return "\n".join(entry.text for entry in self.box.history(number) if entry.what in SAID)

    def _words(self) -> str:
        self.words += 1
        return f"{WORDS}第{self.words}句。"

    def _known(self) -> list[Any]:
        return [c for c in self.box.complaints() if c["number"]]

    def _stored(self) -> list[Any]:
        return [app.container().pipeline.tables.load(c["id"]) for c in self._known()]

    def _complaints(self) -> list[Complaint]:
        bodies = (each["body"] for each in self.box._cloud.items("Complaints") if "body" in each)
        return [unpacked(body, Complaint) for body in bodies]

    def _complaint(self, matter: Matter) -> Complaint:
        (found,) = (each for each in self._complaints() if matter.said[0] in each.text)
        return found

    def _mails(self, matter: Matter) -> Iterator[SentMail]:
        about = self._complaint(matter).id
        return (mail for mail in self.box.mails if mail.tags.get("complaint") == [about])

    def _newest(self, matter: Matter, to: str) -> SentMail | None:
        return next(iter([mail for mail in self._mails(matter) if to in mail.to][::-1]), None)

    def _overdue(self) -> Iterator[str]:
        until = instant(self.box.now)
        for item in self.box._cloud.items("Outbox", "queue", "position"):
            if item["queue"].startswith("pending#") and item["position"] < until:
                yield item["position"]


def test_the_office_agrees_with_a_simple_model_whatever_happens() -> None:
    breaker = Breaker()
    with Sandbox(now="2026-03-02T09:00+08:00") as box, breaker.watching():
        box.tick()
        start = remembered(box)
        run_state_machine_as_test(
            lambda: Life(box, breaker, start),  # type: ignore[arg-type]  # a factory will do, whatever its type says
            settings=settings(
                max_examples=4,
                stateful_step_count=8,
                deadline=None,
                derandomize=True,
                suppress_health_check=list(HealthCheck),
            ),
        )
