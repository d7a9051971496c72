"""Openings taken back in the sweep that made them: another row turned out to have the same page afterwards.

The other row may answer later in the sweep, and whom it accuses must not depend on who was read first.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database

from storage.sql import rows, run

_OPENED_NOW = """
select matter.id from matter join page on matter.subject = 'page:' || page.id || '/' || page.network
where page.organisation_id = ? and page.resolution in ('shared', 'duplicate') and page.archived_at is null
  and matter.kind = 'violation' and matter.ended_at is null and matter.announced_at is null
  and matter.opened_at >= (select started_at from cycle order by id desc limit 1)
"""
# A matter that had been open before goes back to how it was opened and ended then. The deadline it had is not in
# the journal; when its opening arrived the letters tell, and an opening is the earliest moment it may have.
_AS_BEFORE = """
update matter set (opened_at, evidence, announced_at) = (
    select at, note, case when announced then coalesce(
        (select min(sent_at) from letter_item join letter on letter.id = letter_id
         where matter_id = opening.matter_id and letter_item.occurrence = opening.occurrence and event = 'opened'),
        at) end
    from matter_event as opening where matter_id = matter.id
    and occurrence = matter.occurrence - 1 and event = 'opened' order by id desc limit 1),
  (ended_at, ending, ending_note) = (
    select at, event, note from matter_event where matter_id = matter.id
    and occurrence = matter.occurrence - 1 and event != 'opened' order by id desc limit 1),
  occurrence = occurrence - 1, muted_since = null, due_at = null, due_source = null
where id = ? and occurrence > 1
"""
_OF_THIS_OPENING = "matter_id = ? and occurrence = (select occurrence from matter where id = matter_id)"


def take_back(db: Database, organisation_ids: Iterable[int]) -> None:
    """Undo what the current cycle opened about pages of theirs that another row has too; its letters are held yet.

    In the caller's transaction. A letter that holds nothing any more is dropped when its turn comes.
    """
    for organisation_id in organisation_ids:
        for found in rows(db, _OPENED_NOW, (organisation_id,)):
            _undo(db, found["id"])


def _undo(db: Database, matter_id: int) -> None:
    run(db, f"delete from letter_item where {_OF_THIS_OPENING}", (matter_id,))
    run(db, f"delete from matter_event where {_OF_THIS_OPENING}", (matter_id,))
    if run(db, _AS_BEFORE, (matter_id,)) == 0:
        run(db, "delete from matter where id = ?", (matter_id,))
