-- Accounts and contacts as a whole, from their newest event.
alter table account
  add column password   text,
  add column standing   text    not null default 'ACTIVE',
  add column test       boolean not null default false,
  add column definition jsonb;
update account
set definition = newest.payload -> 'after', password = newest.payload -> 'after' ->> 'passwordHash'
from (select distinct on (stream) stream, payload from journal
      where stream like 'account-%' order by stream, version desc) newest
where newest.stream = 'account-' || account_id;
alter table account
  alter column password   set not null,
  alter column definition set not null;

alter table app add column allowed text[] not null default '{}';

alter table contact
  add column live       boolean not null default true,
  add column definition jsonb;
update contact
set definition = newest.payload -> 'after'
from (select distinct on (stream) stream, payload from journal
      where stream like 'contact-%' order by stream, version desc) newest
where newest.stream = 'contact-' || contact_id;
alter table contact alter column definition set not null;

-- Where accounts logged in from: others' wrong passwords do not lock these out.
create table login_address (
  account_id bigint      not null references account,
  address    text        not null,
  seen_at    timestamptz not null,
  primary key (account_id, address)
);

create sequence folder_ids as integer;
create table folder (
  folder_id  bigint primary key,
  account_id bigint not null references account,
  name       text   not null,
  unique (account_id, name)
);

-- A task is a monitor with one target, which is the id that panels know it by.
create table task (
  task_id    bigint      primary key,
  monitor_id bigint      not null unique,
  account_id bigint      not null references account,
  ref        text,
  folder_id  bigint,
  enabled    boolean     not null,
  live       boolean     not null,
  expires_at timestamptz,
  changed_at timestamptz not null,
  version    bigint      not null,
  definition jsonb       not null
) with (fillfactor = 80);
create index task_of_account on task (account_id, task_id) where live;
-- At most one live task a ref: of two that add it at once, one learns so and decides again.
create unique index task_live_ref on task (account_id, ref) where live;
create index task_expiry on task (expires_at) where live and expires_at is not null;

-- Target ids that the sequence never gives out, because an import brings them along.
create table target_reservation (
  first_id integer primary key,
  last_id  integer not null check (last_id >= first_id)
);
