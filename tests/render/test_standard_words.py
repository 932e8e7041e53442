"""Our own words as a sheet shows them are words that an organisation may have: put there as its own they read as before."""

import re
from pathlib import Path
from typing import Any

import msgspec
import pytest

from chalicelib.core.complaint.model import Complaint
from chalicelib.core.policy.model import Policy
from chalicelib.core.words.words_cells import BLOCKS
from chalicelib.render import render
from chalicelib.render.empty_values import ABOUT_NO_COMPLAINT
from chalicelib.render.own_words import word_problems
from chalicelib.render.sender_identity import Rendered, SenderIdentity
from chalicelib.render.wording import standard
from tests.render.samples import EXTRA, every_message, message

TEMPLATES = Path(__file__).parents[2] / "templates"
HIDDEN = re.compile('<div style="display:none;[^>]*>[^<]*</div>')


def opened(rendered: Rendered) -> Rendered:
    """What its reader sees who has opened it: of own words the list of mails shows the beginning, of ours what counts."""
    return msgspec.structs.replace(rendered, html=HIDDEN.sub("", rendered.html))


@pytest.fixture(params=[EXTRA, {}], ids=["with all", "with nothing"])
def extra(request: pytest.FixtureRequest) -> dict[str, Any]:
    return request.param


@every_message
def test_our_words_taken_over_read_as_before(
    name: str,
    language: str,
    extra: dict[str, Any],
    rich: Complaint,
    policy: Policy,
    identity: SenderIdentity,
):
    complaint = None if name in ABOUT_NO_COMPLAINT else rich
    own = {f"{name}.{block}": {language: said} for block in BLOCKS if (said := standard(name, block, language))}
    taken_over = msgspec.structs.replace(policy, words=own)
    for by in ("mail", "sms"):
        sent = message(name, language, by, **extra)
        ours, theirs = (render(sent, complaint, each, identity) for each in (policy, taken_over))
        assert opened(theirs) == opened(ours)


@every_message
def test_our_words_taken_over_are_sound(name: str, language: str, policy: Policy):
    own = {f"{name}.{block}": {language: said} for block in BLOCKS if (said := standard(name, block, language))}
    assert word_problems(msgspec.structs.replace(policy, words=own)) == []


BEGINS_WITH_WHO_HAS_IT = re.compile(
    r"(?:^|[.!?] |%\} ?)\{\{ (?:\(?who or )?case\.responsible(?![^}]*begun_large)[^}]*\}\} [a-z]", re.MULTILINE
)


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.en.j2")), ids=lambda path: path.name)
def test_no_english_sentence_begins_small_where_a_role_answers(path: Path):
    assert BEGINS_WITH_WHO_HAS_IT.findall(path.read_text("utf-8")) == []
