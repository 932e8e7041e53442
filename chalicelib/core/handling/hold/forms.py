"""The lines of the forms that staff fill in, and what an answer says in their words."""

import mimetypes
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.facts import Command
from chalicelib.core.complaint.model import Evidence
from chalicelib.core.complaint.saying import Said
from chalicelib.core.handling.draft import Draft
from chalicelib.core.people import people
from chalicelib.core.policy import vocabulary
from chalicelib.core.policy.answering import ANSWERS, answer_tasks, asks_of
from chalicelib.core.policy.country import works_in
from chalicelib.core.policy.model import Field, Policy
from chalicelib.core.words import letter
from chalicelib.core.words.labels import choice_name, label, value_label
from chalicelib.core.written.dates import day_alone
from chalicelib.core.written.languages import LANGUAGES, language_or_first
from chalicelib.core.written.mailboxes import canonical
from chalicelib.core.written.phones import e164


def declared(policy: Policy) -> frozenset[str]:
    """The fields that the policy itself has, and that people fill in."""
    return frozenset(f.name for f in policy.fields if not f.computed)


def kept(policy: Policy) -> frozenset[str]:
    """The lines that are kept with the complaint, in whatever form they stand."""
    return declared(policy) | {*OF_THE_COMPLAINANT}


def answer_fields(policy: Policy) -> tuple[str, ...]:
    """The lines of the answers' forms: those of the tasks that `resolve` completes, and what the gates before it look at."""
    forms = [name for task in answer_tasks(policy) for name in task.form]
    gates = [g for g in policy.gates if g.before in ("proposed", "answered") and asks_of(g, ANSWERS)]
    looked_at = [name for g in gates for name in (*g.needs, *g.needs_any, *g.forbids, g.confirm) if name]
    known = {field.name for field in policy.fields}
    return tuple(name for name in dict.fromkeys((*forms, *looked_at)) if name in known)


OF_THE_COMPLAINANT = ("relation", "name", "phone", "mail")  # lines that every form has, kept with who complains


def take(draft: Draft, form: dict[str, str]) -> None:
    """Keeps a form's lines with the complaint; no rule changes them from then on. "无" attaches nothing."""
    attachments = {f.name for f in draft.policy.fields if f.type == "attachment"}
    known = declared(draft.policy)
    form = _dated(draft, chosen(draft.policy, form))
    written = {k: v for k, v in form.items() if k in known and not (k in attachments and vocabulary.says_no(v))}
    draft.fill(written)
    draft.change(by_hand=tuple(sorted({*draft.complaint.by_hand, *written})))
    draft.results.lines |= written | _take_who(draft, form)
    if not set(unfilled(draft.policy, findings := draft.policy.fields_that_mean("finding"), written)).issuperset(
        findings
    ):
        draft.change(finders=tuple(dict.fromkeys((*draft.complaint.finders, draft.by))))


def _take_who(draft: Draft, form: Mapping[str, str]) -> dict[str, str]:
    """Who complains, as far as nobody has told it: an address is what the customer wrote from, and only their relation to us is judged."""
    who = draft.complaint.complainant
    home = works_in(draft.policy)
    read: dict[str, Callable[[str], str]] = {
        "relation": str, "name": str, "phone": lambda said: e164(said, home), "mail": canonical,
    }  # fmt: skip
    told = {name: read[name](form[name]) for name in OF_THE_COMPLAINANT if form.get(name)}
    fresh = {name: value for name, value in told.items() if value and (name == "relation" or not getattr(who, name))}
    if fresh:
        draft.change(complainant=msgspec.structs.replace(who, **fresh))
        draft.keep_from_rules(*fresh)
    return {name: form[name] for name in fresh}


def is_told(draft: Draft, name: str) -> bool:
    """Whether a line has its value from a rule, the customer's words or whoever wrote them down, so that no form need bring it."""
    if name in OF_THE_COMPLAINANT:
        return bool(vocabulary.value_of(draft.complaint, name))
    return name not in draft.complaint.by_hand and letter.is_filled(name, draft.complaint, draft.policy)


def unfilled(policy: Policy, names: Iterable[str], form: Mapping[str, str]) -> list[str]:
    """Those lines that a form leaves empty, or fills with nothing; "no" is an answer except where a text of the policy is asked for."""
    kinds = {f.name: letter.filled_as(f) for f in policy.fields}
    return [name for name in names if not vocabulary.is_filled(form.get(name, ""), kinds.get(name, ""))]


def lacking(names: Sequence[str], form: Mapping[str, str]) -> Said:
    """That these lines lack; of those where somebody wrote none, that it is no answer there."""
    code = "missing_none" if any(vocabulary.says_no(form.get(name, "")) for name in names) else "missing_fields"
    return saying.say(code, fields=saying.labels(*names))


def lines_lacking(problem: Said) -> tuple[str, ...]:
    """The lines that a refusal says are lacking; who wrote 无 there reads no more that it was kept."""
    fields = problem.values.get("fields") if problem.code in ("missing_fields", "missing_none") else None
    return fields.names if isinstance(fields, saying.Name) else ()


def _dated(draft: Draft, form: Mapping[str, str]) -> dict[str, str]:
    """A form whose days have their dates: who reads 明天 or 3月6日 later, or in another language, reads which day that was."""
    days = {f.name for f in draft.policy.fields if f.type == "date"}
    limits = {clock.due for clock in draft.policy.clocks} | {task.due for task in draft.policy.tasks}
    zone, at = draft.policy.timezone, draft.at
    meant = {name: day_alone(form[name], zone, at, ahead=name in limits) for name in days & form.keys()}
    return dict(form) | {name: day.isoformat() for name, day in meant.items() if day}


def chosen(policy: Policy, form: Mapping[str, str]) -> dict[str, str]:
    """A form with the choices that people wrote by their labels under the names that rules know them by."""
    choices = {f.name: f for f in policy.fields if f.type == "choice"}
    said = tuple(dict.fromkeys(rule.then.set["relation"] for rule in policy.rules if "relation" in rule.then.set))
    choices["relation"] = Field(name="relation", choices=said)
    return {name: _choice(value, choices[name], policy) if name in choices else value for name, value in form.items()}


def _choice(value: str, field: Field, policy: Policy) -> str:
    wanted = vocabulary.folded(value)
    for name in field.choices:
        called = (name, *(choice_name(field, name, policy, language) for language in LANGUAGES))
        if wanted and wanted in map(vocabulary.folded, called):
            return name
    return value


def take_attachments(draft: Draft) -> None:
    """Fields that are attachments are filled by attaching one (LC-09)."""
    draft.fill({name: file.name or file.content_type for name, file in attached(draft).items()})


def attached(draft: Draft) -> dict[str, Evidence]:
    """The lines that the files of this mail fill, each with the first file that it takes."""
    lines = (field for field in draft.policy.fields if field.type == "attachment")
    fitting = {f.name: [e for e in draft.fresh_evidence if fits(e, f)] for f in lines}
    return {name: files[0] for name, files in fitting.items() if files}


def fits(evidence: Evidence, field: Field) -> bool:
    """Whether a file is of a kind that the field takes; mail programs often do not know what they send."""
    guessed = mimetypes.guess_type(evidence.name)[0] or evidence.content_type
    return not field.choices or guessed.startswith(field.choices) or evidence.content_type.startswith(field.choices)


def for_history(draft: Draft, command: Command) -> str:
    """Everything that a command says, for the history: days stay dates, which each of its readers reads in their own language."""
    return all_words(draft, command, days=False)


def all_words(draft: Draft, command: Command, *, days: bool = True) -> str:
    """Everything that a command says: its words, and its form as people call the fields, their choices and `days`."""
    language, policy = people.language_of(draft.by, draft.policy), draft.policy
    colon = language_or_first(language).colon
    left = frozenset() if days else {field.name for field in policy.fields if field.type == "date"}
    said = {n: v if n in left else value_label(n, v, policy, language) for n, v in command.form.items()}
    form = (f"{label(name, policy, language)}{colon}{value}" for name, value in said.items())
    return "\n".join([*([command.words] if command.words else []), *form])
