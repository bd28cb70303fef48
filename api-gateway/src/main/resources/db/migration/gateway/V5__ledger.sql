-- Amounts are micro-units of the account's currency. The ledger is the truth; it is made from
-- topics too, but never thrown away: each entry has an id, and is there once.
create table price (
  account_id   bigint      not null references account,
  since        timestamptz not null,
  check_micros bigint      not null check (check_micros >= 0),
  sms_micros   bigint      not null check (sms_micros >= 0),
  primary key (account_id, since)
);

create table ledger (
  event_id   text        primary key,
  account_id bigint      not null,
  kind       text        not null,
  at         timestamptz not null,
  quantity   bigint      not null,
  amount     bigint      not null
);
create index ledger_of_account on ledger (account_id, at);

-- The sum of an account's ledger, and whether its owner was told that it is low.
create table balance (
  account_id bigint  primary key references account,
  micros     bigint  not null default 0,
  currency   text    not null default 'RUB',
  low_mark   bigint  not null default 10000000,
  low_told   boolean not null default false
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

-- Notices to be handed to the notifier, which takes each id once.
create table low_notice (
  notice_id  uuid        primary key default gen_random_uuid(),
  account_id bigint      not null,
  at         timestamptz not null,
  handed     boolean     not null default false
);
create index low_notice_waiting on low_notice (at) where not handed;
