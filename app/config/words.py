"""What is wrong with the settings, in Russian, by key: «[vk] rps: ожидается …»."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from app.config.access import SecretFileFault
from app.config.settings import SECRET_KEYS, Settings
from app.config.tables import perhaps

Place = tuple[str, ...]


def told(errors: Sequence[ErrorDetails], variables: Mapping[Place, str]) -> list[str]:
    """A sentence for every error; `variables` tells which places an environment variable filled."""
    return [_sentence(error, variables) for error in errors]


def _sentence(error: ErrorDetails, variables: Mapping[Place, str]) -> str:
    place = _place(error)
    variable = variables.get(place)
    origin = f" (переменная {variable})" if variable else ""
    return f"{titled(place, error['input'])}{origin}: {_complaint(error, place)}"


def _place(error: ErrorDetails) -> Place:
    place = tuple(str(each) for each in error["loc"])
    raised: object = _context(error).get("error")
    return (*place[:-1], raised.key) if isinstance(raised, SecretFileFault) else place


def titled(place: Place, written: object = None) -> str:
    """«timezone», «[vk] rps», «[rules.page_silent] days»; `written` is what stands at an unknown place."""
    first, *keys = place
    if first == "rules" and keys:
        return " ".join((f"[rules.{keys[0]}]", *keys[1:]))
    is_section = bool(keys) or first in SECTIONS or isinstance(written, dict)
    return " ".join((f"[{first}]" if is_section else first, *keys))


def _complaint(error: ErrorDetails, place: Place) -> str:
    match error["type"]:
        case "missing":
            return f"не задано; впишите сам ключ или путь к файлу в {place[-1]}_file"
        case "extra_forbidden":
            return _unknown(place)
        case "value_error":
            return str(_context(error)["error"])
        case "fault":
            return str(_context(error)["message"])
        case _:
            return "ожидается раздел с ключами"


def _context(error: ErrorDetails) -> dict[str, Any]:
    return error.get("ctx", {})


def _unknown(place: Place) -> str:
    if len(place) == 1:
        return f"такого раздела или ключа нет{perhaps(place[0], list(Settings.model_fields))}"
    return f"такого ключа нет{perhaps(place[-1], keys_of(place[0]))}"


def keys_of(section: str) -> list[str]:
    """The legal keys of a section of fixed keys, files of secrets among them."""
    model = SECTIONS.get(section)
    files = [f"{key}_file" for key in SECRET_KEYS.get(section, ())]
    return [*model.model_fields, *files] if model else []


def _model(name: str) -> type[BaseModel] | None:
    annotation = Settings.model_fields[name].annotation
    arms = (annotation, *getattr(annotation, "__args__", ()))
    return next((arm for arm in arms if isinstance(arm, type) and issubclass(arm, BaseModel)), None)


SECTIONS = {name: _model(name) for name in Settings.model_fields if name not in ("timezone", "decree")}
"""The sections there are; None for those whose keys are names of things."""
