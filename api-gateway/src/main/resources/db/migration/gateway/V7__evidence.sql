-- What the first failing probe of an outage saw, for people: JSON, null where nothing was told.
alter table outage add column failure_text text;
alter table outage add column evidence text;
