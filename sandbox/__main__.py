"""`python -m sandbox`: the whole system on this machine, open until Ctrl-C."""

import argparse
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from chalicelib.core.policy.model import PolicyError
from sandbox.keeping import Keeper
from sandbox.policy_files import refuse_faulty
from sandbox.post_office import PostOffice
from sandbox.server import LOOPBACK, WEB, WebDoor, smtp_controller
from sandbox.world import Sandbox


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the doors and wait. 1 if what it shall play by cannot be played; the reason stands on the error output."""
    asked = _arguments(arguments)
    try:
        refuse_faulty(asked.policy)
        _open(asked, Keeper(asked.keep) if asked.keep else None)
    except (PolicyError, OSError) as fault:
        print(f"{fault}\nThe sandbox does not start. Mend that and start it again.", file=sys.stderr)
        return 1
    return 0


def _open(asked: argparse.Namespace, keeper: Keeper | None) -> None:
    with WebDoor(asked.port) as door, Sandbox(policy=asked.policy, now=asked.now, base_url=door.url + WEB) as box:
        door.office = PostOffice(box, keeper)
        smtp = smtp_controller(door.office, asked.smtp_port)
        smtp.start()
        print(
            f"page  {door.url}\nSMTP  {LOOPBACK}:{asked.smtp_port}, for {box.address}\nCtrl-C closes it.",
            flush=True,
        )
        try:
            door.serve_forever()
        except KeyboardInterrupt:
            print()
        finally:
            smtp.stop()


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f'"{text}" is no moment like 2026-03-02T09:00+08:00') from None


def _arguments(given: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--policy", default="liaocheng-transport", help="a shipped policy's name or a TOML file")
    parser.add_argument("--now", type=_moment, default="2026-03-02T09:00+08:00", help="where the clock starts")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="a new folder for all mailboxes' mails, as .eml")
    parser.add_argument("--port", type=int, default=8080, help="the page's port")
    parser.add_argument("--smtp-port", type=int, default=8025, help="the mail door's port")
    return parser.parse_args(given)


if __name__ == "__main__":
    sys.exit(main())
