-- Nodes enrolled before this took their jobs from Kafka, six partitions each.
alter table node
  add column job_partitions integer not null default 6,
  add column remote boolean not null default false;
alter table node alter column job_partitions drop default, alter column remote drop default;

-- Where a replica goes on when it starts: the states of targets as of these offsets of rounds.v1.
-- Both can be dropped; they are made again from what the topic holds.
create table target_state (
  target_id  bigint primary key,
  monitor_id bigint not null,
  state      jsonb  not null
) with (fillfactor = 70);
create index target_state_monitor on target_state (monitor_id);

create table target_state_position (
  partition   integer     primary key,
  next_offset bigint      not null,
  saved_at    timestamptz not null
);
