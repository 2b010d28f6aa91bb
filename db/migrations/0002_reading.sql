-- 0002_reading.sql: what came in. One row per series and interval as sent; a correction is a new revision.
create table core.ingest (
  community_id      int         not null references core.community,
  id                bigint      generated always as identity,
  source            text        not null check (source in ('rest', 'file', 'mqtt', 'csv')),
  account           text,
  device            text,
  resource_id       text        collate "C",
  message_at        timestamptz,
  received_at       timestamptz not null,
  sha256            bytea       not null check (octet_length(sha256) = 32),
  refusal           text,
  warnings          text[]      not null default '{}',
  findings          jsonb       not null default '[]',
  lines_stored      int         not null check (lines_stored >= 0),
  lines_refused     int         not null check (lines_refused >= 0),
  lines_quarantined int         not null check (lines_quarantined >= 0),
  raw_length        bigint      not null check (raw_length >= 0),
  raw               bytea,
  primary key (community_id, id),
  check (resource_id is null or message_at is not null or refusal is not null),
  check (raw is not null or raw_length = 0 or (refusal is null and findings = '[]' and cardinality(warnings) = 0))
);
comment on table core.ingest is
  'The log of messages. The bytes stay where something was refused, kept apart or warned of.';
comment on column core.ingest.findings is 'Lines refused, quarantined or warned of, the first ten thousand.';
comment on column core.ingest.raw is 'The message as it came, its first 16 MiB; raw_length tells the whole.';
create unique index ingest_identity on core.ingest (community_id, resource_id, message_at)
  where refusal is null and resource_id is not null;
create index ingest_content on core.ingest (community_id, sha256);

create table core.quarantine (
  community_id          int         not null,
  ingest_id             bigint      not null,
  line                  int         not null check (line > 0),
  reason                text        not null,
  pod                   text        collate "C" check (pod ~ '^IT[0-9]{3}E[0-9A-Z]{8}$'),
  unit                  text        collate "C",
  meter                 smallint    check (meter in (1, 2)),
  starts_at             timestamptz,
  minutes               int,
  injected_ukwh         bigint      check (injected_ukwh >= 0),
  withdrawn_ukwh        bigint      check (withdrawn_ukwh >= 0),
  produced_ukwh         bigint      check (produced_ukwh >= 0),
  injected_total_ukwh   bigint      check (injected_total_ukwh >= 0),
  withdrawn_total_ukwh  bigint      check (withdrawn_total_ukwh >= 0),
  produced_total_ukwh   bigint      check (produced_total_ukwh >= 0),
  quality               text        collate "C" check (quality in ('measured', 'estimated', 'calculated')),
  received_at           timestamptz not null,
  primary key (community_id, ingest_id, line),
  foreign key (community_id, ingest_id) references core.ingest
);
comment on table core.quarantine is
  'Lines that wait for an operator: in no sum. The point may be one that the registry does not know.';

create table core.reading (
  community_id          int         not null,
  pod_id                int         not null,
  starts_at             timestamptz not null,
  unit_id               int         not null default 0 check (unit_id >= 0),
  meter                 smallint    not null default 1 check (meter in (1, 2)),
  minutes               smallint    not null,
  revision              int         not null check (revision > 0),
  injected_ukwh         bigint      check (injected_ukwh >= 0),
  withdrawn_ukwh        bigint      check (withdrawn_ukwh >= 0),
  produced_ukwh         bigint      check (produced_ukwh >= 0),
  injected_total_ukwh   bigint      check (injected_total_ukwh >= 0),
  withdrawn_total_ukwh  bigint      check (withdrawn_total_ukwh >= 0),
  produced_total_ukwh   bigint      check (produced_total_ukwh >= 0),
  received_at           timestamptz not null,
  ingest_id             bigint      not null,
  source                text        collate "C" not null check (source in ('rest', 'file', 'mqtt', 'csv')),
  quality               text        collate "C" not null check (quality in ('measured', 'estimated', 'calculated')),
  constraint reading_has_an_interval check (case minutes
    when 15 then starts_at = date_bin('15 minutes', starts_at, timestamptz '2000-01-01 00:00+00')
    when 60 then starts_at = date_bin('1 hour', starts_at, timestamptz '2000-01-01 00:00+00')
    else false end),
  constraint reading_has_a_quantity check (coalesce(injected_ukwh, withdrawn_ukwh, produced_ukwh,
    injected_total_ukwh, withdrawn_total_ukwh, produced_total_ukwh) is not null),
  constraint reading_of_production_is_of_its_meter check (meter = 2
    or coalesce(produced_ukwh, produced_total_ukwh) is null),
  primary key (community_id, pod_id, starts_at, unit_id, meter, revision)
) partition by range (starts_at);
comment on column core.reading.starts_at is 'Start of the interval, UTC; the market day is read in Europe/Rome.';
comment on column core.reading.unit_id is 'The production unit it speaks of; 0 for the point itself.';
comment on column core.reading.injected_ukwh is 'Micro-kWh; null is missing, not zero.';
create table core.reading_default partition of core.reading default;

create table core.energy_hour (
  community_id   int         not null,
  pod_id         int         not null,
  starts_at      timestamptz not null check (starts_at = date_bin('1 hour', starts_at, '2000-01-01 00:00+00')),
  unit_id        int         not null default 0 check (unit_id >= 0),
  revision       int         not null check (revision > 0),
  injected_ukwh  bigint      check (injected_ukwh >= 0),
  withdrawn_ukwh bigint      check (withdrawn_ukwh >= 0),
  made_at        timestamptz not null default now(),
  quality        text        collate "C" check (quality in ('measured', 'estimated', 'calculated')),
  primary key (community_id, pod_id, starts_at, unit_id, revision),
  check ((quality is null) = (coalesce(injected_ukwh, withdrawn_ukwh) is null))
) partition by range (starts_at);
comment on table core.energy_hour is 'Hours as made from readings; without a quantity the hour is known to be missing.';
create table core.energy_hour_default partition of core.energy_hour default;

create table core.price (
  zone        text        collate "C" not null check (zone in ('NORD', 'CNOR', 'CSUD', 'SUD', 'CALA', 'SICI', 'SARD')),
  starts_at   timestamptz not null,
  minutes     smallint    not null,
  revision    int         not null check (revision > 0),
  eur_per_mwh numeric     not null check (eur_per_mwh between -100000 and 100000),
  source      text        not null,
  received_at timestamptz not null default now(),
  constraint price_has_an_interval check (case minutes
    when 15 then starts_at = date_bin('15 minutes', starts_at, timestamptz '2000-01-01 00:00+00')
    when 60 then starts_at = date_bin('1 hour', starts_at, timestamptz '2000-01-01 00:00+00')
    else false end),
  primary key (zone, starts_at, minutes, revision)
);
comment on table core.price is 'The same for every community: a reference table, keyed by zone.';

call core.make_append_only('core.ingest');
call core.make_append_only('core.quarantine');
call core.make_append_only('core.reading');
call core.make_append_only('core.energy_hour');
call core.make_append_only('core.price');
create trigger is_not_truncated before truncate on core.reading_default
  for each statement execute function core.refuse_change();
create trigger is_not_truncated before truncate on core.energy_hour_default
  for each statement execute function core.refuse_change();

-- Makes the month partitions between two days where they are missing, and says how many are missing still: making one
-- needs the default partition for itself, and rather than have everybody queue behind a slow reader it gives up after a
-- second. Nothing is lost then: rows fall into the default partition, and move along when their month gets its own.
create function core.ensure_months(first_day date, last_day date) returns int
language plpgsql security definer
set search_path = core, pg_temp set timezone = 'UTC' set datestyle = 'ISO' set lock_timeout = '1s' as $$
declare
  parent  text;
  month   date;
  child   text;
  missing int := 0;
begin
  if first_day is null or last_day is null or first_day < date '2019-01-01' or last_day >= date '2101-01-01'
    or last_day < first_day then
    raise exception 'Found % to %, expected two days in order, from 2019 to 2100.', first_day, last_day
      using errcode = 'invalid_parameter_value';
  end if;

  foreach parent in array array['reading', 'energy_hour'] loop
    for month in select generate_series(date_trunc('month', first_day), last_day, interval '1 month')::date loop
      child := format('%s_%s', parent, to_char(month, 'YYYY_MM'));
      continue when to_regclass('core.' || child) is not null;
      begin
        call core.make_month(parent, child, month);
      exception when lock_not_available or deadlock_detected then
        missing := missing + 1;
      end;
    end loop;
  end loop;
  return missing;
end
$$;

-- Attached, not created in place: writers of other months are not held up.
create procedure core.make_month(parent text, child text, month date) language plpgsql as $$
declare
  remainder text := parent || '_default';
  lower     text := month || ' 00:00+00';
  upper     text := (month + interval '1 month')::date || ' 00:00+00';
  bounds    text := format('starts_at >= %L and starts_at < %L', lower, upper);
begin
  perform pg_advisory_xact_lock(hashtext('core.make_month'), 0);
  -- Made by another session while this one waited? Asked of the table itself: a cache may not have heard yet.
  if exists (select from pg_class where relnamespace = 'core'::regnamespace and relname = child) then
    return;
  end if;

  execute format('create table core.%I (like core.%I including all)', child, parent);
  execute format('lock table core.%I in access exclusive mode', remainder);
  execute format('insert into core.%I select * from core.%I where %s', child, remainder, bounds);
  execute format('alter table core.%I disable trigger is_append_only', remainder);
  execute format('delete from core.%I where %s', remainder, bounds);
  execute format('alter table core.%I enable trigger is_append_only', remainder);
  execute format('alter table core.%I attach partition core.%I for values from (%L) to (%L)',
    parent, child, lower, upper);
  execute format('create trigger is_not_truncated before truncate on core.%I
    for each statement execute function core.refuse_change()', child);
end
$$;
revoke all on procedure core.make_month(text, text, date) from public;
revoke all on function core.ensure_months(date, date) from public;
grant execute on function core.ensure_months(date, date) to cer_app;
