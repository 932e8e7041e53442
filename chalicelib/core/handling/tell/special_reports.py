"""Reports on one complaint: sent when the moment has come that the policy names, and to whoever asks for one."""

from chalicelib.core.complaint.decision import Recipient
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hold import replies
from chalicelib.core.policy import vocabulary
from chalicelib.core.policy.model import Report

NAME = "special_report"


def announce(draft: Draft, news: list[str]) -> None:
    """Sends what the policy wants told of this complaint once that has happened; each report once a round.

    What an answer has brought about that can still be taken back is told when it has left.
    """
    leaves = replies.leaves_later(draft)
    for report in _applying(draft):
        if report.on in news and draft.first_time(_mark(report)):
            draft.send(NAME, *report.to, not_before=leaves, extra={"text": report.name})
            draft.record("reported", reason=report.name)


def forget_undone(draft: Draft) -> None:
    """Reports on moments that were taken back go out when these happen again."""
    draft.forget_once(*(_mark(r) for r in draft.policy.reports if r.on and draft.complaint.moment(r.on) is None))


def send_to(draft: Draft, reader: Recipient) -> None:
    """Sends whoever asks the report as it stands now, under the policy's name for it."""
    named = next((report.name for report in _applying(draft)), "")
    draft.send_to(NAME, reader, extra={"text": named})


def _mark(report: Report) -> str:
    return f"report:{report.name}"


def _applying(draft: Draft) -> list[Report]:
    complaint, counts = draft.complaint, draft.context.counts
    reports = (report for report in draft.policy.reports if report.kind == "case")
    return [report for report in reports if vocabulary.any_holds(report.when, complaint, counts)]
