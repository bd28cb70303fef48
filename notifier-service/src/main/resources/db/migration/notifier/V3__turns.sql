-- A lane in which something waits has a turn; lanes themselves do not change any more. Claims look
-- at each receiver's turns apart, so that a receiver with a hundred thousand of them delays no other.

create table turn (
  lane_id     bigint      primary key,
  host        text        collate "C" not null,
  next_due    timestamptz not null,
  leased_by   text,
  lease_until timestamptz not null default '-infinity'
) with (fillfactor = 70, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_scale_factor = 0);
create index turn_of_host on turn (host, next_due);

insert into turn (lane_id, host, next_due, leased_by, lease_until)
select l.lane_id, coalesce(c.host, a.host, ''), l.next_due, l.leased_by, l.lease_until
from lane l
left join contact c on l.receiver = 'CONTACT' and c.contact_id = l.receiver_id
left join app a on l.receiver = 'APP' and a.app_id = l.receiver_id
where l.next_due is not null;

alter table lane
  drop column next_due,
  drop column leased_by,
  drop column lease_until;

-- Whoever writes a delivery holds its lane's lock, whoever writes an attempt has claimed its
-- delivery: a look-up and a lock more for each row would find nothing.

alter table delivery drop constraint delivery_lane_id_fkey;
alter table attempt drop constraint attempt_delivery_id_fkey;

alter table outbox set (autovacuum_vacuum_threshold = 20000, autovacuum_vacuum_scale_factor = 0);
