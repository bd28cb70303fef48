-- The directory: what monitors.v1, accounts.v1 and contacts.v1 say, by (epoch, version).

create table monitor (
  monitor_id    bigint  primary key,
  epoch         int     not null,
  version       bigint  not null,
  account_id    bigint  not null,
  app_id        bigint,
  group_id      bigint,
  active        boolean not null,
  contacts      bigint[],
  send_recovery boolean not null
);

create table account (
  account_id bigint primary key,
  epoch      int    not null,
  version    bigint not null
);

create table app (
  app_id               bigint  primary key,
  account_id           bigint  not null,
  name                 text    not null,
  address              text,
  host                 text    not null,
  secrets              text[]  not null,
  on_change            boolean not null,
  include_inconclusive boolean not null
);
create index app_of_account on app (account_id);

create table contact (
  contact_id bigint  primary key,
  epoch      int     not null,
  version    bigint  not null,
  account_id bigint  not null,
  channel    text    not null,
  active     boolean not null,
  address    text    not null,
  host       text    not null,
  secrets    text[]  not null,
  is_default boolean not null,
  repeats    text    not null,
  full_codes boolean not null
);
create index contact_of_account on contact (account_id) where active;

create table read_position (
  topic       text   not null,
  partition   int    not null,
  next_offset bigint not null,
  primary key (topic, partition)
);

-- Deliveries. A lane is a receiver and a subject; it is what deliveries are ordered by and what an
-- instance leases. next_due belongs to its first waiting delivery and is null when none waits.

create table lane (
  lane_id     bigint      generated always as identity primary key,
  receiver    text        not null check (receiver in ('APP', 'CONTACT')),
  receiver_id bigint      not null,
  subject_id  bigint      not null,
  next_due    timestamptz,
  leased_by   text,
  lease_until timestamptz not null default '-infinity',
  unique (receiver, receiver_id, subject_id)
);
create index lane_due on lane (next_due) where next_due is not null;
create index lane_leased on lane (leased_by) where leased_by is not null;

create table delivery (
  delivery_id  bigint      generated always as identity primary key,
  event_id     text        not null,
  receiver     text        not null,
  receiver_id  bigint      not null,
  lane_id      bigint      not null references lane,
  kind         text        not null check (kind in ('OUTAGE_OPENED', 'OUTAGE_CLOSED', 'ROUND')),
  target_id    bigint,
  group_id     bigint,
  happened_at  bigint      not null,
  status_code  int,
  failure_code int,
  result       text,
  repeats      text        not null,
  state        text        not null default 'WAITING' check (state in ('WAITING', 'DELIVERED', 'GIVEN_UP')),
  attempts     int         not null default 0,
  due_at       timestamptz not null default now(),
  recorded_at  timestamptz not null default now(),
  finished_at  timestamptz,
  unique (event_id, receiver, receiver_id)
);
create index delivery_waiting on delivery (lane_id, delivery_id) where state = 'WAITING';

create table attempt (
  attempt_id     bigint      generated always as identity primary key,
  delivery_id    bigint      not null references delivery,
  started_at     timestamptz not null,
  latency_millis int         not null,
  status_code    int,
  failure        text,
  failure_text   text,
  answer         text
);
create index attempt_of_delivery on attempt (delivery_id);

-- What apps on on_change were last told of.

create table last_statuses (
  monitor_id bigint      primary key,
  round_at   timestamptz not null,
  up         bigint[]    not null,
  down       bigint[]    not null
);
