"""The whole system in one process: `with Sandbox() as box: box.email(…); box.wind(hours=2); box.mails`."""

from sandbox.world import Sandbox

__all__ = ["Sandbox"]
