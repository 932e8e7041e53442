"""The stories that can be played, and how each is announced."""

from collections.abc import Collection
from typing import Literal

Story = Literal["answered", "dissatisfied", "extension", "invalid"]
STORIES: dict[Story, str] = {
    "answered": "it is answered, and the customer is content",
    "dissatisfied": "it is answered, and the customer is not content, as often as the procedure goes on",
    "extension": "more time is asked for and granted before it is answered",
    "invalid": "it is found not valid, and the customer gets the reasons",
}


def titled(story: Story, silent: Collection[str]) -> str:
    """What is played, in words. Where somebody is silent no story ends as it says: that is what is to be seen."""
    if not silent:
        return STORIES[story]
    return f"what becomes of it with {', '.join(sorted(silent))} silent (with nobody silent: {STORIES[story]})"
