"""`python -m bench [FOLDER...]`: how fast, also over the mails (*.eml) of these folders, and how much it costs."""

import sys
from pathlib import Path

from bench import cost, reading, scale, speed, warm
from bench.peers import contest

speed.main()
print()
warm.main()
print()
reading.main(map(Path, sys.argv[1:]))
print()
cost.main()
print()
scale.main()
print()
contest.main()
