"""From a fact to a decision: `decide`, pure, and the rooms of its four steps.

`order` and `hear` take the fact in, `tell` says who hears of what came of it, `judge` applies the rules, `timing` derives deadlines and fires rungs, `hold` keeps
back what still lacks something. In this order each may ask those after it and none before it.
"""

from chalicelib.core.handling.deciding import decide

__all__ = ["decide"]
