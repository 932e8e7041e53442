"""One stack put together: settings, clients, keys and policy made into doors, clockwork, reports and pages."""

from datetime import datetime

import msgspec

from chalicelib import policies
from chalicelib.arrivals import Arrivals
from chalicelib.aws import secrets
from chalicelib.aws.clients import client
from chalicelib.aws.objects import Objects
from chalicelib.aws.outbox_table import OutboxTable
from chalicelib.aws.policy_repository import PolicyRepository
from chalicelib.aws.records import CONFIRMED, Receipt
from chalicelib.aws.schedules import Schedules
from chalicelib.aws.sender import AwsSender
from chalicelib.aws.tables import Tables
from chalicelib.clockwork.due_work import DueWork
from chalicelib.clockwork.erasing import Erasing
from chalicelib.clockwork.reporting import Reporting
from chalicelib.clockwork.retention import Retention
from chalicelib.core.complaint.facts import StaffWrote, SurveyAnswered
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.people import people
from chalicelib.core.people.tokens import Token, person_digest
from chalicelib.core.policy.model import Policy
from chalicelib.core.register.indexing import KeyRef
from chalicelib.inbound import email_message
from chalicelib.pipeline.pipeline import Pipeline
from chalicelib.policies import published
from chalicelib.settings import Settings
from chalicelib.staff.staff_desk import StaffDesk
from chalicelib.telemetry.measures import Measures
from chalicelib.web.site import Site

IN_BUCKET = "s3:"  # the setting that says so


class Container:
    """The complaint office of one organisation, as the entry points use it."""

    def __init__(self, settings: Settings) -> None:
        dynamodb, objects = client("dynamodb"), Objects(settings.mail_bucket, client("s3"))
        self.objects = objects
        self.settings = settings
        self.keys = secrets.signing_keys(client("ssm"), settings.secret_name)
        self.policies = PolicyRepository(
            lambda: newest(settings, objects),
            lambda digest: older(objects, digest),
            may_change=settings.policy.startswith(IN_BUCKET),
        )
        self.pipeline = Pipeline(
            settings,
            Tables(settings, dynamodb),
            OutboxTable(settings, dynamodb),
            AwsSender(settings, objects, email_message.attachment_bytes),
            self.policies,
            self.keys,
        )
        self.reporting = Reporting(self.pipeline, Schedules(settings, dynamodb), objects)
        self.staff_desk = StaffDesk(self.pipeline, self.reporting, objects)
        self.arrivals = Arrivals(self.pipeline, objects, self.staff_desk)
        self.due_work = DueWork(self.pipeline, self.reporting, client("sqs"))
        self.erasing = Erasing(self.pipeline, objects)
        self.retention = Retention(self.erasing, self.pipeline.measures)

    @property
    def measures(self) -> Measures:
        """What was counted since somebody last looked."""
        return self.pipeline.measures

    def site(self) -> Site:
        """What the pages need."""
        return Site(
            policy=self.policies.current(),
            keys=self.keys,
            address=self.settings.complaint_address,
            sms_number=self.settings.sms_number,
            base_url=self.settings.web_base_url,
            load=self._load,
            handle=self._survey,
            held=self._held,
            release=self._release,
            part=self._part,
            original=lambda key, name: self.objects.link(key, name, "message/rfc822"),
        )

    def _load(self, complaint: str) -> Complaint | None:
        stored = self.pipeline.tables.load(complaint)
        return stored.complaint if stored else None

    def _survey(self, fact: SurveyAnswered, complaint: str, now: datetime) -> object:
        receipt = Receipt(inbound_id=fact.id, at=now, outcome="survey")
        return self.pipeline.handle(fact, now, complaint=complaint, receipt=receipt)

    def _part(self, key: str, number: int) -> bytes | None:
        raw = self.objects.get(key)
        return email_message.attachment_bytes(raw, number) if raw else None

    def _held(self, token: Token) -> str:
        return held_words(self.pipeline.tables.lookup("", [held_ref(token)]).keys.get(held_ref(token), {}))

    def _release(self, token: Token, now: datetime) -> bool:
        """Carries out a held mail, once: its receipt is the same whoever presses the button how often.

        Only for its own bearer, and only while they are still somebody here.
        """
        ref = held_ref(token)
        held = self.pipeline.lookup(now, wanted=[ref]).keys.get(ref, {})
        if not held:
            return False
        mail = msgspec.json.decode(held["fact"], type=StaffWrote)
        if person_digest(mail.by) != token.person or not people.is_known(mail.by, self.policies.current()):
            return False
        stored = self.pipeline.load(held.get("complaint", ""), now)
        confirmed = msgspec.structs.replace(mail, id=f"{mail.id}{CONFIRMED}")
        receipt = Receipt(inbound_id=confirmed.id, at=mail.at, outcome="confirmed", raw=mail.writing.raw)
        self.staff_desk.serve(confirmed, stored, receipt, now)
        return True


def held_ref(token: Token) -> KeyRef:
    """Where the mail lies that waits for this token's bearer."""
    return KeyRef(key=f"held#{token.complaint}")


def held_words(held: dict[str, str]) -> str:
    """What such a mail orders; "" if there is none."""
    return held.get("text", "")


def newest(settings: Settings, objects: Objects) -> Policy:
    """The policy in force: the published one if the settings say so, else the packaged one of that name."""
    if not settings.policy.startswith(IN_BUCKET):
        return policies.by_name_or_path(settings.policy)
    return published.published(objects.get)


def older(objects: Objects, digest: str) -> Policy | None:
    """The rules of an earlier digest, if they were published."""
    return published.rules(objects.get, digest)
