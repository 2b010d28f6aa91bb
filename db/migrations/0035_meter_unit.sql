-- 0035_meter_unit.sql: plants behind one point have a production meter each, and each of them may be swapped.
alter table core.meter_swap
  add column unit_id int,
  add foreign key (community_id, unit_id) references core.unit,
  drop constraint meter_swap_community_id_pod_id_meter_at_key,
  add unique nulls not distinct (community_id, pod_id, meter, unit_id, at);
comment on column core.meter_swap.unit_id is 'The unit that the meter measures; null where none was named: the only one of its point.';
