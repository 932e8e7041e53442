"""Texts that waited in the bucket until there was a policy take their way in."""

from chalicelib.arrivals.waiting_texts import PREFIX
from chalicelib.inbound import text_message
from redress.printing import counted
from redress.progress import watched
from redress.stack import Stack


def taken_up(stack: Stack) -> str:
    """Puts into the queue again what no receipt tells of, and then takes it out of the bucket; what was so, "" if there was nothing.

    Broken off, it begins again: a text that comes twice is known by its id.
    """
    count = 0
    for key in watched(list(stack.objects.keys(PREFIX)), "texts looked at"):
        body = (stack.objects.get(key) or b"").decode()
        text = text_message.parse(body)
        if not isinstance(text, str) and stack.container.pipeline.tables.receipt(text.id) is None:
            stack.sqs.send_message(QueueUrl=stack.queue("InboundTextQueue"), MessageBody=body)
            count += 1
        stack.objects.erase(key)
    return f"{counted(count, 'text')} kept in the bucket until there was a policy: taken up" if count else ""
