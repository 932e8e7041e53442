"""Blocking carried out: whoever has a complaint in hand stays heard, the head of the desk is told, and all blocks can be listed."""

from collections.abc import Iterator
from datetime import datetime

from chalicelib.clockwork.reporting import Reporting
from chalicelib.core.complaint.decision import Message
from chalicelib.core.complaint.saying import Said, command, say, time_of
from chalicelib.core.people import blocks, people
from chalicelib.core.people.blocks import Block
from chalicelib.core.register import indexing
from chalicelib.core.register.indexing import KeyItem
from chalicelib.pipeline.pipeline import Pipeline
from chalicelib.staff.caseless_orders import Service


class Blocking:
    """What a mail's orders about blocked senders come to: what to store, what to say, whom to tell."""

    def __init__(self, service: Service, pipeline: Pipeline, reporting: Reporting, by: str, now: datetime) -> None:
        self.keys: list[KeyItem] = []
        self.changes: list[Said] = []
        self.problems: list[Said] = []
        self.messages: list[Message] = []
        self.pipeline, self.by, self.now = pipeline, by, now
        for block in service.blocks:
            self._carry_out(block)
        if service.blocked:
            self.changes += reporting.lists.blocked_senders.listed(now) or [say("nobody_blocked")]

    def _carry_out(self, block: Block) -> None:
        address, ends = block.address, block.since == block.until
        pointer = (indexing.sender_ref if "@" in address else indexing.phone_ref)(address)
        found = self.pipeline.lookup(self.now, "", [blocks.ref_of(address), pointer]).keys
        if ends and blocks.in_force(found.get(blocks.ref_of(address), {}), self.now) is None:
            self.problems.append(say("not_blocked", address=address))
        elif not ends and found.get(pointer, {}).get("status") in {*indexing.LIVE, "merged"}:
            self.problems.append(say("block_of_customer", address=address))
        else:
            self.keys.append(blocks.item(block))
            code = "unblocked" if ends else "blocked"
            self.changes.append(say(code, address=address, due=time_of(block.until), command=command("block")))
            self.messages += self._to_the_head(block, code)

    def _to_the_head(self, block: Block, code: str) -> Iterator[Message]:
        policy = self.pipeline.policies.current()
        head = policy.directory.desk_head
        if head and head != self.by:
            to = people.staff(head, "desk_head", policy, self.now)
            lines = [say(code, address=block.address, due=time_of(block.until), command=command("block"))]
            yield Message(name="blocked", to=to, extra={"who": self.by, "text": block.reason, "lines": lines})
