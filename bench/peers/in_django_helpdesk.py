"""django-helpdesk on sqlite: `prepare` makes the database; `run` hands in the mails as its command for queues does."""

import logging
import sys
from pathlib import Path
from typing import Any

from bench.peers import mails, stopwatch

APPS = ("admin", "auth", "contenttypes", "messages", "sessions", "sites", "humanize")


def started(home: Path) -> None:
    """Django with the settings that its handbook gives; mails go where Django's tests look for them, which is nowhere."""
    import django  # noqa: PLC0415
    from django.conf import settings  # noqa: PLC0415

    templates: dict[str, Any] = {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}
    settings.configure(
        INSTALLED_APPS=[*(f"django.contrib.{name}" for name in APPS), "rest_framework", "helpdesk"],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(home / "helpdesk.sqlite3")}},
        TEMPLATES=[templates],
        MEDIA_ROOT=str(home / "media"),
        EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend",
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        DEFAULT_FROM_EMAIL=mails.OFFICE,
        SECRET_KEY="none",  # noqa: S106
        SITE_ID=1,
        USE_TZ=True,
        HELPDESK_TEAMS_MODE_ENABLED=False,
    )
    django.setup()
    from django.urls import include, path  # noqa: PLC0415

    settings.ROOT_URLCONF = (path("", include("helpdesk.urls", namespace="helpdesk")),)  # mails link to it


def prepare(home: Path) -> None:
    """Tables, the texts of its mails, and a queue whose handler hears of each new ticket."""
    home.mkdir(parents=True)
    started(home)
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    call_command("loaddata", "emailtemplate.json", verbosity=0)
    from helpdesk.models import Queue  # noqa: PLC0415

    Queue.objects.create(
        title="Complaints", slug="complaints", email_address=mails.OFFICE, new_ticket_cc=mails.HANDLER,
        allow_email_submission=True, email_box_type="local",
    )  # fmt: skip


def run(home: Path, folder: Path) -> str:
    """Every mail becomes a ticket; customer and handler hear of it."""
    started(home)
    from helpdesk.email import extract_email_metadata  # noqa: PLC0415
    from helpdesk.models import Queue, Ticket  # noqa: PLC0415

    queue, log = Queue.objects.get(), logging.getLogger("helpdesk")
    log.setLevel(logging.ERROR)

    def handle(raw: bytes) -> None:
        extract_email_metadata(raw.decode("utf-8", "replace"), queue, log)

    return stopwatch.timed(mails.read(folder), handle, Ticket.objects.count)


if __name__ == "__main__":
    if sys.argv[1] == "prepare":
        prepare(Path(sys.argv[2]))
    else:
        print(run(Path(sys.argv[2]), Path(sys.argv[3])))
