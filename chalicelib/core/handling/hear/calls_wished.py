"""That a customer wishes to be called is marked in the mail that passes on their words, which offers to record the call."""

from chalicelib.core.complaint.decision import Extra
from chalicelib.core.written.calls_wished import wishes_for_a_call


def marked(extra: Extra, words: str) -> Extra:
    """What a mail to staff about these words says, with the mark and 联系 where the words wish for a call."""
    if not wishes_for_a_call(words):
        return extra
    offered = extra.get("commands")
    commands = [name for name in offered if isinstance(name, str)] if isinstance(offered, list) else []
    return extra | {"call": 1, "commands": [*commands, "contact"]}
