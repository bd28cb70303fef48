-- Tables made from topics. They can be made again: a generation is built beside the one that is
-- read, each a partition of its tables, and takes its place when it has caught up.
create table projection (
  name          text    primary key,
  generation    integer not null,
  building      integer,
  builder       text,
  builder_until timestamptz
);
insert into projection (name, generation)
values ('outages', 1), ('rollups', 1), ('usage', 1), ('deliveries', 1);

-- How far the topic was read; changes in the transaction of the rows that were read.
create table projection_position (
  projection  text    not null references projection,
  generation  integer not null,
  partition   integer not null,
  next_offset bigint  not null,
  primary key (projection, generation, partition)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

create table outage (
  generation   integer     not null,
  outage_id    bigint      not null,
  account_id   bigint      not null,
  app_id       bigint,
  group_id     bigint,
  monitor_id   bigint      not null,
  target_id    bigint      not null,
  record_id    bigint      not null,
  since        timestamptz not null,
  status_code  integer,
  failure_code integer,
  closed_at    timestamptz,
  reason       text,
  primary key (generation, outage_id)
) partition by list (generation);
create index outage_of_target on outage (generation, target_id, since);
create index outage_of_account on outage (generation, account_id, since);
create table outage_g1 partition of outage for values in (1);

-- Where the events of outages stand in their topic: the cursor of event_list is one offset a
-- partition, so that it stays true when the projection is rebuilt.
create table outage_event (
  generation   integer not null,
  account_id   bigint  not null,
  partition    integer not null,
  event_offset bigint  not null,
  outage_id    bigint  not null,
  opened       boolean not null,
  primary key (generation, account_id, partition, event_offset)
) partition by list (generation);
create table outage_event_g1 partition of outage_event for values in (1);

-- Hours of targets, times in milliseconds.
create table rollup (
  generation      integer     not null,
  target_id       bigint      not null,
  hour            timestamptz not null,
  account_id      bigint      not null,
  through         timestamptz not null,
  complete        boolean     not null,
  up              integer     not null,
  down            integer     not null,
  inconclusive    integer     not null,
  unmonitored     integer     not null,
  paused          integer     not null,
  checks          integer     not null,
  checks_down     integer     not null,
  outages         integer     not null,
  response_millis bigint      not null,
  buckets         bigint[]    not null,
  primary key (generation, target_id, hour)
) partition by list (generation);
create table rollup_g1 partition of rollup for values in (1);

create table sms (
  generation integer     not null,
  sms_id     bigint      not null,
  account_id bigint      not null,
  target_id  bigint,
  phone      text        not null,
  message    text        not null,
  parts      integer     not null,
  state      integer,
  error      integer,
  heard_at   timestamptz not null,
  sent_at    timestamptz,
  changed_at timestamptz not null,
  primary key (generation, sms_id)
) partition by list (generation);
create index sms_of_account on sms (generation, account_id, sms_id);
create table sms_g1 partition of sms for values in (1);

create table contact_record (
  generation integer     not null,
  contact_id bigint      not null,
  last_ok    timestamptz,
  failed_at  timestamptz,
  last_error text,
  primary key (generation, contact_id)
) partition by list (generation);
create table contact_record_g1 partition of contact_record for values in (1);
