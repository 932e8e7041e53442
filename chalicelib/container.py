"""One stack put together: settings, clients, keys and policy made into doors, clockwork, reports and pages.

Each part is imported and made when it is first asked for: a function that starts loads nothing for the others.
"""

from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib import policies
from chalicelib.aws import queue, secrets
from chalicelib.aws.clients import client
from chalicelib.aws.objects import UNLISTED, Objects
from chalicelib.aws.outbox_table import OutboxTable
from chalicelib.aws.policy_repository import PolicyRepository
from chalicelib.aws.sender import AwsSender
from chalicelib.aws.tables import Tables
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.people.tokens import USES, Use
from chalicelib.core.policy.model import Policy, PolicyError
from chalicelib.inbound import email_message
from chalicelib.pipeline.pipeline import Pipeline
from chalicelib.policies import published
from chalicelib.settings import Settings
from chalicelib.telemetry.measures import Measures

if TYPE_CHECKING:
    from chalicelib.arrivals import Arrivals
    from chalicelib.arrivals.page_forms import PageForms
    from chalicelib.arrivals.web_forms import WebForms
    from chalicelib.clockwork.due_work import DueWork
    from chalicelib.clockwork.erasing import Erasing
    from chalicelib.clockwork.reporting import Reporting
    from chalicelib.clockwork.retention import Retention
    from chalicelib.staff.staff_desk import StaffDesk
    from chalicelib.web.site import Register, Site

IN_BUCKET = "s3:"  # the setting that says so


class Container:
    """The complaint office of one organisation, as the entry points use it."""

    def __init__(self, settings: Settings) -> None:
        dynamodb, objects = client("dynamodb"), Objects(settings.mail_bucket, client("s3"))
        self.objects = objects
        self.settings = settings
        self.keys = secrets.signing_keys(client("ssm"), settings.secret_name, uses_in(settings.key_uses))
        self.policies = PolicyRepository(
            lambda: newest(settings, objects),
            lambda digest: older(objects, digest),
            named=(lambda: objects.get(published.CURRENT, UNLISTED)) if follows_published(settings) else None,
        )
        self.pipeline = Pipeline(
            settings,
            Tables(settings, dynamodb),
            OutboxTable(settings, dynamodb),
            AwsSender(settings, objects, email_message.attachment_bytes),
            self.policies,
            self.keys,
        )

    @cached_property
    def reporting(self) -> "Reporting":
        """Makes and sends reports."""
        from chalicelib.aws.schedules import Schedules
        from chalicelib.clockwork.reporting import Reporting

        return Reporting(self.pipeline, Schedules(self.settings, client("dynamodb")), self.objects)

    @cached_property
    def staff_desk(self) -> "StaffDesk":
        """Serves staff."""
        from chalicelib.staff.staff_desk import StaffDesk

        return StaffDesk(self.pipeline, self.reporting, self.objects)

    @cached_property
    def arrivals(self) -> "Arrivals":
        """The doors for mails, texts, and reports on what we sent."""
        from chalicelib.arrivals import Arrivals

        return Arrivals(self.pipeline, self.objects, lambda: self.staff_desk)

    @cached_property
    def due_work(self) -> "DueWork":
        """The clockwork."""
        from chalicelib.clockwork.due_work import DueWork

        return DueWork(self.pipeline, lambda: self.reporting, client("sqs"))

    @cached_property
    def web_forms(self) -> "WebForms":
        """What people write on pages."""
        from chalicelib.arrivals.web_forms import WebForms

        return WebForms(self.pipeline, self.objects, self._to_a_worker)

    @cached_property
    def page_forms(self) -> "PageForms":
        """What pages take in."""
        from chalicelib.arrivals.page_forms import PageForms

        return PageForms(self.pipeline, lambda: self.staff_desk, self.web_forms, self._to_a_worker)

    @cached_property
    def erasing(self) -> "Erasing":
        """Takes people away."""
        from chalicelib.clockwork.erasing import Erasing

        return Erasing(self.pipeline, self.objects)

    @cached_property
    def retention(self) -> "Retention":
        """What is forgotten, when and how."""
        from chalicelib.clockwork.retention import Retention

        return Retention(self.erasing, self.pipeline.measures)

    @property
    def measures(self) -> Measures:
        """What was counted since somebody last looked."""
        return self.pipeline.measures

    def has_policy(self, now: datetime) -> bool:
        """Whether a policy is in force. That there is none is counted; what comes in waits in its queue until there is one."""
        self.policies.keep_current(now)
        try:
            self.policies.current()
        except PolicyError:
            self.measures.count("Unpublished")
            return False
        return True

    def worked(self, body: str, now: datetime) -> None:
        """One message of the due queue: what a page took in, or what the tick found due."""
        from chalicelib.arrivals.page_forms import form_in

        if (form := form_in(body)) is not None:
            self.page_forms.carry_out(form, now)
        else:
            self.due_work.due(body, now)

    def site(self, now: datetime) -> "Site":
        """What the pages need."""
        from chalicelib.web.site import Site

        self.policies.keep_current(now)
        return Site(
            policy=self.policies.current(),
            keys=self.keys,
            address=self.settings.complaint_address,
            sms_number=self.settings.sms_number,
            base_url=self.settings.web_base_url,
            load=self._load,
            handle=self.page_forms.answer,
            held=self.page_forms.held,
            release=self.page_forms.confirm,
            confirmed=self.page_forms.confirmed,
            concerns=self.page_forms.concerns,
            written=self.web_forms,
            part=self._part,
            original=lambda key, name: self.objects.link(key, name, "message/rfc822"),
            register=self._register,
            end_reports=self.page_forms.end_reports,
        )

    def _to_a_worker(self, body: str) -> None:
        queue.send(client("sqs"), self.settings.due_queue_url, body)

    def _load(self, complaint: str) -> Complaint | None:
        stored = self.pipeline.tables.load(complaint)
        return stored.complaint if stored else None

    def _register(self, now: datetime) -> "Register":
        from chalicelib.clockwork.state_of_things import open_rows, received_rows
        from chalicelib.web.site import Register

        self.pipeline.lookup(now)  # who is away today
        policy, tables = self.policies.current(), self.pipeline.tables
        return Register(policy, open_rows(tables), lambda period: received_rows(tables, period, policy))

    def _part(self, key: str, number: int) -> bytes | None:
        raw = self.objects.get(key, UNLISTED)  # the function behind the pages may list nothing
        return email_message.attachment_bytes(raw, number) if raw else None


def uses_in(text: str) -> tuple[Use, ...]:
    """The uses of signing keys that a setting names. SecretError if it names another."""
    if unknown := sorted(set(text.split()) - set(USES)):
        raise secrets.SecretError(f"KEY_USES names {', '.join(unknown)}, for which there are no keys")
    return tuple(use for use in USES if use in text.split())


def follows_published(settings: Settings) -> bool:
    """Whether the policy is the one published to the bucket, as it is for every deployed stack."""
    return not settings.rehearsal or settings.policy.startswith(IN_BUCKET)


def newest(settings: Settings, objects: Objects) -> Policy:
    """The policy in force: the published one. PolicyError if there is none, or if it would have us write to invented people."""
    if not follows_published(settings):
        return policies.by_name_or_path(settings.policy)
    policy = published.published(objects.get)
    if not settings.rehearsal:
        published.refuse_samples(policy)
    return policy


def older(objects: Objects, digest: str) -> Policy | None:
    """The rules of an earlier digest, if they were published."""
    return published.rules(objects.get, digest)
