"""What comes after an answer that does not satisfy, as letters, texts and pages say it."""

from chalicelib.core.policy.model import Policy, Stage
from chalicelib.core.words.labels import label
from chalicelib.core.written.languages import language_or_first

BY_NOBODY_NAMED = ("superior", "same", "another")


def once_more(stage: Stage | None, policy: Policy, language: str) -> str:
    """What we shall do: "交由上一级重新办理", "ask someone more senior to look at it again"; "" where nothing comes after."""
    if stage is None:
        return ""
    kind = stage.answers[0] if stage.answers[0] in BY_NOBODY_NAMED else "role"
    named = [label(role, policy, language).removeprefix("the ") for role in stage.answers]  # some are "the Board"
    or_ = label("again.or", policy, language)
    last = f" {or_} " if language_or_first(language).is_latin else or_
    who = last.join(filter(None, (language_or_first(language).separator.join(named[:-1]), named[-1])))
    return label(f"again.{kind}", policy, language).format(who=who)
