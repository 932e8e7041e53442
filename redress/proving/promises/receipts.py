"""What receipts tell staff to have done shows in what went out, or in the record."""

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta

from redress.proving.playing import Played, Step
from redress.proving.promises.breach import Breach

MINUTE = timedelta(minutes=1)


def _customer_got(*names: str) -> Callable[[Played, Step, int], bool]:
    """Whether the customer got one of these letters in the minute of the receipt."""

    def shows(played: Played, step: Step, number: int) -> bool:
        return any(
            s.step == number and s.to_customer and s.message.name in names and s.at - step.at <= MINUTE
            for s in played.sent
        )

    return shows


def _staff_got(*names: str) -> Callable[[Played, Step, int], bool]:
    def shows(played: Played, _: Step, number: int) -> bool:
        return any(m.name in names and m.to.role != "customer" for m in played.steps[number].decision.messages)

    return shows


def _is_written(*names: str) -> Callable[[Played, Step, int], bool]:
    """Whether one of these letters to the customer, or the request to call them, was decided with the receipt: it may leave later."""

    def shows(_: Played, step: Step, __: int) -> bool:
        written = (m for m in step.decision.messages if m.to.role == "customer" or m.name == "call_task")
        return any(m.name in (*names, "call_task") for m in written)

    return shows


def _status(*wanted: str) -> Callable[[Played, Step, int], bool]:
    def shows(_: Played, step: Step, __: int) -> bool:
        return step.decision.complaint is not None and step.decision.complaint.status in wanted

    return shows


def _settled(*, granted: bool) -> Callable[[Played, Step, int], bool]:
    """Whether somebody's approval was given, or refused, just then."""

    def shows(_: Played, step: Step, __: int) -> bool:
        approvals = step.decision.complaint.approvals if step.decision.complaint else ()
        return any(a.at is not None and a.at == step.at and a.granted is granted for a in approvals)

    return shows


SHOWS: Mapping[str, Callable[[Played, Step, int], bool]] = {
    "told": _customer_got("update"),
    "asked": _customer_got("question"),
    "answered": _customer_got("outcome", "explanation"),
    "customer_told": _customer_got("explanation", "update", "outcome"),
    "answered_later": _is_written("outcome", "explanation"),
    "invalid": _customer_got("explanation"),
    "invalid_later": _is_written("explanation"),
    "await_approval": _staff_got("approval"),
    "transferred": _staff_got("assignment", "passed_on", "approval"),
    "assisting": _staff_got("assist", "task"),
    "handed_back": _staff_got("to_assign"),
    "closed": _status("closed"),
    "reopened": _status("open", "closed"),
    "call_asked": _staff_got("call_task", "task"),
    "decided_yes": _settled(granted=True),
    "decided_no": _settled(granted=False),
    "instructed": _staff_got("task", "information", "chase"),
}  # what a receipt says was done → how it shows


def receipts_are_true(played: Played) -> Iterator[Breach]:
    """What a receipt says was done shows in what went out, or in the record."""
    for number, step in enumerate(played.steps):
        receipt = next((s for s in played.sent if s.step == number and s.message.name == "receipt"), None)
        for said in step.decision.results.changes if receipt else ():
            if said.code in SHOWS and not SHOWS[said.code](played, step, number):
                why = f"it says “{said.code}”, and nothing of the kind went out"
                yield Breach(promise="receipts_are_true", at=step.at, sent=receipt, why=why)
