"""What rules have asked for, until it is known who handles the complaint."""


class Rulings:
    """What rules have asked for that has to wait until it is known who handles the complaint."""

    def __init__(self) -> None:
        self.routed = False  # a rule has said whose matter it is: later groups do not
        self.opens: list[str] = []  # tasks
        self.helpers: list[tuple[str, str]] = []  # departments to assist, and the rule's group

    def taken_opens(self) -> list[str]:
        """The tasks to open now; from now on there are none."""
        asked, self.opens = self.opens, []
        return asked
