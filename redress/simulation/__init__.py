"""A complaint's whole timeline under a policy: who hears what and when, by which clause, and the letters as they are read.

`life` lets time pass and people act, `stories` what can be played, `staff` is what they write, `lines` what of it stands in the timeline, `telling` how that is printed.
"""

from redress.simulation.life import Scenario, play
from redress.simulation.lines import Line, local, received_at
from redress.simulation.stories import STORIES, titled

__all__ = ["STORIES", "Line", "Scenario", "local", "play", "received_at", "titled"]
