-- 0003_settlement.sql: runs as they were made, the states of months, and the work of the background service.
create table core.settlement_run (
  community_id       int         not null,
  id                 bigint      generated always as identity,
  definition_version int         not null,
  from_month         date        not null check (extract(day from from_month) = 1),
  to_month           date        not null check (extract(day from to_month) = 1),
  status             text        not null check (status in ('final', 'provisional', 'partial')),
  rule_ids           text[]      not null check (cardinality(rule_ids) > 0),
  input_sha256       bytea       not null check (octet_length(input_sha256) = 32),
  program            text        not null,
  asked_by           text        not null,
  made_at            timestamptz not null,
  warnings           text[]      not null default '{}',
  made_in            xid8        not null default pg_current_xact_id(),
  primary key (community_id, id),
  unique (community_id, from_month, to_month, input_sha256, program),
  foreign key (community_id, definition_version) references core.definition,
  check (to_month >= from_month)
);
comment on column core.settlement_run.made_in is 'The transaction that made it: no other may add rows to it.';

create table core.settlement_month (
  community_id   int    not null,
  month          date   not null check (extract(day from month) = 1),
  run_id         bigint not null,
  status         text   not null check (status in ('final', 'provisional', 'partial')),
  reasons        text[] not null default '{}',
  injected_ukwh  bigint not null check (injected_ukwh >= 0),
  withdrawn_ukwh bigint not null check (withdrawn_ukwh >= 0),
  shared_ukwh    bigint not null check (shared_ukwh between 0 and least(injected_ukwh, withdrawn_ukwh)),
  tip_cents      bigint,
  cac_cents      bigint,
  surplus_cents  bigint,
  primary key (community_id, month, run_id),
  foreign key (community_id, run_id) references core.settlement_run,
  check (status = 'final' or cardinality(reasons) > 0)
);

create table core.settlement_hour (
  community_id       int         not null,
  run_id             bigint      not null,
  unit_id            int         not null,
  starts_at          timestamptz not null check (starts_at = date_bin('1 hour', starts_at, '2000-01-01 00:00+00')),
  injected_ukwh      bigint      check (injected_ukwh >= 0),
  shared_ukwh        bigint      not null check (shared_ukwh >= 0),
  incentivised_ukwh  bigint      not null check (incentivised_ukwh between 0 and shared_ukwh),
  exempt_ukwh        bigint      not null check (exempt_ukwh between 0 and incentivised_ukwh),
  price_eur_mwh      numeric,
  tip_eur_mwh        numeric,
  tip_eur            numeric,
  primary key (community_id, run_id, unit_id, starts_at),
  foreign key (community_id, run_id) references core.settlement_run
);
comment on column core.settlement_hour.injected_ukwh is 'Null when the point was left out of the hour.';

create table core.unit_month (
  community_id      int    not null,
  month             date   not null check (extract(day from month) = 1),
  run_id            bigint not null,
  unit_id           int    not null,
  injected_ukwh     bigint not null check (injected_ukwh >= 0),
  shared_ukwh       bigint not null check (shared_ukwh >= 0),
  incentivised_ukwh bigint not null check (incentivised_ukwh between 0 and shared_ukwh),
  tip_cents         bigint,
  cac_cents         bigint,
  primary key (community_id, month, run_id, unit_id),
  foreign key (community_id, run_id) references core.settlement_run,
  foreign key (community_id, unit_id) references core.unit
);

create table core.member_month (
  community_id   int    not null,
  month          date   not null check (extract(day from month) = 1),
  run_id         bigint not null,
  member_id      int    not null,
  withdrawn_ukwh bigint not null check (withdrawn_ukwh >= 0),
  injected_ukwh  bigint not null check (injected_ukwh >= 0),
  shared_ukwh    bigint not null check (shared_ukwh >= 0),
  tip_cents      bigint,
  cac_cents      bigint,
  surplus_cents  bigint,
  primary key (community_id, month, run_id, member_id),
  foreign key (community_id, run_id) references core.settlement_run,
  foreign key (community_id, member_id) references core.member
);

create table core.fund_month (
  community_id  int    not null,
  month         date   not null check (extract(day from month) = 1),
  run_id        bigint not null,
  fund          text   collate "C" not null,
  tip_cents     bigint,
  cac_cents     bigint,
  surplus_cents bigint,
  primary key (community_id, month, run_id, fund),
  foreign key (community_id, run_id) references core.settlement_run
);

create table core.month_state (
  community_id int         not null,
  month        date        not null check (extract(day from month) = 1),
  revision     int         not null check (revision > 0),
  state        text        not null check (state in ('open', 'provisional', 'closed', 'reconciled')),
  run_id       bigint      not null,
  changed_by   text        not null,
  changed_at   timestamptz not null default now(),
  primary key (community_id, month, revision),
  foreign key (community_id, month, run_id) references core.settlement_month
);
comment on table core.month_state is
  'Where a month stands with people; how far its figures can be trusted is the status of a run.';

create table core.work (
  community_id int         not null references core.community,
  kind         text        collate "C" not null,
  period       text        collate "C" not null check (period ~ '^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$'),
  not_before   timestamptz not null,
  attempts     int         not null default 0 check (attempts >= 0),
  last_error   text,
  done_at      timestamptz,
  primary key (community_id, kind, period)
);
create index work_due on core.work (kind, not_before) where done_at is null;

create function core.refuse_late_rows() returns trigger language plpgsql as $$
begin
  if exists (
    select from (select distinct community_id, run_id from added) as late
    join core.settlement_run as run on run.community_id = late.community_id and run.id = late.run_id
    where run.made_in <> pg_current_xact_id()) then
    raise exception 'Found rows for a run that is stored, expected a new run: a run never changes.'
      using errcode = 'restrict_violation';
  end if;
  return null;
end
$$;

do $$
declare
  name text;
begin
  foreach name in array array['settlement_month', 'settlement_hour', 'unit_month', 'member_month', 'fund_month'] loop
    call core.make_append_only(('core.' || name)::regclass);
    execute format('create trigger comes_with_its_run after insert on core.%I referencing new table as added
      for each statement execute function core.refuse_late_rows()', name);
  end loop;
end
$$;
call core.make_append_only('core.settlement_run');
call core.make_append_only('core.month_state');
grant select, insert, update on core.work to cer_app;

create schema rep;
grant usage on schema rep to cer_app;

create view rep.month as
select distinct on (settled.community_id, settled.month)
  settled.community_id,
  community.code as community,
  settled.month,
  settled.run_id,
  settled.status,
  coalesce(standing.state, 'open') as state,
  settled.injected_ukwh / 1000000.0 as injected_kwh,
  settled.withdrawn_ukwh / 1000000.0 as withdrawn_kwh,
  settled.shared_ukwh / 1000000.0 as shared_kwh,
  settled.tip_cents / 100.0 as tip_eur,
  settled.cac_cents / 100.0 as cac_eur,
  settled.surplus_cents / 100.0 as surplus_eur,
  settled.reasons,
  run.program,
  run.made_at
from core.settlement_month as settled
join core.settlement_run as run on run.community_id = settled.community_id and run.id = settled.run_id
join core.community as community on community.id = settled.community_id
left join lateral (
  select state from core.month_state
  where community_id = settled.community_id and month = settled.month
  order by revision desc limit 1) as standing on true
order by settled.community_id, settled.month, settled.run_id desc;
comment on view rep.month is 'Each month as its latest run has it, with its state: the table people see first.';
grant select on rep.month to cer_app;
