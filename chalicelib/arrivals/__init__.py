"""What comes in from outside: a mail, a text, a report on what we sent. Each ends as a fact, a parked item or nothing.

Each door is imported with the first that comes to it: a function has one of them. Raw mail lies in the bucket before it is read; a text's own words are stored with its receipt, or in the bucket until there is a policy.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.aws.objects import Objects
from chalicelib.pipeline.pipeline import Pipeline

if TYPE_CHECKING:
    from chalicelib.arrivals.delivery_reports import DeliveryReports
    from chalicelib.arrivals.mails import Mails
    from chalicelib.arrivals.texts import Texts
    from chalicelib.staff.staff_desk import StaffDesk


class Arrivals:
    """The doors of one stack. `staff_desk`: who serves staff, asked for when the first of them writes."""

    def __init__(self, pipeline: Pipeline, objects: Objects, staff_desk: "Callable[[], StaffDesk]") -> None:
        self.pipeline = pipeline
        self.objects = objects
        self.staff_desk = staff_desk

    @cached_property
    def mails(self) -> "Mails":
        """The door for mail."""
        from chalicelib.arrivals.mails import Mails

        return Mails(self.pipeline, self.objects, self.staff_desk)

    @cached_property
    def texts(self) -> "Texts":
        """The door for texts."""
        from chalicelib.arrivals.texts import Texts

        return Texts(self.pipeline, self.objects)

    @cached_property
    def reports(self) -> "DeliveryReports":
        """The door for reports on what we sent."""
        from chalicelib.arrivals.delivery_reports import DeliveryReports

        return DeliveryReports(self.pipeline)

    def mail(self, body: str, now: datetime) -> None:
        """A notification that SES has stored a mail."""
        self.mails.arrived(body, now)

    def together(self, bodies: Sequence[str], now: datetime) -> AbstractContextManager[None]:
        """Around the mails of a batch: what they can share."""
        from chalicelib.arrivals.together import together

        return together(self.mails, bodies, now)

    def text(self, body: str, now: datetime) -> None:
        """A text message: it joins the sender's open complaint, answers the survey, or opens a complaint."""
        self.texts.arrived(body, now)

    def delivery(self, body: str, now: datetime) -> None:
        """Events of SES on what we sent: deliveries settle doubts, bounces become a fact for the complaint."""
        self.reports.arrived(body, now)
