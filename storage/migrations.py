"""The schema, in numbered steps that are only ever added to."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

MIGRATIONS = "postovoy"
migrations = Migrations(MIGRATIONS)

STEP_NAMES = ("0001_main_job", "0002_found_at_once", "0003_strangers_codes", "0004_whole_decree")


@migrations(name=STEP_NAMES[0])
def main_job(db: Database) -> None:
    """Registry, collected pages, findings, matters, outbox, people."""
    _run(db, _MAIN_JOB)


@migrations(name=STEP_NAMES[1])
def found_at_once(db: Database) -> None:
    """Indexes for what was looked for through whole tables: another row's page, letters, what they told."""
    _run(db, _FOUND_AT_ONCE)


@migrations(name=STEP_NAMES[2])
def strangers_codes(db: Database) -> None:
    """Answers to wrong codes are counted apart from the one answer to a stranger's other words."""
    _run(db, _STRANGERS_CODES)


@migrations(name=STEP_NAMES[3])
def whole_decree(db: Database) -> None:
    """What publications are made of, and the journals: people, requests, central items, plans, sites, papers."""
    _run(db, _WHOLE_DECREE)


def _run(db: Database, script: str) -> None:
    for statement in script.split(";\n"):
        if statement.strip():
            db.execute(statement)


# In a table without rowid the key's columns stand first: SQLite 3.40 otherwise calls the table damaged
# (seen with `pragma integrity_check`: "NULL value in …" where there is none).
_MAIN_JOB = """
create table organisation (
    id integer primary key,
    ogrn text,
    short_name text not null,
    short_key text not null,
    full_name text not null,
    kind text not null,
    status text,
    address text,
    phone text,
    email text,
    site text,
    exemption_document text,
    exemption_date text,
    added_at text not null,
    archived_at text
) strict;
create unique index organisation_short on organisation (short_key) where archived_at is null;
create unique index organisation_ogrn on organisation (ogrn) where archived_at is null and ogrn is not null;

create table officer (
    id integer primary key,
    organisation_id integer not null references organisation (id),
    role text not null,
    name text not null,
    position text,
    phone text,
    order_number text,
    order_date text,
    valid_from text,
    valid_to text
) strict;

create table page (
    id integer primary key,
    organisation_id integer not null references organisation (id),
    network text not null,
    written text not null,
    link_number integer,
    link_name text,
    network_id integer,
    title text,
    resolution text not null default 'pending',
    first_seen_at text,
    created_at text,
    added_at text not null,
    archived_at text
) strict;
create unique index page_of_organisation on page (organisation_id, network) where archived_at is null;

create table page_state (
    page_id integer primary key references page (id),
    tried_at text,
    answered_at text,
    failing_since text,
    trouble_kind text,
    trouble_reason text,
    openness text not null default 'unknown',
    openness_at text,
    profile text,
    profile_at text,
    feed_since text,
    feed_until text,
    feed_whole integer not null default 0,
    feed_route text
) strict;

create table post (
    page_id integer not null references page (id),
    id text not null,
    published_at text not null,
    kind text not null,
    edited_at text,
    pinned integer not null default 0,
    comments integer,
    comments_read integer,
    comments_closed integer not null default 0,
    first_seen_at text not null,
    seen_at text not null,
    deleted_seen_at text,
    primary key (page_id, id)
) strict, without rowid;
create index post_by_time on post (page_id, published_at);

create table comment (
    page_id integer not null references page (id),
    post_id text not null,
    id text not null,
    parent_id text,
    published_at text,
    by_page integer,
    first_seen_at text not null,
    seen_at text not null,
    missed_at text,
    deleted_seen_at text,
    primary key (page_id, post_id, id)
) strict, without rowid;

create table theme_count (
    page_id integer not null references page (id),
    at text not null,
    themes integer not null,
    primary key (page_id, at)
) strict, without rowid;

create table raw_answer (
    id integer primary key,
    network text not null,
    method text not null,
    at text not null,
    body text not null
) strict;

create table quota (
    credential text not null,
    method text not null,
    day text not null,
    spent integer not null,
    primary key (credential, method, day)
) strict, without rowid;

create table attestation (
    id integer primary key,
    rule text not null,
    subject text not null,
    answer integer not null,
    at text not null,
    valid_until text not null,
    role text not null,
    person_id integer,
    note text not null default ''
) strict;
create index attestation_of on attestation (subject, rule, id);

create table finding (
    rule text not null,
    subject text not null,
    organisation_id integer references organisation (id),
    position integer not null,
    outcome text not null,
    evidence text not null,
    period text not null,
    opens text,
    due_at text,
    due_source text,
    clause text not null,
    clauses text not null,
    force text not null,
    severity text not null,
    judged_at text not null,
    primary key (rule, subject)
) strict, without rowid;
create index finding_of on finding (organisation_id);

create table matter (
    id integer primary key autoincrement,
    rule text not null,
    subject text not null,
    period text not null,
    kind text not null,
    organisation_id integer references organisation (id),
    occurrence integer not null default 1,
    streak integer not null default 1,
    opened_at text not null,
    due_at text,
    due_source text,
    evidence text not null,
    clause text not null,
    clauses text not null,
    force text not null,
    severity text not null,
    params text not null,
    announced_at text,
    muted_since text,
    ended_at text,
    ending text,
    ending_note text not null default '',
    unique (rule, subject, period, kind)
) strict;
create index matter_of on matter (organisation_id, ended_at);

create table matter_event (
    id integer primary key,
    matter_id integer not null references matter (id),
    occurrence integer not null,
    event text not null,
    at text not null,
    note text not null default '',
    announced integer not null default 0
) strict;
create index matter_event_by_time on matter_event (at);

create table person (
    id integer primary key,
    role text not null,
    organisation_id integer references organisation (id),
    chat_id integer not null,
    reachable integer not null default 1,
    unreachable_why text not null default '',
    configured integer not null default 0,
    invited_role text,
    invited_organisation_id integer references organisation (id),
    joined_at text not null,
    revoked_at text
) strict;

create table invitation (
    code_hash text primary key,
    role text not null,
    organisation_id integer references organisation (id),
    created_at text not null,
    expires_at text not null,
    used_at text
) strict, without rowid;

create table stranger (
    chat_id integer primary key,
    answered_at text,
    wrong_codes integer not null default 0,
    silent_until text
) strict;

create table letter (
    id integer primary key autoincrement,
    person_id integer not null references person (id),
    kind text not null,
    organisation_id integer references organisation (id),
    week text,
    created_at text not null,
    not_before text not null,
    state text not null,
    attempts integer not null default 0,
    uncertain integer not null default 0,
    progress integer not null default 0,
    message_id integer,
    sent_at text,
    trouble text not null default ''
) strict;
create index letter_waiting on letter (person_id, id) where state in ('held', 'due', 'leased');

create table letter_item (
    person_id integer not null references person (id),
    matter_id integer not null references matter (id),
    event text not null,
    occurrence integer not null,
    letter_id integer not null references letter (id),
    primary key (person_id, matter_id, event, occurrence)
) strict, without rowid;
create index letter_item_of on letter_item (letter_id);

create table introduction (
    person_id integer not null references person (id),
    page_id integer not null references page (id),
    primary key (person_id, page_id)
) strict, without rowid;

create table digest_run (
    week text primary key,
    at text not null
) strict, without rowid;

create table cycle (
    id integer primary key,
    started_at text not null,
    ended_at text,
    pages integer not null default 0,
    failed integer not null default 0
) strict;

create table note (
    name text primary key,
    value text not null
) strict, without rowid
"""

# A partial index serves only a query that repeats its condition word for word (sqlite.org/partialindex.html,
# section 3); no query repeated that of letter_waiting.
_FOUND_AT_ONCE = """
create index page_by_number on page (network, network_id);
create index organisation_by_kind on organisation (kind);
drop index letter_waiting;
create index letter_by_state on letter (state);
create index letter_about on letter (organisation_id, state);
create index letter_item_about on letter_item (matter_id);
create index matter_event_of on matter_event (matter_id)
"""

_STRANGERS_CODES = """
alter table stranger add column codes_answered integer not null default 0;
alter table stranger add column codes_answered_since text
"""

_WHOLE_DECREE = """
alter table post add column likes integer;
alter table post add column reposts integer;
alter table post add column views integer;

create table post_content (
    page_id integer not null references page (id),
    post_id text not null,
    published_at text not null,
    read_at text not null,
    text text not null,
    quoted text not null,
    links text not null,
    formats text not null,
    cut integer not null default 0,
    primary key (page_id, post_id)
) strict, without rowid;
create index post_content_by_time on post_content (published_at);

create table registry_change (
    id integer primary key,
    organisation_id integer not null references organisation (id),
    field text not null,
    before text,
    after text,
    at text not null,
    who text not null
) strict;
create index registry_change_of on registry_change (organisation_id, id);

create table officer_change (
    id integer primary key,
    organisation_id integer not null references organisation (id),
    noticed_at text not null,
    begins text
) strict;

create table task (
    id integer primary key,
    change_id integer not null references officer_change (id),
    kind text not null,
    organisation_id integer not null references organisation (id),
    opened_at text not null,
    due_at text not null,
    due_source text not null,
    done_at text,
    note text not null default '',
    unique (change_id, kind)
) strict;
create index task_of on task (organisation_id, done_at);

create table request (
    id integer primary key,
    asked_by text not null,
    organisation_id integer references organisation (id),
    number text not null,
    received text not null,
    due_at text not null,
    due_source text not null,
    answered text,
    answer_number text not null default '',
    file_hash text not null default '',
    answer_hash text not null default '',
    noted_at text not null
) strict;
create unique index request_once on request (number, received, asked_by, coalesce(organisation_id, 0));

create table central_item (
    id integer primary key,
    number text not null unique,
    title text not null,
    text text not null,
    links text not null,
    received_at text not null,
    due_at text not null,
    due_source text not null,
    noted_at text not null,
    withdrawn_at text
) strict;

create table central_address (
    item_id integer not null references central_item (id),
    organisation_id integer not null references organisation (id),
    primary key (item_id, organisation_id)
) strict, without rowid;

create table placement (
    item_id integer not null references central_item (id),
    page_id integer not null references page (id),
    post_id text not null,
    published_at text not null,
    found_at text not null,
    lost_at text,
    removed_at text,
    confirmed integer not null default 0,
    primary key (item_id, page_id)
) strict, without rowid;

create table resemblance (
    item_id integer not null references central_item (id),
    page_id integer not null references page (id),
    post_id text not null,
    published_at text not null,
    why text not null,
    refused_at text,
    primary key (item_id, page_id, post_id)
) strict, without rowid;
create index resemblance_of on resemblance (page_id);
create index placement_of on placement (page_id);

create table central_look (
    page_id integer primary key references page (id),
    read_at text not null,
    item_id integer not null
) strict;

create table content_plan (
    id integer primary key,
    organisation_id integer not null references organisation (id),
    month text not null,
    imported_at text not null,
    file_hash text not null,
    replaced_at text
) strict;
create unique index content_plan_of on content_plan (organisation_id, month) where replaced_at is null;

create table planned_post (
    plan_id integer not null references content_plan (id),
    row integer not null,
    day text not null,
    network text,
    title text not null,
    text text not null default '',
    primary key (plan_id, row)
) strict, without rowid;

create table plan_match (
    plan_id integer not null references content_plan (id),
    row integer not null,
    page_id integer not null references page (id),
    post_id text not null,
    published_at text not null,
    primary key (plan_id, row, page_id)
) strict, without rowid;

create table site_reading (
    site text primary key,
    tried_at text not null,
    read_at text,
    trouble text,
    trouble_since text,
    secure integer not null default 1,
    pages text not null default '[]',
    unclear text not null default '[]',
    looked integer not null default 1,
    page_hash text not null default ''
) strict, without rowid;
create index page_by_link_number on page (network, link_number);
create index page_by_link_name on page (network, link_name);

create table assistance (
    id integer primary key,
    day text not null,
    organisation_id integer not null references organisation (id),
    topic text not null,
    noted_at text not null
) strict;

create table page_read (
    week text not null,
    page_id integer not null references page (id),
    primary key (week, page_id)
) strict, without rowid;

create table report_run (
    id integer primary key,
    kind text not null,
    period text not null,
    at text not null,
    file_hash text not null
) strict
"""
