"""What is to be known of a message beside its words; `message_table.py` says it of each."""

from collections.abc import Mapping
from typing import Literal

import msgspec

Audience = Literal["customer", "staff"]
Tone = Literal["news", "task", "reminder", "late", "escalation", "danger"]
Cap = Literal["", "acknowledgements", "notes", "codes", "parked", "mails in their name"]


class MessageKind(msgspec.Struct, frozen=True):
    """What is to be known of a message beside its words.

    `called`: its name by language; none where the policy alone names it.
    `tone`: how urgent it looks to staff, and is as long as no limit of its own has passed; of those that name one, news is a task.
    `shows`: the case so far, or nothing of it.
    `replied`: it is an automatic reply (RFC 3834).
    `proves`: it brings the code by which its reader proves an address.
    `at_night`: what of it goes to customers in quiet hours.
    `keeps_a_time`: it says at a promised time that there is no answer yet: whoever wrote in that very night reads it in the night, by text too.
    `call`: who says it by telephone to a customer whom nothing else reaches.
    `script`: the sentence of `words/sentences.py` that the desk then says, where the message has no text of its own.
    `to_registrar`: the sentence by which the receipt asks whoever registered the call to say it.
    `text_from`: where its own text is found again: the outcome, what staff wrote to the customer last (`Complaint.last_words`), or the record of their contact.
    `cap`: the day's count that it stands under.
    `outcome_in_body`: its words give the outcome, so that the case below them need not.
    `words_in_body`: its words bring what the customer said, so that their first words need not stand below them.
    `words_above`: its words show what the customer said themselves, before what is decided about it.
    `room`: how many columns of the customer's first words stand there; a Chinese sign takes two.
    `form_below`: the lines of its first command stand among the details, for its reader mostly says something else.
    `failure_told`: people hear of it when it did not arrive.
    `together`: of several to one person in one minute one message is made that lists them.
    `gathered`: it passes on a customer's words; of several in one minute about one complaint one is made that holds all the words.
    `condensed`: what comes too often to one director within an hour becomes one list.
    `taken_back`: while unsent it goes no more once the outcome is withdrawn.
    `overtaken`: while unsent (it may wait for the morning) it goes no more once the answer is given.
    `series`: the list of mails that it is one of (RFC 2919).
    `urgent`: it goes before all else, the acknowledgement too.
    `askable`: a policy's rule, rung or task may ask for it by name.
    """

    audience: Audience
    called: Mapping[str, str] = {}
    shows: Literal["case", "nothing"] = "nothing"
    tone: Tone = "news"
    replied: bool = False
    proves: bool = False
    at_night: Literal["all", "mail", "nothing"] = "mail"
    keeps_a_time: bool = False
    call: Literal["desk", "registrar", "never"] = "desk"
    script: str = ""
    to_registrar: str = ""
    text_from: Literal["", "outcome", "staff", "conduct"] = ""
    cap: Cap = ""
    outcome_in_body: bool = False
    words_in_body: bool = False
    words_above: bool = False
    room: int = 400
    form_below: bool = False
    failure_told: bool = True
    together: bool = False
    gathered: bool = False
    condensed: bool = False
    taken_back: bool = False
    overtaken: bool = False
    series: Literal["", "lists", "reports"] = ""
    urgent: bool = False
    askable: bool = False

    @property
    def awaited(self) -> bool:
        """Whether whoever has just written waits for it: it goes before chases."""
        return self.replied or self.proves or self.urgent
