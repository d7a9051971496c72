"""Takes the pictures of the guides from the demo: its chat page and its papers (`make pictures`)."""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from paper_pictures import NotFit, Tools, missing, office, take_papers

from app.demo import settlement
from app.demo.stage import Stage, stage
from app.demo.story import scenes
from domain.russian import moment_title

FOLDER = Path(__file__).parent / "images"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# Chromium asks the outside for updates and experiments unless told not to.
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)
# A page photographed before its messages came is smaller than this; then it is photographed again.
SMALLEST = 60_000
TRIES = 8


@dataclass(frozen=True, slots=True)
class Picture:
    """Taken when the story has passed the local hour of `day`; `size` is width and height of the window."""

    name: str
    day: date
    hour: int
    size: tuple[int, int]


PICTURES = (
    Picture("first-day.png", date(2026, 10, 26), 23, (820, 1000)),
    Picture("chat.png", date(2026, 11, 15), 23, (820, 900)),
    Picture("phone.png", date(2026, 11, 18), 23, (390, 844)),
    Picture("digest.png", date(2026, 11, 23), 9, (820, 1150)),
)


async def take_all(tools: Tools) -> list[Path]:
    """Play the story and take each picture at its day, the papers at its end. Raises `NotFit`."""
    taken: list[Path] = []
    waiting = list(PICTURES)
    with tempfile.TemporaryDirectory(prefix="postovoy-pictures-") as folder:
        async with stage(Path(folder)) as on:
            for moment, scene in scenes():
                while waiting and moment > settlement.at(waiting[0].day, waiting[0].hour):
                    taken.append(await _take(tools.browser, on, waiting.pop(0)))
                on.clock.move(moment)
                on.telegram.notice = f"Сейчас в поселении: {moment_title(moment, settlement.ZONE)}"
                await scene(on)
            taken += [await _take(tools.browser, on, picture) for picture in waiting]
            taken += await take_papers(tools, on.room.settings.storage.path, on.room.frame, FOLDER)
    return taken


async def _take(browser: str, on: Stage, picture: Picture) -> Path:
    path = FOLDER / picture.name
    for _ in range(TRIES):
        path.unlink(missing_ok=True)
        await _photograph(browser, f"{on.telegram.url}/", picture.size, path)
        if path.exists() and path.stat().st_size > SMALLEST:
            return path
    raise SystemExit(f"{picture.name}: снимок не получился")


async def _photograph(browser: str, url: str, size: tuple[int, int], path: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="postovoy-browser-", ignore_cleanup_errors=True) as profile:
        process = await asyncio.create_subprocess_exec(
            browser,
            *QUIET,
            f"--user-data-dir={profile}",
            f"--window-size={size[0]},{size[1]}",
            "--force-device-scale-factor=2",
            f"--screenshot={path}",
            url,
            stderr=asyncio.subprocess.DEVNULL,
        )
        await asyncio.wait_for(process.wait(), 90)


def main() -> int:
    """2 when there is nothing to take pictures with, 1 when a paper is not fit to be shown."""
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if lacking := [*([] if browser else ["chromium"]), *missing()]:
        sys.stderr.write(f"Для снимков не хватает программ (пакеты Debian): apt install {' '.join(lacking)}\n")
        return 2
    FOLDER.mkdir(exist_ok=True)
    try:
        taken = asyncio.run(take_all(Tools(browser or "", office())))
    except NotFit as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    for path in taken:
        sys.stdout.write(f"{path.relative_to(FOLDER.parent.parent)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
