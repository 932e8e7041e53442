"""The sandbox: one organisation's system, its mailboxes, its phones and its clock, in this process."""

import importlib
import re
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from datetime import datetime, timedelta
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from unittest.mock import patch
from zoneinfo import ZoneInfo

from chalicelib import policies
from chalicelib.aws import clients
from chalicelib.core.policy.model import Policy
from chalicelib.policies import by_name_or_path
from sandbox import events, register, sent, web
from sandbox.agenda import Agenda
from sandbox.clock import Clock, full_minute, moment_of
from sandbox.cloud import Cloud
from sandbox.lambdas import DeadLetter, Lambdas
from sandbox.policy_files import PACKAGED, as_written, policy_path, read_once, without_undo
from sandbox.sent import SentMail, SentText

SMS_NUMBER = "+8610690001234"
NO_DOMAIN = re.compile(r"[^a-z0-9]+")  # what of a file's name stands in no domain


class Sandbox:
    """The whole system with a clock that stands still until it is wound. Use it as a context manager.

    `policy` is a shipped policy's name or a path to a TOML file, `now` ISO text or a datetime. `base_url` is where links
    lead; `app` replaces the application; `settings` are further variables of its environment. `address`, `sms_number` and
    `desk` are the organisation's, named after the file. PolicyError with file, place and fault for a faulty policy; `undo` plays the minutes that a policy's answers wait, otherwise they leave at once; `reports_delivery` False keeps back the Delivery event that follows every sent mail.
    """

    def __init__(
        self,
        policy: str | Path = "liaocheng-transport",
        now: str | datetime = "2026-03-02T09:00+08:00",
        *,
        app: Any = None,
        base_url: str = "",
        settings: Mapping[str, str] | None = None,
        undo: bool = False,
    ) -> None:
        self._open = ExitStack()
        path = policy_path(policy)
        if path.parent != PACKAGED:
            read_once(path)  # a fault is told here, not by the first mail
        read = as_written(path)
        self.zone = ZoneInfo(read.get("timezone", "Asia/Shanghai"))
        self.desk = str(read.get("directory", {}).get("desk", ""))
        self.policy_file = path
        domain = f"{NO_DOMAIN.sub('-', path.stem.lower()).strip('-') or 'organisation'}.example"
        self.address = f"complaints@{domain}"
        self.sms_number = SMS_NUMBER
        self.base_url = (base_url or f"https://web.{domain}/api").rstrip("/")
        self.reports_delivery = True
        if "undo" in read and not undo:
            path = without_undo(path, path.read_text(encoding="utf-8"))
        self._policy = path.stem if path.parent == PACKAGED else str(path.resolve())
        self._cloud = Cloud(
            self._parameters(),
            {"WEB_BASE_URL": self.base_url, "LOG_LEVEL": "ERROR", "POLICY": self._policy, "REHEARSAL": "true"}
            | dict(settings or {}),
        )
        self._clock = Clock(moment_of(now, self.zone))
        self._app = app
        self._mails: list[SentMail] = []
        self._texts: list[SentText] = []
        self._arrivals = 0
        self._agenda = Agenda(self._cloud)

    def _parameters(self) -> dict[str, str]:
        domain = self.address.partition("@")[2]
        return {
            "ComplaintAddress": self.address, "SenderAddress": self.address, "MailDomain": domain,
            "SmsNumber": self.sms_number, "OperatorAddress": f"operator@{domain}",
        }  # fmt: skip

    def __enter__(self) -> Self:
        try:
            self._clock.start()
            self._open.callback(self._clock.stop)
            self._cloud.start()
            self._open.callback(self._cloud.stop)
            self._open.callback(clients.forget)
            clients.forget()
            self._open.enter_context(patch.object(policies, "from_file", read_once))
            self._lambdas = Lambdas(self._app or _application(), self._cloud)
            self._open.enter_context(self._lambdas.watching())
        except BaseException:
            self._open.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    # -- what comes in ------------------------------------------------------------------------------------------------

    def email(
        self,
        raw: bytes,
        recipients: str | Sequence[str] | None = None,
        verdicts: Mapping[str, str] | None = None,
        *,
        deliveries: int = 1,
    ) -> str:
        """A mail reaches SES; its SES message id. `deliveries` above 1 is what SES, SNS or SQS do when they repeat.

        `recipients` is the envelope, by default those of To and Cc that are the organisation's. `verdicts` None is all PASS.
        """
        raw = bytes(raw)  # an EmailMessage will do
        message_id = self._identity("mail")
        key = f"raw/{message_id}"
        bucket = self._cloud.store(key, raw)
        envelope = [recipients] if isinstance(recipients, str) else list(recipients or self._ours(raw))
        notified = events.receipt_notification(message_id, raw, envelope, verdicts, bucket, key, self.now)
        self._deliver("Mail", "InboundMailQueue", notified, deliveries)
        return message_id

    def sms(self, number: str, text: str, message_id: str | None = None, *, deliveries: int = 1) -> str:
        """A text reaches the organisation's number; its inbound message id."""
        message_id = message_id or self._identity("text")
        self._deliver(
            "Text", "InboundTextQueue", events.two_way_text(number, text, self.sms_number, message_id), deliveries
        )
        return message_id

    def report(self, mail: SentMail, kind: str, *, subtype: str = "", diagnostic: str = "") -> None:
        """SES reports about a sent mail: Bounce (`subtype` Permanent or Transient), Complaint, Delivery, Reject, …"""
        self._put_report(mail, kind, subtype, diagnostic)
        self._settle()

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> web.Response:
        """Open a page: a path or a full address out of a mail."""
        return self._web("GET", path, web.posted(None), headers or {})

    def post(
        self,
        path: str,
        form: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        files: Sequence[web.File] = (),
    ) -> web.Response:
        """Send a form."""
        return self._web("POST", path, web.posted(form, files), headers or {})

    def send(self, path: str, posted: tuple[str, bytes], headers: Mapping[str, str] | None = None) -> web.Response:
        """Send what a browser has posted, its type and its body, as it is."""
        return self._web("POST", path, posted, headers or {})

    # -- time -----------------------------------------------------------------------------------------------------------

    @property
    def now(self) -> datetime:
        """The sandbox's time, in the organisation's time zone."""
        return self._clock.now.astimezone(self.zone)

    def wind(self, to: str | datetime | None = None, **duration: float) -> None:
        """Let time pass: `hours=2`, `days=1, minutes=5` or `to="2026-03-03T09:00+08:00"`.

        The clock stops at every moment at which something is due, and what never comes due costs nothing.
        """
        target = moment_of(to, self.zone) if to is not None else self.now + timedelta(**duration)
        if target < self.now:
            raise ValueError(f"the clock is wound forward only: {target} lies before {self.now}")
        self._settle()
        while (stop := self.next_due()) and stop <= target:
            self._tick_at(stop)
        if target == full_minute(target) and target > self.now:
            self._tick_at(target)
        self._clock.move_to(target)

    def tick(self) -> None:
        """One more tick at the present moment."""
        self._tick_at(self.now)

    def next_due(self) -> datetime | None:
        """The next full minute at which a tick will find something to do; None if nothing is due any more."""
        stop = self._agenda.next_stop(self.now)
        return stop.astimezone(self.zone) if stop else None

    # -- what came of it ------------------------------------------------------------------------------------------------

    @property
    def mails(self) -> list[SentMail]:
        """Every mail sent, in order."""
        self._collect()
        return list(self._mails)

    @property
    def texts(self) -> list[SentText]:
        """Every text sent, in order."""
        self._collect()
        return list(self._texts)

    @property
    def dead_letters(self) -> list[DeadLetter]:
        """What the application refused to the end."""
        return list(self._lambdas.dead_letters)

    def complaints(self) -> list[register.Row]:
        """The complaints in order of their numbers, then what is parked (with no number and `parked` saying why)."""
        known = register.complaints(self._cloud.items("Complaints"), self.zone)
        return known + register.parked_rows(self._cloud.items("Inbound"), self.zone)

    def history(self, number: str) -> list[register.Entry]:
        """A complaint's history; KeyError if there is no such number."""
        found = [row["id"] for row in self.complaints() if row["number"] == number and number]
        if not found:
            raise KeyError(number)
        return register.history(self._cloud.items("History"), found[0], self.zone, self._rules)

    # -- within ---------------------------------------------------------------------------------------------------------

    @cached_property
    def _rules(self) -> Policy:
        """The policy as its file has it."""
        return by_name_or_path(self._policy)

    def _deliver(self, topic: str, queue: str, message: events.Event, deliveries: int) -> None:
        for _ in range(deliveries):
            arn, identity = self._cloud.topic(f"{topic}Topic"), self._identity("sns")
            self._cloud.put_message(queue, events.sns_envelope(message, arn, identity, "", self.now))
        self._settle()

    def _put_report(self, mail: SentMail, kind: str, subtype: str = "", diagnostic: str = "") -> None:
        headers = events.raw_headers(mail.raw)
        (sender,) = events.addresses_in(headers, "from")
        about = events.sent_mail(mail.id, sender, mail.to, headers, mail.tags, mail.at)
        message = events.delivery_event(kind, about, self.now, subtype, diagnostic)
        arn, identity = self._cloud.topic("DeliveryTopic"), self._identity("sns")
        self._cloud.put_message("DeliveryEventsQueue", events.sns_envelope(message, arn, identity, "", self.now))

    def _web(self, method: str, path: str, posted: tuple[str, bytes], headers: Mapping[str, str]) -> web.Response:
        event = web.request_event(method, path, self.base_url, self._lambdas.app.app.routes, posted, headers)
        if event is None:
            return web.Response(
                403, {"content-type": "application/json"}, b'{"message":"Missing Authentication Token"}'
            )
        answer = web.response(self._lambdas.call_web(event))
        self._settle()
        return answer

    def _tick_at(self, moment: datetime) -> None:
        self._clock.move_to(moment)
        self._lambdas.fire("tick", events.schedule_event(moment))
        self._settle()
        self._agenda.note_tick(self.now)

    def _settle(self) -> None:
        """Until the queues are empty: functions run, mails go out, their delivery is reported."""
        self._lambdas.drain(self.now)
        while fresh := self._collect():
            for mail in fresh if self.reports_delivery else ():
                self._put_report(mail, "Delivery")
            self._lambdas.drain(self.now)

    def _collect(self) -> list[SentMail]:
        """Take note of what was sent since the last look; the clock has stood still since then."""
        fresh = [
            sent.sent_mail(m.id, m.raw_data.encode(), m.destinations, self._cloud.tags.get(m.id, {}), self.now)
            for m in self._cloud.sent_mails()[len(self._mails) :]
        ]
        self._mails += fresh
        self._texts += [
            SentText(id=key, at=self.now, to=number, sender=self.sms_number, text=text)
            for key, number, text in self._cloud.sent_texts()[len(self._texts) :]
        ]
        return fresh

    def _ours(self, raw: bytes) -> list[str]:
        named = events.addresses_in(events.raw_headers(raw), "to", "cc", "delivered-to", "x-original-to")
        local, _, domain = self.address.partition("@")
        ours = [a for a in named if a.lower().endswith(f"@{domain}") and a.lower().split("@")[0].split("+")[0] == local]
        return list(dict.fromkeys(ours)) or [self.address]

    def _identity(self, kind: str) -> str:
        self._arrivals += 1
        return sha256(f"{kind} {self._arrivals} {self.now.isoformat()}".encode()).hexdigest()[:40]


def _application() -> Any:
    """The deployed module as a new process has it: nothing that an earlier sandbox put together is left."""
    module = importlib.import_module("app")
    for made in vars(module).values():
        if hasattr(made, "cache_clear"):
            made.cache_clear()
    return module
