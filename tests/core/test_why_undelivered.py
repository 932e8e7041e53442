"""What mail servers and networks say of a message that did not arrive, in people's words."""

import pytest

from chalicelib.core.words.labels import BUILT_IN
from chalicelib.core.words.undelivered import why


@pytest.mark.parametrize(
    ("diagnostic", "label"),
    [
        ("5.1.1", "no_address"),
        ("550 5.1.1 user unknown", "no_address"),
        ("NoEmail", "no_address"),
        ("5.2.2", "full"),
        ("MailboxFull", "full"),
        ("5.2.1", "closed"),
        ("552 5.3.4 message too large", "too_large"),
        ("4.4.1", "out_of_reach"),
        ("5.7.1", "turned_away"),
        ("ContentRejected", "turned_away"),
        ("OnAccountSuppressionList", "turned_away"),
        ("DESTINATION_PHONE_NUMBER_OPTED_OUT", "opted_out"),
        ("opted_out", "opted_out"),
        ("General", "other"),
        ("5.0.0", "other"),
    ],
)
def test_a_code_is_told_as_what_it_means(diagnostic: str, label: str):
    assert why(diagnostic) == f"undelivered.{label}"
    assert set(BUILT_IN[f"undelivered.{label}"]) == {"zh-CN", "zh-TW", "en"}


@pytest.mark.parametrize("said", ["", "对方手机关机"])
def test_what_is_said_in_words_stays(said: str):
    assert why(said) == said
