"""`python -m redress`: the operator's command line."""

import sys

from redress.cli import main

sys.exit(main())
