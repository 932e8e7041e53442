"""What a decision sends and sets going, collected on the way."""

import msgspec

from chalicelib.core.complaint.decision import Extra, FollowUp, Message
from chalicelib.core.complaint.message_table import kind_of


class Outgoing:
    """What a decision sets going: messages, facts for other complaints, and messages not yet sent that are taken back."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.follow_ups: list[FollowUp] = []
        self.cancels: list[str] = []
        self.to_be_called: list[tuple[str, Extra]] = []  # what the customer can only be told by telephone

    def drop(self, name: str, mail: str) -> None:
        """The message of that name to that mail address goes no more: another of this decision says it better."""
        self.messages = [m for m in self.messages if (m.name, m.to.mail) != (name, mail)]

    def wait_for_more(self) -> None:
        """What passes on a customer's words waits a moment for the next of them."""
        self.messages = [
            msgspec.structs.replace(m, more_comes=True) if kind_of(m.name, m.to.role).gathered else m
            for m in self.messages
        ]

    def cancel(self, *names: str) -> None:
        """Messages of these names that have not left shall not leave."""
        self.cancels += names
