"""Chromium without a window, told what to do through a pipe: no driver, no port, no library."""

import json
import os
import shutil
import subprocess
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import sleep
from typing import Any, BinaryIO

PROGRAM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)
# A profile of its own, nothing fetched, and no sandbox of the browser's, which containers do not allow.
OPTIONS = (
    *("--headless=new", "--remote-debugging-pipe", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"),
    *("--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"),
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
LOOKS = 400
WITH_TEXT = {"Enter": "\r"}


class Tab:
    """A page in the browser."""

    def __init__(self, to: BinaryIO, told: BinaryIO) -> None:
        self._to, self._told, self._session, self._last = to, told, "", 0
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """What the browser answers to a command; events on the way are passed over."""
        self._last += 1
        message = {"id": self._last, "method": method, "params": parameters}
        self._to.write(json.dumps(message | ({"sessionId": self._session} if self._session else {})).encode() + b"\0")
        self._to.flush()
        while (answer := self._read()).get("id") != self._last:
            pass
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']}")
        return dict(answer["result"])

    def open(self, url: str) -> None:
        """Go there and wait until it has loaded."""
        self.ask("Page.navigate", url=url)
        self.until("document.readyState == 'complete'")

    def until(self, script: str) -> None:
        """Wait until an expression holds in the page."""
        for _ in range(LOOKS):
            with suppress(RuntimeError):  # between two pages there is none to ask
                if self.value(script):
                    return
            sleep(0.05)
        raise AssertionError(f"never held: {script}")

    def shown(self, width: int, *, dark: bool = False, sharpness: int = 1) -> None:
        """As on a screen of that width, in pixels, `sharpness` dots to each, and in dark or light colours."""
        phone = width < 500  # noqa: PLR2004
        self.ask(
            "Emulation.setDeviceMetricsOverride", width=width, height=844, deviceScaleFactor=sharpness, mobile=phone
        )
        colours = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.ask("Emulation.setEmulatedMedia", features=[colours])

    def value(self, script: str) -> Any:
        """What an expression comes to in the page."""
        return self.ask("Runtime.evaluate", expression=script, returnByValue=True)["result"].get("value")

    def picture(self, tallest: int) -> bytes:
        """The page from its top, in full or cut at that height in pixels, as PNG."""
        width, height = self.value("[innerWidth, document.documentElement.scrollHeight]")
        clip = {"x": 0, "y": 0, "width": width, "height": min(height, tallest), "scale": 1}
        taken = self.ask("Page.captureScreenshot", format="png", clip=clip, captureBeyondViewport=True)
        return b64decode(taken["data"])

    def press(self, key: str) -> None:
        """A key goes down and up."""
        code = {"Tab": 9, "Enter": 13}[key]
        said = {"key": key, "code": key, "windowsVirtualKeyCode": code}
        self.ask("Input.dispatchKeyEvent", type="keyDown", **said, **({"text": "\r"} if key in WITH_TEXT else {}))
        self.ask("Input.dispatchKeyEvent", type="keyUp", **said)

    def type(self, text: str) -> None:
        """Text into the field that has the focus."""
        self.ask("Input.insertText", text=text)

    def _read(self) -> dict[str, Any]:
        read = bytearray()
        while (sign := self._told.read(1)) != b"\0":
            if not sign:
                raise RuntimeError("the browser has ended")
            read += sign
        return dict(json.loads(read))


@contextmanager
def tab(folder: Path) -> Iterator[Tab]:
    """A fresh browser, whose profile lies in the folder, with one page."""
    to_read, to_write = os.pipe()
    from_read, from_write = os.pipe()
    command = ["/bin/sh", "-c", f'exec "$@" 3</dev/fd/{to_read} 4>/dev/fd/{from_write}', "sh", PROGRAM, *OPTIONS]
    started = subprocess.Popen(  # noqa: S603 (the browser that was found, with options of ours)
        [*command, f"--user-data-dir={folder}"], pass_fds=(to_read, from_write),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(to_read)
    os.close(from_write)
    with os.fdopen(to_write, "wb") as to, os.fdopen(from_read, "rb") as told:
        try:
            yield Tab(to, told)
        finally:
            started.terminate()
            started.wait()
