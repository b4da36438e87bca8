"""A run as a Jupyter notebook: the script's steps as cells, with the words between them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from model.cancelling import CheckCancelled, wanted
from model.files.export.script import in_markdown, note_of, sections_of, write_with_data
from model.files.export.script_words import Language, words_of
from model.run import Replay

if TYPE_CHECKING:  # nbformat is loaded where a notebook is written: that takes a while
    from nbformat import NotebookNode

PLOT = """\
try:
    import matplotlib.pyplot as plt
except ImportError:
    print("{no-matplotlib}")
else:
    _, (fit, curve) = plt.subplots(1, 2, figsize=(10, 4))
    x, y = x_train.flatten().tolist(), y_train.flatten().tolist()
    ends = [min(x), max(x)]
    fit.plot(x, y, "o")
    fit.plot(ends, [W.item() * end + b.item() for end in ends])
    fit.set(xlabel="x", ylabel="y")
    curve.plot(losses)
    curve.set(xlabel="epoch", ylabel="loss", yscale="log")
    plt.show()"""


def notebook_of(
    run: Replay, language: Language = "en", name: str = "run.ipynb", *, every_epoch: bool = False
) -> NotebookNode:
    """The notebook of a run, named so; always the same for the same run, and valid.

    Data of more than script_data.EMBEDDED rows it reads from the files of script.files_of. With every_epoch it also
    writes each of them to a CSV file; what does that stands before the loop, for cells run from the top.
    """
    import nbformat.v4

    v4: Any = nbformat.v4  # it has no annotations
    words = words_of(language)
    sections = sections_of(run, words, name, in_notebook=True, every_epoch=every_epoch)
    note = [f"> {in_markdown(line)}" for line in note_of(run)]
    cells = [v4.new_markdown_cell("\n\n".join([f"# {words('title')}", words("about"), *note]), id="title")]
    for section in sections:
        text = "\n\n".join([f"## {section.heading}", *section.texts, *section.told])
        cells += [
            v4.new_markdown_cell(text, id=f"{section.name}-text"),
            v4.new_code_cell(section.code.strip("\n"), id=section.name),
        ]
    plot = PLOT.format(**{"no-matplotlib": words("no-matplotlib")})
    cells += [
        v4.new_markdown_cell(f"## {words('plot')}\n\n{words('plot-text')}", id="plot-text"),
        v4.new_code_cell(plot, id="plot"),
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    notebook: NotebookNode = v4.new_notebook(cells=cells, metadata=metadata)
    return notebook


def write_notebook(
    run: Replay,
    path: Path,
    language: Language = "en",
    check_cancelled: CheckCancelled = wanted,
    *,
    every_epoch: bool = False,
    replace_data: bool = False,
) -> None:
    """Write the notebook, and the files of its data beside it. Raises OSError as write_with_data does."""
    import nbformat

    writes: Any = nbformat.writes
    text = writes(notebook_of(run, language, path.name, every_epoch=every_epoch))
    write_with_data(run, path, text.rstrip("\n") + "\n", check_cancelled, replace_data=replace_data)
