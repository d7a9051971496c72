"""Bot API methods about files: send a document or a photo, fetch what a person sent."""

from __future__ import annotations

from emulators.telegram.answers import bad_request
from emulators.telegram.composing import compose_caption
from emulators.telegram.files import StoredFile
from emulators.telegram.messages import message_wire
from emulators.telegram.messenger import Messenger
from emulators.telegram.params import Params
from emulators.telegram.sending import post, target

_MEGABYTE = 1024 * 1024
MAX_DOWNLOAD = 20 * _MEGABYTE  # https://core.telegram.org/bots/api#getfile
# https://core.telegram.org/bots/api#sendphoto
MAX_PHOTO = 10 * _MEGABYTE
MAX_PHOTO_SIDES = 10_000
MAX_PHOTO_RATIO = 20


def send_document(messenger: Messenger, params: Params) -> object:
    """https://core.telegram.org/bots/api#senddocument"""
    return _send(messenger, params, "document")


def send_photo(messenger: Messenger, params: Params) -> object:
    """https://core.telegram.org/bots/api#sendphoto"""
    return _send(messenger, params, "photo")


def get_file(messenger: Messenger, params: Params) -> object:
    """https://core.telegram.org/bots/api#getfile"""
    file = messenger.files.find(params.text("file_id"))
    if file is None:
        raise bad_request("invalid file_id")
    if len(file.content) > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    return {
        "file_id": file.file_id,
        "file_unique_id": file.unique_id,
        "file_size": len(file.content),
        "file_path": file.path,
    }


def _send(messenger: Messenger, params: Params, kind: str) -> object:
    composed = compose_caption(params)
    chat = target(messenger, params)
    photo = kind == "photo"
    file = _file(messenger, params, kind)
    if photo:
        _check_photo(file)
    message = post(messenger, chat, params, composed, document=file, photo=photo)
    return message_wire(message, chat.wire())


def _file(messenger: Messenger, params: Params, kind: str) -> StoredFile:
    upload = params.upload(kind)
    if upload is not None:
        if not upload.content:
            raise bad_request("file must be non-empty")
        return messenger.files.add(upload.name, upload.content, upload.mime, photo=kind == "photo")
    if not params.text(kind):
        raise bad_request(f"there is no {kind} in the request")
    known = messenger.files.find(params.text(kind))
    if known is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return known


def _check_photo(file: StoredFile) -> None:
    if not file.width or not file.height:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if len(file.content) > MAX_PHOTO:
        raise bad_request("file is too big")
    long, short = max(file.width, file.height), min(file.width, file.height)
    if long + short > MAX_PHOTO_SIDES or long > short * MAX_PHOTO_RATIO:
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
