"""What comes in from outside: a mail, a text, a report on what we sent. Each ends as a fact, a parked item or nothing.

Raw mail lies in the bucket before it is read; a text's own words are stored with its receipt, or in the bucket until there is a policy.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import datetime

from chalicelib.arrivals.delivery_reports import DeliveryReports
from chalicelib.arrivals.mails import Mails
from chalicelib.arrivals.texts import Texts
from chalicelib.arrivals.together import together
from chalicelib.aws.objects import Objects
from chalicelib.pipeline.pipeline import Pipeline
from chalicelib.staff.staff_desk import StaffDesk


class Arrivals:
    """The doors of one stack."""

    def __init__(self, pipeline: Pipeline, objects: Objects, staff_desk: StaffDesk) -> None:
        self.mails = Mails(pipeline, objects, staff_desk)
        self.texts = Texts(pipeline, objects)
        self.reports = DeliveryReports(pipeline)

    def mail(self, body: str, now: datetime) -> None:
        """A notification that SES has stored a mail."""
        self.mails.arrived(body, now)

    def together(self, bodies: Sequence[str], now: datetime) -> AbstractContextManager[None]:
        """Around the mails of a batch: what they can share."""
        return together(self.mails, bodies, now)

    def text(self, body: str, now: datetime) -> None:
        """A text message: it joins the sender's open complaint, answers the survey, or opens a complaint."""
        self.texts.arrived(body, now)

    def delivery(self, body: str, now: datetime) -> None:
        """Events of SES on what we sent: deliveries settle doubts, bounces become a fact for the complaint."""
        self.reports.arrived(body, now)
