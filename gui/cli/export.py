"""`slopewise export`: the file of a run as a script, a notebook, a web page or a table of its epochs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from gui.cli.option_types import file, named_file, one_of
from gui.cli.options import check_outputs, run_in
from gui.cli.parser import Parser, tell, writing
from gui.cli.train import load_torch, train
from model.epoch import Epoch


def main(words: Sequence[str]) -> int:
    """Write what the words ask for; return the exit code."""
    parser = Parser("slopewise export", "LESSON.slopewise", "Turn the file of a run into other files.")
    parser.add_argument("file", type=Path, metavar="LESSON.slopewise", help="the file of a run")
    parser.add_argument("--script", type=named_file, metavar="FILE.py", help="write a plain PyTorch script")
    parser.add_argument("--notebook", type=named_file, metavar="FILE.ipynb", help="write a Jupyter notebook")
    parser.add_argument(
        "--every-epoch", action="store_true", help="have script and notebook write every epoch to a CSV file, too"
    )
    parser.add_argument("--html", type=named_file, metavar="FILE.html", help="run it, and write a page that replays it")
    parser.add_argument("--csv", type=file, metavar="FILE", help="run it, and write every epoch; - is standard output")
    parser.add_argument(
        "--lang",
        type=one_of("en", "ko"),
        metavar="{en,ko}",
        default="en",
        help="language of the explanations (%(default)s)",
    )
    options = parser.parse_args(words)
    if all(file is None for file in (options.script, options.notebook, options.html, options.csv)):
        parser.error("say what to write: --script, --notebook, --html or --csv")
    if options.every_epoch and options.script is None and options.notebook is None:
        parser.error("--every-epoch is for --script and --notebook")
    check_outputs(parser, options)
    run = run_in(parser, options.file)

    def write() -> None:
        if options.script is not None:
            from model.files.export.script import write_script

            write_script(run, options.script, options.lang, every_epoch=options.every_epoch)
        if options.notebook is not None:
            from model.files.export.notebook import write_notebook

            write_notebook(run, options.notebook, options.lang, every_epoch=options.every_epoch)
        last: Epoch | None = None
        if options.html is not None:
            load_torch()
            from model.files.export.web_page import write_web_page
            from model.lessons.web_question import question_of

            last = write_web_page(run, options.html, question_of, options.lang).last()
        if options.csv is not None:
            last = train(run, options.csv)
        if last is not None and not last.is_finite:
            tell(f"stopped at epoch {last.number}: the numbers overflowed")

    return writing(parser, write)
