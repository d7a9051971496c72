"""What is refused of an XLSX before anything parses it: other kinds of file, bombs, macros, outside links."""

from __future__ import annotations

import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

MAX_PARTS = 1_000
MAX_UNPACKED = 40 * 1024 * 1024
# Sheets of near-empty rows were seen to shrink thirty-fold; deflate's own limit is about 1030.
MAX_RATIO = 100
_RATIO_FROM = 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = 0x1


class PackageFault(Exception):
    """The file is not a workbook we open; the message is Russian."""


def check_package(content: bytes) -> None:
    """Raises `PackageFault` unless the bytes are a zip of bounded size that holds a plain workbook."""
    if content.startswith(_OLE):
        raise PackageFault(
            "файл защищён паролем или сохранён в старом формате .xls; сохраните его как .xlsx без пароля"
        )
    try:
        with ZipFile(BytesIO(content)) as archive:
            _check_parts(archive.infolist())
            _check_contents(archive)
    except (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
        raise _broken() from None


def _check_parts(parts: list[ZipInfo]) -> None:
    names = [part.filename.lower().lstrip("/") for part in parts]
    if len(parts) > MAX_PARTS or len(set(names)) < len(names):
        raise PackageFault("файл устроен не как книга .xlsx: слишком много частей или они повторяются")
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise PackageFault("файл защищён паролем; сохраните его без пароля")
    if any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in parts):
        raise PackageFault("файл сжат не так, как книги .xlsx; сохраните его заново")
    if any(name.endswith("vbaproject.bin") for name in names):
        raise PackageFault("в файле есть макросы; сохраните его как обычную книгу .xlsx")
    if any(name.startswith("xl/externallinks/") for name in names):
        raise PackageFault("файл ссылается на другие файлы; вставьте значения вместо ссылок")
    if sum(part.file_size for part in parts) > MAX_UNPACKED or any(map(_is_bomb, parts)):
        raise PackageFault(f"в распакованном виде файл больше {MAX_UNPACKED // 1024 // 1024} МБ; это не реестр")


def _is_bomb(part: ZipInfo) -> bool:
    return part.file_size > _RATIO_FROM and part.file_size > MAX_RATIO * part.compress_size


def _check_contents(archive: ZipFile) -> None:
    # zipfile unpacks no more than a part declares, so a false size shows as a wrong checksum.
    if archive.testzip():
        raise _broken()
    if b"macroEnabled" in archive.read("[Content_Types].xml"):
        raise PackageFault("книга с макросами под именем .xlsx; сохраните её как обычную книгу .xlsx")


def _broken() -> PackageFault:
    return PackageFault("файл повреждён или это не книга .xlsx")
