"""What comes in from outside: a mail, a text, a report on what we sent. Each ends as a fact, a parked item or nothing.

Raw mail lies in the bucket before it is read; a text's own words are stored with its receipt.
"""

from datetime import datetime, timedelta

import msgspec

from chalicelib.aws.objects import Objects
from chalicelib.aws.records import AcknowledgementCap, Found, Receipt, Stored
from chalicelib.core import indexing, people, tokens
from chalicelib.core.circumstances import Related
from chalicelib.core.complaint import Complainant, Message, Recipient
from chalicelib.core.facts import CustomerWrote, DeliveryFailed, StaffWrote, SurveyAnswered, Writing
from chalicelib.core.indexing import KeyItem, KeyRef
from chalicelib.inbound import delivery_event, email_message, ses_notification, sns_envelope, text_message
from chalicelib.pipeline import Pipeline
from chalicelib.reception import Arrival, Match, Verdict, complaint_of, receive, token_in, wanted
from chalicelib.staff_desk import StaffDesk

PARKED_A_DAY = 20  # notices of parked input to the desk for one sender; the input itself is always kept
CONFIRM_DAYS = 3
LIVE = ("open", "answered")


class Arrivals:
    """The doors of one stack."""

    def __init__(self, pipeline: Pipeline, objects: Objects, staff_desk: StaffDesk) -> None:
        self.pipeline = pipeline
        self.objects = objects
        self.staff_desk = staff_desk

    # -- mail -------------------------------------------------------------------------------------------------------------

    def mail(self, body: str, now: datetime) -> None:
        """A notification that SES has stored a mail."""
        notice = ses_notification.parse(body)
        if isinstance(notice, str):
            self._park(
                "notification",
                Receipt(inbound_id=indexing.digest(body), at=now, outcome="parked", payload=body),
                notice,
                now,
            )
            return
        raw = self.objects.get(notice.key)
        if raw is None:
            raise LookupError(f"mail {notice.key} is not in the bucket")
        arrival = Arrival(
            id=notice.message_id,
            at=min(notice.at or now, now),
            recipients=notice.recipients,
            dmarc=notice.dmarc,
            spam=notice.spam,
            virus=notice.virus,
            raw=notice.key,
            mail=email_message.parse(raw),
        )
        self._receive(arrival, now)

    def _receive(self, arrival: Arrival, now: datetime) -> None:
        token = token_in(arrival.recipients, self.pipeline.keys, now)
        ids = [token.complaint] if token and token.complaint else []
        found = self.pipeline.tables.lookup(arrival.id, wanted(arrival.mail), ids)
        if found.receipt:
            return
        match = self._match(arrival, token, found)
        policy = self.pipeline.policies.of(match.stored.complaint.rules if match.stored else "")
        verdict = receive(arrival, match, policy, self.pipeline.settings.complaint_address.lower())
        self._carry_out(verdict, arrival, now)

    def _match(self, arrival: Arrival, token: tokens.Token | None, found: Found) -> Match:
        """The complaint that the mail is about; one that was merged gives way to the other."""
        wanted_id = token.complaint if token and token.complaint else complaint_of(arrival.mail, found)
        stored = found.complaints.get(wanted_id) or (self.pipeline.tables.load(wanted_id) if wanted_id else None)
        if stored and stored.complaint.merged_into:
            stored = self.pipeline.tables.load(stored.complaint.merged_into) or stored
        sender = arrival.mail.sender
        newest = found.keys.get(indexing.sender_ref(sender.address), {}) if sender else {}
        is_live = newest.get("status") in LIVE
        return Match(token=token, stored=stored, newest=newest.get("complaint", "") if is_live else "")

    def _carry_out(self, verdict: Verdict, arrival: Arrival, now: datetime) -> None:
        receipt = Receipt(inbound_id=arrival.id, at=arrival.at, outcome=verdict.action, raw=arrival.raw)
        match verdict.action:
            case "decide":
                assert verdict.fact is not None
                related = self._related(verdict.related)
                self.pipeline.handle(verdict.fact, now, stored=verdict.stored, receipt=receipt, related=related)
            case "staff":
                assert isinstance(verdict.fact, StaffWrote)
                self.staff_desk.serve(verdict.fact, verdict.stored, receipt, now)
            case "hold":
                self._hold(verdict, arrival, receipt, now)
            case "confirm":
                self._ask_to_confirm(verdict, arrival, receipt, now)
            case "park":
                sender = arrival.mail.sender.address if arrival.mail.sender else ""
                self._park(sender, receipt, verdict.reason, now, arrival)
            case "ignore":
                self.pipeline.post((), msgspec.structs.replace(receipt, outcome=f"ignored: {verdict.reason}"), now)

    def _related(self, ids: tuple[str, ...]) -> tuple[Related, ...]:
        stored = (self.pipeline.tables.load(each) for each in ids)
        found = (each.complaint for each in stored if each)
        return tuple(Related(id=c.id, number=c.number, status=c.status, subject=c.subject) for c in found)

    def _hold(self, verdict: Verdict, arrival: Arrival, receipt: Receipt, now: datetime) -> None:
        """Somebody used a staff member's reply address who is not proved to be them: they are told, the sender is not."""
        lines = [arrival.mail.sender.address] if arrival.mail.sender else []
        extra: dict[str, str | int | list[str]] = {
            "reason": verdict.reason, "who": lines[0] if lines else "", "text": arrival.mail.new_text[:2000], "lines": lines,
        }  # fmt: skip
        self._write_to_person("held", verdict, extra, receipt, now)

    def _ask_to_confirm(self, verdict: Verdict, arrival: Arrival, receipt: Receipt, now: datetime) -> None:
        """The sender's domain vouches for nobody: the order waits until its bearer confirms it from their own mailbox."""
        held_id = indexing.digest(arrival.id)
        expires = (now + timedelta(days=CONFIRM_DAYS)).replace(microsecond=0)
        person = tokens.person_digest(verdict.person)
        link = tokens.mint(tokens.Token("confirm", held_id, person, expires), self.pipeline.keys)
        complaint = verdict.stored.complaint.id if verdict.stored else ""
        held = {
            "fact": msgspec.json.encode(verdict.fact).decode(),
            "complaint": complaint,
            "text": arrival.mail.new_text[:2000],
        }
        extra: dict[str, str | int | list[str]] = {
            "link": f"{self.pipeline.settings.web_base_url.rstrip('/')}/k/{link}", "text": arrival.mail.new_text[:2000], "lines": [],
        }  # fmt: skip
        self._write_to_person(
            "confirm", verdict, extra, receipt, now, KeyItem(ref=KeyRef(key=f"held#{held_id}"), values=held)
        )

    def _write_to_person(
        self,
        name: str,
        verdict: Verdict,
        extra: dict[str, str | int | list[str]],
        receipt: Receipt,
        now: datetime,
        *keys: KeyItem,
    ) -> None:
        policy = self.pipeline.policies.current()
        person = people.staff(verdict.person, "staff", policy, now)
        to = person if person.mail == verdict.person else Recipient(role="staff", mail=verdict.person)
        message = Message(name=name, to=to, extra=extra)
        outcome = f"{verdict.action}: {verdict.reason}"
        complaint = verdict.stored.complaint if verdict.stored else None
        self.pipeline.post(
            (message,), msgspec.structs.replace(receipt, outcome=outcome), now, keys=keys, about=complaint
        )

    def _park(self, sender: str, receipt: Receipt, reason: str, now: datetime, arrival: Arrival | None = None) -> None:
        """What cannot be understood stays where it lies, and the desk is told; a customer gets a polite word."""
        policy = self.pipeline.policies.current()
        desk = Recipient(role="desk", name=policy.directory.desk_name, mail=policy.directory.desk)
        extra: dict[str, str | int | list[str]] = {
            "reason": reason, "who": sender, "lines": [line for line in (receipt.raw or receipt.inbound_id,) if line],
            "text": arrival.mail.text[:2000] if arrival else "",
        }  # fmt: skip
        messages = [Message(name="parked", to=desk, extra=extra)]
        if arrival and arrival.mail.sender and reason.startswith("unreadable") and not arrival.mail.mute:
            to = Recipient(role="customer", mail=arrival.mail.sender.address, language=arrival.mail.language)
            messages.append(Message(name="unreadable", to=to))
        cap = AcknowledgementCap(sender=f"parked:{sender}", day=now.date().isoformat(), cap=PARKED_A_DAY)
        self.pipeline.post(
            tuple(messages), msgspec.structs.replace(receipt, outcome=f"parked: {reason}"), now, capped=cap
        )

    # -- texts ------------------------------------------------------------------------------------------------------------

    def text(self, body: str, now: datetime) -> None:
        """A text message: it joins the sender's open complaint, answers the survey, or opens a complaint."""
        text = text_message.parse(body)
        if isinstance(text, str):
            receipt = Receipt(inbound_id=indexing.digest(body), at=now, outcome="parked", payload=body)
            self._park("text", receipt, text, now)
            return
        receipt = Receipt(inbound_id=text.id, at=now, outcome="decide", payload=body)
        ref = indexing.phone_ref(text.sender)
        found = self.pipeline.tables.lookup(text.id, [ref])
        if found.receipt:
            return
        newest = found.keys.get(ref, {})
        stored = self.pipeline.tables.load(newest["complaint"]) if newest.get("status") in LIVE else None
        published = ses_notification.moment(sns_envelope.opened(body).timestamp)
        fact = text_fact(text, stored, min(published or now, now))
        self.pipeline.handle(fact, now, stored=stored, receipt=receipt)

    # -- reports of the sending service -----------------------------------------------------------------------------------

    def delivery(self, body: str, now: datetime) -> None:
        """Events of SES on what we sent: deliveries settle doubts, bounces and complaints become a fact for the complaint."""
        events = delivery_event.parse(body)
        if isinstance(events, str):
            self._park(
                "delivery",
                Receipt(inbound_id=indexing.digest(body), at=now, outcome="parked", payload=body),
                events,
                now,
            )
            return
        for event in events:
            self._delivery_event(event, now)

    def _delivery_event(self, event: delivery_event.DeliveryEvent, now: datetime) -> None:
        outbox_id = next(iter(event.tags.get("outbox", "").split(",")), "")
        if outbox_id and event.kind in ("Send", "Delivery", "Bounce", "Complaint", "DeliveryDelay"):
            self.pipeline.outbox_table.report_delivered(outbox_id, event.ses_message_id, now)
        failed = [r for r in event.recipients if r.permanent] if event.kind in ("Bounce", "Reject") else []
        if not failed:
            return
        ref = indexing.sent_ref(event.ses_message_id)
        found = self.pipeline.tables.lookup("", [ref]).keys.get(ref, {})
        for recipient in failed:
            fact = DeliveryFailed(
                id=f"{event.ses_message_id}:{event.kind}:{indexing.digest(recipient.address)}",
                at=now,
                address=recipient.address.lower(),
                diagnostic=recipient.status,
                message=found.get("message", ""),
            )
            receipt = Receipt(inbound_id=fact.id, at=now, outcome=event.kind)
            self.pipeline.handle(fact, now, complaint=found.get("complaint", ""), receipt=receipt)


def text_fact(text: text_message.InboundText, stored: Stored | None, at: datetime) -> CustomerWrote | SurveyAnswered:
    """A text as a fact: a single figure from 1 to 4 is the survey's answer where one was asked for."""
    word = text.text.strip().strip("。.!！ ")
    score = {"1": 1, "2": 2, "3": 3, "4": 4, "１": 1, "２": 2, "３": 3, "４": 4}.get(word)
    complaint = stored.complaint if stored else None
    if score and complaint and complaint.status == "answered" and complaint.moment("visited") is None:
        return SurveyAnswered(id=text.id, at=at, score=score, round=complaint.round, channel="sms")
    return CustomerWrote(
        id=text.id,
        at=at,
        complainant=Complainant(phone=text.sender),
        channel="sms",
        writing=Writing(text=text.text, full_text=text.text, subject=text.text.strip().split("\n")[0][:40]),
    )
