"""How staff fill in what a mail asks for: as a person would, whichever name the command bears."""

from chalicelib.core.complaint.decision import Message, Recipient
from chalicelib.core.policy.model import Policy
from chalicelib.policies import packaged
from redress.proving.answers import Offer, reply
from tests.core.handling.playing import at
from tests.proving.streams import lived

LINES = {"zh-CN": ("经办人：", "理由：", "复核日期："), "en": ("Acted by: ", "Reason: ", "Review on: ")}


def filled(policy: Policy, language: str, pick: int) -> dict[str, str]:
    message = Message(name="chase", to=Recipient(role="desk", mail=policy.directory.desk, language=language))
    offer = Offer("unreasonable", LINES[language])
    complaint = lived().steps[0].decision.complaint
    assert complaint is not None
    lines = reply(offer, message, complaint, policy, at("3-2 9:00"), pick).splitlines()[1:]
    return {line: value.removeprefix(line) for line, value in zip(LINES[language], lines, strict=True)}


def test_a_form_is_filled_with_names_words_and_days_in_either_language():
    policy = packaged("food-abc")
    people = {person.name for person in policy.directory.people}
    for language in LINES:
        for pick, day in enumerate(("2026-04-01", "2026-05-31")):
            by, reason, review = filled(policy, language, pick).values()
            assert by in people
            assert len(reason) > 3
            assert review == day
