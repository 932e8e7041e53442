"""What staff order on a complaint: each command by its function, which is found by the command's name (`carries_out`)."""

from chalicelib.core.handling.order import (
    about_conduct,
    about_people,
    correcting,
    decisions,
    desk_work,
    extending,
    filling,
    handing_on,
    handler_work,
)

__all__ = [
    "about_conduct",
    "about_people",
    "correcting",
    "decisions",
    "desk_work",
    "extending",
    "filling",
    "handing_on",
    "handler_work",
]
