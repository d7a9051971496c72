"""Documents and photos through the Telegram emulator, both ways."""

from __future__ import annotations

import struct
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from telegram_bench import PNG, TOKEN, Bench, bench_with_person

pytestmark = pytest.mark.story


@pytest_asyncio.fixture
async def bench() -> AsyncIterator[Bench]:
    async with bench_with_person() as made:
        yield made


async def test_a_document_is_kept_with_its_name_bytes_and_caption(bench: Bench) -> None:
    sent = await bench.upload("sendDocument", "document", b"content", caption="<b>Сводка</b>", parse_mode="HTML")
    assert sent.result["document"]["file_name"] == "Сводка.bin"
    assert sent.result["caption_entities"] == [{"type": "bold", "offset": 0, "length": 6}]
    message = bench.person.messages[-1]
    assert message.document is not None
    assert (message.document.content, message.text) == (b"content", "Сводка")
    again = await bench.call("sendDocument", chat_id=1001, document=message.document.file_id)
    assert again.result["document"] == sent.result["document"]


@pytest.mark.parametrize(
    ("content", "caption", "complaint"),
    [(b"", "", "file must be non-empty"), (b"x", "ж" * 1025, "message caption is too long")],
)
async def test_a_document_telegram_would_not_take_is_refused(
    bench: Bench, content: bytes, caption: str, complaint: str
) -> None:
    refused = await bench.upload("sendDocument", "document", content, caption=caption)
    assert refused.refusal == (400, f"Bad Request: {complaint}")


async def test_a_document_has_to_be_there(bench: Bench) -> None:
    assert (await bench.call("sendDocument", chat_id=1001)).refusal[1] == (
        "Bad Request: there is no document in the request"
    )
    unknown = await bench.call("sendDocument", chat_id=1001, document="unknown")
    assert unknown.refusal[1] == "Bad Request: wrong file identifier/HTTP URL specified"


@pytest.mark.parametrize(
    ("width", "height", "complaint"),
    [(800, 600, ""), (8000, 2001, "PHOTO_INVALID_DIMENSIONS"), (2100, 100, "PHOTO_INVALID_DIMENSIONS")],
)
async def test_a_photo_keeps_within_telegrams_sides(bench: Bench, width: int, height: int, complaint: str) -> None:
    sent = await bench.upload("sendPhoto", "photo", PNG + struct.pack(">II", width, height))
    if complaint:
        assert sent.refusal == (400, f"Bad Request: {complaint}")
    else:
        assert (sent.result["photo"][0]["width"], sent.result["photo"][0]["height"]) == (width, height)


async def test_bytes_that_are_no_picture_are_no_photo(bench: Bench) -> None:
    refused = await bench.upload("sendPhoto", "photo", b"%PDF-1.7")
    assert refused.refusal == (400, "Bad Request: IMAGE_PROCESS_FAILED")


async def test_a_document_of_a_person_can_be_downloaded(bench: Bench) -> None:
    bench.person.send_document("registry.csv", b"a;b", "text/csv", caption="Реестр")
    message = (await bench.call("getUpdates")).result[-1]["message"]
    assert message["caption"] == "Реестр"
    file = (await bench.call("getFile", file_id=message["document"]["file_id"])).result
    async with bench.http.get(f"{bench.telegram.url}/file/bot{TOKEN}/{file['file_path']}") as answer:
        assert await answer.read() == b"a;b"
    async with bench.http.get(f"{bench.telegram.url}/file/bot1:OTHER/{file['file_path']}") as answer:
        assert answer.status == 404
    assert (await bench.call("getFile", file_id="unknown")).refusal == (400, "Bad Request: invalid file_id")
