from typing import NamedTuple

class OpencorporaTag:
    POS: str | None
    case: str | None

class Parse(NamedTuple):
    word: str
    tag: OpencorporaTag
    normal_form: str
    score: float
    methods_stack: tuple[object, ...]
    @property
    def is_known(self) -> bool: ...

class MorphAnalyzer:
    def __init__(self, *, lang: str | None = ...) -> None: ...
    def parse(self, word: str) -> list[Parse]: ...
