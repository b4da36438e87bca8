"""A browser that nobody sees: Chromium without a screen, which opens a page and says what is in it."""

from __future__ import annotations

import html
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from tests.environment import PATIENCE

CHROMIUM = next((name for name in ("chromium", "chromium-browser", "google-chrome") if shutil.which(name)), None)
"""What it is called here; None where there is none."""

FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--dump-dom"),
    "--virtual-time-budget=2000",
)

AROUND = """<!DOCTYPE html><meta charset="utf-8"><body>
<iframe id="page" width="{width}" height="{height}" srcdoc="{page}"></iframe><pre id="read"></pre>
<script>
const frame = document.getElementById("page");
frame.addEventListener("load", () => {{
  const page = frame.contentWindow, doc = frame.contentDocument, read = {{}};
  const tell = () => {{ document.getElementById("read").textContent = JSON.stringify(read); }};
  try {{ {script} }} catch (error) {{ read.error = String(error); }}
  tell();
}});
</script>
"""


def read_page(page: str, script: str, folder: Path, size: tuple[int, int] = (1280, 900)) -> dict[str, Any]:
    """Open a page in a frame of this width and height, and return what a script over it has put into `read`.

    The script, in JavaScript, has the page's window as `page` and its document as `doc`; what it adds later on, in the
    browser's own time of two seconds, it has to `tell()`. The page itself is as it is.
    """
    assert CHROMIUM is not None
    around = folder / "around.html"
    width, height = size
    text = AROUND.format(width=width, height=height, page=html.escape(page), script=script)
    around.write_text(text, "utf-8")
    command = [CHROMIUM, *FLAGS, f"--user-data-dir={folder / 'profile'}", around.as_uri()]
    dumped = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=PATIENCE, check=True).stdout
    told = dumped.rpartition('<pre id="read">')[2].partition("</pre>")[0]
    read: dict[str, Any] = json.loads(html.unescape(told))
    assert "error" not in read, read["error"]
    return read
