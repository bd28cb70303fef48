-- Monitors that ended so long ago that they have left their topic.
create table forgotten (
  stream text primary key
);
create index journal_ended on journal (occurred_at)
  where kind in ('monitor.stopped', 'task.deleted');
