-- 0013_produced.sql: what a unit made in an hour, where it has a production meter (M2): beside what it gave to the grid.
alter table core.energy_hour add column produced_ukwh bigint check (produced_ukwh >= 0);
comment on column core.energy_hour.produced_ukwh is
  'By the production meter; never settled, only shown. Null is not known: no such meter, or a gap.';
alter table core.energy_hour drop constraint energy_hour_check;
alter table core.energy_hour add constraint energy_hour_has_a_quality_with_a_quantity
  check ((quality is null) = (coalesce(injected_ukwh, withdrawn_ukwh, produced_ukwh) is null));

-- Days that a production meter has told of get their hours anew.
insert into core.touched (community_id, day)
select distinct community_id, (starts_at at time zone 'Europe/Rome')::date from core.reading
where meter = 2 and produced_ukwh is not null;
