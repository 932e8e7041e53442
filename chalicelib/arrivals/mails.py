"""Mail: fetched, read, matched to a complaint, and handed to whoever carries it out."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from chalicelib.arrivals import finding, round_trip
from chalicelib.arrivals.blocked import kept_out
from chalicelib.arrivals.holding_pen import park, unread
from chalicelib.arrivals.seeming import looks
from chalicelib.aws.objects import Objects
from chalicelib.aws.records import Found, Lookup, Receipt
from chalicelib.aws.sizing import fit_held
from chalicelib.core.complaint import saying
from chalicelib.core.complaint.conduct import Conduct
from chalicelib.core.complaint.decision import Extra, Message, Recipient
from chalicelib.core.complaint.facts import AddressProved, CustomerWrote, StaffWrote
from chalicelib.core.people import people, tokens
from chalicelib.core.register import indexing
from chalicelib.core.register.indexing import KeyItem, KeyRef
from chalicelib.core.written.mailboxes import canonical
from chalicelib.inbound import email_message, ses_notification
from chalicelib.inbound.ses_notification import SesNotification
from chalicelib.pipeline import mergers
from chalicelib.pipeline.on_record import conduct_of
from chalicelib.pipeline.pipeline import Pipeline
from chalicelib.reception import Arrival, Match, Verdict, receive
from chalicelib.reception.arrival import FULL_TEXT, writing_of
from chalicelib.reception.limits import notices
from chalicelib.reception.matching import complaint_of, lapsed_in, messages, own_ids, token_in, wanted, written_to
from chalicelib.reception.writers import written_by

if TYPE_CHECKING:
    from chalicelib.staff.staff_desk import StaffDesk

CONFIRM_DAYS = 3
QUOTED = 2_000


class Mails:
    """The door for mail. `staff_desk`: who serves staff, asked for when the first of them writes."""

    def __init__(self, pipeline: Pipeline, objects: Objects, staff_desk: "Callable[[], StaffDesk]") -> None:
        self.pipeline = pipeline
        self.objects = objects
        self.staff_desk = staff_desk
        settings = pipeline.settings
        self.own = frozenset({canonical(settings.complaint_address), canonical(settings.sender_address)})
        self.domain = settings.complaint_address.rpartition("@")[2]
        self.read_before: dict[str, Arrival] = {}  # mails of a batch whose turn has not come, by the raw one's key

    def arrived(self, body: str, now: datetime) -> None:
        """A notification that SES has stored a mail."""
        notice = ses_notification.parse(body)
        if isinstance(notice, str):
            unread(self.pipeline, body, notice, now, "notification")
            return
        arrival = self.read_before.pop(notice.key, None) or self.read(notice, now)
        finding.until_settled(arrival.id, lambda: self._receive(arrival, notice.again, now))

    def read(self, notice: SesNotification, now: datetime) -> Arrival:
        """The mail that SES has stored. LookupError if it is not in the bucket."""
        raw = self.objects.get(notice.key)
        if raw is None:
            raise LookupError(f"mail {notice.key} is not in the bucket")
        return Arrival(
            id=notice.message_id,
            at=min(notice.at or now, now),
            recipients=notice.recipients,
            dmarc=notice.dmarc,
            spam=notice.spam,
            virus=notice.virus,
            spf=notice.spf,
            dkim=notice.dkim,
            raw=notice.key,
            size=len(raw),
            mail=written_by(email_message.parse(raw), self.own),
        )

    def lookup_of(self, arrival: Arrival, now: datetime) -> Lookup:
        """What is to be known of a mail before anything is made of it."""
        token = self._token(arrival, now)
        ids = [*([token.complaint] if token and token.complaint else []), *own_ids(arrival.mail, self.domain)]
        return Lookup(inbound_id=arrival.id, wanted=wanted(arrival.mail), complaint_ids=tuple(ids))

    def _token(self, arrival: Arrival, now: datetime) -> tokens.Token | None:
        return token_in(arrival.recipients, self.pipeline.keys, now, arrival.sender)

    def _receive(self, arrival: Arrival, again: int, now: datetime) -> None:
        token, asked = self._token(arrival, now), self.lookup_of(arrival, now)
        found = self.pipeline.lookup(now, asked.inbound_id, asked.wanted, asked.complaint_ids)
        if found.receipt and not finding.is_taken_up(found.receipt, again):
            return
        kept = Receipt(
            inbound_id=arrival.id, at=arrival.at, outcome="", raw=arrival.raw, again=again if found.receipt else 0
        )
        if round_trip.is_one(token, self.own):
            round_trip.arrived(self.pipeline, arrival, msgspec.structs.replace(kept, outcome="test mail"), now)
            return
        said = f"{arrival.mail.subject}\n{arrival.mail.new_text}"
        if any(
            kept_out(self.pipeline, found, each, said, kept, now) for each in (arrival.sender, arrival.mail.through)
        ):
            return
        match = self._match(arrival, token, found, now)
        policy = self.pipeline.policies.of(match.stored.complaint.rules if match.stored else "")
        verdict = receive(arrival, match, policy, self.own)
        if isinstance(verdict.fact, CustomerWrote) and verdict.stored is None:
            verdict = self._proved(arrival, found, verdict, now)
        pointer = finding.pointer(found, indexing.sender_ref(arrival.sender)) if arrival.sender else None
        conduct = conduct_of(verdict.fact, self.pipeline.tables, arrival.sender, found.keys)
        self._carry_out(verdict, arrival, msgspec.structs.replace(kept, pointer=pointer), conduct, now)

    def _match(self, arrival: Arrival, token: tokens.Token | None, found: Found, now: datetime) -> Match:
        """The complaint that the mail is about; one that was merged gives way to the other."""
        wanted_id = token.complaint if token and token.complaint else complaint_of(arrival.mail, found, self.domain)
        named = found.complaints.get(wanted_id) or self.pipeline.load(wanted_id, now)
        pointer = found.keys.get(indexing.sender_ref(arrival.sender), {}) if arrival.sender else {}
        if named is None:
            said = f"{arrival.mail.subject}\n{arrival.mail.new_text}"
            named = finding.that_promised(self.pipeline, pointer, said, now)
            mail = arrival.mail
            named = named or finding.asked_about(self.pipeline, pointer, mail.subject, mail.new_text, now)
            named = named or finding.answered_before(self.pipeline, pointer, mail.subject, mail.new_text, now)
        if named is None and arrival.mail.note:  # it names no complaint: it is about the sender's newest
            named = self.pipeline.load(pointer.get("complaint", ""), now)
        stored = mergers.where_it_goes_on(self.pipeline, named, now)
        return Match(
            token=token,
            lapsed=lapsed_in(arrival.recipients, self.pipeline.keys, arrival.sender) if token is None else "",
            stored=stored,
            named=named,
            newest=finding.live(pointer),
            written_to=written_to(arrival.mail, found),
            messages=messages(arrival.mail, found),
        )

    def _proved(self, arrival: Arrival, found: Found, verdict: Verdict, now: datetime) -> Verdict:
        """The verdict, unless the mail brings back the code by which a customer joins this address to theirs."""
        offered = found.keys.get(indexing.proof_ref(arrival.sender), {}) if arrival.sender else {}
        text = f"{arrival.mail.new_text}\n{arrival.mail.subject}"
        right = finding.proves(offered, text, arrival.sender, self.pipeline.keys, arrival.at)
        if not (right or finding.is_guess(offered, arrival.mail.new_text, arrival.at)):
            return verdict
        stored = self.pipeline.load(offered["complaint"], now)
        if stored is None:
            return verdict
        fact = AddressProved(
            id=arrival.id, at=arrival.at, address=arrival.sender, right=right, writing=writing_of(arrival)
        )
        others = tuple(i for i in verdict.related if i != stored.complaint.id)
        return Verdict(action="decide", fact=fact, stored=stored, related=others, reason="" if right else "wrong code")

    def _carry_out(
        self,
        verdict: Verdict,
        arrival: Arrival,
        kept: Receipt,
        conduct: Conduct | None,
        now: datetime,
    ) -> None:
        outcome = f"parked: {verdict.reason}" if verdict.action == "decide" and verdict.reason else verdict.action
        receipt = msgspec.structs.replace(kept, outcome=outcome)
        match verdict.action:
            case "decide":
                assert verdict.fact is not None
                related = finding.related(self.pipeline, verdict.related, arrival.sender, now)
                self.pipeline.handle(
                    verdict.fact, now, stored=verdict.stored, receipt=receipt, related=related, conduct=conduct
                )
            case "staff":
                assert isinstance(verdict.fact, StaffWrote)
                receipt = msgspec.structs.replace(receipt, content_key=_content_key(arrival, verdict))
                self.staff_desk().serve(verdict.fact, verdict.stored, receipt, now)
            case "hold":
                self._hold(verdict, arrival, receipt, now)
            case "confirm":
                self._ask_to_confirm(verdict, arrival, receipt, now)
            case "park":
                self._park(verdict, arrival, receipt, now)
            case "ignore":
                self.pipeline.post((), msgspec.structs.replace(receipt, outcome=f"ignored: {verdict.reason}"), now)

    def _park(self, verdict: Verdict, arrival: Arrival, receipt: Receipt, now: datetime) -> None:
        mail, to = arrival.mail, None
        if mail.sender and verdict.reason.startswith("unreadable") and not (mail.mute or arrival.forged):
            to = Recipient(role="customer", mail=mail.sender.address, language=mail.language)
        seen = looks(arrival, verdict)
        # Behind a form's one address many customers write.
        counted = f"{arrival.shown} {now:%H}" if verdict.reason == "writer" else ""
        park(
            self.pipeline,
            receipt,
            verdict.reason,
            now,
            sender=arrival.shown,
            text=mail.text,
            to=to,
            looks=seen,
            counted=counted,
        )

    # -- what waits for a member of staff ---------------------------------------------------------------------------------

    def _hold(self, verdict: Verdict, arrival: Arrival, receipt: Receipt, now: datetime) -> None:
        """Somebody used a staff member's reply address who is not proved to be them: they are told, the sender is not."""
        extra: Extra = {
            "reason": verdict.reason,
            "who": arrival.shown,
            "text": arrival.mail.new_text[:QUOTED],
            "lines": [arrival.shown] if arrival.shown else [],
        }
        self._write_to_person("held", verdict, extra, receipt, now, forged=arrival.forged)

    def _ask_to_confirm(self, verdict: Verdict, arrival: Arrival, receipt: Receipt, now: datetime) -> None:
        """The sender's domain vouches for nobody: the order waits until its bearer confirms it from their own mailbox."""
        assert isinstance(verdict.fact, StaffWrote)
        fact = fit_held(verdict.fact)
        if fact is None:
            self._hold(msgspec.structs.replace(verdict, action="hold", reason="too long"), arrival, receipt, now)
            return
        shortened = fact != verdict.fact or len(arrival.mail.text) > FULL_TEXT
        held_id = indexing.digest(arrival.id)
        expires = (now + timedelta(days=CONFIRM_DAYS)).replace(microsecond=0)
        person = tokens.person_digest(verdict.person)
        link = tokens.mint(tokens.Token("confirm", held_id, person, expires), self.pipeline.keys)
        text = arrival.mail.new_text[:QUOTED]
        held = {
            "fact": msgspec.json.encode(fact).decode(),
            "complaint": verdict.stored.complaint.id if verdict.stored else "",
            "text": text,
        }
        extra: Extra = {
            "link": f"{self.pipeline.settings.web_base_url.rstrip('/')}/k/{link}",
            "text": text,
            "lines": [saying.say("held_shortened")] if shortened else [],
        }
        waits = KeyItem(ref=KeyRef(key=f"held#{held_id}"), values=held, expires=expires)
        self._write_to_person("confirm", verdict, extra, receipt, now, waits, forged=arrival.forged)

    def _write_to_person(
        self,
        name: str,
        verdict: Verdict,
        extra: Extra,
        receipt: Receipt,
        now: datetime,
        *keys: KeyItem,
        forged: bool,
    ) -> None:
        """To the registered address of the person in whose name something came, whoever stands in for them."""
        policy = self.pipeline.policies.current()
        message = Message(name=name, to=people.recipient(verdict.person, "staff", policy), extra=extra)
        noted = msgspec.structs.replace(receipt, outcome=f"{verdict.action}: {verdict.reason}")
        complaint = verdict.stored.complaint if verdict.stored else None
        capped = notices(name, verdict.person, now, policy, forged=forged)
        self.pipeline.post((message,), noted, now, keys=keys, about=complaint, capped=capped)


def _content_key(arrival: Arrival, verdict: Verdict) -> str:
    """What a mail has in common with itself, come again through another server; "" where a program gave it no Message-ID."""
    writing, about = writing_of(arrival), verdict.stored.complaint.id if verdict.stored else ""
    parts = (arrival.sender, about, writing.digest)
    return f"twin#{indexing.digest(chr(10).join(parts))}" if writing.message_id else ""
