"""What a policy calls things, and the organisation's own words: in languages that there are, nothing empty, nothing called alike, nothing left out."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import get_args

from chalicelib.core.complaint.message_table import MESSAGES
from chalicelib.core.complaint.model import Channel
from chalicelib.core.complaint.saying import Said, say, sentence
from chalicelib.core.expressions import expression
from chalicelib.core.policy.model import Field, Policy
from chalicelib.core.policy_reading.decoding import PLURALS, Reading
from chalicelib.core.policy_reading.value_checks import check_languages
from chalicelib.core.words.labels import BUILT_IN, choice_name
from chalicelib.core.written.words import folded

OF_MESSAGES = tuple(f"{kind}.{name}" for name in MESSAGES for kind in ("message", "history"))
PARTS = ("role", "field", "clock", "extension", "stage", "gate", "moment", "task", "report")
ONE_NAME = ("field", "task", "extension", "stage", "gate", "role", "report")  # a clock's own label always goes first
CHANNELS = frozenset(get_args(Channel))
PHRASES = frozenset({"rights", "outside_route", "sms_name", "procedure"})
# What a message is there to bring: the sentence that calls it so, and the values that bring it, of which own words have one.
BRINGS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "outcome.body": ("brings.answer", ("parts.letter()",)),
    "outcome.sms": ("brings.answer", ("parts.letter()", "case.texted")),
    "explanation.body": ("brings.reasons", ("x.text", "x.reason", "case.outcome", "parts.letter()")),
    "explanation.sms": ("brings.reasons", ("x.text", "x.reason", "case.outcome", "parts.letter()")),
    "update.body": ("brings.staffs_words", ("x.text",)),
    "update.sms": ("brings.staffs_words", ("x.text",)),
    "question.body": ("brings.question", ("x.text",)),
    "question.sms": ("brings.question", ("x.text",)),
    "survey.body": ("brings.link", ("survey_link", "parts.satisfaction()")),
    "later_survey.body": ("brings.link", ("survey_link", "parts.satisfaction()")),
    "holding.body": ("brings.next_time", ("new_due", "new_due_short")),
    "holding.sms": ("brings.next_time", ("new_due", "new_due_short")),
    "address_code.body": ("brings.code", ("code",)),
    "address_code.sms": ("brings.code", ("code",)),
    "form_code.body": ("brings.code", ("code",)),
    "form_code.sms": ("brings.code", ("code",)),
    "conduct.body": ("brings.reason", ("x.reason",)),
    "approval.body": ("brings.to_approve", ("parts.letter()", "case.outcome")),
    "customer_added.body": ("brings.customers_words", ("x.text",)),
    "danger.body": ("brings.customers_words", ("x.text",)),
    "confirm.body": ("brings.link", ("x.link",)),
    "directory_change.body": ("brings.link", ("x.link",)),
    "words_change.body": ("brings.link", ("x.link",)),
}
TAG = expression(
    r"</?(?:a|b|br|div|em|font|h[1-6]|hr|i|img|li|ol|p|span|strong|table|td|tr|u|ul)\b[^<>]*>", re.IGNORECASE
)
FILLED_IN = expression(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
WIDEST_SMS_NAME = 32  # columns, a Chinese sign being two


def check_wordings(policy: Policy, reading: Reading) -> None:
    """Whatever is worded by language."""
    _check_texts(policy.organisation, "organisation", reading)
    own_messages = _of_own_messages(policy)
    of_messages = (*OF_MESSAGES, *own_messages)
    for word, texts in policy.labels.items():
        _check_texts(texts, f"labels.{word}", reading)
        if word not in BUILT_IN and word not in of_messages:
            ours = (*BUILT_IN, *OF_MESSAGES) if "." in word else ()
            known = (*reading.names.words, *ours, *own_messages)
            reading.known(word, known, f"labels.{word}", "a word of this policy")
    for kind in PARTS:
        for i, part in enumerate(getattr(policy, PLURALS[kind])):
            # A field's labels are looked at as lines of forms.
            check = check_languages if kind == "field" else _check_texts
            check(part.labels, f"{kind}[{i}].labels", reading)
    for i, gate in enumerate(policy.gates):
        _check_texts(gate.reason, f"gate[{i}].reason", reading)
    for key, texts in policy.words.items():
        _check_texts(texts, f'words."{key}"', reading)
        for language, text in texts.items():
            for fault in _faults(key, text):
                reading.fault(f'words."{key}".{language}', fault.code, **fault.values)
    _check_alike(policy, reading)
    _check_names(policy, reading)
    _check_channels(policy, reading)


def _of_own_messages(policy: Policy) -> list[str]:
    """What calls a message of the organisation's own: in mails to staff and in the history."""
    own = dict.fromkeys(name for name, dot, _ in (key.partition(".") for key in policy.words) if dot)
    return [f"message.{name}" for name in own if name not in MESSAGES]


def _check_texts(texts: Mapping[str, str], path: str, reading: Reading) -> None:
    check_languages(texts, path, reading)
    for language, text in texts.items():
        if not text.strip():
            reading.refuse(f"{path}.{language}", "is empty; leave it out, so that ours stands there")


def _faults(key: str, text: str) -> Iterator[Said]:
    """What is wrong with own words, apart from values that there are none of."""
    plain = FILLED_IN.sub(" ", text)
    if key in PHRASES and "{{" in text:
        yield say("words_filled_in", key=key, value="{{ case.number }}")
    if key == "sms_name" and sum(1 + (unicodedata.east_asian_width(sign) in "WF") for sign in plain) > WIDEST_SMS_NAME:
        yield say("words_name_long", text=text, signs=WIDEST_SMS_NAME // 2, letters=WIDEST_SMS_NAME)
    if found := TAG.search(plain):
        yield say("words_markup", text=found.group())
    if lacking := brings(key):
        what, values = lacking
        if not any(re.search(r"\{[{%][^}]*" + _spelt(value), text) for value in values):
            yield say("words_leave_out", what=sentence(what), value=f"{{{{ {values[0]} }}}}")


def brings(key: str) -> tuple[str, tuple[str, ...]] | None:
    """What a text is there to bring, and the values that bring it; None if it may say anything."""
    return BRINGS.get(key)


def _spelt(value: str) -> str:
    return r"\b" + re.escape(value).replace(r"\(\)", r"\(\s*\)") + ("" if value.endswith(")") else r"\b")


def _check_alike(policy: Policy, reading: Reading) -> None:
    """Words of which staff write one, and reports count each: two that are called alike cannot be told apart."""
    lists = [(f"field[{i}].choices", f.choices, f) for i, f in enumerate(policy.fields) if f.type == "choice"]
    own = Field(name="")  # of what every complaint has
    lists += [(key, getattr(policy, key), own) for key in ("kinds", "severities", "categories")]
    for path, words, field in lists:
        for language in policy.languages:
            called: dict[str, str] = {}
            for i, word in enumerate(words):
                name = choice_name(field, word, policy, language)
                other = called.setdefault(folded(name), word)
                if other != word:
                    reading.refuse(f"{path}[{i}]", f'"{word}" and "{other}" are both called "{name}" in {language}')


def _check_names(policy: Policy, reading: Reading) -> None:
    """One name, one label: what bears another part's name would be called as that part is."""
    called: dict[str, tuple[str, dict[str, str]]] = {}
    for kind in ONE_NAME:
        for i, part in enumerate(getattr(policy, PLURALS[kind])):
            if not part.labels:
                continue
            first, labels = called.setdefault(part.name, (f"{kind}[{i}]", part.labels))
            if first != f"{kind}[{i}]" and not first.startswith(kind) and _differ(labels, part.labels):
                reading.refuse(
                    f"{kind}[{i}].name",
                    f'"{part.name}" is what {first} is called as well, and its label would stand here; choose another name',
                )
    for word, (first, labels) in called.items():
        if first.startswith("field") and _differ(policy.labels.get(word, {}), labels):
            reading.refuse(f"labels.{word}", f"{first} bears that name and has labels of its own: say it there alone")


def _check_channels(policy: Policy, reading: Reading) -> None:
    """A clock or task with the name of a channel: one word of `[labels]` would name both, and without any the channel's stands for it."""
    for kind in ("clock", "task"):
        for i, part in enumerate(getattr(policy, PLURALS[kind])):
            has_a_name_of_ours = part.name in ("visit", "letter") and part.name not in policy.labels
            if part.name in CHANNELS and not part.labels and not has_a_name_of_ours:
                reading.refuse(
                    f"{kind}[{i}].name", f'"{part.name}" is a channel, whose name would stand here; give it labels'
                )


def _differ(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    return any(other.get(language, text) != text for language, text in one.items())
