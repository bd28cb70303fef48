-- A trial of a channel that is paid for is a delivery like any other.

alter table delivery
  drop constraint delivery_kind_check,
  add constraint delivery_kind_check check (kind in (
    'OUTAGE_OPENED', 'OUTAGE_REMINDER', 'OUTAGE_CLOSED', 'BALANCE_LOW', 'BALANCE_ZERO', 'ROUND',
    'TRIAL'));
