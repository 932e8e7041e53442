"""The values at the top of the file, and the languages in which all its parts are worded."""

import re
from zoneinfo import ZoneInfo

from chalicelib.core.complaint.message_table import MESSAGES
from chalicelib.core.policy.model import Policy
from chalicelib.core.policy_reading.decoding import PLURALS, Reading
from chalicelib.core.policy_reading.value_checks import HIGHEST, check_languages, check_unlike, check_words
from chalicelib.core.words.labels import BUILT_IN
from chalicelib.core.written.languages import LANGUAGES

OF_MESSAGES = tuple(f"{kind}.{name}" for name in MESSAGES for kind in ("message", "history"))
LETTER = re.compile(r"\{\{[^}]*\bparts\.letter\(\s*\)[^}]*\}\}")
LETTER_IN_A_TEXT = re.compile(LETTER.pattern + r"|\{\{[^}]*\bcase\.texted\b[^}]*\}\}")
PREFIX = re.compile(r"[A-Z]{1,6}")
NOON = "12:00"
TIME_OF_DAY = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def check_whole(policy: Policy, reading: Reading) -> None:
    """The values at the top of the file."""
    refuse, known = reading.refuse, reading.known
    if not PREFIX.fullmatch(policy.prefix):
        refuse("prefix", f'"{policy.prefix}" is not one to six capital letters')
    try:
        ZoneInfo(policy.timezone)
    except (ValueError, OSError, KeyError):
        refuse("timezone", f'"{policy.timezone}" is not a time zone such as "Asia/Shanghai"')
    for key in ("kinds", "severities", "languages"):
        if not getattr(policy, key):
            refuse(key, "needs at least one")
    known(policy.default_kind, policy.kinds, "default_kind", "one of the kinds")
    for i, language in enumerate(policy.languages):
        known(language, tuple(LANGUAGES), f"languages[{i}]", "a language that there are templates in")
    for i, kind in enumerate(policy.flow_kinds):
        known(kind, policy.kinds, f"flow_kinds[{i}]", "one of the kinds")
    for i, field in enumerate(policy.asks):
        known(field, (*reading.names.fields, "name", "phone", "mail", "relation"), f"asks[{i}]", "a field")
    for key in ("job_titles", "measure_words", "kinds", "severities", "categories"):
        check_words(getattr(policy, key), key, reading)
    for key in ("kinds", "severities", "categories", "languages", "asks"):
        check_unlike(getattr(policy, key), key, reading)
    _check_figures(policy, reading)
    _check_quiet(policy, reading)
    _check_wordings(policy, reading)


def _check_figures(policy: Policy, reading: Reading) -> None:
    if not 0 <= policy.reopen_at_most <= HIGHEST["satisfaction"] - 1:
        reading.refuse(
            "reopen_at_most", f"{policy.reopen_at_most} is not 0 to 3: 4 is the best that a customer can say"
        )
    for key in ("survey_days", "acknowledgements_a_day"):
        if getattr(policy, key) < 1:
            reading.refuse(key, f"{getattr(policy, key)} is less than 1")
    for key in ("instruction_within", "chased_again"):
        if getattr(policy, key).amount <= 0:
            reading.refuse(key, f'"{getattr(policy, key)}" is not a time to come')
    if policy.undo and policy.undo.amount <= 0:
        reading.refuse("undo", f'"{policy.undo}" is not a time to come; leave it out if nothing shall be taken back')


def _check_quiet(policy: Policy, reading: Reading) -> None:
    for i, time in enumerate(policy.quiet):
        if not TIME_OF_DAY.fullmatch(time):
            midnight = '; did you mean "00:00"?' if time == "24:00" else ""
            reading.refuse(f"quiet[{i}]", f'"{time}" is not a time such as "21:00"{midnight}')
        elif time == "23:59":
            reading.refuse(f"quiet[{i}]", '"23:59" leaves out the last minute of the day; did you mean "00:00"?')
    begins, ends = policy.quiet
    if begins <= NOON < ends:
        reading.refuse("quiet", f'["{begins}", "{ends}"] is the day; did you mean ["{ends}", "{begins}"]?')


def _check_wordings(policy: Policy, reading: Reading) -> None:
    """Whatever is worded by language names languages that there are."""
    check_languages(policy.organisation, "organisation", reading)
    for word, texts in policy.labels.items():
        check_languages(texts, f"labels.{word}", reading)
        if word not in BUILT_IN and word not in OF_MESSAGES:
            known = (*reading.names.words, *BUILT_IN, *OF_MESSAGES) if "." in word else reading.names.words
            reading.known(word, known, f"labels.{word}", "a word of this policy")
    for key, texts in policy.words.items():
        check_languages(texts, f'words."{key}"', reading)
    _check_answers_words(policy, reading)
    for kind in ("role", "field", "clock", "extension", "stage", "gate", "moment", "task", "report"):
        for i, part in enumerate(getattr(policy, PLURALS[kind])):
            check_languages(part.labels, f"{kind}[{i}].labels", reading)
    for i, gate in enumerate(policy.gates):
        check_languages(gate.reason, f"gate[{i}].reason", reading)


def _check_answers_words(policy: Policy, reading: Reading) -> None:
    """The organisation's own words for an answer hold all of it: the outcome alone would leave out the lines of the form that the customer gets."""
    for block, instead in (("outcome.body", LETTER), ("outcome.sms", LETTER_IN_A_TEXT)):
        for language, text in policy.words.get(block, {}).items():
            if not instead.search(text):
                fault = "leaves out the answer; write {{ parts.letter() }} where it stands"
                reading.refuse(f'words."{block}".{language}', fault)
