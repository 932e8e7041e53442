"""First step, for facts that another complaint's decision has caused."""

from chalicelib.core.facts import OtherDecided
from chalicelib.core.handling import gates
from chalicelib.core.handling.draft import Draft


def other_decided(draft: Draft, fact: OtherDecided) -> None:
    """Merged into another: this complaint's clocks end there. Linked: it is noted, and the desk can see it."""
    values = fact.follow_up.values
    match fact.follow_up.name:
        case "merged_in":
            if draft.become("merged"):
                draft.change(merged_into=values["id"])
                draft.record("merged_into", reason=values["number"])
        case "linked" | "grouped":
            draft.change(related=tuple(dict.fromkeys((*draft.complaint.related, fact.source))))
            draft.record("linked", reason=values.get("number", ""))
        case _:
            gates.open_what_may(draft)
