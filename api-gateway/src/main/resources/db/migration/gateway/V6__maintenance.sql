create sequence maintenance_ids as integer;

-- over_at: the end of one that does not come again.
create table maintenance (
  maintenance_id bigint      primary key,
  account_id     bigint      not null references account,
  live           boolean     not null,
  over_at        timestamptz,
  version        bigint      not null,
  definition     jsonb       not null
);
create index maintenance_of_account on maintenance (account_id, maintenance_id) where live;
create index maintenance_over on maintenance (over_at) where live and over_at is not null;

-- The task that a task depends on.
alter table task add column parent_id bigint;

-- Outages that the notifier told nobody about when they began, and why; told_at: when it did.
create table silence (
  generation integer not null,
  outage_id  bigint  not null,
  reason     text    not null,
  told_at    timestamptz,
  primary key (generation, outage_id)
) partition by list (generation);

do $$
declare standing integer;
begin
  for standing in
    select generation from projection where name = 'deliveries'
    union
    select building from projection where name = 'deliveries' and building is not null
  loop
    execute format(
      'create table silence_g%s partition of silence for values in (%s)', standing, standing);
  end loop;
end $$;
