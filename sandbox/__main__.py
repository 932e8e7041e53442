"""`python -m sandbox`: the whole system on this machine, open until Ctrl-C."""

import argparse

from sandbox.post_office import PostOffice
from sandbox.server import LOOPBACK, WEB, WebDoor, smtp_controller
from sandbox.world import Sandbox


def main() -> None:
    """Open the doors and wait."""
    asked = _arguments()
    with WebDoor(asked.port) as door, Sandbox(policy=asked.policy, now=asked.now, base_url=door.url + WEB) as box:
        door.office = PostOffice(box)
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


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--policy", default="liaocheng-transport", help="a shipped policy's name or a TOML file")
    parser.add_argument("--now", default="2026-03-02T09:00+08:00", help="where the clock starts")
    parser.add_argument("--port", type=int, default=8080, help="the page's port")
    parser.add_argument("--smtp-port", type=int, default=8025, help="the mail door's port")
    return parser.parse_args()


if __name__ == "__main__":
    main()
