"""The page of a sandbox, served to whoever asks over loopback."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sandbox import Sandbox
from sandbox.post_office import PostOffice
from sandbox.server import WEB, WebDoor


@contextmanager
def served() -> Iterator[WebDoor]:
    """A door with an empty world behind it."""
    with WebDoor(0) as opened, Sandbox(base_url=opened.url + WEB) as box:
        opened.office = PostOffice(box)
        serving = threading.Thread(target=opened.serve_forever, args=(0.01,))
        serving.start()
        try:
            yield opened
        finally:
            opened.shutdown()
            serving.join()
