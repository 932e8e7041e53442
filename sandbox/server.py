"""The doors of `make sandbox`, on loopback only: a web page, and SMTP for any mail client."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.utils import parseaddr
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from chalicelib.inbound import posted_form
from chalicelib.inbound.email_message import attachment_bytes
from chalicelib.web.files import PICTURES
from sandbox import page
from sandbox.letters import UNKNOWN, Letter, kind_of
from sandbox.post_office import PostOffice
from sandbox.sent import Attachment
from sandbox.staff import Files
from sandbox.web import FORM

LOOPBACK = "127.0.0.1"
WEB = "/web"  # below it lie the application's own pages
LONGEST_FORM = 6_000_000
LONGEST_MAIL = 40_000_000  # with its files, as SES takes it
PDF = "application/pdf"  # whose viewer is part of the browser, and not let into a closed page
OPENED = PICTURES | {PDF, "text/plain"}
UNITS = frozenset({"minutes", "hours", "days"})

Form = dict[str, str]


class WebDoor(ThreadingHTTPServer):
    """The page's server. `office` is what it shows. OSError, which names the port, if that is taken."""

    daemon_threads = True

    def __init__(self, port: int) -> None:
        try:
            super().__init__((LOOPBACK, port), Visit)
        except OSError as error:
            raise OSError(f"port {port}: {error.strerror}; name another by --port") from error
        self.office: PostOffice | None = None

    @property
    def url(self) -> str:
        """Where the page is."""
        return f"http://{LOOPBACK}:{self.server_port}"


@contextmanager
def serving(door: WebDoor) -> Iterator[WebDoor]:
    """The door answers whoever asks, in a thread of its own, until the block ends."""
    thread = threading.Thread(target=door.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield door
    finally:
        door.shutdown()
        thread.join()


class Visit(BaseHTTPRequestHandler):
    """One request of a browser."""

    server: WebDoor
    _files: Files = ()  # those of the form that is being carried out

    def do_GET(self) -> None:
        """Show a page; nothing changes."""
        self._serve(self._show)

    def do_POST(self) -> None:
        """Do what a form asks, then show what came of it."""
        self._serve(self._act)

    def log_message(self, *_: Any) -> None:
        """A line for every request would bury what the sandbox itself has to say."""

    @property
    def office(self) -> PostOffice:
        """The mailboxes."""
        assert self.server.office is not None
        return self.server.office

    def _serve(self, answer: Callable[[str], None]) -> None:
        # A foreign page must not be able to reach in under a name of its own, nor post forms to here.
        hosts = {f"{name}:{self.server.server_port}" for name in (LOOPBACK, "localhost")}
        origin = self.headers.get("Origin")
        if self.headers.get("Host") not in hosts or origin not in {None, "null", *(f"http://{host}" for host in hosts)}:
            self._send(403, "text/plain", b"loopback only")
            return
        with self.office.lock:
            try:
                answer(urlsplit(self.path).path)
            except (LookupError, StopIteration, ValueError) as error:
                self._send(404, "text/plain; charset=utf-8", f"{type(error).__name__}: {error}".encode())

    def _show(self, path: str) -> None:
        if path.startswith(WEB):
            answer = self.office.box.get(self.path.removeprefix(WEB), self._passed_on())
            self._send(answer.status, answer.headers.get("content-type", "text/html"), answer.content, answer.headers)
        elif path.startswith("/case/"):
            self._send_page(page.case_page(self.office, unquote(path.removeprefix("/case/"))))
        elif path == "/search":
            self._send_page(page.search_page(self.office, self._query().get("q", "")))
        elif path == "/eml":
            letter = self._letter()
            self._send_file(
                Attachment(f"{page.shortened(letter.subject) or letter.key}.eml", "message/rfc822", letter.raw)
            )
        elif path.startswith("/file/"):
            self._send_file(self._letter().files[int(path.removeprefix("/file/"))])
        elif path == "/cases":
            self._send_page(page.cases_page(self.office))
        elif path == "/compose":
            self._send_page(page.compose_page(self.office, self._query()))
        elif path.startswith("/box/") or path == "/":
            owner = unquote(path.removeprefix("/box/")) if path != "/" else self.office.box.desk
            self._send_page(
                page.mailbox_page(self.office, owner, *(self._query().get(name, "") for name in ("open", "show")))
            )
        else:
            raise KeyError(path)

    def _act(self, path: str) -> None:
        size, most = (
            int(self.headers.get("Content-Length") or 0),
            LONGEST_FORM if path.startswith(WEB) else LONGEST_MAIL,
        )
        if size > most:  # the rest stays unread, so nothing more can come this way
            self.close_connection = True
            self._send(413, "text/plain", f"at most {most // 1_000_000} MB".encode())
            return
        body = self.rfile.read(size)
        if path.startswith(WEB):
            posted = (self.headers.get("Content-Type", FORM), body)
            answer = self.office.box.send(self.path.removeprefix(WEB), posted, self._passed_on())
            self.office.keep()
            self._send(answer.status, answer.headers.get("content-type", "text/html"), answer.content, answer.headers)
            return
        raw = posted_form.stored(self.headers.get("Content-Type", FORM), body)
        read = posted_form.read(raw)
        self._files = [(file.name, kind_of(file.name), attachment_bytes(raw, file.part) or b"") for file in read.files]
        form = read.fields
        actions = {"/wind": self._wind, "/mail": self._mail, "/reply": self._reply, "/text": self._text}
        shown_next = actions[path](form)
        self.office.keep()
        self.send_response(303)
        self.send_header("Location", quote(shown_next, safe="/?=&%+@"))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _wind(self, form: Form) -> str:
        box = self.office.box
        if "next" in form:
            box.wind(to=box.next_due() or box.now)
        else:
            box.wind(None, **{unit: float(amount) for unit, amount in form.items() if unit in UNITS})
        return form.get("back") or "/"

    def _mail(self, form: Form) -> str:
        self.office.write(form["sender"], form.get("subject", ""), form["text"], form.get("to", ""), self._files)
        return f"/box/{parseaddr(form['sender'])[1]}"

    def _reply(self, form: Form) -> str:
        self.office.answer(form["key"], form["sender"], form["text"], self._files)
        return f"/box/{form['sender']}"

    def _text(self, form: Form) -> str:
        self.office.text(form["number"], form["text"])
        return f"/box/{form['number']}"

    def _letter(self) -> Letter:
        asked = self._query()
        return self.office.letter(asked["owner"], asked["open"])

    def _send_file(self, file: Attachment) -> None:
        """A file of a letter: what browsers only look at is opened, anything else saved, and none of it runs here."""
        opened = file.content_type in OPENED
        named = f"{'inline' if opened else 'attachment'}; filename*=UTF-8''{quote(file.name, safe='')}"
        guarded = {"content-disposition": named, "x-content-type-options": "nosniff"}
        guarded |= {} if file.content_type == PDF else {"content-security-policy": "sandbox; default-src 'none'"}
        self._send(200, file.content_type if opened else UNKNOWN, file.content, guarded)

    def _query(self) -> Form:
        return dict(parse_qsl(urlsplit(self.path).query))

    def _passed_on(self) -> dict[str, str]:
        return {name: self.headers[name] for name in ("Accept-Language", "User-Agent") if self.headers[name]}

    def _send_page(self, html: str) -> None:
        self._send(200, "text/html; charset=utf-8", html.encode())

    def _send(self, status: int, content_type: str, content: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(content)))
        for name, value in (headers or {}).items():
            if name not in {"content-type", "content-length"}:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)


class MailDoor:
    """SMTP for mail clients: takes what is addressed to the organisation."""

    def __init__(self, office: PostOffice) -> None:
        self.office = office

    async def handle_RCPT(  # noqa: N802 (the library's name for it)
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Only the organisation's addresses live here."""
        del server, session, options
        local, _, domain = self.office.box.address.partition("@")
        name, _, host = address.lower().partition("@")
        if host != domain or name.partition("+")[0] != local:
            return f"550 5.1.1 only {self.office.box.address} lives here"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """A mail arrives; the clock stands still meanwhile."""
        del server, session
        content = envelope.content if isinstance(envelope.content, bytes) else str(envelope.content).encode()
        with self.office.lock:
            taken = self.office.post(content, envelope.rcpt_tos)
            self.office.keep()
            return f"250 2.0.0 {taken}"


def smtp_controller(office: PostOffice, port: int) -> Controller:
    """The SMTP door on a loopback port, not yet open."""
    return Controller(MailDoor(office), hostname=LOOPBACK, port=port, enable_SMTPUTF8=True, decode_data=False)
