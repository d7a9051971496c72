"""Reading a postal address as people write it: the settlement, the street, the house. Pure; never raises."""

from __future__ import annotations

from dataclasses import dataclass, field

from collectors.address_words import Sort, sort_of, street_kind, words_of


@dataclass(frozen=True, slots=True)
class Address:
    """What tells one house from another; words in lower case, е for ё, empty where nothing was told.

    `kind` is the street's («улица»), `loose` are names nothing says what of.
    """

    settlement: frozenset[str] = frozenset()
    street: frozenset[str] = frozenset()
    kind: str = ""
    house: str = ""
    loose: frozenset[str] = frozenset()


def read_address(text: str) -> Address:
    """The parts of an address; region, district, postal code and room do not count."""
    return _Reading().read(words_of(text))


@dataclass(slots=True)
class _Reading:
    """One walk over the words. `slot` is what the names now met belong to, `part` names since the last stop."""

    slot: Sort = Sort.NAME
    settlement: list[str] = field(default_factory=list[str])
    street: list[str] = field(default_factory=list[str])
    kind: str = ""
    house: str = ""
    part: list[str] = field(default_factory=list[str])
    loose: list[str] = field(default_factory=list[str])

    def read(self, words: list[str]) -> Address:
        for word, following in zip(words, [*words, ""][1:], strict=True):
            self._take(word, following)
        self._end_part()
        return Address(
            frozenset(self.settlement),
            frozenset(self.street),
            self.kind,
            self.house.removesuffix("к"),
            frozenset(self.loose),
        )

    def _take(self, word: str, following: str) -> None:
        match sort_of(word, following):
            case Sort.NUMBER:
                self._number(word)
            case Sort.NAME:
                self._name(word)
            case Sort.STREET:
                self._street_kind(word, following)
            case Sort.BLOCK:
                self.house += "к" if self.house else ""
            case Sort.AREA:
                self.part.clear()
            case Sort.STOP:
                self._end_part()
            case Sort.HOUSE | Sort.ROOM | Sort.SETTLEMENT as slot:
                self.slot = slot

    def _number(self, number: str) -> None:
        """A house or its block; of several the first."""
        if self.slot is not Sort.ROOM and (not self.house or self.house.endswith("к")):
            self.house += number

    def _name(self, word: str) -> None:
        if self.slot is Sort.STREET and not self.house:
            self.street.append(word)
        elif self.slot is Sort.SETTLEMENT:
            self.settlement.append(word)
        elif self.slot is not Sort.ROOM:
            self.part.append(word)

    def _street_kind(self, word: str, following: str) -> None:
        """«ул. Лесная», or «Лесная улица»; a second street is somebody else's."""
        if self.street:
            return
        self.kind, self.slot = street_kind(word), Sort.STREET
        if self.part and sort_of(following or ",", "") is not Sort.NAME:
            self.street, self.part = self.part, []

    def _end_part(self) -> None:
        self.loose += self.part
        self.part = []
        self.slot = Sort.NAME
