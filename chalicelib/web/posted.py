"""What a browser posted, before anybody has read it."""

import hashlib
from datetime import datetime

import msgspec

from chalicelib.inbound import posted_form
from chalicelib.web.page import Page, headers

ONE_FORM = 600
"""Seconds within which the same form, posted again, is the same one: somebody pressed the button twice, or went back."""


class Posted(msgspec.Struct, frozen=True):
    """A form's body with its Content-Type."""

    content_type: str
    body: bytes

    @property
    def raw(self) -> bytes:
        """How it is kept."""
        return posted_form.stored(self.content_type, self.body)

    def name(self, now: datetime, about: str = "") -> str:
        """The id of what comes of it, on the page `about`."""
        bucket = int(now.timestamp()) // ONE_FORM
        return "form-" + hashlib.sha256(f"{bucket} {about} ".encode() + self.raw).hexdigest()[:20]


def see_other(location: str) -> Page:
    """The browser opens that address, so that no form is sent again when the page is loaded anew."""
    return Page(303, headers("") | {"Location": location}, "")
