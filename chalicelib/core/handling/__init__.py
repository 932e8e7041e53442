"""From a fact to a decision: `decide`, pure, and the rooms of its four steps.

`hear` and `order` take the fact in, `judge` applies the rules, `hold` keeps back what still lacks something, `timing` derives deadlines and
fires rungs, `tell` says who hears of it. Each may ask those after it, none those before it.
"""

from chalicelib.core.handling.deciding import decide

__all__ = ["decide"]
