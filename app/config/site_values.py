"""Values of the section [sites]: places let through for development, and certificates believed besides."""

from __future__ import annotations

import re
import ssl
from pathlib import Path

from app.config import values
from storage.reasons import refusal

_PLACE = re.compile(r"(?:\[[0-9a-f:.]+\]|[^\s/@:\[\]]+):[0-9]{1,5}", re.IGNORECASE)


def place(value: object) -> str:
    """«127.0.0.1:8080»: a host and a port, nothing else."""
    written = values.text(value).lower()
    if not _PLACE.fullmatch(written):
        raise values.wrong("узел с портом вида 127.0.0.1:8080", value)
    return written


def certificates(value: object) -> Path | None:
    """A file of root certificates (PEM), or an empty text for none."""
    file = values.path_or_none(value)
    if file is None:
        return None
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cafile=file)
    except ssl.SSLError:
        raise ValueError(f"в файле {file} нет корневых сертификатов в виде PEM") from None
    except OSError as error:
        raise ValueError(f"файл {file} не читается ({refusal(file, error)})") from None
    return file
