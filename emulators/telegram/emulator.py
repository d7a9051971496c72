"""The whole local Telegram of one bot: a server, the people around the bot, and the levers of a test."""

from __future__ import annotations

from datetime import UTC, tzinfo

from aiohttp import web

from emulators.server import Clock, LoopbackServer, wall_clock
from emulators.telegram.bot_api import BotApi
from emulators.telegram.chats import Chat
from emulators.telegram.control import ChatPage, own_pages_only
from emulators.telegram.faults import FaultPlan
from emulators.telegram.flood import FloodLimit
from emulators.telegram.groups import Group
from emulators.telegram.messages import Account
from emulators.telegram.messenger import Call, Messenger, Sent
from emulators.telegram.params import MAX_BODY
from emulators.telegram.people import Person
from emulators.telegram.transcript import transcript
from emulators.telegram.view import Heading


class TelegramEmulator(LoopbackServer):
    """The Bot API under `url`, the chat page at `url` + "/".

    `clock` dates messages; timeouts, flood control and the age of presses run on the monotonic clock.
    `latency` is seconds before every answer. `zone` is the one the page and the transcript show.
    `messenger` is the state behind everything, for tests that look closer.
    """

    def __init__(
        self,
        *,
        token: str,
        bot_username: str = "postovoy_demo_bot",
        clock: Clock = wall_clock,
        latency: float = 0.0,
    ) -> None:
        self.messenger = Messenger(bot=Account(_bot_id(token), "Постовой", bot_username), clock=clock)
        self.page_title = "Постовой — показ: время ускорено"
        self.notice = ""
        self.zone: tzinfo = UTC
        self._api = BotApi(self.messenger, token)
        self._api.latency = latency
        super().__init__(self._application())

    @property
    def faults(self) -> FaultPlan:
        """Faults on order."""
        return self._api.faults

    @property
    def sent(self) -> list[Sent]:
        """Every `sendMessage` carried out, in order."""
        return self.messenger.sent

    @property
    def calls(self) -> list[Call]:
        """Every call that came in, in order; while the emulator is down, those it hung up on too."""
        return self.messenger.calls

    @property
    def flood(self) -> FloodLimit | None:
        """The limit of messages to one chat; none at first."""
        return self.messenger.flood.limit

    @flood.setter
    def flood(self, limit: FloodLimit | None) -> None:
        self.messenger.flood.limit = limit

    @property
    def needs_start(self) -> bool:
        """Whether a person has to speak before the bot may write; true at first."""
        return self.messenger.needs_start

    @needs_start.setter
    def needs_start(self, needed: bool) -> None:
        self.messenger.needs_start = needed

    def person(self, *, user_id: int, first_name: str = "Специалист") -> Person:
        """A new person, who has not spoken to the bot yet.

        Raises:
            ValueError: the id is taken or not positive.
        """
        if user_id <= 0:
            raise ValueError("the id of a person is positive")
        person = Person(self.messenger, user_id, first_name)
        self.messenger.enter(person)
        return person

    def group(self, *, chat_id: int, title: str = "Рабочая группа") -> Group:
        """A new group without the bot.

        Raises:
            ValueError: the id is taken or not negative.
        """
        if chat_id >= 0:
            raise ValueError("the id of a group is negative")
        group = Group(self.messenger, chat_id, title)
        self.messenger.enter(group)
        return group

    def down(self, is_down: bool) -> None:
        """Close every connection to the Bot API at once, or serve again; the page stays."""
        self._api.is_down = is_down
        if is_down:
            self.messenger.updates.cut()

    def transcript(self, chat: Chat) -> str:
        """The chat as plain text, times in `zone`."""
        return transcript(chat, self.zone)

    def _application(self) -> web.Application:
        app = web.Application(client_max_size=MAX_BODY, middlewares=[own_pages_only])
        page = ChatPage(self.messenger, lambda: Heading(self.page_title, self.notice, self.zone))
        app.add_routes([*self._api.routes(), *page.routes()])
        app.on_shutdown.append(self._api.release)
        return app


def _bot_id(token: str) -> int:
    number, colon, secret = token.partition(":")
    if not (number.isdigit() and colon and secret):
        raise ValueError("a bot token looks like 123456:LETTERS")
    return int(number)
