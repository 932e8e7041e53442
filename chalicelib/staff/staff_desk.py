"""A staff member's mail, carried out: orders on one complaint or several, and orders that need none. One receipt for all."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import msgspec

from chalicelib.aws.objects import Objects
from chalicelib.aws.records import SEVERAL, Receipt, Stored
from chalicelib.clockwork.reporting import Reporting
from chalicelib.core.complaint import saying
from chalicelib.core.complaint.decision import Extra, Message, Results
from chalicelib.core.complaint.facts import Command, StaffWrote
from chalicelib.core.complaint.saying import Said
from chalicelib.core.handling.order.telling_leave import leave_meant
from chalicelib.core.orders.command_table import COMMANDS
from chalicelib.core.people import absences, people, subscriptions
from chalicelib.core.policy.country import works_in
from chalicelib.core.register import told_before
from chalicelib.core.register.indexing import KeyItem
from chalicelib.core.report import monthly_figures
from chalicelib.core.written import subjects
from chalicelib.core.written.case_numbers import NUMBER
from chalicelib.core.written.consent import about_all, answer_in, muses
from chalicelib.core.written.courtesies import is_mere_thanks
from chalicelib.core.written.languages import language_or_first
from chalicelib.core.written.spoken_orders import caseless_order, may_be_work
from chalicelib.core.written.words import narrowed
from chalicelib.pipeline.on_record import conduct_of
from chalicelib.pipeline.pipeline import Pipeline
from chalicelib.reception import complaint_id
from chalicelib.staff import caseless_orders, offered_forms, sheets
from chalicelib.staff.block_list import Blocking
from chalicelib.staff.joint_words import Joint, is_asked, joint_words
from chalicelib.staff.other_cases import OtherCases
from chalicelib.staff.parked_mail import ParkedMail
from chalicelib.staff.parked_orders import as_meant
from chalicelib.staff.queries import Answer, Queries
from chalicelib.staff.sheets import SheetOrders


class StaffDesk:
    """Serves the people who answer from their mailboxes."""

    def __init__(self, pipeline: Pipeline, reporting: Reporting, objects: Objects) -> None:
        self.pipeline = pipeline
        self.objects = objects
        self.reporting = reporting
        self.queries = Queries(pipeline, reporting)
        self.others = OtherCases(pipeline.tables)

    def serve(self, mail: StaffWrote, stored: Stored | None, receipt: Receipt, now: datetime) -> None:
        """Carries out a mail that certainly is this person's. A mail about one complaint alone is that complaint's fact."""
        mail = as_meant(mail)
        mail = mail if stored else sheets.as_meant(mail, self.pipeline.policies.current())
        own = tuple(c for c in mail.commands if COMMANDS[c.name].needs_complaint)
        joint = None if mail.commands or mail.problems else joint_words(mail)
        if joint and (joint.named or joint.own or not stored) and self._decided(mail, joint, receipt, now):
            return
        if leave := leave_meant(mail, self.pipeline.policies.current()):
            self._several(mail, own, stored or self._named(mail), receipt, now, leave)
            return
        if stored and len(own) == len(mail.commands) and all(_is_about(c, stored) for c in own):
            related = (
                *self.others.to_merge([c for c in own if c.name == "merge"]),
                *self.others.of_the_customer(own, stored),
            )
            self.pipeline.handle(mail, now, stored=stored, receipt=receipt, related=related)
            return
        named = None if stored or mail.commands or mail.problems else self._named(mail)
        if named is not None:
            self.pipeline.handle(mail, now, stored=named, receipt=receipt)
            return
        self._several(mail, own, stored, receipt, now)

    def renew(self, mail: StaffWrote, held: Mapping[str, str], receipt: Receipt, now: datetime, done: KeyItem) -> None:
        """Puts in force what the workbook of a mail says and its writer has confirmed."""
        sheets.enact(mail, held, self.pipeline, self.objects, receipt, now, done)

    def _decided(self, mail: StaffWrote, joint: Joint, receipt: Receipt, now: datetime) -> bool:
        """Plain words decide what is asked of their writer in each complaint that they are about; False if nothing is."""
        policy = self.pipeline.policies.current()
        found = self.pipeline.lookup(now, complaints=list(self.others.ids(joint.numbers).values())).complaints.values()
        known = sorted((each.complaint for each in found), key=lambda each: each.number)
        meant = [c for c in known if joint.means(c.number) or is_asked(mail.by, c, policy, now)]
        if not meant:
            return False
        lines: list[Said] = []
        lost = {n for n in joint.numbers if joint.means(n)} - {c.number for c in known}
        problems = [*(saying.say("unknown_number", number=number) for number in sorted(lost)), *_of_pasted(mail)]
        for complaint in meant:
            writing = msgspec.structs.replace(mail.writing, text=joint.about(complaint.number), own=None)
            each = msgspec.structs.replace(mail, writing=writing, pasted=())
            done, refused = self._one_of_several(each, (), complaint.id, complaint.number, receipt, now)
            lines += done
            problems += refused
        message = Message(
            name="receipt",
            to=people.recipient(mail.by, "staff", policy),
            extra={"changes": lines, "problems": problems},
        )
        outcome = f"{SEVERAL}{' '.join(c.number for c in meant)}"
        self.pipeline.post((message,), msgspec.structs.replace(receipt, outcome=outcome), now)
        return True

    def _named(self, mail: StaffWrote) -> Stored | None:
        """The complaint whose number stands in plain words; None if there is none, or several are named."""
        ids = self.others.ids(sorted({number.upper() for number in NUMBER.findall(mail.writing.text)})[:2])
        return self.pipeline.tables.load(*ids.values()) if len(ids) == 1 else None

    def _several(
        self,
        mail: StaffWrote,
        own: tuple[Command, ...],
        stored: Stored | None,
        receipt: Receipt,
        now: datetime,
        leave: Command | None = None,
    ) -> None:
        """Each complaint's orders are a fact of their own; the receipt comes last, so that a crash leaves none undone.

        `leave`: what plain words beside the orders, or alone, tell of the writer's absence.
        """
        service = caseless_orders.serve(mail, self.pipeline.policies.current(), leave)
        lines: list[Said] = []
        problems: list[Said] = [] if mail.commands or leave or mail.problems else self._without_a_case(mail, now)
        problems += _of_pasted(mail)
        main = stored.complaint.number if stored else ""
        numbers = tuple(dict.fromkeys((*(c.number or main for c in own), *([main] if leave and main else []))))
        for done, refused in self._one_by_one(mail, own, numbers, stored, receipt, now):
            lines += done
            problems += refused
        registered = self._registered(service, receipt, now)
        blocking = Blocking(service, self.pipeline, self.reporting, mail.by, now)
        parked = ParkedMail(service.parked, self.pipeline, self.objects, mail.by, now)
        kept_in_sheets = SheetOrders(service.sheets, mail, self.pipeline, self.objects, now)
        lines = [*lines, *blocking.changes, *parked.changes, *kept_in_sheets.changes]
        problems = [*problems, *blocking.problems, *parked.problems, *kept_in_sheets.problems]
        found = self._found(mail, service, now)
        answers = tuple(each.message for each in found)
        asked_for = (*blocking.messages, *kept_in_sheets.messages)
        messages = (*self._answers(mail, service, lines, problems, now), *answers, *asked_for)
        outcome = msgspec.structs.replace(
            receipt, outcome=f"{SEVERAL}{' '.join((*numbers, *registered, *parked.numbers))}"
        )
        told = tuple(monthly_figures.item(figure) for figure in service.figures)
        notes = tuple(each.note for each in found)
        notes += tuple(map(subscriptions.item, service.wishes))
        kept = (*self._absences(service), *told, *notes, *blocking.keys, *parked.keys, *kept_in_sheets.keys)
        self.pipeline.post(messages, outcome, now, keys=kept)

    def _one_by_one(
        self,
        mail: StaffWrote,
        own: tuple[Command, ...],
        numbers: Sequence[str],
        stored: Stored | None,
        receipt: Receipt,
        now: datetime,
    ) -> Iterator[tuple[list[Said], list[Said]]]:
        """What was done of each complaint's orders, and what was refused; of a number that nobody has, that there is none."""
        ids = self.others.ids(sorted({c.number for c in own if c.number}))
        main = stored.complaint.number if stored else ""
        for number in numbers:
            orders = tuple(c for c in own if (c.number or main) == number)
            complaint = stored.complaint.id if stored and number == main else ids.get(number, "")
            if complaint:
                yield self._one_of_several(mail, orders, complaint, number, receipt, now)
            else:
                yield [], [_not_found(orders[0], number), *self._own_cases(mail, now)]

    def _without_a_case(self, mail: StaffWrote, now: datetime) -> list[Said]:
        """Words that are about no complaint: answers to lists and reports."""
        subject, text = mail.writing.subject, mail.writing.text
        said = answer_in(mail.writing.deciding).answer
        merely_ok = said == "ok" and ":" not in narrowed(text)  # 是否整改：是 is a line of a form
        if said == "received" or merely_ok or not text.strip() or is_mere_thanks(text):
            return []
        wanted = caseless_order(text) or caseless_order(subject)
        if offered_forms.caller(mail):
            return [saying.say("register_the_caller", command=saying.command("register"))]
        if wanted in COMMANDS:
            return [saying.say("write_the_command", command=saying.command(wanted))]
        decides = answer_in(about_all(text)).answer in ("yes", "no") or muses(text)
        asked = not (wanted or decides or subjects.answers(subject)) and may_be_work(subject, text)
        code = "work_or_complaint" if asked else "name_the_case_first"
        return [saying.say(code), *self._own_cases(mail, now)]

    def _own_cases(self, mail: StaffWrote, now: datetime) -> list[Said]:
        """The sender's open cases, by number and subject, for whoever named none or one that there is not."""
        cases = self.reporting.lists.own_cases(mail.by, now)
        language = people.language_of(mail.by, self.pipeline.policies.current())
        between = language_or_first(language).semicolon
        return [saying.say("your_cases", cases=between.join(cases)) if cases else saying.say("no_cases")]

    def _one_of_several(
        self, mail: StaffWrote, orders: tuple[Command, ...], complaint: str, number: str, whole: Receipt, now: datetime
    ) -> tuple[list[Said], list[Said]]:
        fact = msgspec.structs.replace(
            mail, id=f"{mail.id}/{number}", commands=orders, problems=(), pasted=(), silent=True
        )
        receipt = _part_of(whole, fact.id, "staff")
        related = self.others.to_merge([c for c in orders if c.name == "merge"])
        if self.others.matter_to(orders):
            related = (*related, *self.others.of_the_customer(orders, self.pipeline.load(complaint, now)))
        settled = self.pipeline.settle(fact, now, complaint=complaint, receipt=receipt, related=related)
        results = settled.decision.results if settled else self._told_before(fact.id, number, now)
        letters = filter(None, (results.letter, results.told))
        reads = [saying.Said(code="customer_reads", values={"text": letter}) for letter in letters]
        return _about(number, (*results.changes, *reads)), _about(number, results.problems)

    def _told_before(self, fact_id: str, number: str, now: datetime) -> Results:
        """What an earlier delivery of this mail came to, which got as far as here."""
        ref = told_before.ref_of(fact_id)
        found = self.pipeline.lookup(now, fact_id, [ref])
        if known := told_before.parse(found.keys.get(ref, {})):
            return known
        if found.receipt:  # another server's copy of this mail got there first, and its receipt tells
            return Results(changes=(saying.say("dealt_with_before"),))
        return Results(problems=(saying.say("unknown_number", number=number),))

    def _registered(self, service: caseless_orders.Service, whole: Receipt, now: datetime) -> list[str]:
        """Opens the complaints that a mail registers; their numbers."""
        numbers = []
        for opened in service.complaints:
            conduct = conduct_of(opened, self.pipeline.tables)
            part = _part_of(whole, opened.id, "registered")
            stored = self.pipeline.handle(opened, now, receipt=part, conduct=conduct)
            stored = stored or self.pipeline.load(complaint_id(opened.id), now)  # an earlier delivery opened it
            numbers += [stored.complaint.number] if stored else []
        return numbers

    def _answers(
        self, mail: StaffWrote, service: caseless_orders.Service, lines: list[Said], problems: list[Said], now: datetime
    ) -> tuple[Message, ...]:
        """The one receipt, and the list if it was asked for."""
        to = people.recipient(mail.by, "staff", self.pipeline.policies.current())
        messages = []
        extra: Extra = {"changes": [*lines, *service.changes], "problems": [*problems, *service.problems]}
        if any(said.code == "register_the_caller" for said in problems):
            extra |= offered_forms.form_of_the_caller(mail, works_in(self.pipeline.policies.current()))
        elif wanted := [name for said in problems for name in offered_forms.caseless_in(said)]:
            extra |= {"commands": wanted[:1]}
        elif wordless := offered_forms.registration_without_words(mail):
            extra |= offered_forms.form_of_the_call(wordless)
        if (
            extra["changes"]
            or extra["problems"]
            or not any(
                (service.lists, service.queries, service.periods, service.complaints, service.parked, service.sheets)
            )
        ):
            messages.append(Message(name="receipt", to=to, extra=extra))
        if service.lists:
            messages.append(self.reporting.lists.asked_for(to, now))
        return tuple(messages)

    def _found(self, mail: StaffWrote, service: caseless_orders.Service, now: datetime) -> list[Answer]:
        """What queries find, and figures that were asked for."""
        to = people.recipient(mail.by, "staff", self.pipeline.policies.current())
        return self.queries.answers(to, service.queries, service.periods, mail.writing.raw or mail.id, now)

    def _absences(self, service: caseless_orders.Service) -> tuple[KeyItem, ...]:
        return tuple(item for told in service.absences for item in absences.items(told))


def _of_pasted(mail: StaffWrote) -> list[Said]:
    return [saying.say("pasted_order", command=saying.command(name)) for name in mail.pasted]


def _not_found(order: Command, number: str) -> Said:
    if number:
        return saying.say("unknown_number", number=number)
    return saying.say("name_the_case", command=saying.command(order.name))


def _about(number: str, sentences: Sequence[Said]) -> list[Said]:
    """The sentences, each with the number of the complaint that it is about."""
    return [msgspec.structs.replace(each, about=number) for each in sentences]


def _part_of(whole: Receipt, fact: str, outcome: str) -> Receipt:
    """The receipt of one fact of several in a mail; the same fact of the same mail, come again, is the same."""
    content_key = whole.content_key and whole.content_key + fact.removeprefix(whole.inbound_id)
    return Receipt(inbound_id=fact, at=whole.at, outcome=outcome, raw=whole.raw, content_key=content_key)


def _is_about(order: Command, stored: Stored) -> bool:
    """Whether an order needs no other complaint than the mail's own.

    Where complaints were merged a named one is looked up: perhaps this very mail merged them, before it was broken off.
    """
    complaint = stored.complaint
    return not order.number or (order.number == complaint.number and not complaint.absorbed)
