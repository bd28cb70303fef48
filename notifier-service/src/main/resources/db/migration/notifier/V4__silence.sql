-- The directory is read anew (under another consumer group): it holds more of each definition.

update monitor set epoch = 0, version = 0;
delete from read_position;

alter table monitor
  add column parent_id         bigint,
  add column detection_seconds bigint not null default 0,
  add column recovery_seconds  bigint not null default 0;

-- One that does not come again has starts_at; the others start by the clock of their zone. days are
-- ISO weekdays of a weekly one, the day of the month of a monthly one.

create table maintenance (
  maintenance_id bigint      primary key,
  epoch          int         not null,
  version        bigint      not null,
  active         boolean     not null,
  target_ids     bigint[]    not null,
  starts_at      timestamptz,
  first_local    text,
  zone           text,
  length_seconds bigint      not null,
  recurrence     text        not null check (recurrence in ('ONCE', 'DAILY', 'WEEKLY', 'MONTHLY')),
  days           int[],
  check ((starts_at is null) <> (first_local is null))
);
create index maintenance_of_target on maintenance using gin (target_ids) where active;

-- Outages as they begin and end, told or not: whether a parent is down, and since when it is back.

create table known_outage (
  outage_id  bigint      primary key,
  monitor_id bigint      not null,
  target_id  bigint      not null,
  over_at    timestamptz,
  known_at   timestamptz not null default now()
);
create index known_outage_of_monitor on known_outage (monitor_id);
create index known_outage_open on known_outage (target_id) where over_at is null;

-- Outages that are told to nobody for now (HELD), that were told after that (TOLD), or that ended so
-- (OVER). The last two stay, so that an event that comes again changes nothing.

create table silence (
  outage_id     bigint      primary key,
  open_event_id text        not null,
  account_id    bigint      not null,
  monitor_id    bigint      not null,
  target_id     bigint      not null,
  record_id     bigint      not null,
  group_id      bigint,
  since         bigint      not null,
  status_code   int,
  failure_code  int,
  failure_text  text,
  opened_at     timestamptz not null,
  reason        text        not null check (reason in ('MAINTENANCE', 'PARENT', 'PENDING')),
  quiet_until   timestamptz not null,
  state         text        not null default 'HELD' check (state in ('HELD', 'TOLD', 'OVER')),
  published     text,
  look_at       timestamptz not null,
  recorded_at   timestamptz not null default now()
);
create index silence_due on silence (look_at) where state = 'HELD';

-- An outage that is silenced has no delivery.

alter table outbox
  add column target_id bigint,
  add column outage_id bigint,
  add column silence   text;
