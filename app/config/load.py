"""Reads the configuration: the file, over it the environment, secrets out of files; all faults at once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import cast

from pydantic import ValidationError
from pydantic_settings import BaseSettings, InitSettingsSource, PydanticBaseSettingsSource, SettingsConfigDict

from app.config.access import GivenTwice, SecretFile
from app.config.environment import CONFIG, Spoken, Table, read_environment
from app.config.settings import SECRET_KEYS, Settings
from app.config.words import told
from app.decree import shipped_packs
from app.files import FileFault, read_bytes
from app.toml_rows import place_of

DEFAULT = "config.toml"
# Settings that name a file or a folder: relative to the configuration's own folder.
_PATHS = {"storage": ("path", "outbox_folder"), "sites": ("ca_file",)}


class ConfigFault(Exception):
    """The configuration cannot be used; `faults` are Russian sentences, none of them holds a secret."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


def config_path(path: Path | None, environ: Mapping[str, str]) -> Path:
    """The file given, else POSTOVOY_CONFIG, else config.toml in the working folder."""
    return path or Path(environ.get(CONFIG) or DEFAULT)


def load_settings(path: Path | None, environ: Mapping[str, str]) -> Settings:
    """The settings of the file and of the environment, which wins. Raises `ConfigFault` with every fault."""
    file = config_path(path, environ)
    return _settings(_read(file), read_environment(environ), file.absolute().parent)


def default_settings(environ: Mapping[str, str]) -> Settings:
    """The settings without any file. Raises `ConfigFault` when the environment is at fault."""
    return _settings({}, read_environment(environ), Path.cwd())


def private_files(path: Path | None, environ: Mapping[str, str]) -> tuple[Path, ...]:
    """The configuration file and the files of secrets that it or the environment names. Raises `ConfigFault`."""
    file = config_path(path, environ)
    layers = [_settled(layer, file.absolute().parent) for layer in (read_environment(environ).table, _read(file))]
    sections = [cast("Table", keys) for layer in layers for keys in layer.values() if isinstance(keys, dict)]
    named = [value.path for keys in sections for value in keys.values() if isinstance(value, SecretFile)]
    return (file, *dict.fromkeys(named))


def _settings(written: Table, spoken: Spoken, folder: Path) -> Settings:
    foundation: Table = {"storage": {"path": "postovoy.db"}}
    layers = [_settled(layer, folder) for layer in (spoken.table, written, foundation)]

    class Sourced(Settings, BaseSettings):
        """The settings, put together by pydantic-settings: an earlier layer wins, key by key."""

        model_config = SettingsConfigDict(validate_default=False)

        @classmethod
        def settings_customise_sources(
            cls, settings_cls: type[BaseSettings], *_: PydanticBaseSettingsSource, **__: PydanticBaseSettingsSource
        ) -> tuple[PydanticBaseSettingsSource, ...]:
            return tuple(InitSettingsSource(settings_cls, layer) for layer in layers)

    try:
        return Sourced()
    except ValidationError as error:
        raise ConfigFault(told(error.errors(include_url=False), spoken.variables)) from None


def _read(file: Path) -> Table:
    try:
        return tomllib.loads(read_bytes(file).decode("utf-8-sig"))
    except FileFault as fault:
        raise ConfigFault([_without_file(file, fault)]) from None
    except UnicodeDecodeError:
        raise ConfigFault([f"файл {file} не в кодировке UTF-8"]) from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigFault([f"файл {file}: ошибка в записи TOML {place_of(error)}"]) from None


def _without_file(file: Path, fault: FileFault) -> str:
    if not _is_missing(file):
        return str(fault)
    return (
        f"файла настроек {file} нет: скопируйте config.example.toml и впишите своё или назовите файл: --config ФАЙЛ"
    )


def _is_missing(file: Path) -> bool:
    """Surely not there; a file that may not be looked at is something else."""
    try:
        file.stat()
    except OSError as error:
        return isinstance(error, FileNotFoundError)
    return False


def _settled(layer: Table, folder: Path) -> Table:
    """A layer with its paths made absolute and its secret files marked, to be read when they are needed."""
    settled = {
        section: _section(section, cast("Table", keys), folder) if isinstance(keys, dict) else keys
        for section, keys in layer.items()
    }
    decree = settled.get("decree")
    if isinstance(decree, str) and _is_folder(folder, decree):
        settled["decree"] = str(folder / decree)
    return settled


def _is_folder(folder: Path, decree: str) -> bool:
    """A shipped pack's name means the pack, whatever folders there are."""
    return bool(decree.strip()) and decree not in shipped_packs() and (folder / decree).is_dir()


def _section(section: str, keys: Table, folder: Path) -> Table:
    settled = dict(keys)
    for key in _PATHS.get(section, ()):
        if isinstance(path := keys.get(key), str) and path.strip():
            settled[key] = folder / path.strip()
    for key in SECRET_KEYS.get(section, ()):
        if file := str(settled.pop(f"{key}_file", "")).strip():
            settled[key] = GivenTwice(key) if keys.get(key) else SecretFile(key, folder / file)
    return settled
