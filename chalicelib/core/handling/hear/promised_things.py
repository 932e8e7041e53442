"""What a customer writes about what an answer promised them: whoever keeps it reads it, and who only waits for it reads by when it comes."""

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.decision import Extra
from chalicelib.core.complaint.model import Task
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hear import calls_wished
from chalicelib.core.handling.hold import promises, tasks
from chalicelib.core.people import people
from chalicelib.core.written.awaited import Waiting, awaits
from chalicelib.core.written.dissatisfaction import opinion_in
from chalicelib.core.written.promised_things import speaks_of


def waits_for_it(draft: Draft, words: str) -> Waiting:
    """Whether the words only wait for what was promised and is not due yet: the answer is kept, and nobody has been failed."""
    running = _still_to_come(draft)
    return awaits(words, [task.promised for task in running]) if running else "no"


def hears_when_it_comes(draft: Draft, words: str) -> bool:
    """Who merely waits for the one thing that is still to come reads its day at once, once a day; whoever keeps it reads that they wait."""
    running, desk = _still_to_come(draft), draft.policy.directory.desk
    known = len(running) == 1 and running[0].due is not None and running[0].assignee != desk
    rule = tasks.rule_of(draft, running[0].name) if known else None
    if rule is None or running[0].due is None or waits_for_it(draft, words) != "merely":
        return False
    if not draft.first_time(f"awaits:{draft.now:%m-%d}"):
        return False
    what, day = saying.line(rule.promises), saying.day_of(running[0].due, draft.policy.timezone)
    draft.tell_customer("update", extra={"text": saying.say("comes_by", what=what, day=day)})
    return True


def tell_who_promised(draft: Draft, words: str) -> None:
    """Whoever has promised the customer something reads what they write about it, before it was kept and after; while it is late, whatever they write."""
    desk = draft.policy.directory.desk
    made = [task for task in promises.made(draft) if _is_late(draft, task) or speaks_of(words, task.promised)]
    if opinion_in(words) == "content":
        return
    for mail in dict.fromkeys(task.assignee for task in made if task.assignee != desk):
        mine = [task for task in made if task.assignee == mail]
        extra: Extra = {"text": words, "promise": promises.in_words(mine), "commands": ["tell", "note"]}
        if waiting := next((task for task in mine if task.done is None), None):
            extra |= {"task": waiting.name, "commands": ["fill", "tell", "note"]}
            extra |= {"due": waiting.due.isoformat()} if waiting.due else {}
            extra |= {"early": 1} if waiting.due and waiting.due > draft.now else {}
        keeper = people.staff(mail, "staff", draft.policy, draft.now)
        draft.outgoing.drop("customer_added", keeper.mail)  # one mail about it is enough
        draft.send_to(
            "customer_added",
            keeper,
            extra=calls_wished.marked(extra, words) if mail == draft.complaint.handler else extra,
        )


def _still_to_come(draft: Draft) -> list[Task]:
    """What was promised, is not kept and not over; nothing as soon as one of the things promised is late."""
    running = promises.still_open(draft)
    return [] if any(_is_late(draft, task) for task in running) else list(running)


def _is_late(draft: Draft, task: Task) -> bool:
    return task.done is None and task.due is not None and task.due <= draft.now
