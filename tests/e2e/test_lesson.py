"""The lesson's pages and its quiz in a real window, in Korean and without a mouse."""

from __future__ import annotations

from collections.abc import Callable

from tests.e2e.driver import Program

CARD = "lessons.guide.card"
FIRST = f"{CARD}.parts.predictions.0"
PLOT = "view.fit.plot"
HAND = "view.fit.by_hand.position"


class Class:
    """What a teacher presses and a class sees."""

    def __init__(self, program: Program) -> None:
        self.program = program

    def read(self, path: str) -> object:
        """What stands at a path below the window."""
        return self.program.read(path)

    def until(self, path: str, value: object) -> None:
        """Wait until this stands there."""
        self.program.wait_until(lambda: bool(self.read(path) == value))

    def tab_to(self, path: str, key: str = "Tab") -> None:
        """Press Tab until this has the keyboard; whatever has it meanwhile is in view."""
        self.program.tab_to(path, key)
        assert self.program.ask("read", f"{path}.visibleRegion.isEmpty", f"{path}.isEnabled") == [False, True]

    def open(self, place: int, first: str) -> None:
        """Go on to a page, and find the keyboard where its answer is given."""
        if self.read("lessons.guide.place") != place:
            self.program.press("Next")
        self.program.wait_until(
            lambda: self.program.ask("read", "lessons.guide.place", "lessons.guide.is_ready") == [place, True]
        )
        self.until(f"{first}.hasFocus", True)
        assert self.read(f"{CARD}.parts.found.isVisible") is False

    def choose(self, answer: str) -> None:
        """Choose an answer: from there on all keys are the window's."""
        self.tab_to(f"{FIRST}.options.{answer}.button")
        self.program.press("space")
        self.until(f"{CARD}.parts.action.hasFocus", True)

    def press(self, *keys: str) -> None:
        """Press these keys, one after the other."""
        self.program.press(*keys)

    def learns(self, reply: str, *numbers: str) -> None:
        """The explanation is there, with the answer to the prediction, and the numbers that were found."""
        self.until(f"{CARD}.parts.found.isVisible", True)
        assert reply in self.program.text(f"{CARD}.parts.reply")
        found = self.program.text(f"{CARD}.parts.found")
        assert [number for number in numbers if number not in found] == []
        assert self.read(f"{CARD}.parts.ending.visibleRegion.isEmpty") is False

    def run_at_once(self) -> None:
        """Run to the end, as fast as it goes."""
        self.tab_to("toolbar.speed", "shift+Tab")
        self.press("End", "space")

    def move_line(self, key: str, holds: Callable[[float, float], bool]) -> None:
        """Move the part of the line that is chosen, ten steps at once."""
        self.program.press_until(f"shift+{key}", lambda: holds(*self.program.read("view.fit.by_hand.position")), HAND)


def play_data_shape_and_seed(room: Class) -> None:
    room.open(0, f"{FIRST}.number")
    room.program.type("8")
    room.press("Return")
    room.until(f"{CARD}.parts.reveal.hasFocus", True)
    room.press("Return")
    room.learns("맞습니다", "8점", "독립 변수")

    room.open(1, f"{FIRST}.options.flat.button")
    room.tab_to(f"{CARD}.parts.count")
    room.press("space")
    room.until(f"{FIRST}.options.flat.hands.isVisible", True)
    room.tab_to(f"{FIRST}.options.row.hands", "shift+Tab")
    room.program.type("3")
    room.tab_to(f"{FIRST}.options.column.hands", "shift+Tab")
    room.program.type("11")
    room.press("plus")
    room.until(f"{FIRST}.options.column.share.value", 12)
    assert room.read(f"{FIRST}.options.row.share.value") == 3
    room.tab_to(f"{FIRST}.options.column.button", "shift+Tab")
    room.press("space")
    room.until(f"{FIRST}.options.column.button.isChecked", True)
    assert room.read(f"{FIRST}.options.column.button.hasFocus") is True  # nothing goes on while hands are counted
    room.tab_to(f"{CARD}.parts.count")
    room.press("space")
    room.tab_to(f"{CARD}.parts.action")
    room.press("Down", "Down")
    room.learns("행이 셋", "[3, 1]")

    room.open(2, f"{FIRST}.options.same.button")
    room.choose("same")
    room.tab_to(f"{CARD}.parts.bench.draw")
    room.press("space", "space")
    room.tab_to(f"{CARD}.parts.bench.seeded", "shift+Tab")
    room.press("space")
    room.tab_to(f"{CARD}.parts.bench.draw")
    room.press("space", "space")
    room.learns("맞습니다", "0.757632")


def play_line_and_loss(room: Class) -> None:
    room.open(3, PLOT)
    room.move_line("Down", lambda W, _: W < 0.1)
    room.press("Left")
    room.move_line("Down", lambda _, b: b < 0.1)
    room.tab_to(f"{FIRST}.take", "shift+Tab")
    room.press("Return")
    room.until(f"{CARD}.parts.action.hasFocus", True)
    room.press("Down", "Down")
    room.learns("기울기도 0", "W = 0, b = 0")

    room.open(4, PLOT)
    room.press("Left")
    room.move_line("Down", lambda _, b: b < 0.1)
    room.press("Right")
    room.move_line("Up", lambda W, _: W > 1.9)
    room.learns("", "경사 하강법")

    room.open(5, f"{FIRST}.options.first.button")
    room.tab_to(f"{FIRST}.options.third.button")
    room.press("space")
    room.until(f"{CARD}.parts.predictions.1.number.hasFocus", True)
    room.program.type("18.67")
    room.press("Return")
    room.until(f"{CARD}.parts.action.hasFocus", True)
    room.press("q")
    room.learns("맞습니다. 세 제곱", "56 ÷ 3")


def play_gradient_rate_and_run(room: Class) -> None:
    room.open(6, f"{FIRST}.options.up.button")
    room.choose("up")
    room.program.press_until("Down", lambda: room.program.epochs() > 0, "session.moment")
    room.learns("맞습니다", "0.186667")

    room.open(7, f"{FIRST}.number")
    room.program.type("0.18")
    room.press("Return")
    room.tab_to("view.charts.compare.ask")
    menu = "view.charts.compare.ask.menu"
    room.press("space")
    room.until(f"{menu}.isVisible", True)
    chosen = f"{menu}.activeAction"
    room.program.press_until(
        "Down", lambda: "세 학습률" in str(room.read(chosen) and room.program.text(chosen)), chosen
    )
    room.press("Return")
    room.program.wait_until(
        lambda: len(room.program.ask("columns")["others"]) == 2 and room.program.state() == "PAUSED"
    )
    room.run_at_once()
    room.learns("대단합니다", "0.1803")

    room.open(8, f"{FIRST}.number")
    room.tab_to(f"{FIRST}.never")
    room.press("Return")
    room.until(f"{CARD}.parts.action.hasFocus", True)
    room.press("space")
    room.learns("맞습니다", "에포크 3750", "1.999961")
    assert room.program.text(f"{FIRST}.options.∞.button") == "끝내 안 된다 – 정답"


def play_gradients_that_add_up(room: Class) -> None:
    room.open(9, f"{FIRST}.options.two.button")
    room.choose("six")
    room.tab_to("view.charts.backward.backward")
    room.press("space", "space", "space")
    room.tab_to("view.charts.backward.zero_grad")
    room.press("space")
    room.learns("맞습니다", "6까지")

    room.open(10, f"{FIRST}.options.slower.button")
    room.choose("swings")
    room.run_at_once()
    room.learns("맞습니다", "+10.6", "−41.1")

    room.open(11, f"{FIRST}.options.plain.button")
    room.choose("one")
    room.tab_to("view.loop.momentum")
    room.press("ctrl+a")
    room.program.type("1")
    room.press("Return", "r")
    room.program.wait_until(lambda: (room.program.epochs(), room.program.state()) == (0, "PAUSED"))
    room.run_at_once()
    room.learns("맞습니다", "마지막 비트까지")

    room.open(12, f"{FIRST}.options.yes.button")
    room.choose("no")
    room.press("Right")
    room.learns("맞습니다", "−18.667")


def answer_the_quiz(room: Class) -> None:
    room.press("Next")
    room.program.wait_until(
        lambda: room.program.ask("read", "lessons.guide.place", "lessons.guide.is_ready") == [13, True]
    )
    quiz = f"{CARD}.quiz"
    for number in range(len(room.program.read(f"{quiz}.questions"))):
        right = room.program.read(f"{quiz}.questions.{number}.question.right")
        room.tab_to(f"{quiz}.questions.{number}.options.{right}")
        room.press("space")
    room.until(f"{quiz}.score.isVisible", True)
    assert room.program.text(f"{quiz}.score") == "6문제 중 6문제 맞음"
    assert room.read(f"{quiz}.score.visibleRegion.isEmpty") is False


def test_the_whole_lesson_by_keyboard_alone(start: Callable[..., Program]) -> None:
    program = start("--lang", "ko", "--lesson", "data", "--size", "1280x800")
    program.wait_until(lambda: bool(program.read("lessons.is_open")))
    room = Class(program)
    for play in (
        *(play_data_shape_and_seed, play_line_and_loss, play_gradient_rate_and_run, play_gradients_that_add_up),
        answer_the_quiz,
    ):
        play(room)
    room.press("ctrl+l")
    room.until("lessons.is_open", False)
    assert program.ask("columns")["others"] == []
    assert room.read("view.data.isVisible") is True
