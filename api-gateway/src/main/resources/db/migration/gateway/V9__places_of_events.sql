-- A topic that was made anew begins at offset 0 again. The places of its records, which callers hold
-- as cursors, go on behind those of the topic before it.

alter table projection_position add column base bigint not null default 0;
