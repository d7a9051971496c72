"""What the template says beside each heading."""

from __future__ import annotations

from domain.organisation import Kind, Status
from domain.registry import AccountColumn, OfficerColumn, OfficerRole

_DAY = "Дата: ДД.ММ.ГГГГ."
_PHONE = "С кодом города; несколько номеров — через запятую."

ACCOUNT_HINTS = {
    AccountColumn.FULL_NAME: "Обязательно. Полное название, как в уставе.",
    AccountColumn.SHORT_NAME: "Обязательно. Название, под которым организация стоит в сообщениях; не повторяется.",
    AccountColumn.OGRN: "13 цифр. По ОГРН организация узнаётся при следующей загрузке, даже под новым названием.",
    AccountColumn.STATUS: f"Одно из слов: {', '.join(Status)}.",
    AccountColumn.ADDRESS: "Почтовый адрес организации.",
    AccountColumn.PHONE: _PHONE,
    AccountColumn.EMAIL: "Один адрес электронной почты.",
    AccountColumn.SITE: "Адрес сайта, можно кириллицей: пример.рф.",
    AccountColumn.VK: "Ссылка на сообщество: vk.com/club123 или vk.com/имя.",
    AccountColumn.OK: "Ссылка на группу: ok.ru/group/123 (с косой чертой) или ok.ru/имя.",
    AccountColumn.GROUND: "Для освобождённых: вид и номер документа.",
    AccountColumn.GROUND_DATE: f"Для освобождённых: дата документа. {_DAY}",
    AccountColumn.KIND: f"Одно из слов: {', '.join(Kind)}. Пусто — {Kind.SUBORDINATE}.",
}

OFFICER_HINTS = {
    OfficerColumn.SHORT_NAME: "Обязательно. Как на листе «Аккаунты». Лист можно не заполнять или удалить.",
    OfficerColumn.ROLE: f"Одно из слов: {', '.join(OfficerRole)}.",
    OfficerColumn.NAME: "Фамилия, имя, отчество. В сообщения бота они не попадают.",
    OfficerColumn.POSITION: "Должность.",
    OfficerColumn.PHONE: _PHONE,
    OfficerColumn.ORDER_NUMBER: "Номер приказа о назначении.",
    OfficerColumn.ORDER_DATE: _DAY,
    OfficerColumn.VALID_FROM: f"С какого дня назначен. {_DAY}",
    OfficerColumn.VALID_TO: f"По какой день включительно; пусто — бессрочно. {_DAY}",
}
