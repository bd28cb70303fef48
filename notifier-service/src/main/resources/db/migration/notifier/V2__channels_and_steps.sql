-- The directory is read anew (under another consumer group): it holds more of each definition.

truncate monitor, account, app, contact, read_position;

alter table monitor
  add column name             text,
  add column data             text,
  add column target_ids       bigint[] not null default '{}',
  add column target_addresses text[]   not null default '{}';

alter table account
  add column name           text    not null default '',
  add column state          text    not null default 'ACTIVE'
    check (state in ('ACTIVE', 'UNPAID', 'BANNED', 'DELETED')),
  add column test           boolean not null default false,
  add column sender_address text,
  add column sender_name    text,
  add column reply_to       text,
  add column sms_sender     text,
  add column templates      text    not null default '[]';

-- bad_address: one that the channel has called impossible; it counts as long as it is the address.

alter table contact
  add column delay_minutes  int  not null default 0,
  add column repeat_minutes int  not null default 0,
  add column language       text not null default 'EN',
  add column zone           text not null default 'UTC',
  add column audience       text not null default 'STAFF',
  add column bad_address    text;

-- happened_at is the beginning of an outage, whatever is told of it. began_at is when the delivery
-- was due first; a delivery made anew begins anew.

alter table delivery
  drop constraint delivery_kind_check,
  drop constraint delivery_state_check,
  add column account_id   bigint not null default 0,
  add column monitor_id   bigint not null default 0,
  add column outage_id    bigint,
  add column record_id    bigint,
  add column closed_at    bigint,
  add column ending       text,
  add column failure_text text,
  add column ordinal      int,
  add column text         text,
  add column note         text,
  add column began_at     timestamptz not null default now();

update delivery set closed_at = happened_at, ending = 'RECOVERED', outage_id = 0, record_id = 0
where kind = 'OUTAGE_CLOSED';
update delivery set outage_id = 0, record_id = 0 where kind = 'OUTAGE_OPENED';

alter table delivery
  add constraint delivery_kind_check check (kind in (
    'OUTAGE_OPENED', 'OUTAGE_REMINDER', 'OUTAGE_CLOSED', 'BALANCE_LOW', 'BALANCE_ZERO', 'ROUND')),
  add constraint delivery_state_check check (state in (
    'WAITING', 'DELIVERED', 'GIVEN_UP', 'DROPPED'));

create index delivery_by_time on delivery using brin (recorded_at) with (pages_per_range = 32);

-- Outages that contacts are reminded of.

create table reminder (
  contact_id    bigint      not null,
  target_id     bigint      not null,
  outage_id     bigint      not null,
  open_event_id text        not null,
  account_id    bigint      not null,
  monitor_id    bigint      not null,
  record_id     bigint      not null,
  group_id      bigint,
  since         bigint      not null,
  status_code   int,
  failure_code  int,
  failure_text  text,
  sent          int         not null default 0,
  next_at       timestamptz not null,
  primary key (contact_id, target_id, outage_id)
);
create index reminder_due on reminder (next_at);
create index reminder_of_target on reminder (target_id);

-- Outage events of monitors of which one is a dead letter: kept as they came until that one is
-- driven again or skipped.

create table outage_backlog (
  monitor_id  bigint  not null,
  partition   int     not null,
  position    bigint  not null,
  dead        boolean not null,
  value       bytea,
  recorded_at timestamptz not null default now(),
  primary key (partition, position)
);
create index outage_backlog_of_monitor on outage_backlog (monitor_id);

-- Receivers that nothing is sent to for a while; what waits for them is not claimed.

create table hold (
  host       text        primary key,
  reason     text        not null,
  detail     text        not null,
  held_until timestamptz not null
);

-- What only one instance does at a time.

create table duty (
  name       text        primary key,
  owner      text        not null,
  until      timestamptz not null
);

-- Steps of deliveries on their way to deliveries.v1. A conflated round has no delivery; the columns
-- from cause_id on are its own.

create table installation (
  name text not null default substr(md5(random()::text || clock_timestamp()::text), 1, 12)
);
insert into installation default values;

create table outbox (
  position       bigint      generated always as identity primary key,
  kind           text        not null,
  occurred_at    timestamptz not null default now(),
  delivery_id    bigint,
  attempts       int         not null default 0,
  latency_millis int,
  answer_code    int,
  error          text,
  sms_id         int,
  sms_state      int,
  cause_id       text,
  account_id     bigint,
  monitor_id     bigint,
  app_id         bigint
);

-- Every SMS, with what the provider said of it. asked: how often it was given to the provider;
-- outcome is null while nobody knows whether it was taken.

create sequence sms_number;

create table sms (
  sms_id      int         primary key,
  delivery_id bigint      not null,
  account_id  bigint      not null,
  contact_id  bigint      not null,
  phone       text        not null,
  text        text        not null,
  sender      text,
  outcome     text        check (outcome in ('ACCEPTED', 'REFUSED')),
  asked       int         not null default 0,
  asked_at    timestamptz,
  parts       int         not null default 0,
  cost_micros bigint      not null default 0,
  error       int,
  state       int,
  final       boolean     not null default false,
  sent_at     timestamptz,
  polled_at   timestamptz,
  recorded_at timestamptz not null default now()
);
create index sms_of_delivery on sms (delivery_id);
create index sms_unsettled on sms (polled_at nulls first) where outcome = 'ACCEPTED' and not final;

create table sms_channel (
  proven boolean not null
);
insert into sms_channel values (false);
