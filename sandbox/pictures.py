"""`python -m sandbox.pictures`: mails and pages of complaints that are played, as a phone shows them, for the documents."""

import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from sandbox.chromium import PROGRAM, tab
from sandbox.palette import in_few_colours
from sandbox.picture_stories import STORIES, Story
from sandbox.post_office import PostOffice
from sandbox.sent import SentMail
from sandbox.server import WEB, WebDoor, serving
from sandbox.world import Sandbox

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "pictures"
WIDTH, TALLEST, SHARPNESS = 390, 900, 2  # a phone's; what is longer is cut
MAILS = ("acknowledgement", "assignment", "chase", "outcome")
SURVEY, OVERVIEW = re.compile(r"https?://\S+/s/\w+"), re.compile(r"https?://\S+/o/\w+")
HEADER = """<div style="padding:12px 16px;background:#fff;border-bottom:1px solid #d9dee4;font:14px/1.5 'Noto Sans CJK SC',sans-serif;color:#52606d">
<b style="font-size:16px;color:#1f2933">{subject}</b><br>{sender}<br>{at:%Y-%m-%d %H:%M} → {to}</div>"""


def main() -> int:
    """Draw every picture anew. 1 if there is no Chromium."""
    if not PROGRAM:
        print("there is no Chromium on this machine", file=sys.stderr)
        return 1
    FOLDER.mkdir(exist_ok=True)
    for story in STORIES:
        with TemporaryDirectory() as folder, played(story, Path(folder)) as door:
            for name, picture in taken(story, door, Path(folder)):
                file = FOLDER / f"{name}.{story.language}.png"
                file.write_bytes(in_few_colours(picture))
                print(f"{file.relative_to(ROOT)}  {file.stat().st_size / 1000:.0f} KB")
    return 0


@contextmanager
def played(story: Story, folder: Path) -> Iterator[WebDoor]:
    """The sandbox's door after the story, with all mails behind it."""
    policy = story.policy(ROOT, folder)
    with WebDoor(0) as door, Sandbox(policy=policy, now=story.at, base_url=door.url + WEB) as box:
        door.office = PostOffice(box)
        story.play(door.office)
        with serving(door):
            yield door


def taken(story: Story, door: WebDoor, folder: Path) -> Iterator[tuple[str, bytes]]:
    """Each picture's name and PNG, mails first. RuntimeError if the story did not bring one about."""
    assert door.office is not None
    sent = door.office.box.mails
    addresses = {name: _file(folder / f"{name}.html", story.first(sent, name)).as_uri() for name in MAILS}
    addresses["satisfaction"] = next(links(SURVEY, [story.first(sent, "outcome")]))
    addresses["overview"] = next(links(OVERVIEW, [mail for mail in sent if story.leader in mail.to]))
    addresses["sandbox"] = f"{door.url}/box/{quote(story.customer)}"
    with tab(folder / "profile") as page:
        page.shown(WIDTH, sharpness=SHARPNESS)
        for name, address in addresses.items():
            page.open(address)
            yield name, page.picture(TALLEST)


def links(wanted: re.Pattern[str], mails: Iterable[SentMail]) -> Iterator[str]:
    """What of the mails' texts is such a link."""
    return (found.group() for mail in mails for found in wanted.finditer(mail.text))


def _file(file: Path, mail: SentMail) -> Path:
    """The mail's HTML below what a mail program shows of its header."""
    header = HEADER.format(
        subject=escape(mail.subject), sender=escape(str(mail.headers["From"])), at=mail.at, to=mail.to
    )
    file.write_text(re.sub(r"(<body[^>]*>)", lambda body: body[1] + header, mail.html, count=1), encoding="utf-8")
    return file


if __name__ == "__main__":
    sys.exit(main())
