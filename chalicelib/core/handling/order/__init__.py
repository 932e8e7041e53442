"""What staff order on a complaint: each command by its function, which is found by the command's name (`carries_out`)."""

from chalicelib.core.handling.order import decisions, desk_work, extending, filling, handler_work

__all__ = ["decisions", "desk_work", "extending", "filling", "handler_work"]
