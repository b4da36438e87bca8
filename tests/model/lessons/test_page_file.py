"""Pages in files: what they may hold, and that whatever else a stranger's file holds is told in one clear sentence."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model import RESOURCES
from model.dataset import LESSON
from model.experiment import Experiment, InitialParameters, LoopSettings, Start, ZeroGrad
from model.files.run_file import LONGEST_REASON, RunFileError, RunFileReason
from model.lessons import SUFFIX
from model.lessons.page import Ask, Opening, Page
from model.lessons.page_file import (
    PAGES_AT_MOST,
    SECTIONS_AT_MOST,
    SIZE_LIMIT,
    TEXT_LIMIT,
    built_in,
    read_lesson,
)
from model.lessons.page_schema import Header, StateValues

HEADER = """
page = "mine"
done = "epochs >= 2"

[[predict]]
ask = "choice"
right = "up"

[[predict]]
name = "amount"
ask = "number"
right = "near"
answers = { near = "answer < 2 * factor", far = "" }

[measured]
factor = "lr * 2"

[[quiz]]
name = "sum"
draw = { a = [1, 2.5] }
options = ["{a}", "{a + 1}"]
"""

BODY = """
# ko: 제목
물음 {lr}

## ask amount
얼마?
## answer up: 위
맞음
## answer down: 아래
틀림
## answer near: 가까이
## answer far: 멀리
## do
하세요
## found
{factor:.2f}
## hint
하나
## hint
둘
## note
선생님께
## quiz sum
{a}?
"""

VALID = f"+++{HEADER}+++\n{BODY}"


def written(folder: Path, content: str | bytes, name: str = f"mine{SUFFIX}") -> Path:
    """A file of this content."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def page(folder: Path, content: str) -> Page:
    """The only page of a file."""
    (result,) = read_lesson(written(folder, content)).pages
    return result


def refusal(path: Path) -> RunFileError:
    """Why a file is no lesson, which is one line that names it."""
    with pytest.raises(RunFileError) as refused:
        read_lesson(path)
    error = refused.value
    text = str(error)
    assert path.name in text or path.is_dir()
    assert "\n" not in text
    assert len(text) <= LONGEST_REASON + 120
    return error


def changed(old: str, new: str) -> str:
    """The valid page, but for one thing."""
    assert old in VALID
    return VALID.replace(old, new, 1)


def test_a_page_is_read_as_it_is_written(tmp_path: Path) -> None:
    mine = page(tmp_path, VALID)
    assert (mine.name, mine.minutes, mine.extra, mine.bench, mine.opening) == ("mine", 3, False, "", Opening())
    assert mine.done is not None
    assert mine.done.text == "epochs >= 2"
    choice, number = mine.predictions
    assert (choice.name, choice.ask, choice.right, dict(choice.answers)) == (
        *("prediction", Ask.CHOICE, "up"),
        {"up": None, "down": None},
    )
    assert (number.name, number.ask, number.answers["far"]) == ("amount", Ask.NUMBER, None)
    words = mine.words_in("ko")
    assert (words.title, words.question.text, words.action.text) == ("제목", "물음 {lr}", "하세요")
    assert {name: (answer.label, answer.reply.text) for name, answer in words.answers.items()} == {
        "up": ("위", "맞음"),
        "down": ("아래", "틀림"),
        "near": ("가까이", ""),
        "far": ("멀리", ""),
    }
    assert ([hint.text for hint in words.hints], words.note) == (["하나", "둘"], "선생님께")
    assert mine.quiz[0].draw == {"a": (1, 2.5)}
    assert mine.words_in("fr") is words


def test_the_smallest_page(tmp_path: Path) -> None:
    mine = page(tmp_path, '+++\npage = "a"\n+++\n# en: A\n')
    assert (mine.name, mine.done, mine.predictions, list(mine.words)) == ("a", None, (), ["en"])


def test_a_state_is_the_lessons_own_but_for_what_is_given(tmp_path: Path) -> None:
    state = """[state]
start = "numbers"
W = 1
b = -2.5
seed = 7
epochs = 50
zero_grad = "never"
lr = 0.1
x = [1, 2.5]
y = [3, 4]
x_name = "시간 (h)"
compare = "zero-grad"
chart = "in-grad"
walked = 3
done = 4
by_hand = true
speed = 20
"""
    opening = page(tmp_path, changed("[measured]", f"{state}\n[measured]")).opening
    data = opening.experiment.data
    assert opening.experiment == Experiment(
        7, InitialParameters(Start.NUMBERS, 1.0, -2.5), LoopSettings(0.1, ZeroGrad.NEVER, data=data), 50
    )
    assert (data.x.ravel().tolist(), data.y.ravel().tolist(), data.x_name) == ([1, 2.5], [3, 4], "시간 (h)")
    assert opening == Opening(opening.experiment, 4, 3, "zero-grad", chart="in-grad", by_hand=True, speed=20)
    assert (
        page(tmp_path, changed("[measured]", "[state]\nmomentum = 1\n\n[measured]")).opening.experiment.data is LESSON
    )


def test_texts_are_plain_text_whatever_they_look_like(tmp_path: Path) -> None:
    text = (
        "<b onclick='x'>&amp;</b> <img src=http://a.b/c.png> [a](http://a.b) ![](file:///etc/passwd) **two** <script>"
    )
    words = page(tmp_path, changed("물음 {lr}", text)).words["ko"]
    assert words.question.text == text
    assert page(tmp_path, changed("제목", text)).words["ko"].title == text
    assert page(tmp_path, changed(": 위", f": {text}")).words["ko"].answers["up"].label == text


def test_paragraphs_lists_and_code_keep_their_lines(tmp_path: Path) -> None:
    text = "one\ntwo  \n\n\n\nthree\n- a\n- b\n    W = 1\n    `b`\n\nend"
    assert (
        page(tmp_path, changed("하세요", text)).words["ko"].action.text == "one two\n\nthree\n- a\n- b\nW = 1\nb\n\nend"
    )


def test_windows_writes_the_same_page(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbf" + VALID.replace("\n", "\r\n").encode()
    assert read_lesson(written(tmp_path, content)) == read_lesson(written(tmp_path, VALID))


def test_a_file_holds_many_pages_and_a_folder_many_files(tmp_path: Path) -> None:
    other = VALID.replace('"mine"', '"other"')
    lesson = read_lesson(written(tmp_path, f"{VALID}\n{other}"))
    assert [page.name for page in lesson.pages] == ["mine", "other"]
    assert (lesson.place("other"), lesson.place("third"), lesson.name.startswith("mine-")) == (1, None, True)
    folder = tmp_path / "수업"
    folder.mkdir()
    written(folder, other, "2.md")
    written(folder, VALID, "10.md")
    written(folder, "no page", "notes.txt")
    assert [page.name for page in read_lesson(folder).pages] == ["mine", "other"]
    assert read_lesson(folder).name.startswith("수업-")
    (folder / "deeper").mkdir()
    elsewhere = read_lesson(written(folder / "deeper", VALID))
    assert elsewhere.name != lesson.name  # each keeps results of its own


@pytest.mark.parametrize("name", ["epochs", "walked", "abs", "answer"])
def test_a_page_cannot_take_a_name_of_the_program(tmp_path: Path, name: str) -> None:
    with pytest.raises(RunFileError, match=f"{name!r} is a name that the program has itself"):
        page(tmp_path, changed("[measured]", f'[measured]\n{name} = "1"'))


FAULTS = [
    ("page", 'page = "mine"', 'page = "../mine"'),
    ("page", 'page = "mine"', 'page = "mine\\n"'),
    ("Invalid value", 'page = "mine"', "page = mine'"),
    ("page", 'page = "mine"', ""),
    ("minutes", 'done = "', 'minutes = 0\ndone = "'),
    ("surprise", 'done = "', 'surprise = 1\ndone = "'),
    ("locks", 'done = "', 'locks = ["format_disk"]\ndone = "'),
    ("points_at", 'done = "', 'points_at = ["../fit"]\ndone = "'),
    ("bench", 'done = "', 'bench = "shell"\ndone = "'),
    ("W.real", '"epochs >= 2"', '"W.real > 1"'),
    ("no expression", '"epochs >= 2"', '"epochs >="'),
    ("'nothing' is no name", '"epochs >= 2"', '"nothing > 1"'),
    ("'factors' is no name", "{factor:.2f}", "{factors:.2f}"),
    ("'b' is no name", '"{a + 1}"', '"{a + b}"'),
    ("'lr' is no name", "{a}?", "{a} {lr}?"),
    ("a number is written with", "{factor:.2f}", "{factor:>999999999f}"),
    ("a brace", "{factor:.2f}", "{factor:.2f"),
    (
        "'## answer down' is missing",
        "{a}?\n",
        "{a}?\n# en: Title\n## answer up: up\n## answer near\n## answer far\n",
    ),
    ("'## answer up' is missing", "## answer up: 위", "## answer left: 왼쪽"),
    ("'## quiz sum' is missing", "## quiz sum", "## quiz other"),
    ("'## surprise' is unknown", "## note", "## surprise"),
    ("'## found' is unknown", "## note", "## found"),
    ("is no heading", "## note", "## ../note"),
    ("is no heading", "## note", "### note"),
    ("stands before", "# ko: 제목", "# 제목"),
    ("there is no text", BODY, "\n"),
    ("no end", "+++\n\n#", "++\n\n#"),
    ("predict", 'ask = "number"', 'ask = "mind-reading"'),
    ("predict[1].right", 'right = "near"', 'right = ""'),
    ("'## answer middle'", 'right = "near"', 'right = "middle"'),
    ("draw", "[1, 2.5]", "[]"),
    ("draw", "[1, 2.5]", "[nan]"),
    ("draw", "[1, 2.5]", '["a"]'),
    ("options", '["{a}", "{a + 1}"]', '["{a}"]'),
    ("state", "[measured]", "[state]\nlr = inf\n[measured]"),
    ("state", "[measured]", "[state]\nW = nan\n[measured]"),
    ("W is not a finite", "[measured]", "[state]\nW = 1e39\n[measured]"),
    ("equal parts", "[measured]", "[state]\naccumulate = 2\n[measured]"),
    ("x has 1 values", "[measured]", "[state]\nx = [1]\n[measured]"),
    ("not a finite float32", "[measured]", "[state]\nx = [1e300]\ny = [1]\n[measured]"),
    ("the seed", "[measured]", "[state]\nseed = -1\n[measured]"),
    ("the seed", "[measured]", f"[state]\nseed = {2**70}\n[measured]"),
    ("state.epochs", "[measured]", "[state]\nepochs = true\n[measured]"),
    ("the number of epochs", "[measured]", f"[state]\nepochs = {10**9}\n[measured]"),
    ("state.done", "[measured]", f"[state]\ndone = {10**6}\n[measured]"),
    ("state.compare", "[measured]", '[state]\ncompare = "all"\n[measured]'),
    ("state.W", "[measured]", f"[state]\nW = {10**400}\n[measured]"),
    ("state.x_name", "[measured]", '[state]\nx_name = "\\u0007"\n[measured]'),
    ("state.y_name", "[measured]", '[state]\ny_name = "\\u202eabc"\n[measured]'),
    ("no TOML", 'page = "mine"', 'page = "mine'),
    ("no TOML", 'page = "mine"', f"page = {'[' * 5000}"),
    ("no TOML", 'page = "mine"', f"page = {'9' * 5000}"),
    ("no TOML", 'page = "mine"', 'page = "mine"\npage = "mine"'),
    ("the header has more", 'page = "mine"', f'page = "mine" # {"a" * 20_000}'),
    ("more than", "## note", "## hint\n" * SECTIONS_AT_MOST + "## note"),
    ("a text has more", "선생님께", "가" * (TEXT_LIMIT + 1)),
]


@pytest.mark.parametrize(("told", "old", "new"), FAULTS, ids=range(len(FAULTS)))
def test_a_fault_is_told_in_one_sentence(told: str, old: str, new: str, tmp_path: Path) -> None:
    error = refusal(written(tmp_path, changed(old, new)))
    assert error.reason is RunFileReason.INVALID
    assert told in str(error)


@pytest.mark.parametrize(
    "content",
    [
        *(
            b"",
            b"\xff\xfe+\0+\0+\0",
            b"+++\0",
            b"\x89PNG\r\n\x1a\n",
            b'{\n"format": "slopewise"',
            b"# ko: A\n",
            b"%PDF-1.7",
        ),
        *(VALID.replace("제목", f"제{bad}목").encode() for bad in "\x00\x07\x1b\x7f\x9b\u202e\u2066"),
        *(VALID.replace("\n", "\r").encode(), VALID.encode("utf-16"), VALID.encode("cp949"), b"\n" + VALID.encode()),
    ],
)
def test_what_is_no_text_of_pages_is_not_ours(content: bytes, tmp_path: Path) -> None:
    assert refusal(written(tmp_path, content)).reason is RunFileReason.NOT_A_RUN


def test_no_two_pages_have_one_name(tmp_path: Path) -> None:
    assert "two pages 'mine'" in str(refusal(written(tmp_path, f"{VALID}\n{VALID}")))
    folder = tmp_path / "pages"
    folder.mkdir()
    for name in ("1.md", "2.md"):
        written(folder, VALID, name)
    assert "two pages 'mine'" in str(refusal(folder))


def test_the_page_with_the_fault_is_told_among_many(tmp_path: Path) -> None:
    other = VALID.replace('"mine"', '"other"').replace("epochs >= 2", "nothing")
    assert "page 2: 'nothing'" in str(refusal(written(tmp_path, f"{VALID}\n{other}")))


def test_what_is_no_file_is_told_as_such(tmp_path: Path) -> None:
    assert refusal(tmp_path / "missing.md").reason is RunFileReason.NOT_FOUND
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "no pages" in str(refusal(empty))
    (empty / "folder.md").mkdir()
    with pytest.raises(RunFileError) as refused:
        read_lesson(empty)
    assert refused.value.reason is RunFileReason.NOT_A_RUN


@pytest.mark.skipif(os.name == "nt", reason="links and pipes of Unix")
def test_links_in_a_circle_and_pipes_are_no_pages(tmp_path: Path) -> None:
    loop, gone, pipe = tmp_path / "loop.md", tmp_path / "gone.md", tmp_path / "pipe.md"
    loop.symlink_to(loop)
    gone.symlink_to(tmp_path / "nowhere")
    os.mkfifo(pipe)
    assert refusal(loop).reason in (RunFileReason.UNREADABLE, RunFileReason.NOT_FOUND)
    assert refusal(gone).reason is RunFileReason.NOT_FOUND
    assert refusal(pipe).reason is RunFileReason.NOT_A_RUN


HUGE = {
    "too large": VALID + "가" * SIZE_LIMIT,
    "pages": "".join(f'+++\npage = "p{n}"\n+++\n# ko: a\n' for n in range(20_000)),
    "a title with a gap": changed("제목", "a" + " " * 900_000 + "b"),
    "a heading with a gap": changed("## note", "## note" + " " * 900_000 + "!"),
    "a long heading": changed("## note", "## " + "a" * 900_000 + "!"),
    "short lines": VALID + "a\n" * 450_000,
    "blank lines": VALID + "\n" * 900_000,
    "sections": VALID + "## hint\n" * 100_000,
    "quizzes": VALID + "".join(f"## quiz a{n}\n" for n in range(40_000)),
    "answers": VALID + "".join(f"## answer a{n}: b\n" for n in range(40_000)),
    "fields": changed("선생님께", "{lr}" * 1400 + "{") + "a" * 900_000,
    "braces": changed("하세요", "{" * 5900),
    "fences": "+++\n" * 200_000,
    "spaces": "+++" + " " * 900_000 + "a\n+++\n",
}


@pytest.mark.parametrize("kind", HUGE)
def test_a_huge_file_takes_no_long_time(kind: str, tmp_path: Path) -> None:
    """What grew with the square of its size would take hours, and the time that any test is given would not do."""
    path = written(tmp_path, HUGE[kind])
    try:
        read_lesson(path)
    except RunFileError as error:
        assert "\n" not in str(error)  # noqa: PT017 - a file may as well be good


def test_there_are_not_more_pages_than_a_list_has_room_for(tmp_path: Path) -> None:
    for number in range(PAGES_AT_MOST + 1):
        written(tmp_path, f'+++\npage = "p{number}"\n+++\n# ko: a\n', f"{number:03}.md")
    assert f"more than {PAGES_AT_MOST}" in str(refusal(tmp_path))
    (tmp_path / "000.md").unlink()
    assert len(read_lesson(tmp_path).pages) == PAGES_AT_MOST


def mutated(text: str, seed: int) -> str:
    """A text of which a few pieces are left out, doubled, swapped, or others'."""
    random = Random(seed)
    others = [
        "+++\n",
        "## ",
        "# ko: ",
        "{",
        "}",
        "[",
        '"',
        "=",
        "nan",
        "\n",
        "9" * 400,
        "[[predict]]\n",
        "..",
        "\u200b",
    ]
    for _ in range(random.randint(1, 4)):
        start = random.randrange(len(text) + 1)
        end = min(len(text), start + random.choice((0, 1, 5, 60)))
        piece = random.choice((text[start:end] * 2, "", random.choice(others), text[end : end + 20]))
        text = text[:start] + piece + text[end:]
    return text


def lesson_or_error(path: Path) -> None:
    """Whatever a file holds, it is a lesson or is refused as every file is."""
    try:
        lesson = read_lesson(path)
    except RunFileError as error:
        assert "\n" not in str(error)  # noqa: PT017
    else:
        assert lesson.pages


fuzz = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

ORIGINALS = [VALID, *(path.read_text("utf-8") for path in sorted((RESOURCES / "lessons").glob("*.md")))]


@fuzz
@given(st.sampled_from(ORIGINALS), st.integers(0, 2**32))
def test_a_page_that_was_damaged_is_read_or_refused(tmp_path: Path, original: str, seed: int) -> None:
    lesson_or_error(written(tmp_path, mutated(original, seed)))


@fuzz
@given(
    st.binary(max_size=200),
    st.sampled_from([b"", b"+++\n", b'+++\npage = "a"\n+++\n', b'+++\npage = "a"\n+++\n# ko: a\n']),
)
def test_bytes_that_are_anything_are_read_or_refused(tmp_path: Path, content: bytes, before: bytes) -> None:
    lesson_or_error(written(tmp_path, before + content))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abWxy_", min_size=1, max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


def toml(value: object) -> str:
    """A value as TOML has it."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return '"' + "".join(f"\\U{ord(c):08x}" if not 0xD800 <= ord(c) < 0xE000 else "?" for c in value) + '"'
        case None:
            return "1979-05-27T07:32:00Z"
        case list():
            return f"[{', '.join(map(toml, value))}]"
        case Mapping():
            return "{" + ", ".join(f"{name} = {toml(each)}" for name, each in value.items()) + "}"
        case _:
            return str(value)


@fuzz
@given(
    st.dictionaries(st.sampled_from(list(Header.model_fields)), VALUES, max_size=3),
    st.dictionaries(st.sampled_from(list(StateValues.model_fields)), VALUES, max_size=3),
)
def test_a_header_of_any_values_is_read_or_refused(
    tmp_path: Path, header: Mapping[str, object], state: Mapping[str, object]
) -> None:
    header = {"page": "a", "state": state, **header}
    lines = "\n".join(f"{name} = {toml(value)}" for name, value in header.items())
    lesson_or_error(written(tmp_path, f"+++\n{lines}\n+++\n# ko: a\n"))


def test_the_lesson_of_the_program_is_found() -> None:
    assert built_in().name == "lessons"
