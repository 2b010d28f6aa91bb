-- 0020_run_inputs.sql: what a run was made from, so that it can be repeated, and so that the next one finds what changed.
-- Writers of a community take turns, and so do writers of prices: who commits later has the higher number. A run keeps the
-- highest it saw; what came after it has a higher one, whatever its clock said.
create sequence core.reading_arrival;
create sequence core.price_arrival;
alter table core.reading add column arrival bigint;
alter table core.reading alter column arrival set default nextval('core.reading_arrival');
comment on column core.reading.arrival is 'Order of arrival within a community; null for what came before this was counted.';
alter table core.price add column arrival bigint;
alter table core.price alter column arrival set default nextval('core.price_arrival');
create index price_by_arrival on core.price (arrival);
grant usage on sequence core.reading_arrival, core.price_arrival to cer_app;

create table core.arrival_day (
  community_id int    not null references core.community,
  day          date   not null,
  arrival      bigint not null,
  primary key (community_id, day)
);
comment on table core.arrival_day is 'The latest arrival of a reading for each market day: which days have changed since a run.';
grant select, insert, update on core.arrival_day to cer_app;

alter table core.settlement_run
  add column readings_upto bigint,
  add column prices_upto bigint,
  add column regolamento_upto int,
  add column stands_on bigint[] not null default '{}';
comment on column core.settlement_run.readings_upto is
  'Highest arrival among the readings it was made from; null before arrivals were counted.';
comment on column core.settlement_run.regolamento_upto is 'Ordinal of the last approval of a regolamento; 0 before any.';
comment on column core.settlement_run.stands_on is
  'Earlier runs that have the rows which did not change: a month or an hour is that of the latest of them that has it.';

alter table core.unit_month add column injected_in_right_ukwh bigint check (injected_in_right_ukwh between 0 and injected_ukwh);
comment on column core.unit_month.injected_in_right_ukwh is 'In the hours of its right: what the surplus of the year is reckoned on.';

create table core.settlement_day (
  community_id   int   not null,
  run_id         bigint not null,
  day            date   not null,
  sha256         bytea  not null check (octet_length(sha256) = 32),
  missing_points int    not null check (missing_points >= 0),
  primary key (community_id, run_id, day),
  foreign key (community_id, run_id) references core.settlement_run
);
comment on column core.settlement_day.sha256 is 'Over all inputs of the day: readings by the hour, prices, who holds which point.';
comment on column core.settlement_day.missing_points is 'Hours of points that were left out.';
call core.make_append_only('core.settlement_day');
create trigger comes_with_its_run after insert on core.settlement_day referencing new table as added
  for each statement execute function core.refuse_late_rows();
