"""`python -m bench`: how fast, and how much it costs."""

from bench import cost, speed

speed.main()
print()
cost.main()
