"""No word mixes Cyrillic and Latin letters: such a word looks right, and no search ever finds it."""

from __future__ import annotations

import ast
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest
from docs_shelf import files, modules, named, text

WORD = re.compile(r"[A-Za-zА-Яа-яЁё]+")
# In a pattern or an escape the letter after a backslash is no letter of the word that follows.
ESCAPE = re.compile(r"\\[A-Za-z]")
# A class of characters in a pattern, «[А-Яа-яA-Z]», is no word.
CHARACTER_CLASS = re.compile(r"\[[^\]\s]*[A-Za-zА-Яа-яЁё]-[A-Za-zА-Яа-яЁё][^\]\s]*\]")

# «c», «o», «y» and the like between Russian words are Latin letters that pretend to be prepositions.
PRETENDER = re.compile(r"(?<=[а-яё] )[aoycBKOCY](?= [а-яё])")


def mixed(words: str) -> list[str]:
    """Words with letters of both alphabets, and single Latin letters posing as Russian words."""
    bare = CHARACTER_CLASS.sub(" ", ESCAPE.sub(" ", words))
    both = [word for word in WORD.findall(bare) if re.search("[A-Za-z]", word) and re.search("[А-Яа-яЁё]", word)]
    return both + PRETENDER.findall(bare)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Пoстовой", ["Пoстовой"]),
        ("cтраница VK", ["cтраница"]),
        ("VK-страница, E-mail, «ОК» и OK", []),
        (r"(?:\bпарол|\sкод)\w*", []),
        (r"[А-Яа-яЁёA-Za-z]{2}", []),
        ("реестр_x", []),
        ("страница c адресом", ["c"]),
        ("страница с адресом и VK рядом", []),
    ],
)
def test_only_words_of_two_alphabets_are_found(words: str, found: list[str]) -> None:
    assert mixed(words) == found


@pytest.mark.parametrize("path", files({".md", ".toml", ".txt", ".html", ".js", ".svg", ".css"}), ids=named)
def test_no_word_of_a_document_mixes_alphabets(path: Path) -> None:
    assert mixed(text(path)) == []


@pytest.mark.parametrize("path", modules(), ids=named)
def test_no_word_of_the_program_mixes_alphabets(path: Path) -> None:
    assert [word for words in (*_literals(path), *_comments(path)) for word in mixed(words)] == []


def _literals(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(text(path))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _comments(path: Path) -> Iterator[str]:
    with path.open("rb") as file:
        yield from (token.string for token in tokenize.tokenize(file.readline) if token.type == tokenize.COMMENT)
