-- 0017_close.sql: what closes a month: decisions about hours that nobody measured, who took the month from one state to the
-- next and why, and the corrections of months that are closed. A closed month keeps the figures it was closed with.
create table core.hour_acceptance (
  community_id int         not null references core.community,
  id           bigint      generated always as identity,
  month        date        not null check (extract(day from month) = 1),
  pod_id       int         not null,
  unit_id      int         check (unit_id >= 0),
  from_at      timestamptz not null check (from_at = date_bin('1 hour', from_at, '2000-01-01 00:00+00')),
  to_at        timestamptz not null check (to_at = date_bin('1 hour', to_at, '2000-01-01 00:00+00')),
  kind         text        collate "C" not null check (kind in ('estimated', 'zeroed', 'excluded', 'withdrawn')),
  withdraws    bigint,
  author       text        not null check (length(author) between 1 and 200),
  reason       text        not null check (length(reason) between 1 and 2000),
  at           timestamptz not null,
  primary key (community_id, id),
  unique (community_id, withdraws),
  foreign key (community_id, pod_id) references core.pod,
  foreign key (community_id, withdraws) references core.hour_acceptance,
  check (to_at > from_at),
  check ((kind = 'withdrawn') = (withdraws is not null))
);
create index hour_acceptance_month on core.hour_acceptance (community_id, month);
comment on table core.hour_acceptance is
  'Hours that are not measured, and what a person decided about them; taken back by a later row that names the first.';
comment on column core.hour_acceptance.unit_id is 'The unit that injects; 0 for what the point withdraws; null for the point with all its series.';
call core.make_append_only('core.hour_acceptance');

alter table core.month_state
  add column reason      text check (length(reason) between 1 and 2000),
  add column reasons     text[] not null default '{}',
  add column readings_at timestamptz;
comment on column core.month_state.reason is 'What the person who changed it said.';
comment on column core.month_state.reasons is 'What was open or accepted when it changed: those of the run, and the hours accepted.';
comment on column core.month_state.readings_at is 'By the clock of the program, as are the arrivals of readings; changed_at is of the database.';
create unique index month_state_closed_once on core.month_state (community_id, month, state)
  where state in ('closed', 'reconciled');

create function core.keep_closed() returns trigger language plpgsql as $$
declare
  former core.month_state;
begin
  select * into former from core.month_state
  where community_id = new.community_id and month = new.month order by revision desc limit 1;
  if former.state in ('closed', 'reconciled')
    and (new.run_id <> former.run_id or new.state not in ('reconciled', former.state)) then
    raise exception 'Found a month that is %, expected one that is open: a closed month is corrected, never opened again.',
      former.state using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger stays_closed before insert on core.month_state for each row execute function core.keep_closed();

create table core.correction_line (
  community_id  int         not null,
  corrects      date        not null check (extract(day from corrects) = 1),
  month         date        not null check (extract(day from month) = 1),
  from_run      bigint      not null,
  to_run        bigint      not null check (to_run > from_run),
  unit_id       int         not null default 0,
  member_id     int         not null default 0,
  fund          text        collate "C" not null default '',
  tip_cents     bigint      not null,
  cac_cents     bigint      not null,
  surplus_cents bigint      not null,
  causes        text[]      not null check (cardinality(causes) > 0),
  taken_by      text        not null,
  taken_at      timestamptz not null default now(),
  primary key (community_id, corrects, to_run, unit_id, member_id, fund),
  foreign key (community_id, corrects, to_run) references core.settlement_month (community_id, month, run_id),
  foreign key (community_id, corrects, from_run) references core.settlement_month (community_id, month, run_id),
  check (month <> corrects),
  check ((unit_id > 0)::int + (member_id > 0)::int + (fund <> '')::int = 1),
  check (tip_cents <> 0 or cac_cents <> 0 or surplus_cents <> 0)
);
comment on table core.correction_line is
  'What a later run gives more or less than a closed month has accounted; due in the month in which it was taken.';
call core.make_append_only('core.correction_line');

-- The run whose figures a month has: the one it was closed with, else the newest.
create view core.standing_month as
select distinct on (settled.community_id, settled.month)
  settled.community_id, settled.month,
  case when standing.state in ('closed', 'reconciled') then standing.run_id else settled.run_id end as run_id,
  settled.run_id as newest_run_id,
  coalesce(standing.state, 'open') as state,
  coalesce(standing.revision, 0) as revision
from core.settlement_month as settled
left join lateral (
  select state, run_id, revision from core.month_state
  where community_id = settled.community_id and month = settled.month
  order by revision desc limit 1) as standing on true
order by settled.community_id, settled.month, settled.run_id desc;
comment on view core.standing_month is 'Every month that was settled, with the run whose figures it has.';
grant select on core.standing_month to cer_app;

create or replace view rep.month as
select
  settled.community_id,
  community.code as community,
  settled.month,
  settled.run_id,
  settled.status,
  standing.state,
  settled.injected_ukwh / 1000000.0 as injected_kwh,
  settled.withdrawn_ukwh / 1000000.0 as withdrawn_kwh,
  settled.shared_ukwh / 1000000.0 as shared_kwh,
  settled.tip_cents / 100.0 as tip_eur,
  settled.cac_cents / 100.0 as cac_eur,
  settled.surplus_cents / 100.0 as surplus_eur,
  settled.reasons,
  run.program,
  run.made_at
from core.standing_month as standing
join core.settlement_month as settled on settled.community_id = standing.community_id
  and settled.month = standing.month and settled.run_id = standing.run_id
join core.settlement_run as run on run.community_id = settled.community_id and run.id = settled.run_id
join core.community as community on community.id = settled.community_id;
comment on view rep.month is 'Each month with its state, as it was closed or as its latest run has it: the table people see first.';

create or replace view mine.month with (security_barrier) as
select me.community_id, me.member_id, settled.month, settled.run_id, settled.status, standing.state,
  own.withdrawn_ukwh, own.injected_ukwh, own.shared_ukwh, own.tip_cents, own.cac_cents, own.surplus_cents
from mine.member() as me
join core.standing_month as standing on standing.community_id = me.community_id
join core.settlement_month as settled on settled.community_id = standing.community_id
  and settled.month = standing.month and settled.run_id = standing.run_id
join core.member_month as own on own.community_id = me.community_id and own.month = settled.month
  and own.run_id = settled.run_id and own.member_id = me.member_id;

-- The hours of a closed month are those it was closed on.
create or replace view mine.hour with (security_barrier) as
select point.community_id, point.member_id, point.pod_id, hour.starts_at, hour.unit_id, hour.injected_ukwh,
  hour.withdrawn_ukwh, hour.quality
from mine.point as point
cross join lateral (
  select distinct on (made.starts_at, made.unit_id)
    made.starts_at, made.unit_id, made.injected_ukwh, made.withdrawn_ukwh, made.quality
  from core.energy_hour as made
  left join core.month_state as closed on closed.community_id = made.community_id and closed.state = 'closed'
    and closed.month = date_trunc('month', made.starts_at at time zone 'Europe/Rome')::date
  where made.community_id = point.community_id and made.pod_id = point.pod_id
    and made.starts_at >= point.from_at and made.starts_at < point.to_at
    and (closed.changed_at is null or made.made_at <= closed.changed_at)
  order by made.starts_at, made.unit_id, made.revision desc) as hour;

-- Readings that a person entered have a source of their own. A partition has the constraint as its own too.
do $$
declare
  part regclass;
begin
  alter table core.ingest drop constraint ingest_source_check;
  alter table core.ingest add constraint ingest_source_check check (source in ('rest', 'file', 'mqtt', 'csv', 'person'));
  alter table core.reading drop constraint reading_source_check;
  for part in select inhrelid::regclass from pg_inherits where inhparent = 'core.reading'::regclass loop
    execute format('alter table %s drop constraint if exists reading_source_check', part);
  end loop;
  alter table core.reading add constraint reading_source_check
    check (source in ('rest', 'file', 'mqtt', 'csv', 'person'));
end
$$;

-- The same inputs may come back after others: then they are a new run, or the figures of the others would stay.
do $$
declare
  former text;
begin
  select conname into strict former from pg_constraint
  where conrelid = 'core.settlement_run'::regclass and contype = 'u';
  execute format('alter table core.settlement_run drop constraint %I', former);
end
$$;
create index settlement_run_months on core.settlement_run (community_id, from_month, to_month, id);
