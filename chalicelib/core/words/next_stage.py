"""What comes after an answer that does not satisfy, as letters, texts and pages say it."""

from chalicelib.core.policy.model import Policy, Stage
from chalicelib.core.words.labels import label

BY_NOBODY_NAMED = ("superior", "same", "another")


def once_more(stage: Stage | None, policy: Policy, language: str) -> str:
    """What we shall do: "交由上一级重新办理", "look at it again, one level up"; "" where nothing comes after."""
    if stage is None:
        return ""
    kind = stage.answers if stage.answers in BY_NOBODY_NAMED else "role"
    who = label(stage.answers, policy, language).removeprefix("the ")  # some roles are called "the Board"
    return label(f"again.{kind}", policy, language).format(who=who)
