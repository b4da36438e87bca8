"""Start-up: `slopewise` and `python -m gui`."""

import sys

from gui.command_line import main

if __name__ == "__main__":
    sys.exit(main())
