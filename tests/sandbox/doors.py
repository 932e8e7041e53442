"""The page of a sandbox, served to whoever asks over loopback."""

from collections.abc import Iterator
from contextlib import contextmanager

from sandbox import Sandbox
from sandbox.post_office import PostOffice
from sandbox.server import WEB, WebDoor, serving


@contextmanager
def served() -> Iterator[WebDoor]:
    """A door with an empty world behind it."""
    with WebDoor(0) as opened, Sandbox(base_url=opened.url + WEB) as box:
        opened.office = PostOffice(box)
        with serving(opened):
            yield opened
