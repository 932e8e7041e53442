"""Everything a template may name. What a message does not bring is "" or an empty list, so that no mail fails for a lack."""

from collections.abc import Mapping
from typing import Any

from chalicelib.core.complaint.decision import Message
from chalicelib.core.complaint.identity import without_identity
from chalicelib.core.complaint.message_table import kind_of
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.complaint.saying import Said
from chalicelib.core.people import sight, tokens
from chalicelib.core.policy import stages
from chalicelib.core.policy.country import works_in
from chalicelib.core.policy.model import Policy
from chalicelib.core.policy.remembering import of_policy
from chalicelib.core.words import once, undelivered
from chalicelib.core.words.case_view import CaseView, view
from chalicelib.core.words.emergency import emergency
from chalicelib.core.words.history import reason_label
from chalicelib.core.words.labels import label, message_name, the_desk
from chalicelib.core.words.marker import reply_line
from chalicelib.core.words.names import LONGEST_ADDRESSEE, person_name
from chalicelib.core.words.next_stage import once_more
from chalicelib.core.words.opening import opening
from chalicelib.core.words.plain_text import displayable, one_line, short_name
from chalicelib.core.words.worded import worded
from chalicelib.core.written.languages import FIRST, in_words, language_or_first, spoken
from chalicelib.core.written.phones import readable
from chalicelib.render import along, case_lines, envelope, head, times, to_customers
from chalicelib.render.report_mail import CARRYING, read_report
from chalicelib.render.sender_identity import SenderIdentity

TEXTS = (
    "clock",
    "due",
    "due_text",
    "reason",
    "text",
    "task",
    "gate",
    "promised",
    "new_due",
    "who",
    "question",
    "reply",
    "link",
    "before",
    "again",
    "part",
    "told",
    "what",
    "danger",
    "promise",
    "wrote",
    "mended",
    "reference",
    "about",
    "writer",
    "number",
)
BROUGHT = ("text", "reason", "promise")  # what stands above the case
NUMBERS: dict[str, Any] = {
    "rung": 0, "turn": 1, "step": 0, "attempts": 0, "survey": 1, "early": 0, "ahead": 0, "kept": 0, "instead": 0, "sooner": 0,
    "later": 0, "letter": 0, "answer": 0, "texted": 0, "record": 0, "attached": 0, "hidden": 0, "known": 0, "withheld": "",
    "megabytes": 0, "unknown": 0, "passing": 0, "apart": 0, "closed": 0, "decides": 0, "undecided": 0, "call": 0, "leaves": 0,
    "optional": 0, "lacks": 0, "asks": 0, "no_file": 0,
}  # fmt: skip
LISTS = (
    "reasons", "changes", "problems", "commands", "fields", "required", "numbers", "beside", "lines",
    "forms", "form_numbers", "blocked", "sooner_limits", "like", "previews", "promised_before",
)  # fmt: skip
NOTHING: dict[str, Any] = dict.fromkeys(TEXTS, "") | NUMBERS | {name: [] for name in LISTS}


def language_of(message: Message) -> str:
    """The reader's language, if we speak it; else the first one. Other spellings of a tag are understood."""
    return spoken(message.to.language) or FIRST


def _as_the_reader_may_see(
    extra: dict[str, Any], message: Message, complaint: Complaint | None, policy: Policy
) -> dict[str, str]:
    """Words without who the customer is, for those who may not know."""
    if complaint is None or sight.may_know_who(message.to.mail, complaint, policy):
        return {}
    return {
        name: without_identity(str(extra[name]), complaint) for name in ("text", "reason", "who", "question", "reply")
    }


def of_message(
    message: Message, complaint: Complaint | None, policy: Policy, identity: SenderIdentity
) -> dict[str, Any]:
    """The names of a template, without the figures, passages and links."""
    language = language_of(message)
    case = view(complaint, policy, language, identity.now, message.to.mail)
    extra = {"climbs": int(message.to.mail != policy.directory.director), **_extra(message, policy, language)}
    compared = _compared(message, case, policy, language)
    brought = [str(extra[name]) for name in BROUGHT]
    extra |= _as_the_reader_may_see(extra, message, complaint, policy)
    extra["who"] = readable(str(extra["who"]), works_in(policy))
    return {
        "language": language,
        "case": once.said_once(case, brought, compared, letter_above=_shows_letter(message)),
        **head.matter(case, language),
        "to": short_name(message.to.name, LONGEST_ADDRESSEE),
        **to_customers.tone(message, complaint, policy, language),
        "role": label(message.to.role, policy, language),
        "x": extra,
        "desk": the_desk(policy, language),
        "routine_receipts": policy.routine_receipts,
        "handled_by": _handled_by(case, policy, language),
        "waiting": complaint is not None and complaint.status == "open",
        **head.times(times.moment(message, "due"), identity.now),
        "unacknowledged": complaint is not None and "muted" in complaint.flags and complaint.moment("answered") is None,
        "visits": message.to.role == "desk" and _is_to_be_visited(complaint, policy),
        "clock": one_line(label(str(extra["clock"]), policy, language)),
        "task": one_line(label(str(extra["task"]), policy, language)),
        "compared": compared,
        "gate": _named(str(extra["gate"]), policy, language),
        "report": read_report(str(message.extra.get("report", ""))) if message.name in CARRYING else None,
        "code": _code(message, complaint, identity),
        **_organisation(policy, language),
        **_ways_to_reach_us(complaint, policy, identity, language),
        "marker": reply_line(language, policy.languages if message.to.role != "customer" else ()),
        **_labels(message, complaint, policy, language),
        **times.named(message, complaint, case, policy, language, identity.now),
    }


@of_policy
def _organisation(policy: Policy, language: str) -> Mapping[str, Any]:
    """Whose mail it is, at length and as short as a text has room for."""
    whole, signature = organisation(policy, language), language_or_first(language).signature
    short = policy.words.get("sms_name", {}).get(language) or short_name(whole, signature)
    return {"prefix": policy.prefix, "org": whole, "org_short": short, **head.brand(policy, language)}


def _ways_to_reach_us(
    complaint: Complaint | None, policy: Policy, identity: SenderIdentity, language: str
) -> dict[str, Any]:
    """How the reader answers: by mail, text or telephone, when somebody is there, and who helps at once in danger."""
    return {
        "address": identity.address,
        "sms_number": readable(identity.sms_number, works_in(policy)),
        "texts": complaint is not None and bool(complaint.complainant.phone),  # who texts from there is known again
        "answer_room": language_or_first(language).answer_in_a_text,
        "hotline": readable(_hotline(complaint, policy), works_in(policy)),
        "opening": opening(policy, complaint, identity.now, language),
        "emergency": emergency(policy, language),
    }


def _hotline(complaint: Complaint | None, policy: Policy) -> str:
    """Whom to call: the unit that has the complaint, whoever handles it there, else the organisation."""
    phones = {each.name: each.phone for each in policy.directory.departments if each.phone}
    own = (phones.get(name, "") for name in (complaint.unit, complaint.department)) if complaint else ()
    return next((phone for phone in own if phone), policy.directory.phone)


def _is_to_be_visited(complaint: Complaint | None, policy: Policy) -> bool:
    """Whether the policy has the customer asked how satisfied they are, and they have yet to be."""
    asks = any(t.command == "visit" for t in policy.tasks) or any(c.until == "visited" for c in policy.clocks)
    return asks and (complaint is None or complaint.status != "closed")


def _code(message: Message, complaint: Complaint | None, identity: SenderIdentity) -> str:
    """The code that proves that the recipient reads here; "" in every other message."""
    until = times.moment(message, "due")
    about = complaint.id if complaint else str(message.extra.get("reference", ""))  # of a form, which is none yet
    if not kind_of(message.name, message.to.role).proves or not about or until is None:
        return ""
    return tokens.code(about, message.to.mail or message.to.phone, until, identity.keys)


def _labels(message: Message, complaint: Complaint | None, policy: Policy, language: str) -> dict[str, Any]:
    """Words that a message brings as names of the policy or of ours, in the reader's language."""
    fields = message.extra.get("fields", [])
    score = complaint.satisfaction if complaint else None
    return {
        "who": one_line(person_name(str(message.extra.get("who", "")), policy, language)),
        "reason_label": _reason(message, policy, language),
        "seems": _named(f"seems.{message.extra.get('seems', '')}", policy, language),
        "message_label": one_line(message_name(str(message.extra.get("text", "")), policy, language)),
        "field_labels": [one_line(label(str(name), policy, language)) for name in fields]
        if isinstance(fields, list)
        else [],
        "departments": [department.name for department in policy.directory.departments if not department.parent],
        "dissatisfied": score is not None and score <= policy.reopen_at_most,
        "renewed": once_more(
            (stages.present(complaint, policy) or stages.ONE_LEVEL_UP) if complaint else None, policy, language
        ),
        "hides_outcome": _shows_letter(message),
    }


def _shows_letter(message: Message) -> bool:
    """Whether the answer's letter stands in the body: always in mails of its kind, or in this one."""
    return kind_of(message.name, message.to.role).outcome_in_body or "answer" in message.extra


def _reason(message: Message, policy: Policy, language: str) -> str:
    """Why the message is sent: the decision's own sentence, a word of the policy or the core, or what somebody wrote."""
    reason = message.extra.get("reason", "")
    if isinstance(reason, list):
        said = (r if isinstance(r, Said) else reason_label(str(r), policy, language) for r in reason)
        return language_or_first(language).semicolon.join(filter(None, (_in_words(r, policy, language) for r in said)))
    if message.name == "undeliverable" and isinstance(reason, str):
        return one_line(label(undelivered.why(reason), policy, language))
    told = reason if isinstance(reason, Said) else reason_label(str(reason), policy, language)
    return _in_words(told, policy, language)


def _compared(message: Message, case: CaseView, policy: Policy, language: str) -> list[tuple[str, str]]:
    """The lines that a gate looks at, as far as the approver may see them: they are why the approval is asked for."""
    looked_at = message.extra.get("compared", [])
    labels = {label(str(name), policy, language) for name in looked_at} if isinstance(looked_at, list) else set()
    return [(called, value) for called, value in case.fields if called in labels]


def _handled_by(case: CaseView, policy: Policy, language: str) -> str:
    """Who handles it, for text messages: one Chinese name in an English one would halve the room in it."""
    if not language_or_first(language).gsm:
        return case.responsible
    return " ".join(word for word in case.responsible.split() if word.isascii()).strip(", ") or label(
        "desk", policy, language
    )


def _named(word: str, policy: Policy, language: str) -> str:
    """A gate's label; "" if the policy gives it none, because its bare name says nothing to a reader."""
    named = label(word, policy, language)
    return "" if named == word else one_line(named)


def links(signer: envelope.Signer, complaint: Complaint | None, policy: Policy, message: Message) -> dict[str, Any]:
    """Signed addresses: for the reply, survey, case page, buttons beside cases and beside what else is asked, one for each file (from 1; "" if they may not see it)."""
    reader = message.to.mail
    survey = signer.link("s", "later" if message.name == to_customers.LATER else "survey", policy.survey_days)
    shown = [sight.may_read_file(reader, e, complaint, policy) for e in complaint.evidence] if complaint else []
    written, now, reply_to = language_of(message), signer.identity.now, signer.reply_address()
    works = along.works(message, complaint, policy, written, reply_to, now)
    return {
        **case_lines.of_message(message, signer, written),
        "along": works,
        "also": [work.task for work in works],
        "reply_to": reply_to,
        "survey_link": survey,
        "ratings": to_customers.ratings(message, survey, policy, written),
        "case_link": signer.link("c", "case", envelope.LINK_DAYS),
        "file_links": [
            signer.link("f", "file", envelope.LINK_DAYS, part) if may else "" for part, may in enumerate(shown, 1)
        ],
    }


def organisation(policy: Policy, language: str) -> str:
    """The organisation's name in that language, else its Chinese one."""
    named = policy.organisation
    return in_words(named, language) or next(iter(named.values()), policy.name)


def _extra(message: Message, policy: Policy, language: str) -> Mapping[str, Any]:
    """What the message brings, texts made harmless, everything else that it might have brought being empty."""
    brought: dict[str, Any] = {}
    for name, value in message.extra.items():
        if isinstance(value, list):
            brought[name] = [_in_words(item, policy, language) for item in value]
        else:
            brought[name] = (
                value if isinstance(value, int) or name in case_lines.STRUCTURED else _in_words(value, policy, language)
            )
    return NOTHING | brought


def _in_words(value: str | Said, policy: Policy, language: str) -> str:
    """A text made harmless; a sentence of the decision's in the reader's words."""
    return displayable(worded(value, policy, language) if isinstance(value, Said) else value, language=language)
