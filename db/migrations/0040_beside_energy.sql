-- 0040_beside_energy.sql: what messages of devices tell beside energy: whose community, which meter, powers and reactive energies.
create table core.enea_identifier (
  community_id int         not null references core.community,
  id           int         not null check (id > 0),
  identifier   text        check (length(identifier) between 1 and 100),
  reason       text        not null check (length(reason) between 1 and 2000),
  author       text        not null check (length(author) between 1 and 200),
  decided_at   timestamptz not null,
  primary key (community_id, id)
);
comment on table core.enea_identifier is
  'The EnergyCommunityID that messages must name where they name one; the newest stands, without any or null every one is taken.';
call core.make_append_only('core.enea_identifier');

-- A row when a device names a meter for the first time, and when it names another: nothing is written while it stays the same.
create table core.meter_serial (
  community_id int         not null references core.community,
  id           int         not null check (id > 0),
  device       text        collate "C" not null,
  pod_id       int         not null,
  meter        smallint    not null check (meter in (1, 2)),
  unit_id      int         not null default 0 check (unit_id >= 0),
  serial       text        not null check (length(serial) between 1 and 100),
  since        timestamptz not null,
  former       text        check (length(former) between 1 and 100),
  former_until timestamptz,
  heard_at     timestamptz not null,
  ingest_id    bigint      not null,
  primary key (community_id, id),
  foreign key (community_id, pod_id) references core.pod,
  check (former is not null or former_until is null)
);
create index meter_serial_of on core.meter_serial (community_id, device, id);
comment on table core.meter_serial is
  'Serials of meters as devices tell them. Nothing is done about one that changes: a person records the swap, or puts it away.';
comment on column core.meter_serial.since is 'Start of the first quarter that was told with it.';
comment on column core.meter_serial.former is 'What the device named before for the same meter; null for the first.';
comment on column core.meter_serial.former_until is 'End of the last quarter known before; null where none was.';
call core.make_append_only('core.meter_serial');

create table core.meter_serial_away (
  community_id int         not null,
  serial_id    int         not null,
  reason       text        not null check (length(reason) between 1 and 2000),
  author       text        not null check (length(author) between 1 and 200),
  decided_at   timestamptz not null,
  primary key (community_id, serial_id),
  foreign key (community_id, serial_id) references core.meter_serial
);
comment on table core.meter_serial_away is 'A person looked at a changed serial: the meter is the same, or its totals went on.';
call core.make_append_only('core.meter_serial_away');

-- Of a changed serial: what is neither put away nor explained by a swap of the meter about that time waits for a person.
create view core.meter_change as
select told.* from core.meter_serial as told
where told.former is not null
  and not exists (select from core.meter_serial_away as away
    where (away.community_id, away.serial_id) = (told.community_id, told.id))
  and not exists (select from core.meter_swap as swap
    where (swap.community_id, swap.pod_id, swap.meter) = (told.community_id, told.pod_id, told.meter)
      and (swap.unit_id is null or told.unit_id in (0, swap.unit_id))
      and swap.at between coalesce(told.former_until, told.since) - interval '1 day' and told.since + interval '1 day');
grant select on core.meter_change to cer_app;

alter table core.alert drop constraint alert_kind_check;
alter table core.alert add constraint alert_kind_check
  check (kind in ('device_silent', 'supply_interrupted', 'power_exceeded', 'point_mismatch', 'meter_changed'));

-- Powers and reactive energies: a row a meter and quarter, kept for the month that runs and three before it.
create table core.power (
  community_id int         not null,
  pod_id       int         not null,
  starts_at    timestamptz not null check (starts_at = date_bin('15 minutes', starts_at, '2000-01-01 00:00+00')),
  unit_id      int         not null default 0 check (unit_id >= 0),
  meter        smallint    not null check (meter in (1, 2)),
  ingest_id    bigint      not null,
  withdrawn_ukw               bigint check (withdrawn_ukw >= 0),
  injected_ukw                bigint check (injected_ukw >= 0),
  produced_ukw                bigint check (produced_ukw >= 0),
  withdrawn_capacitive_ukvarh bigint check (withdrawn_capacitive_ukvarh >= 0),
  withdrawn_inductive_ukvarh  bigint check (withdrawn_inductive_ukvarh >= 0),
  injected_capacitive_ukvarh  bigint check (injected_capacitive_ukvarh >= 0),
  injected_inductive_ukvarh   bigint check (injected_inductive_ukvarh >= 0),
  produced_capacitive_ukvarh  bigint check (produced_capacitive_ukvarh >= 0),
  produced_inductive_ukvarh   bigint check (produced_inductive_ukvarh >= 0),
  primary key (community_id, pod_id, starts_at, unit_id, meter, ingest_id),
  constraint power_has_a_quantity check (num_nonnulls(withdrawn_ukw, injected_ukw, produced_ukw, withdrawn_capacitive_ukvarh,
    withdrawn_inductive_ukvarh, injected_capacitive_ukvarh, injected_inductive_ukvarh, produced_capacitive_ukvarh,
    produced_inductive_ukvarh) > 0)
) partition by range (starts_at);
comment on table core.power is
  'Powers (micro-kW) and reactive energies (micro-kvarh) of a quarter as messages tell them; nothing is settled by them. Of one '
  'quarter the row of the newest message stands.';
create table core.power_default partition of core.power default;
call core.make_append_only('core.power');
create trigger is_not_truncated before truncate on core.power_default for each statement execute function core.refuse_change();

create table core.power_gone (
  month date        primary key check (extract(day from month) = 1),
  rows  bigint      not null check (rows >= 0),
  at    timestamptz not null default now()
);
comment on table core.power_gone is 'Months (UTC) of powers that were removed, of all communities; a row a month.';
call core.make_append_only('core.power_gone');
revoke insert on core.power_gone from cer_app;

do $$
begin
  execute replace(replace(pg_get_functiondef('core.ensure_months(text, date, date)'::regprocedure),
    'not in (''reading'', ''energy_hour'')', 'not in (''reading'', ''energy_hour'', ''power'')'),
    'expected reading or energy_hour.', 'expected reading, energy_hour or power.');
end
$$;

-- By the clock of whoever asks, but never one that runs ahead: what was told lately cannot be removed.
create function core.forget_powers(today timestamptz, out months int)
language plpgsql security definer
set search_path = core, pg_temp set timezone = 'UTC' set datestyle = 'ISO' set lock_timeout = '600ms' as $$
declare
  first date := (date_trunc('month', least(today, now())) - interval '3 months')::date;
  part  record;
  gone  bigint;
begin
  months := 0;
  perform pg_advisory_xact_lock(hashtext('core.make_month'), 0);
  for part in
    select class.oid::regclass as name, to_date(matched[1], 'YYYY_MM') as month
    from pg_class as class, regexp_match(class.relname, '^power_([0-9]{4}_[0-9]{2})$') as matched
    where class.relnamespace = 'core'::regnamespace and class.relkind = 'r' and matched is not null
      and to_date(matched[1], 'YYYY_MM') < first
    order by 2
  loop
    begin
      execute format('select count(*) from %s', part.name) into gone;
      execute format('drop table %s', part.name);
      insert into core.power_gone (month, rows) values (part.month, gone)
        on conflict (month) do nothing;
      months := months + 1;
    exception when lock_not_available or deadlock_detected then
      null;
    end;
  end loop;
end
$$;
comment on function core.forget_powers is 'Removes the months of powers before the three last ones; one that is in use goes the next time.';
revoke all on function core.forget_powers(timestamptz) from public;
grant execute on function core.forget_powers(timestamptz) to cer_app;
