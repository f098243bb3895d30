"""The page of pasted texts: its examples run, and its figures are those measured."""

import doctest
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from napas.cli.parse import parse
from napas.exchange.texts.readings import ItemRole, TextQuestion
from tests.exchange.texts.corpus_texts import corpus, read, score

PAGE = (Path(__file__).parents[2] / "docs" / "texts.md").read_text("utf-8")
EXAMPLES = re.findall(
    r"^\$ napas parse (.+)\n((?:[^$`].*\n)+)", PAGE, flags=re.MULTILINE
)


@pytest.mark.parametrize(("words", "answer"), EXAMPLES)
def test_every_example_answers_as_the_page_says(words: str, answer: str) -> None:
    result = CliRunner().invoke(parse, shlex.split(words), catch_exceptions=False)

    assert result.stdout == answer


def test_there_are_examples() -> None:
    assert len(EXAMPLES) == 3


def test_the_program_of_the_page_runs() -> None:
    block = re.search(r"```python\n(.*?)```", PAGE, flags=re.DOTALL)
    assert block is not None
    parsed = doctest.DocTestParser().get_doctest(block[1], {}, "texts.md", None, 0)

    assert doctest.DocTestRunner().run(parsed).failed == 0
    assert len(parsed.examples) > 3


@pytest.mark.parametrize("code", TextQuestion)
def test_every_question_is_on_the_page(code: TextQuestion) -> None:
    assert f"`{code}`" in PAGE


@pytest.mark.parametrize("role", ItemRole)
def test_every_role_is_on_the_page(role: ItemRole) -> None:
    word = {"held": "all\n  held", "full": "full", "empty": "empty"}
    told = word.get(role.value, role.value.replace("_", " "))

    assert told.split()[0] in PAGE


@pytest.mark.parametrize("half", ["first", "second"])
def test_the_figures_of_the_corpus_are_those_measured(half: str) -> None:
    texts = corpus(half)
    wrong = sum(bool(score(text).wrong) for text in texts)
    ask = sum(text.should_ask for text in texts)
    clear = sum(score(text).perfect and not text.should_ask for text in texts)

    row = f"| {half} half | {len(texts)} | {wrong} | {clear} | {ask} |"
    assert row in PAGE
    assert clear == sum(score(text).perfect and read(text).clear for text in texts)
