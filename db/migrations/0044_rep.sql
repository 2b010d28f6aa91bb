-- 0044_rep.sql: the reporting floor: sums of hours that dashboards read in a moment, and the views of rep.* and mine.* over them.
-- The role cer_rep reads rep.* and nothing else: sums, the municipality's own points and plants, and nothing of anybody else.
do $$
begin
  if not exists (select from pg_roles where rolname = 'cer_rep') then
    raise exception 'Found no role cer_rep, expected it: run db/roles.sql as a superuser (./install.sh does).';
  end if;
  execute format('revoke temporary on database %I from public, cer_app, cer_member, cer_rep', current_database());
  execute format('grant connect on database %I to cer_rep', current_database());
end
$$;

-- ---- what people say of places, of themselves and of the air ------------------------------------------------------

create table core.place (
  community_id  int         not null,
  pod_id        int         not null,
  revision      int         not null check (revision > 0),
  name          text        check (length(name) between 1 and 100),
  kind          text        not null check (kind in ('public_lighting', 'school', 'public_building', 'other')),
  contracted_kw numeric     check (contracted_kw > 0 and contracted_kw <= 100000),
  opens         time,
  closes        time,
  declared_by   text        not null check (length(declared_by) between 1 and 200),
  declared_at   timestamptz not null default now(),
  primary key (community_id, pod_id, revision),
  foreign key (community_id, pod_id) references core.pod,
  check (num_nulls(opens, closes) in (0, 2) and opens <> closes)
);
comment on table core.place is 'What stands behind a point of the municipality; the newest revision holds.';
comment on column core.place.opens is 'By the clock of Rome, on working days; null where there are no hours.';
call core.make_append_only('core.place');

create table core.nickname (
  community_id int         not null,
  member_id    int         not null,
  revision     int         not null check (revision > 0),
  nickname     text        check (length(nickname) between 1 and 40),
  chosen_by    text        not null check (length(chosen_by) between 1 and 200),
  chosen_at    timestamptz not null default now(),
  primary key (community_id, member_id, revision),
  foreign key (community_id, member_id) references core.member
);
comment on table core.nickname is
  'Who wants to be in the ranking, and as what; null takes it back. Nobody is in it who did not say so.';
call core.make_append_only('core.nickname');

create table core.co2_factor (
  community_id int         not null references core.community,
  revision     int         not null check (revision > 0),
  from_day     date        not null,
  kg_per_kwh   numeric     not null check (kg_per_kwh between 0 and 10),
  source       text        not null check (length(source) between 1 and 500),
  declared_by  text        not null check (length(declared_by) between 1 and 200),
  declared_at  timestamptz not null default now(),
  primary key (community_id, revision)
);
comment on table core.co2_factor is
  'What a kWh from the grid is taken to emit, from a day on. Without a row 0.2679 kg, as RECON has it (ISPRA, report 386/2023).';
call core.make_append_only('core.co2_factor');

-- ---- sums: made from what is stored, so they may be made again ------------------------------------------------------

create table core.hour_sum (
  community_id    int         not null references core.community,
  starts_at       timestamptz not null,
  produced_ukwh   bigint      not null,
  injected_ukwh   bigint      not null,
  withdrawn_ukwh  bigint      not null,
  points_expected int         not null,
  points_known    int         not null,
  members         int         not null,
  closed          boolean     not null,
  primary key (community_id, starts_at)
);
comment on table core.hour_sum is
  'Of the points that count in the hour: one with anything missing is left out whole, as in the settlement.';
comment on column core.hour_sum.produced_ukwh is 'By the production meters; where there is none, what was injected.';
comment on column core.hour_sum.members is 'How many members other than the municipality are behind it.';

create table core.shared_sum (
  community_id int              not null references core.community,
  starts_at    timestamptz      not null,
  shared_ukwh  bigint           not null,
  tip_eur      double precision,
  cac_eur      double precision,
  primary key (community_id, starts_at)
);
comment on table core.shared_sum is 'By the run that the month stands on. Of a month that was not settled there is nothing.';
comment on column core.shared_sum.cac_eur is 'Of the month''s contribution, the part in proportion to the shared energy.';

create table core.category_sum (
  community_id   int         not null references core.community,
  starts_at      timestamptz not null,
  category       text        collate "C" not null,
  withdrawn_ukwh bigint      not null,
  members        int         not null,
  primary key (community_id, starts_at, category)
);
comment on table core.category_sum is 'Small groups are in others already: what is here may be told.';

create table core.place_sum (
  community_id   int         not null references core.community,
  starts_at      timestamptz not null,
  pod_id         int         not null,
  withdrawn_ukwh bigint      not null,
  self_ukwh      bigint,
  peak_ukw       bigint,
  primary key (community_id, pod_id, starts_at)
);
comment on table core.place_sum is 'Points of the municipality one by one.';
comment on column core.place_sum.peak_ukw is 'Micro-kW: the greatest quarter hour, times four. Null when only the hour is known.';

create table core.plant_sum (
  community_id  int         not null references core.community,
  starts_at     timestamptz not null,
  plant_id      int         not null,
  produced_ukwh bigint      not null,
  injected_ukwh bigint,
  measured      boolean     not null,
  primary key (community_id, plant_id, starts_at)
);
comment on table core.plant_sum is 'Plants at points of the municipality one by one.';

create table core.quality_day (
  community_id   int         not null references core.community,
  starts_at      timestamptz not null,
  pod_id         int         not null,
  source         text        collate "C",
  expected       int         not null,
  received       int         not null,
  estimated      int         not null,
  median_delay_s int,
  primary key (community_id, starts_at, pod_id)
);
comment on table core.quality_day is 'How many quarters of a day a point''s withdrawal is known in; an hour told whole counts four.';
comment on column core.quality_day.starts_at is 'Beginning of the day in Rome.';
comment on column core.quality_day.source is 'Where most of them came from; null when none came.';

create table core.sum_due (
  community_id int         not null references core.community,
  id           bigint      generated always as identity,
  kind         text        not null check (kind in ('hours', 'quality', 'month')),
  day          date        not null,
  not_before   timestamptz not null default now(),
  problem      text,
  primary key (community_id, id)
);
create index sum_due_order on core.sum_due (not_before, id);
comment on table core.sum_due is
  'What is to be summed again: a row comes with what changes it, in its transaction, and goes when it was done.';
comment on column core.sum_due.problem is 'Kind of the error (SQLSTATE) for which it was put off; its words might tell of somebody.';
grant select, insert on core.sum_due to cer_app;
grant select on core.hour_sum, core.shared_sum, core.category_sum, core.place_sum, core.plant_sum, core.quality_day to cer_app;

-- ---- what feeds the queue -----------------------------------------------------------------------------------------

create function core.put_sum_hours() returns trigger language plpgsql as $$
begin
  insert into core.sum_due (community_id, kind, day)
  select distinct community_id, 'hours', (starts_at at time zone 'Europe/Rome')::date from added;
  return null;
end $$;
create trigger puts_sums after insert on core.energy_hour
  referencing new table as added for each statement execute function core.put_sum_hours();

-- Readings come all the time: a day's are looked at once in a while. Whoever writes readings notes their days here.
create function core.put_sum_quality() returns trigger language plpgsql as $$
begin
  insert into core.sum_due (community_id, kind, day, not_before)
  select distinct community_id, 'quality', day, now() + interval '2 minutes' from added;
  return null;
end $$;
create trigger puts_sums after insert on core.touched
  referencing new table as added for each statement execute function core.put_sum_quality();

create function core.put_sum_month() returns trigger language plpgsql as $$
begin
  insert into core.sum_due (community_id, kind, day) select distinct community_id, 'month', month from added;
  return null;
end $$;
create trigger puts_sums after insert on core.settlement_month
  referencing new table as added for each statement execute function core.put_sum_month();

create function core.put_sum_closed() returns trigger language plpgsql as $$
begin
  insert into core.sum_due (community_id, kind, day) select distinct community_id, 'month', month from added;
  insert into core.sum_due (community_id, kind, day)
  select community_id, 'hours', day::date from added
  cross join lateral generate_series(month::timestamp, month + interval '1 month - 1 day', '1 day') as day
  where state = 'closed';
  return null;
end $$;
create trigger puts_sums after insert on core.month_state
  referencing new table as added for each statement execute function core.put_sum_closed();

-- Another definition may count other points from the first day on; a closed month keeps the one it was closed with.
create function core.put_sum_life() returns trigger language plpgsql as $$
begin
  insert into core.sum_due (community_id, kind, day)
  select life.community_id, kind, day::date
  from (select distinct community_id from added) as life
  cross join lateral (
    select (min(starts_at) at time zone 'Europe/Rome')::date as first, (max(starts_at) at time zone 'Europe/Rome')::date as last
    from core.hour_sum where community_id = life.community_id) as known
  cross join lateral generate_series(known.first::timestamp, known.last, '1 day') as day
  cross join unnest(array['hours', 'quality']) as kind
  where not exists (select from core.month_state as closed where closed.community_id = life.community_id
    and closed.month = date_trunc('month', day)::date and closed.state = 'closed')
  order by day desc;
  return null;
end $$;
create trigger puts_sums after insert on core.definition
  referencing new table as added for each statement execute function core.put_sum_life();

-- ---- how sums are made ----------------------------------------------------------------------------------------------

create function core.group_of(category text) returns text language sql immutable parallel safe as $$
  select case category when 'local_authority' then 'municipality' when 'natural_person' then 'household'
    when 'sme' then 'business' when 'large_enterprise' then 'business' when 'third_party_producer' then 'business'
    when 'condominium' then 'condominium' when 'third_sector' then 'association' when 'religious_body' then 'association'
    when 'environmental_body' then 'association' when 'research_body' then 'association' else 'public' end
$$;

-- As Cer.Domain.Community.Anonymity has it: sums of fewer than five members are told to nobody. A group of fewer goes
-- into other; with fewer than five in there, the smallest of the bigger groups goes along: nothing is left over that could be had
-- as the whole less what is told. Null where even that does not help.
create function core.fold(kinds text[], counts int[]) returns table (kind text, told_as text)
language sql immutable parallel safe as $$
  with sent as (select * from unnest(kinds, counts) as one (kind, members)),
  small as (select coalesce(sum(members) filter (where members < 5), 0) as members from sent),
  next as (select kind from sent where members >= 5 order by members, kind limit 1)
  select sent.kind, case
    when sent.members >= 5 and not (small.members between 1 and 4 and sent.kind = (select kind from next)) then sent.kind
    when small.members >= 5 or exists (select from next) then 'other' end
  from sent cross join small
$$;

create function core.sum_key(community int, kind text, day date) returns bigint language sql immutable as $$
  select hashtextextended(format('core.sum %s %s %s', community, kind, day - date '2000-01-01'), 0)
$$;

-- Of a closed month: as it was closed, by the hours made until then and the definition of its run.
create function core.sum_hours(community int, on_day date) returns void
language plpgsql security definer set search_path = core, pg_temp as $$
declare
  from_at    timestamptz := on_day::timestamp at time zone 'Europe/Rome';
  to_at      timestamptz := (on_day + 1)::timestamp at time zone 'Europe/Rome';
  closed_at  timestamptz;
  of_version int;
begin
  -- Of a time that is no longer kept the sums stay as they are.
  if from_at < core.kept_from('energy_hour') then
    return;
  end if;
  perform pg_advisory_xact_lock(core.sum_key(community, 'hours', on_day));
  select closed.changed_at, run.definition_version into closed_at, of_version
  from core.month_state as closed
  join core.settlement_run as run on run.community_id = closed.community_id and run.id = closed.run_id
  where closed.community_id = community and closed.month = date_trunc('month', on_day::timestamp)::date
    and closed.state = 'closed';
  of_version := coalesce(of_version, (select max(version) from core.definition where community_id = community));

  delete from core.hour_sum where community_id = community and starts_at >= from_at and starts_at < to_at;
  delete from core.category_sum where community_id = community and starts_at >= from_at and starts_at < to_at;
  delete from core.plant_sum where community_id = community and starts_at >= from_at and starts_at < to_at
    and plant_id in (select id from core.plant where community_id = community);
  with held as materialized (
    select point.pod_id, point.member_id, core.group_of(terms.category) as kind,
      array(select unit.unit_id from core.unit_terms as unit where unit.community_id = community
        and unit.version = of_version and unit.pod_id = point.pod_id and unit.in_service <= on_day) as units
    from core.membership as point
    join core.member_terms as terms on terms.community_id = point.community_id and terms.version = point.version
      and terms.member_id = point.member_id
    where point.community_id = community and point.version = of_version and point.from_day <= on_day
      and (point.to_day is null or point.to_day >= on_day)
  ), made as materialized (
    select held.pod_id, held.member_id, held.kind, cardinality(held.units) as units, hour.*
    from held
    cross join lateral (
      select distinct on (h.starts_at, h.unit_id) h.starts_at, h.unit_id, h.injected_ukwh, h.withdrawn_ukwh, h.produced_ukwh
      from core.energy_hour as h
      where h.community_id = community and h.pod_id = held.pod_id and h.starts_at >= from_at and h.starts_at < to_at
        and (closed_at is null or h.made_at <= closed_at)
      order by h.starts_at, h.unit_id, h.revision desc) as hour
    where hour.unit_id = 0 or hour.unit_id = any (held.units)
  ), told as materialized (
    select pod_id, member_id, kind, units, starts_at,
      (sum(withdrawn_ukwh) filter (where unit_id = 0))::bigint as withdrawn,
      coalesce(sum(injected_ukwh) filter (where unit_id <> 0), 0)::bigint as injected,
      coalesce(sum(greatest(produced_ukwh, injected_ukwh)) filter (where unit_id <> 0), 0)::bigint as produced,
      count(withdrawn_ukwh) filter (where unit_id = 0) = 1
        and count(injected_ukwh) filter (where unit_id <> 0) = units as known
    from made group by 1, 2, 3, 4, 5
  ), hours as (
    insert into core.hour_sum
      (community_id, starts_at, produced_ukwh, injected_ukwh, withdrawn_ukwh, points_expected, points_known, members, closed)
    select community, starts_at, sum(produced), sum(injected), sum(withdrawn), (select count(*) from held), count(*),
      count(distinct member_id) filter (where kind <> 'municipality'), closed_at is not null
    from told where known group by starts_at
  ), alike as (
    select starts_at, kind, sum(withdrawn)::bigint as withdrawn, count(distinct member_id)::int as members
    from told where known group by 1, 2
  ), folded as (
    select crowd.starts_at, fold.*
    from (
      select starts_at, array_agg(kind) as kinds, array_agg(members) as counts
      from alike where kind <> 'municipality' group by 1) as crowd
    cross join lateral core.fold(crowd.kinds, crowd.counts) as fold
  ), categories as (
    insert into core.category_sum (community_id, starts_at, category, withdrawn_ukwh, members)
    select community, starts_at, 'municipality', withdrawn, members from alike where kind = 'municipality'
    union all
    select community, starts_at, folded.told_as, sum(alike.withdrawn), sum(alike.members)
    from alike join folded using (starts_at, kind)
    where folded.told_as is not null group by starts_at, folded.told_as
  ), plants as (
    insert into core.plant_sum (community_id, starts_at, plant_id, produced_ukwh, injected_ukwh, measured)
    select community, made.starts_at, unit.plant_id, sum(greatest(made.produced_ukwh, made.injected_ukwh)),
      sum(made.injected_ukwh), bool_and(made.produced_ukwh is not null)
    from made
    join core.unit_terms as unit on unit.community_id = community and unit.version = of_version and unit.unit_id = made.unit_id
    where made.kind = 'municipality' and made.unit_id <> 0
      and coalesce(made.produced_ukwh, made.injected_ukwh) is not null
    group by made.starts_at, unit.plant_id
  ), peaks as (
    select held.pod_id, date_bin('1 hour', quarter.starts_at, '2000-01-01 00:00+00') as starts_at,
      4 * max(quarter.withdrawn_ukwh) as peak
    from held
    cross join lateral (
      select coalesce((
        select decided.classes from core.precedence as decided
        where decided.community_id = community and (decided.pod_id = held.pod_id or decided.pod_id is null)
          and decided.from_day <= on_day
        order by decided.pod_id is null, decided.id desc limit 1),
        array['correction', 'distributor', 'device', 'estimate']) as classes) as precedence
    cross join lateral (
      select distinct on (word.starts_at) word.starts_at, word.withdrawn_ukwh
      from (
        select distinct on (r.starts_at, r.unit_id, core.reading_class(r.source, r.quality))
          r.starts_at, core.reading_class(r.source, r.quality) as class, r.withdrawn_ukwh
        from core.reading as r
        where r.community_id = community and r.pod_id = held.pod_id and r.meter = 1 and r.minutes = 15
          and r.starts_at >= from_at and r.starts_at < to_at
        order by r.starts_at, r.unit_id, core.reading_class(r.source, r.quality), r.revision desc) as word
      where word.withdrawn_ukwh is not null
      order by word.starts_at, array_position(precedence.classes, word.class)) as quarter
    where held.kind = 'municipality'
    group by 1, 2
  )
  insert into core.place_sum (community_id, starts_at, pod_id, withdrawn_ukwh, self_ukwh, peak_ukw)
  select community, told.starts_at, told.pod_id, told.withdrawn,
    case when told.units = 0 then 0 when told.known then told.produced - told.injected end, peaks.peak
  from told left join peaks using (pod_id, starts_at)
  where told.kind = 'municipality' and told.withdrawn is not null
  on conflict (community_id, pod_id, starts_at) do update
  set withdrawn_ukwh = excluded.withdrawn_ukwh, self_ukwh = excluded.self_ukwh,
    peak_ukw = coalesce(excluded.peak_ukw, place_sum.peak_ukw);

  delete from core.place_sum as gone
  where gone.community_id = community and gone.starts_at >= from_at and gone.starts_at < to_at
    and gone.pod_id in (select id from core.pod where community_id = community) and not exists (
    select from core.membership as point
    join core.member_terms as terms on terms.community_id = point.community_id and terms.version = point.version
      and terms.member_id = point.member_id and terms.category = 'local_authority'
    where point.community_id = community and point.version = of_version and point.pod_id = gone.pod_id
      and point.from_day <= on_day and (point.to_day is null or point.to_day >= on_day));
end
$$;

create function core.sum_quality(community int, on_day date) returns void
language plpgsql security definer set search_path = core, pg_temp as $$
declare
  from_at    timestamptz := on_day::timestamp at time zone 'Europe/Rome';
  to_at      timestamptz := (on_day + 1)::timestamp at time zone 'Europe/Rome';
  of_version int := (select max(version) from core.definition where community_id = community);
begin
  if from_at < core.kept_from('reading') then
    return;
  end if;
  perform pg_advisory_xact_lock(core.sum_key(community, 'quality', on_day));
  delete from core.quality_day where community_id = community and starts_at = from_at;
  insert into core.quality_day
    (community_id, starts_at, pod_id, source, expected, received, estimated, median_delay_s)
  select community, from_at, held.pod_id, came.source, extract(epoch from to_at - from_at)::int / 900,
    came.received, came.estimated, came.delay
  from (
    select distinct point.pod_id from core.membership as point
    where point.community_id = community and point.version = of_version and point.from_day <= on_day
      and (point.to_day is null or point.to_day >= on_day)) as held
  cross join lateral (
    select coalesce((
      select decided.classes from core.precedence as decided
      where decided.community_id = community and (decided.pod_id = held.pod_id or decided.pod_id is null)
        and decided.from_day <= on_day
      order by decided.pod_id is null, decided.id desc limit 1),
      array['correction', 'distributor', 'device', 'estimate']) as classes) as precedence
  cross join lateral (
    select mode() within group (order by told.source) as source, count(*)::int as received,
      (count(*) filter (where told.quality <> 'measured'))::int as estimated,
      (percentile_cont(0.5) within group (order by extract(epoch from told.received_at - told.ended_at)))::int as delay
    from (
      -- An hour told whole stands before its quarters, as in the settlement.
      select distinct on (quarter) quarter, word.source, word.quality, word.received_at,
        word.starts_at + word.minutes * interval '1 minute' as ended_at
      from (
        select distinct on (r.starts_at, r.unit_id, r.minutes, core.reading_class(r.source, r.quality))
          r.starts_at, r.minutes, r.source, r.quality, r.received_at, r.withdrawn_ukwh,
          core.reading_class(r.source, r.quality) as class
        from core.reading as r
        where r.community_id = community and r.pod_id = held.pod_id and r.meter = 1
          and r.starts_at >= from_at and r.starts_at < to_at
        order by r.starts_at, r.unit_id, r.minutes, core.reading_class(r.source, r.quality), r.revision desc) as word
      cross join lateral generate_series(
        word.starts_at, word.starts_at + (word.minutes - 15) * interval '1 minute', interval '15 minutes') as quarter
      where word.withdrawn_ukwh is not null
      order by quarter, word.minutes desc, array_position(precedence.classes, word.class)) as told) as came;
end
$$;

create function core.sum_month(community int, of_month date) returns void
language plpgsql security definer set search_path = core, pg_temp as $$
declare
  from_at timestamptz := of_month::timestamp at time zone 'Europe/Rome';
  to_at   timestamptz := (of_month + interval '1 month')::timestamp at time zone 'Europe/Rome';
begin
  perform pg_advisory_xact_lock(core.sum_key(community, 'month', of_month));
  delete from core.shared_sum where community_id = community and starts_at >= from_at and starts_at < to_at;
  insert into core.shared_sum (community_id, starts_at, shared_ukwh, tip_eur, cac_eur)
  select community, hour.starts_at, sum(hour.shared_ukwh), case when bool_and(hour.tip_eur is not null) then sum(hour.tip_eur) end,
    settled.cac_cents / 100.0 * sum(hour.shared_ukwh) / nullif(settled.shared_ukwh, 0)
  from core.standing_month as standing
  join core.settlement_month as settled on settled.community_id = standing.community_id
    and settled.month = standing.month and settled.run_id = standing.run_id
  join core.settlement_run as run on run.community_id = standing.community_id and run.id = standing.run_id
  join core.unit as unit on unit.community_id = standing.community_id
  cross join lateral (
    select distinct on (one.starts_at) one.starts_at, one.shared_ukwh, one.tip_eur
    from unnest(run.stands_on || run.id) as link (id)
    join core.settlement_hour as one on one.community_id = community and one.run_id = link.id and one.unit_id = unit.id
      and one.starts_at >= from_at and one.starts_at < to_at
    order by one.starts_at, one.run_id desc) as hour
  where standing.community_id = community and standing.month = of_month
  group by hour.starts_at, settled.cac_cents, settled.shared_ukwh;
end
$$;

-- Takes some of what waits, and sums it; what another one is at is left to it. How much was done: 0 when nothing waits.
create function core.take_sums(most int, upto timestamptz default now()) returns int
language plpgsql security definer set search_path = core, pg_temp as $$
declare
  one  record;
  done int := 0;
begin
  for one in
    select first.community_id, first.kind, first.day
    from (select * from core.sum_due where not_before <= upto order by not_before, id limit 2000) as first
    group by 1, 2, 3 order by min(first.id) limit most
  loop
    continue when not pg_try_advisory_xact_lock(core.sum_key(one.community_id, one.kind, one.day));
    begin
      -- What was put down by now is in what is read next; what comes later leaves a row of its own.
      delete from core.sum_due as gone where (gone.community_id, gone.id) in (
        select due.community_id, due.id from core.sum_due as due
        where due.community_id = one.community_id and due.kind = one.kind and due.day = one.day for update skip locked);
      -- Another one has done it meanwhile.
      continue when not found;
      case one.kind
        when 'hours' then perform core.sum_hours(one.community_id, one.day);
        when 'quality' then perform core.sum_quality(one.community_id, one.day);
        else perform core.sum_month(one.community_id, one.day);
      end case;
      done := done + 1;
    exception when others then
      -- One that cannot be summed keeps no other from it.
      update core.sum_due as due set not_before = now() + interval '15 minutes', problem = sqlstate
      where due.community_id = one.community_id and due.kind = one.kind and due.day = one.day;
    end;
  end loop;
  return done;
end
$$;
comment on function core.take_sums is 'In read committed, in a transaction of its own.';

-- A day on which nothing came leaves no row: of the last weeks' days that nobody has looked at yet, the quality is due.
create function core.put_silent_days(today date) returns int
language plpgsql security definer set search_path = core, pg_temp as $$
declare
  put int;
begin
  insert into core.sum_due (community_id, kind, day)
  select community.id, 'quality', day::date
  from core.community as community
  cross join generate_series(today - interval '40 days', today - interval '1 day', '1 day') as day
  where exists (select from core.hour_sum as known where known.community_id = community.id
      and known.starts_at < day at time zone 'Europe/Rome')
    and not exists (select from core.quality_day as known where known.community_id = community.id
      and known.starts_at = day at time zone 'Europe/Rome')
    and not exists (select from core.sum_due as due where due.community_id = community.id
      and due.kind = 'quality' and due.day = day::date);
  get diagnostics put = row_count;
  return put;
end
$$;

revoke all on function core.sum_hours(int, date), core.sum_quality(int, date), core.sum_month(int, date),
  core.take_sums(int, timestamptz), core.put_silent_days(date) from public;
grant execute on function core.sum_hours(int, date), core.sum_quality(int, date), core.sum_month(int, date),
  core.take_sums(int, timestamptz), core.put_silent_days(date) to cer_app;

-- What is there already, the newest first.
insert into core.sum_due (community_id, kind, day)
select known.community_id, kind, known.day
from (select distinct community_id, (starts_at at time zone 'Europe/Rome')::date as day from core.energy_hour) as known
cross join unnest(array['hours', 'quality']) as kind
union all
select distinct community_id, 'month', month from core.settlement_month
order by 3 desc;

-- ---- what the municipality's own points and plants are called ---------------------------------------------------------

create view core.latest_definition as select community_id, max(version) as version from core.definition group by community_id;

create view core.municipal_point as
select point.community_id, point.pod_id, coalesce(place.name, right(pod.code, 4)) as label, right(pod.code, 4) as digits,
  coalesce(place.kind, 'other') as kind, place.contracted_kw
from core.latest_definition as latest
join core.member_terms as terms on terms.community_id = latest.community_id and terms.version = latest.version
  and terms.category = 'local_authority'
join core.membership as point on point.community_id = terms.community_id and point.version = terms.version
  and point.member_id = terms.member_id
join core.pod as pod on pod.community_id = point.community_id and pod.id = point.pod_id
left join lateral (
  select name, kind, contracted_kw from core.place
  where community_id = point.community_id and pod_id = point.pod_id order by revision desc limit 1) as place on true
where not exists (select from core.membership as later where later.community_id = point.community_id
  and later.version = point.version and later.pod_id = point.pod_id and later.from_day > point.from_day);
comment on view core.municipal_point is 'Points whose last holder is the municipality, with what they are called.';

create view core.municipal_plant as
select terms.community_id, terms.plant_id, plant.code,
  case when min(point.label) = max(point.digits) or count(distinct terms.pod_id) > 1 then plant.code
    when (select count(distinct beside.plant_id) from core.unit_terms as beside
      where beside.community_id = terms.community_id and beside.version = terms.version and beside.pod_id = min(terms.pod_id)) > 1
    then format('%s (%s)', min(point.label), plant.code)
    else min(point.label) end as name,
  sum(terms.power_kw) as kwp, min(terms.in_service) as in_service
from core.latest_definition as latest
join core.unit_terms as terms on terms.community_id = latest.community_id and terms.version = latest.version
join core.plant as plant on plant.community_id = terms.community_id and plant.id = terms.plant_id
left join core.municipal_point as point on point.community_id = terms.community_id and point.pod_id = terms.pod_id
group by terms.community_id, terms.version, terms.plant_id, plant.code
having bool_and(point.pod_id is not null);
comment on view core.municipal_plant is 'Plants all of whose units are at points of the municipality.';

-- ---- rep: aggregates ------------------------------------------------------------------------------------------------

create view rep.community with (security_barrier) as
select community.id, community.code, definition.name, definition.primary_substation,
  coalesce((
    select factor.kg_per_kwh from core.co2_factor as factor
    where factor.community_id = community.id and factor.from_day <= (now() at time zone 'Europe/Rome')::date
    order by factor.from_day desc, factor.revision desc limit 1), 0.2679) as co2_kg_per_kwh,
  (select count(distinct point.member_id)::int from core.membership as point
    where point.community_id = community.id and point.version = definition.version
      and (point.to_day is null or point.to_day >= (now() at time zone 'Europe/Rome')::date)) as members
from core.community as community
cross join lateral (
  select version, name, primary_substation from core.definition
  where community_id = community.id order by version desc limit 1) as definition;

create view rep.shared_hour with (security_barrier) as
select sum.community_id, sum.starts_at as ts, sum.injected_ukwh / 1e6::double precision as injected_kwh,
  sum.withdrawn_ukwh / 1e6::double precision as withdrawn_kwh,
  coalesce(run.shared_ukwh, least(sum.injected_ukwh, sum.withdrawn_ukwh)) / 1e6::double precision as shared_kwh,
  run.tip_eur as est_tip_eur, run.cac_eur as est_cac_eur,
  case when sum.closed then 'closed' else 'provisional' end as state
from core.hour_sum as sum
left join core.shared_sum as run on run.community_id = sum.community_id and run.starts_at = sum.starts_at;
comment on view rep.shared_hour is
  'Shared energy and tariff by the run that the month stands on; of hours that no run has, the lesser of injected and withdrawn.';

create view rep.community_hour with (security_barrier) as
select community_id, starts_at as ts, produced_ukwh / 1e6::double precision as produced_kwh,
  (produced_ukwh - injected_ukwh) / 1e6::double precision as self_kwh, injected_ukwh / 1e6::double precision as injected_kwh,
  withdrawn_ukwh / 1e6::double precision as withdrawn_kwh, points_expected, points_known
from core.hour_sum;

create view rep.category_hour with (security_barrier) as
select community_id, category, starts_at as ts, withdrawn_ukwh / 1e6::double precision as withdrawn_kwh, members
from core.category_sum;

create view rep.plant with (security_barrier) as
select community_id, plant_id as id, code, name, kwp, in_service from core.municipal_plant;

create view rep.plant_hour with (security_barrier) as
select sum.community_id, sum.plant_id, plant.name, plant.kwp, sum.starts_at as ts,
  sum.produced_ukwh / 1e6::double precision as produced_kwh,
  greatest(sum.produced_ukwh - sum.injected_ukwh, 0) / 1e6::double precision as self_kwh,
  sum.injected_ukwh / 1e6::double precision as injected_kwh, sum.measured
from core.plant_sum as sum
join core.municipal_plant as plant on plant.community_id = sum.community_id and plant.plant_id = sum.plant_id;
comment on view rep.plant_hour is 'Where the production is not measured, at least what was injected was made.';

create view rep.public_pod_hour with (security_barrier) as
select sum.community_id, sum.pod_id, point.label, point.kind as category, sum.starts_at as ts,
  sum.withdrawn_ukwh / 1e6::double precision as withdrawn_kwh, sum.self_ukwh / 1e6::double precision as self_kwh,
  point.contracted_kw, sum.peak_ukw / 1e6::double precision as peak_kw
from core.place_sum as sum
join core.municipal_point as point on point.community_id = sum.community_id and point.pod_id = sum.pod_id;

create or replace view rep.month with (security_barrier) as
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
  run.made_at,
  (select case when bool_and(own.tip_cents + own.cac_cents + own.surplus_cents is not null)
      then sum(own.tip_cents + own.cac_cents + own.surplus_cents) / 100.0 end
    from core.member_month as own where own.community_id = settled.community_id
      and own.month = settled.month and own.run_id = settled.run_id) as distributable_eur,
  closed.changed_at as closed_at,
  (select case when count(*) = 0 then 0 when bool_and(own.tip_cents + own.cac_cents + own.surplus_cents is not null)
      then sum(own.tip_cents + own.cac_cents + own.surplus_cents) / 100.0 end
    from core.fund_month as own where own.community_id = settled.community_id
      and own.month = settled.month and own.run_id = settled.run_id) as fund_eur
from core.standing_month as standing
join core.settlement_month as settled on settled.community_id = standing.community_id
  and settled.month = standing.month and settled.run_id = standing.run_id
join core.settlement_run as run on run.community_id = settled.community_id and run.id = settled.run_id
join core.community as community on community.id = settled.community_id
left join core.month_state as closed on closed.community_id = settled.community_id and closed.month = settled.month
  and closed.state = 'closed';
comment on column rep.month.surplus_eur is 'A part of tip_eur.';
comment on column rep.month.distributable_eur is 'What the members are dealt; with fund_eur it is tip_eur and cac_eur together.';

-- Whom a run's months call by which group: by the definition it was made with.
create view core.ranked_month as
select own.community_id, own.month, own.member_id, own.withdrawn_ukwh, own.shared_ukwh, core.group_of(terms.category) as kind
from core.standing_month as standing
join core.settlement_run as run on run.community_id = standing.community_id and run.id = standing.run_id
join core.member_month as own on own.community_id = standing.community_id and own.month = standing.month
  and own.run_id = standing.run_id
join core.member_terms as terms on terms.community_id = own.community_id and terms.version = run.definition_version
  and terms.member_id = own.member_id;

create view rep.ranking_month with (security_barrier) as
select community_id, month::timestamp at time zone 'Europe/Rome' as month, pos::int, label, share
from (
  select own.community_id, own.month, named.nickname as label,
    own.shared_ukwh / own.withdrawn_ukwh::double precision as share,
    row_number() over (partition by own.community_id, own.month
      order by own.shared_ukwh / own.withdrawn_ukwh::double precision desc, named.nickname, own.member_id) as pos,
    count(*) over (partition by own.community_id, own.month) as members
  from core.ranked_month as own
  join (
    select distinct on (community_id, member_id) community_id, member_id, nickname from core.nickname
    order by community_id, member_id, revision desc) as named
    on named.community_id = own.community_id and named.member_id = own.member_id and named.nickname is not null
  where own.withdrawn_ukwh > 0) as ranked
where members >= 5;
comment on view rep.ranking_month is 'Of what a member took, how much was shared; only of those who said so, and of at least five.';

create view rep.money_month with (security_barrier) as
select coalesce(settled.community_id, told.community_id) as community_id, coalesce(settled.month, told.month) as month,
  settled.tip_eur + settled.cac_eur as accrued_eur, told.advised_eur, told.received_eur
from rep.month as settled
full join (
  select community_id, month,
    sum(cents) filter (where standing = 'advised' and kind <> 'fee') / 100.0 as advised_eur,
    sum(cents) filter (where standing = 'received') / 100.0 as received_eur
  from core.money_entry group by 1, 2) as told
  on told.community_id = settled.community_id and told.month = settled.month;
comment on view rep.money_month is 'Computed by us, told by GSE (without its fees), seen at the bank: three figures that are never mixed.';

create view core.payable_now as
select distinct on (payable.community_id, payable.month) payable.community_id, payable.month, payable.revision,
  (select count(*) from core.payable_approval as approval where approval.community_id = payable.community_id
    and approval.month = payable.month and approval.revision = payable.revision) >= payable.approvers as approved
from core.payable as payable
order by payable.community_id, payable.month, payable.revision desc;

create view rep.payout_month with (security_barrier) as
select payable.community_id, payable.month, case when payable.approved then 'approved' else 'to_approve' end as status,
  sum(line.gross_cents) / 100.0 as amount_eur
from core.payable_now as payable
join core.payable_line as line on line.community_id = payable.community_id and line.month = payable.month
  and line.revision = payable.revision and line.member_id is not null
group by payable.community_id, payable.month, payable.approved
union all
select settled.community_id, settled.month, 'to_approve', settled.distributable_eur
from rep.month as settled
where settled.distributable_eur is not null and settled.month < date_trunc('month', now() at time zone 'Europe/Rome')
  and not exists (select from core.payable as payable where payable.community_id = settled.community_id
    and payable.month = settled.month);
comment on view rep.payout_month is 'Gross amounts of all members together, of months that are over.';

create view rep.member_count with (security_barrier) as
select terms.community_id, core.group_of(terms.category) as kind, count(*)::int as members
from core.latest_definition as latest
join core.member_terms as terms on terms.community_id = latest.community_id and terms.version = latest.version
where exists (select from core.membership as point where point.community_id = terms.community_id
    and point.version = terms.version and point.member_id = terms.member_id
    and (point.to_day is null or point.to_day >= (now() at time zone 'Europe/Rome')::date))
group by 1, 2;

create view rep.alarm with (security_barrier) as
select alarm.community_id, alarm.raised_at as opened_at, alarm.severity, alarm.kind,
  coalesce((
    select min(point.label) from core.municipal_point as point where point.community_id = alarm.community_id
      and alarm.place in (point.label, point.digits, 'punto …' || point.digits)), (
    select min(plant.name) from core.municipal_plant as plant where plant.community_id = alarm.community_id
      and alarm.place in (plant.code, plant.name)), '') as label,
  (select min(event.at) from core.alarm_event as event where event.community_id = alarm.community_id
    and event.key = alarm.key and event.alarm_id = alarm.id and event.event = 'acknowledged') as acked_at,
  alarm.resolved_at as closed_at
from core.alarm as alarm
union all
select raised.community_id, raised.at, 'warning', raised.kind, coalesce((
    select point.label from core.device as device
    join core.municipal_point as point on point.community_id = device.community_id and point.pod_id = device.pod_id
    where device.community_id = raised.community_id and device.code = raised.device
    order by device.revision desc limit 1), ''),
  null, (
    select resolved.at from core.alert as resolved
    where (resolved.community_id, resolved.kind, resolved.device, resolved.since)
      = (raised.community_id, raised.kind, raised.device, raised.since) and resolved.event = 'resolved')
from core.alert as raised where raised.event = 'raised';
comment on view rep.alarm is 'What people wrote stays out, and so does where it is unless that is the municipality''s.';

create view rep.workflow_run with (security_barrier) as
select run.community_id, coalesce(definition.name, run.definition_id) as workflow, run.created_at as started_at, run.finished_at,
  case when run.sub_status in ('Faulted', 'Cancelled') then 'failed' when run.status = 'Finished' then 'ok' else 'running' end as status,
  (select count(*)::int from wf.activity_execution as step
    where step.community_id = run.community_id and step.instance_id = run.id) as steps,
  run.incidents
from wf.instance as run
join wf.definition as definition on definition.community_id = run.community_id and definition.version_id = run.version_id
where run.parent_id is null;

create view rep.quality_day with (security_barrier) as
select told.community_id, told.pod_id, coalesce(point.label, right(pod.code, 4)) as pod_label,
  coalesce(told.source, '') as source, told.starts_at as day, told.expected, told.received, told.estimated, told.median_delay_s
from core.quality_day as told
join core.pod as pod on pod.community_id = told.community_id and pod.id = told.pod_id
left join core.municipal_point as point on point.community_id = told.community_id and point.pod_id = told.pod_id;

-- ---- mine: one member -------------------------------------------------------------------------------------------------

create function mine.chosen() returns table (community_id int, member_id int)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select own.community_id, own.member_id from (select me.*, count(*) over () as held from mine.member() as me) as own
  where case coalesce(current_setting('cer.member', true), '')
    when '' then own.held = 1 else own.member_id::text = current_setting('cer.member', true) end
$$;
comment on function mine.chosen() is
  'Of the members behind the session the one that cer.member asks for; the only one where nothing was asked. None else.';
revoke all on function mine.chosen() from public;
grant execute on function mine.chosen() to cer_member;

-- Hours of the points while they were the member's; those of a closed month as it was closed.
create view mine.point_hour with (security_barrier) as
select point.community_id, point.member_id, point.pod_id, hour.starts_at, hour.unit_id, hour.injected_ukwh, hour.withdrawn_ukwh,
  hour.produced_ukwh, hour.quality
from mine.chosen() as me
join core.membership as point on point.community_id = me.community_id and point.member_id = me.member_id
  and point.version = (select max(version) from core.definition where community_id = me.community_id)
cross join lateral (
  select distinct on (made.starts_at, made.unit_id)
    made.starts_at, made.unit_id, made.injected_ukwh, made.withdrawn_ukwh, made.produced_ukwh, made.quality
  from core.energy_hour as made
  left join core.month_state as closed on closed.community_id = made.community_id and closed.state = 'closed'
    and closed.month = date_trunc('month', made.starts_at at time zone 'Europe/Rome')::date
  where made.community_id = point.community_id and made.pod_id = point.pod_id
    and made.starts_at >= point.from_day::timestamp at time zone 'Europe/Rome'
    and made.starts_at < coalesce((point.to_day + 1)::timestamp at time zone 'Europe/Rome', 'infinity')
    and (closed.changed_at is null or made.made_at <= closed.changed_at)
  order by made.starts_at, made.unit_id, made.revision desc) as hour;

create view mine.energy_hour with (security_barrier) as
select starts_at as ts,
  (sum(withdrawn_ukwh) filter (where unit_id = 0))::double precision / 1e6 as withdrawn_kwh,
  (sum(injected_ukwh) filter (where unit_id <> 0))::double precision / 1e6 as injected_kwh,
  (sum(greatest(produced_ukwh, injected_ukwh)) filter (where unit_id <> 0))::double precision / 1e6 as produced_kwh,
  (sum(greatest(produced_ukwh, injected_ukwh) - injected_ukwh) filter (where unit_id <> 0))::double precision / 1e6 as self_kwh,
  (array['measured', 'estimated', 'calculated'])[
    max(array_position(array['measured', 'estimated', 'calculated'], quality::text))] as quality
from mine.point_hour group by starts_at;

-- The rule of the settlement, by withdrawals; there leftovers of an hour's micro-kWh go to whole ones, here they are left
-- as they fall: an hour differs by less than one micro-kWh.
create view mine.shared_hour with (security_barrier) as
select sum.starts_at as ts,
  coalesce(own.withdrawn::double precision
    * coalesce(run.shared_ukwh, least(sum.injected_ukwh, sum.withdrawn_ukwh)) / nullif(sum.withdrawn_ukwh, 0), 0) / 1e6 as shared_kwh
from (
  select community_id, starts_at, sum(withdrawn) as withdrawn from (
    select community_id, pod_id, starts_at, sum(withdrawn_ukwh) filter (where unit_id = 0) as withdrawn
    from mine.point_hour group by 1, 2, 3
    having bool_and(case unit_id when 0 then withdrawn_ukwh else injected_ukwh end is not null)) as known
  where withdrawn is not null group by 1, 2) as own
join core.hour_sum as sum on sum.community_id = own.community_id and sum.starts_at = own.starts_at
left join core.shared_sum as run on run.community_id = sum.community_id and run.starts_at = sum.starts_at;
comment on view mine.shared_hour is
  'The member''s part of the shared energy. A month of it differs from what was settled by less than a thousandth of a kWh.';

create view mine.community_hour with (security_barrier) as
select sum.starts_at as ts, sum.injected_ukwh / 1e6::double precision as injected_kwh,
  sum.withdrawn_ukwh / 1e6::double precision as withdrawn_kwh,
  coalesce(run.shared_ukwh, least(sum.injected_ukwh, sum.withdrawn_ukwh)) / 1e6::double precision as shared_kwh
from mine.chosen() as me
join core.hour_sum as sum on sum.community_id = me.community_id and sum.members >= 5
left join core.shared_sum as run on run.community_id = sum.community_id and run.starts_at = sum.starts_at;

create view mine.peer_month with (security_barrier) as
select peer.month::timestamp at time zone 'Europe/Rome' as month, avg(peer.withdrawn_ukwh)::double precision / 1e6 as avg_withdrawn_kwh,
  avg(peer.shared_ukwh)::double precision / 1e6 as avg_shared_kwh, count(*)::int as households
from mine.chosen() as me
join core.ranked_month as peer on peer.community_id = me.community_id and peer.kind = 'household' and peer.member_id <> me.member_id
group by peer.month having count(*) >= 5;

create view mine.payout with (security_barrier) as
select standing.month, coalesce(line.net_cents, own.tip_cents + own.cac_cents + own.surplus_cents) / 100.0 as amount_eur,
  case when payable.approved then 'approved'
    when payable.approved is not null or standing.state in ('closed', 'reconciled') then 'due' else 'estimate' end as status
from mine.chosen() as me
join core.standing_month as standing on standing.community_id = me.community_id
join core.member_month as own on own.community_id = standing.community_id and own.month = standing.month
  and own.run_id = standing.run_id and own.member_id = me.member_id
left join core.payable_now as payable on payable.community_id = standing.community_id and payable.month = standing.month
left join core.payable_line as line on line.community_id = payable.community_id and line.month = payable.month
  and line.revision = payable.revision and line.member_id = me.member_id
where coalesce(line.net_cents, own.tip_cents + own.cac_cents + own.surplus_cents) is not null;

create view mine.community with (security_barrier) as
select community.id as community_id, community.name, community.co2_kg_per_kwh
from mine.chosen() as me join rep.community as community on community.id = me.community_id;

create view mine.missing_day with (security_barrier) as
select told.starts_at as day, sum(told.expected - told.received)::int as missing_quarters
from mine.chosen() as me
join core.membership as point on point.community_id = me.community_id and point.member_id = me.member_id
  and point.version = (select max(version) from core.definition where community_id = me.community_id)
join core.quality_day as told on told.community_id = point.community_id and told.pod_id = point.pod_id
  and told.starts_at >= point.from_day::timestamp at time zone 'Europe/Rome'
  and told.starts_at < coalesce((point.to_day + 1)::timestamp at time zone 'Europe/Rome', 'infinity')
where told.received < told.expected and told.starts_at < date_trunc('day', now(), 'Europe/Rome')
group by told.starts_at;

-- ---- who may read what --------------------------------------------------------------------------------------------------

-- A view calls functions as its reader.
revoke all on function core.group_of(text), core.fold(text[], int[]), core.sum_key(int, text, date) from public;
grant execute on function core.group_of(text) to cer_app, cer_rep, cer_member;
grant execute on function core.fold(text[], int[]), core.sum_key(int, text, date) to cer_app;
grant usage on schema rep to cer_rep;
grant select on rep.community, rep.shared_hour, rep.community_hour, rep.category_hour, rep.plant, rep.plant_hour, rep.public_pod_hour,
  rep.month, rep.ranking_month, rep.money_month, rep.payout_month, rep.member_count, rep.alarm, rep.workflow_run, rep.quality_day
  to cer_rep, cer_app;
grant select on mine.energy_hour, mine.shared_hour, mine.community_hour, mine.peer_month, mine.payout, mine.community, mine.missing_day
  to cer_member;
