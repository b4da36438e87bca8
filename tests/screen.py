"""A screen that nobody sees: Xvfb, the X server that draws into memory."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def virtual_screen(size: str = "1920x1200x24") -> Iterator[str]:
    """Start an X server with one screen of this width, height and depth; yield the display's name, such as ":1".

    Raises FileNotFoundError where Xvfb is not installed, and RuntimeError where it does not start.
    """
    told, tell = os.pipe()
    # Xvfb chooses a free display itself. Without -noreset it would start anew whenever its last window closes, and
    # without -r a key would be repeated where a busy machine lets it go late.
    arguments = ["-displayfd", str(tell), "-screen", "0", size, "-dpi", "96", "-nolisten", "tcp", "-noreset", "-r"]
    with os.fdopen(told) as display:
        try:
            server = subprocess.Popen(["Xvfb", *arguments], pass_fds=[tell], stderr=subprocess.DEVNULL)
        finally:
            os.close(tell)
        try:
            name = display.readline().strip()  # comes when it is ready, or is empty when it has ended
            if not name:
                raise RuntimeError(f"Xvfb ended with exit code {server.wait()}")
            yield f":{name}"
        finally:
            server.terminate()
            server.wait()
