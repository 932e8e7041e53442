"""Texts that nobody can act on, because no policy is in force: kept in the bucket, where they outlast every queue, until there is one.

A mail lies there before it is read. A text's words are stored with its receipt, which only what a policy decides can write.
"""

from chalicelib.aws.objects import Objects
from chalicelib.core.register.indexing import digest

PREFIX = "texts/"


def keep(objects: Objects, text_id: str, body: str) -> None:
    """Stores the queue's message; each further attempt stores the same."""
    objects.put(f"{PREFIX}{digest(text_id)}", body.encode(), "application/json")
