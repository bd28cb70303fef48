-- The journal is the truth; every other table but the outbox can be made again from it.
create table journal (
  stream      text        not null,
  version     bigint      not null check (version >= 1),
  epoch       integer     not null,
  kind        text        not null,
  occurred_at timestamptz not null,
  payload     jsonb       not null,
  primary key (stream, version)
);

-- One row. Raised by a restore from backup, so that consumers take the restored versions for newer.
create table epoch (
  only_row boolean primary key default true check (only_row),
  epoch    integer not null
);
insert into epoch (epoch) values (1);

-- What is to be published: references, because an event is encoded when it is sent, with the schema
-- of that moment. Rows come and go all the time, so dead ones are cleared early.
create table outbox (
  position bigint generated always as identity primary key,
  stream   text   not null,
  version  bigint not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- Replicas take ids in blocks of a sequence's increment; panels keep the two first in INT columns.
create sequence monitor_ids as integer increment by 50;
create sequence target_ids as integer increment by 50;
create sequence account_ids as integer;
create sequence app_ids as integer;
create sequence contact_ids as integer;
create sequence node_ids as integer;

create table account (
  account_id bigint primary key,
  name       text   not null unique,
  version    bigint not null
);

create table app (
  app_id       bigint  primary key,
  account_id   bigint  not null references account,
  name         text    not null unique,
  has_callback boolean not null
);

create table app_token (
  hash   text   primary key,
  app_id bigint not null references app
);
create index app_token_app on app_token (app_id);

create table contact (
  contact_id bigint primary key,
  account_id bigint not null references account,
  version    bigint not null
);
create index contact_account on contact (account_id);

create table node (
  node_id bigint primary key,
  address text   not null unique,
  state   text   not null,
  version bigint not null,
  token   text   not null unique
);

create table monitor (
  monitor_id bigint  primary key,
  app_id     bigint  not null,
  group_id   bigint  not null,
  live       boolean not null,
  version    bigint  not null,
  definition jsonb   not null
) with (fillfactor = 80);
-- At most one live monitor a group: of two that create it at once, one learns so and decides again.
create unique index monitor_live_group on monitor (app_id, group_id) where live;
