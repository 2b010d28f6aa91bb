-- 0047_told.sql: what may be told of sums: to everybody only hours behind which nobody can be found by taking away what the municipality
-- knows of itself; to the staff all, with a list of whose figures they come down to.

-- ---- a producer lets its production be in totals that everybody sees ---------------------------------------------------

create table core.total_consent (
  community_id int         not null references core.community,
  id           int         not null check (id > 0),
  member_id    int         not null,
  purpose      text        collate "C" not null check (purpose in ('published_totals')),
  from_day     date        not null,
  to_day       date        check (to_day >= from_day),
  evidence     text        not null check (length(evidence) between 1 and 2000),
  author       text        not null check (length(author) between 1 and 200),
  recorded_at  timestamptz not null,
  primary key (community_id, id),
  foreign key (community_id, member_id) references core.member
);
comment on table core.total_consent is
  'A producer lets its production be in totals that everybody sees, though fewer than five producers stand behind them.';
comment on column core.total_consent.to_day is 'Last day of the energy it is about; null without an end.';
call core.make_append_only('core.total_consent');

create table core.total_consent_withdrawal (
  community_id int         not null,
  consent_id   int         not null,
  reason       text        not null check (length(reason) between 1 and 2000),
  author       text        not null check (length(author) between 1 and 200),
  withdrawn_at timestamptz not null,
  primary key (community_id, consent_id),
  foreign key (community_id, consent_id) references core.total_consent
);
comment on table core.total_consent_withdrawal is
  'From then on no total that the consent made possible is told any more, of days before it neither.';
call core.make_append_only('core.total_consent_withdrawal');

create view core.total_consent_standing as
select given.community_id, given.member_id, given.from_day, coalesce(given.to_day, 'infinity') as to_day
from core.total_consent as given
where not exists (select from core.total_consent_withdrawal as taken
  where taken.community_id = given.community_id and taken.consent_id = given.id);
grant select on core.total_consent_standing to cer_app;

-- ---- whose figures a total comes down to --------------------------------------------------------------------------------

create function core.told_by_difference(community int) returns setof int
language sql stable security definer set search_path = core, pg_temp as $$
  with today as (select (now() at time zone 'Europe/Rome')::date as day),
  held as (
    select point.member_id, bool_or(unit.unit_id is not null) as makes
    from today
    join core.definition as latest on latest.community_id = community
      and latest.version = (select max(version) from core.definition where community_id = community)
    join core.membership as point on point.community_id = community and point.version = latest.version
      and point.from_day <= today.day and (point.to_day is null or point.to_day >= today.day)
    join core.member_terms as terms on terms.community_id = community and terms.version = latest.version
      and terms.member_id = point.member_id and terms.category <> 'local_authority'
    left join core.unit_terms as unit on unit.community_id = community and unit.version = latest.version
      and unit.pod_id = point.pod_id and unit.in_service <= today.day
    group by point.member_id),
  counted as (
    select count(*) as members, count(*) filter (where makes) as producers,
      -- What all of them let everybody see is no look at any of them.
      coalesce(bool_and(exists (select from core.total_consent_standing as given where given.community_id = community
        and given.member_id = held.member_id and today.day between given.from_day and given.to_day)) filter (where makes), false) as agreed
    from held cross join today)
  select held.member_id from held cross join counted
  where counted.members < 5 or (held.makes and counted.producers < 5 and not counted.agreed)
  order by 1
$$;
comment on function core.told_by_difference is
  'Members other than the municipality whose withdrawals, or production, are a total less what the municipality knows of itself:'
  ' where they are fewer than five. As of today.';
revoke all on function core.told_by_difference(int) from public;
grant execute on function core.told_by_difference(int) to cer_app;

-- ---- what is behind an hour's sums --------------------------------------------------------------------------------------

alter table core.hour_sum
  add column private_members int,
  add column private_producers int,
  add column few_producers int[],
  add column version int,
  add column points_key text collate "C";
comment on column core.hour_sum.private_members is
  'Of the members other than the municipality those that took anything in the day. Null: summed before this was asked.';
comment on column core.hour_sum.private_producers is
  'Of the members other than the municipality those whose units made anything in the day.';
comment on column core.hour_sum.few_producers is 'Who they are, when they are one to four.';
comment on column core.hour_sum.points_key is 'Whose points, other than the municipality''s, are in the sums; null before this was asked.';
comment on column core.hour_sum.version is 'By which definition its points were counted.';

create view core.month_version as
select standing.community_id, standing.month, run.definition_version as version
from core.standing_month as standing
join core.settlement_run as run on run.community_id = standing.community_id and run.id = standing.run_id;
comment on view core.month_version is 'By which definition the run was made that a month stands on.';

-- Groups of a day: one with fewer than five in any of the hours is among the others in all of them, so that nothing moves between
-- neighbouring hours. If that makes one to four others in an hour, the smallest of the bigger groups goes along.
create function core.fold_day(kinds text[], hours int[], counts int[]) returns table (kind text, told_as text)
language sql immutable parallel safe as $$
  with sent as (select * from unnest(kinds, hours, counts) as one (kind, hour, members)),
  sizes as (
    select sent.kind, case when count(*) = (select count(distinct hour) from sent) then min(members) else 0 end as fewest
    from sent group by sent.kind),
  small as (
    select coalesce(bool_or(others.members between 1 and 4), false) as is_few
    from (select sent.hour, sum(sent.members) as members from sent
      join sizes on sizes.kind = sent.kind and sizes.fewest < 5 group by sent.hour) as others),
  next as (select sizes.kind from sizes where fewest >= 5 order by fewest, sizes.kind limit 1)
  select sizes.kind, case
    when sizes.fewest >= 5 and not (small.is_few and sizes.kind = (select next.kind from next)) then sizes.kind else 'other' end
  from sizes cross join small
$$;
revoke all on function core.fold_day(text[], int[], int[]) from public;
grant execute on function core.fold_day(text[], int[], int[]) to cer_app;
drop function core.fold(text[], int[]);

-- Of a closed month: as it was closed, by the hours made until then. Of a month that has a run: by the definition of that run.
create or replace function core.sum_hours(community int, on_day date) returns void
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
  select closed.changed_at into closed_at from core.month_state as closed
  where closed.community_id = community and closed.month = date_trunc('month', on_day::timestamp)::date
    and closed.state = 'closed';
  select standing.version into of_version from core.month_version as standing
  where standing.community_id = community and standing.month = date_trunc('month', on_day::timestamp)::date;
  of_version := coalesce(of_version, (select max(version) from core.definition where community_id = community));

  perform core.keep_told(community, from_at, to_at);
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
  ), taking as (
    -- Who took nothing all day hides nobody.
    select member_id from told where known and kind <> 'municipality' group by member_id having sum(withdrawn) > 0
  ), making as (
    select member_id from told where known and kind <> 'municipality' group by member_id having sum(produced) > 0
  ), hours as (
    insert into core.hour_sum (community_id, starts_at, produced_ukwh, injected_ukwh, withdrawn_ukwh, points_expected,
      points_known, members, private_members, private_producers, few_producers, points_key, version, closed)
    select community, starts_at, sum(produced), sum(injected), sum(withdrawn), (select count(*) from held), count(*),
      count(distinct told.member_id) filter (where kind <> 'municipality'), count(distinct taking.member_id),
      count(distinct making.member_id),
      case when count(distinct making.member_id) between 1 and 4
        then array_agg(distinct making.member_id) filter (where making.member_id is not null) end,
      md5(coalesce(string_agg(told.pod_id::text, ',' order by told.pod_id) filter (where kind <> 'municipality'), '')),
      of_version, closed_at is not null
    from told
    left join taking on taking.member_id = told.member_id and kind <> 'municipality'
    left join making on making.member_id = told.member_id and kind <> 'municipality'
    where known group by starts_at
  ), alike as (
    select starts_at, kind, sum(withdrawn)::bigint as withdrawn,
      count(distinct case kind when 'municipality' then told.member_id else taking.member_id end)::int as members
    from told left join taking using (member_id) where known group by 1, 2
  ), folded as (
    select fold.* from (
      select array_agg(kind) as kinds, array_agg((extract(epoch from starts_at) / 3600)::int) as hours, array_agg(members) as counts
      from alike where kind <> 'municipality') as crowd
    cross join lateral core.fold_day(crowd.kinds, crowd.hours, crowd.counts) as fold
  ), categories as (
    insert into core.category_sum (community_id, starts_at, category, withdrawn_ukwh, members)
    select community, starts_at, 'municipality', withdrawn, members from alike where kind = 'municipality'
    union all
    select community, starts_at, folded.told_as, sum(alike.withdrawn), sum(alike.members)
    from alike join folded using (kind)
    where kind <> 'municipality' group by starts_at, folded.told_as having sum(alike.members) >= 5
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

alter table core.shared_sum add column version int;
comment on column core.shared_sum.version is 'By which definition the run was made; null before this was asked.';

create or replace function core.sum_month(community int, of_month date) returns void
language plpgsql security definer set search_path = core, pg_temp as $$
declare
  from_at timestamptz := of_month::timestamp at time zone 'Europe/Rome';
  to_at   timestamptz := (of_month + interval '1 month')::timestamp at time zone 'Europe/Rome';
begin
  perform pg_advisory_xact_lock(core.sum_key(community, 'month', of_month));
  perform core.keep_told(community, from_at, to_at);
  delete from core.shared_sum where community_id = community and starts_at >= from_at and starts_at < to_at;
  insert into core.shared_sum (community_id, starts_at, shared_ukwh, tip_eur, cac_eur, version)
  select community, hour.starts_at, sum(hour.shared_ukwh), case when bool_and(hour.tip_eur is not null) then sum(hour.tip_eur) end,
    settled.cac_cents / 100.0 * sum(hour.shared_ukwh) / nullif(settled.shared_ukwh, 0), run.definition_version
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
  group by hour.starts_at, settled.cac_cents, settled.shared_ukwh, run.definition_version;
end
$$;

create or replace function core.put_sum_month() returns trigger language plpgsql as $$
begin
  insert into core.sum_due (community_id, kind, day) select distinct community_id, 'month', month from added;
  -- A run by another definition counts other points.
  insert into core.sum_due (community_id, kind, day)
  select distinct sum.community_id, 'hours', (sum.starts_at at time zone 'Europe/Rome')::date
  from added
  join core.settlement_run as run on run.community_id = added.community_id and run.id = added.run_id
  join core.hour_sum as sum on sum.community_id = added.community_id
    and sum.starts_at >= added.month::timestamp at time zone 'Europe/Rome'
    and sum.starts_at < (added.month + interval '1 month')::timestamp at time zone 'Europe/Rome'
    and sum.version is distinct from run.definition_version
  where not exists (select from core.month_state as closed where closed.community_id = added.community_id
    and closed.month = added.month and closed.state = 'closed');
  return null;
end $$;

-- ---- the queue: today first, and one that was given up is put off like one that failed ----------------------------------

alter table core.sum_due
  add column put_at timestamptz not null default now(),
  add column held_until timestamptz;
comment on column core.sum_due.held_until is
  'Until then somebody is at it. Who is cut off in the middle cannot say so: nobody tries again before.';
create index sum_due_key on core.sum_due (community_id, kind, day);
create index sum_due_day on core.sum_due (day);

drop function core.take_sums(int, timestamptz);

create function core.hold_key(community int, kind text, day date) returns bigint language sql immutable as $$
  select hashtextextended(format('core.sum_due %s %s %s', community, kind, day - date '2000-01-01'), 0)
$$;
revoke all on function core.hold_key(int, text, date) from public;

-- Holds what is to be summed next, for whoever calls take_sum in another transaction.
create function core.hold_sum(upto timestamptz default now()) returns table (community_id int, kind text, day date)
language plpgsql security definer set search_path = core, pg_temp as $$
declare
  today date := (now() at time zone 'Europe/Rome')::date;
begin
  for community_id, kind, day in
    select first.community_id, first.kind, first.day
    from (
      (select due.* from core.sum_due as due where due.day >= today and due.not_before <= upto order by due.not_before, due.id limit 200)
      union
      (select due.* from core.sum_due as due where due.not_before <= upto order by due.not_before, due.id limit 2000)) as first
    where not exists (select from core.sum_due as beside
      where beside.community_id = first.community_id and beside.kind = first.kind and beside.day = first.day
        and (beside.held_until > clock_timestamp() or (beside.problem is not null and beside.not_before > now())))
    group by 1, 2, 3 order by first.day >= today desc, min(first.id) limit 50
  loop
    -- Whoever looks at rows that are held meanwhile must not be in the way of the holder.
    continue when not pg_try_advisory_xact_lock(core.hold_key(community_id, kind, day));
    update core.sum_due as due set held_until = clock_timestamp() + interval '15 minutes'
    where due.community_id = hold_sum.community_id and due.kind = hold_sum.kind and due.day = hold_sum.day
      and (due.held_until is null or due.held_until <= clock_timestamp());
    if found then
      return next;
      return;
    end if;
  end loop;
end
$$;
comment on function core.hold_sum is 'In read committed, in a transaction of its own. No row when nothing waits.';

-- Whether it was summed: false when it failed and is put off, or another one has done it meanwhile.
create function core.take_sum(community int, of_kind text, of_day date) returns boolean
language plpgsql security definer set search_path = core, pg_temp as $$
begin
  perform pg_advisory_xact_lock(core.hold_key(community, of_kind, of_day));
  -- What was put down by now is in what is read next; what comes later leaves a row of its own.
  delete from core.sum_due as gone where gone.community_id = community and gone.kind = of_kind and gone.day = of_day;
  if not found then
    return false;
  end if;
  case of_kind
    when 'hours' then perform core.sum_hours(community, of_day);
    when 'quality' then perform core.sum_quality(community, of_day);
    else perform core.sum_month(community, of_day);
  end case;
  return true;
end
$$;
comment on function core.take_sum is 'In read committed, in a transaction of its own.';

-- For one that failed (its kind of error), or that was only interrupted (null): that one may be tried again at once.
create function core.put_sum_off(community int, of_kind text, of_day date, because text) returns void
language sql security definer set search_path = core, pg_temp as $$
  update core.sum_due as due set held_until = null, problem = coalesce(because, due.problem),
    not_before = case when because is null then due.not_before else now() + interval '15 minutes' end
  where due.community_id = community and due.kind = of_kind and due.day = of_day
$$;

revoke all on function core.hold_sum(timestamptz), core.take_sum(int, text, date), core.put_sum_off(int, text, date, text) from public;
grant execute on function core.hold_sum(timestamptz), core.take_sum(int, text, date), core.put_sum_off(int, text, date, text) to cer_app;

-- ---- names: two of one name are two -------------------------------------------------------------------------------------

create or replace view core.municipal_point as
select community_id, pod_id,
  case when count(*) over (partition by community_id, label) = 1 then label
    when count(*) over (partition by community_id, label, digits) = 1 then format('%s (%s)', label, digits)
    else format('%s (%s/%s)', label, digits, pod_id) end as label,
  digits, kind, contracted_kw
from (
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
    and later.version = point.version and later.pod_id = point.pod_id and later.from_day > point.from_day)) as held;

create or replace view core.municipal_plant as
select community_id, plant_id, code,
  case when count(*) over (partition by community_id, name) = 1 then name else format('%s (%s)', name, code) end as name,
  kwp, in_service
from (
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
  having bool_and(point.pod_id is not null)) as own;

create view core.point_label as
select community_id, pod_id,
  case when count(*) over (partition by community_id, label) = 1 then label else format('%s (%s)', label, pod_id) end as label
from (
  select pod.community_id, pod.id as pod_id, coalesce(point.label, right(pod.code, 4)) as label
  from core.pod as pod
  left join core.municipal_point as point on point.community_id = pod.community_id and point.pod_id = pod.id) as named;

create or replace view rep.quality_day with (security_barrier) as
select told.community_id, told.pod_id, point.label as pod_label,
  coalesce(told.source, '') as source, told.starts_at as day, told.expected, told.received, told.estimated, told.median_delay_s
from core.quality_day as told
join core.point_label as point on point.community_id = told.community_id and point.pod_id = told.pod_id;

-- ---- money: with the corrections that a month has taken -----------------------------------------------------------------

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
      and own.month = settled.month and own.run_id = settled.run_id) as fund_eur,
  taken.corrections_eur
from core.standing_month as standing
join core.settlement_month as settled on settled.community_id = standing.community_id
  and settled.month = standing.month and settled.run_id = standing.run_id
join core.settlement_run as run on run.community_id = settled.community_id and run.id = settled.run_id
join core.community as community on community.id = settled.community_id
cross join lateral (
  select coalesce(sum(line.tip_cents + line.cac_cents + line.surplus_cents), 0) / 100.0 as corrections_eur
  from core.correction_line as line where line.community_id = settled.community_id and line.month = settled.month
    and line.member_id > 0) as taken
left join core.month_state as closed on closed.community_id = settled.community_id and closed.month = settled.month
  and closed.state = 'closed';
comment on column rep.month.corrections_eur is 'What the members get more or less of closed months, due in this one; not in distributable_eur.';

create or replace view rep.payout_month with (security_barrier) as
select payable.community_id, payable.month, case when payable.approved then 'approved' else 'to_approve' end as status,
  sum(line.gross_cents) / 100.0 as amount_eur
from core.payable_now as payable
join core.payable_line as line on line.community_id = payable.community_id and line.month = payable.month
  and line.revision = payable.revision and line.member_id is not null
group by payable.community_id, payable.month, payable.approved
union all
select settled.community_id, settled.month, 'to_approve', settled.distributable_eur + settled.corrections_eur
from rep.month as settled
where settled.distributable_eur is not null and settled.month < date_trunc('month', now() at time zone 'Europe/Rome')
  and not exists (select from core.payable as payable where payable.community_id = settled.community_id
    and payable.month = settled.month);

create or replace view mine.payout with (security_barrier) as
select standing.month, coalesce(line.net_cents, due.cents) / 100.0 as amount_eur,
  case when payable.approved then 'approved'
    when payable.approved is not null or standing.state in ('closed', 'reconciled') then 'due' else 'estimate' end as status,
  coalesce(line.gross_cents, due.cents) / 100.0 as gross_eur, line.net_cents / 100.0 as net_eur
from mine.chosen() as me
join core.standing_month as standing on standing.community_id = me.community_id
join core.member_month as own on own.community_id = standing.community_id and own.month = standing.month
  and own.run_id = standing.run_id and own.member_id = me.member_id
cross join lateral (
  select own.tip_cents + own.cac_cents + own.surplus_cents + coalesce(sum(
    taken.tip_cents + taken.cac_cents + taken.surplus_cents), 0)::bigint as cents
  from core.correction_line as taken where taken.community_id = me.community_id and taken.month = standing.month
    and taken.member_id = me.member_id) as due
left join core.payable_now as payable on payable.community_id = standing.community_id and payable.month = standing.month
left join core.payable_line as line on line.community_id = payable.community_id and line.month = payable.month
  and line.revision = payable.revision and line.member_id = me.member_id
where coalesce(line.net_cents, due.cents) is not null;
comment on view mine.payout is
  'Gross and, once somebody approved it, net; amount_eur is the net where it is known. With the corrections due in the month.';

-- ---- what everybody may be told -----------------------------------------------------------------------------------------

-- What was told of an hour stays what it was when other points come into it or go: told anew, it would be told with and without them.
create table core.told_hour (
  community_id   int         not null references core.community,
  starts_at      timestamptz not null,
  points_key     text        collate "C" not null,
  produced_ukwh  bigint      not null,
  injected_ukwh  bigint      not null,
  withdrawn_ukwh bigint      not null,
  shared_ukwh    bigint      not null,
  tip_eur        double precision,
  cac_eur        double precision,
  primary key (community_id, starts_at)
);
comment on table core.told_hour is 'An hour that was told, as it was told, from the moment that its sums are made again.';

create view core.hour_standing as
select sum.community_id, sum.starts_at, sum.closed, sum.few_producers, sum.points_key,
  first.points_key is not null as frozen,
  case when first.points_key is null then sum.produced_ukwh else first.produced_ukwh end as produced_ukwh,
  case when first.points_key is null then sum.injected_ukwh else first.injected_ukwh end as injected_ukwh,
  case when first.points_key is null then sum.withdrawn_ukwh else first.withdrawn_ukwh end as withdrawn_ukwh,
  case when first.points_key is null then coalesce(run.shared_ukwh, least(sum.injected_ukwh, sum.withdrawn_ukwh))
    else first.shared_ukwh end as shared_ukwh,
  case when first.points_key is null then run.tip_eur else first.tip_eur end as tip_eur,
  case when first.points_key is null then run.cac_eur else first.cac_eur end as cac_eur,
  case
    when not sum.closed and sum.starts_at >= date_trunc('day', now(), 'Europe/Rome') then 'running'
    -- Sums and shared energy of one definition each: what the newcomers changed would be the difference.
    when sum.private_members is null or run.version <> sum.version then 'unsummed'
    when first.points_key is null and not sum.closed and sum.points_known < sum.points_expected then 'waiting'
    when sum.private_members < 5 then 'few_members'
    when sum.private_producers between 1 and 4 and not (sum.few_producers <@ array(
      select given.member_id from core.total_consent_standing as given where given.community_id = sum.community_id
        and (sum.starts_at at time zone 'Europe/Rome')::date between given.from_day and given.to_day)) then 'few_producers'
    else 'told' end as standing
from core.hour_sum as sum
left join core.shared_sum as run on run.community_id = sum.community_id and run.starts_at = sum.starts_at
left join core.told_hour as first on first.community_id = sum.community_id and first.starts_at = sum.starts_at
  and first.points_key is distinct from sum.points_key;
comment on view core.hour_standing is
  'Whether everybody may be told the sums of an hour. Not before its day is over, so that nobody sees a point''s figures come in.'
  ' Not while a point is missing, until its month is closed. Not where fewer than five members, or one to four producers who do not'
  ' all agree, are the sums less what the municipality knows of itself. Once told, other points change nothing of it.';

create function core.keep_told(community int, from_at timestamptz, to_at timestamptz) returns void
language sql security definer set search_path = core, pg_temp as $$
  insert into core.told_hour
    (community_id, starts_at, points_key, produced_ukwh, injected_ukwh, withdrawn_ukwh, shared_ukwh, tip_eur, cac_eur)
  select community_id, starts_at, points_key, produced_ukwh, injected_ukwh, withdrawn_ukwh, shared_ukwh, tip_eur, cac_eur
  from core.hour_standing
  where community_id = community and starts_at >= from_at and starts_at < to_at and not frozen
    -- The one producer among few is told them too.
    and standing in ('told', 'few_producers')
    and points_key is not null
  -- Corrections of the same points are told; what was told with others stays.
  on conflict (community_id, starts_at) do update
  set produced_ukwh = excluded.produced_ukwh, injected_ukwh = excluded.injected_ukwh, withdrawn_ukwh = excluded.withdrawn_ukwh,
    shared_ukwh = excluded.shared_ukwh, tip_eur = excluded.tip_eur, cac_eur = excluded.cac_eur
  where told_hour.points_key = excluded.points_key
$$;
revoke all on function core.keep_told(int, timestamptz, timestamptz) from public;

create view rep.open_community with (security_barrier) as
select community.id, community.code, definition.name, rep.co2_kg_per_kwh, held.members, held.private_members, held.households,
  held.firms, held.others, held.members - held.private_members as municipalities,
  exists (select from core.rule_set as rules where rules.community_id = community.id and rules.version = definition.version
    and rules.name like 'dimostrazione-%') as invented
from core.community as community
join rep.community as rep on rep.id = community.id
cross join lateral (
  select version, name from core.definition where community_id = community.id order by version desc limit 1) as definition
cross join lateral (
  select coalesce(sum(members), 0)::int as members,
    coalesce(sum(members) filter (where kind <> 'municipality'), 0)::int as private_members,
    coalesce(sum(members) filter (where kind = 'household'), 0)::int as households,
    coalesce(sum(members) filter (where kind = 'business'), 0)::int as firms,
    coalesce(sum(members) filter (where kind not in ('municipality', 'household', 'business')), 0)::int as others
  from rep.member_count where community_id = community.id) as held;
comment on column rep.open_community.invented is 'Its rules are those of the demonstration: no figure is anybody''s.';

create view rep.open_hour with (security_barrier) as
select community_id, starts_at as ts, produced_ukwh / 1e6::double precision as produced_kwh,
  (produced_ukwh - injected_ukwh) / 1e6::double precision as self_kwh, injected_ukwh / 1e6::double precision as injected_kwh,
  withdrawn_ukwh / 1e6::double precision as withdrawn_kwh, shared_ukwh / 1e6::double precision as shared_kwh,
  tip_eur as est_tip_eur, cac_eur as est_cac_eur, case when closed and not frozen then 'closed' else 'provisional' end as state
from core.hour_standing where standing = 'told';
comment on view rep.open_hour is 'Hours whose sums everybody may be told: core.hour_standing says which.';

create view rep.open_untold with (security_barrier) as
select community_id, starts_at as ts, standing as why from core.hour_standing where standing not in ('told', 'running');
comment on view rep.open_untold is 'Hours of days that are over whose sums are not told: how many, and never what.';

create view rep.open_category_hour with (security_barrier) as
select told.community_id, told.category, told.starts_at as ts, told.withdrawn_ukwh / 1e6::double precision as withdrawn_kwh
from core.category_sum as told
join core.hour_standing as sum on sum.community_id = told.community_id and sum.starts_at = told.starts_at and sum.standing = 'told'
  and not sum.frozen;

create view rep.open_plant_hour with (security_barrier) as
select community_id, plant_id, name, ts, produced_kwh from rep.plant_hour
where ts < date_trunc('day', now(), 'Europe/Rome');
comment on view rep.open_plant_hour is 'Plants of the municipality, on days that are over.';

create view rep.open_month with (security_barrier) as
select told.community_id, told.month, told.hours_told, told.hours_untold,
  coalesce(settled.state, 'open') as state, told.whole and settled.state in ('closed', 'reconciled') as final,
  case when told.whole and settled.state in ('closed', 'reconciled') then settled.tip_eur::double precision
    else told.tip_eur end as tip_eur,
  case when told.whole and settled.state in ('closed', 'reconciled') then settled.cac_eur::double precision
    else told.cac_eur end as cac_eur
from (
  select community_id, date_trunc('month', starts_at at time zone 'Europe/Rome')::date as month,
    (count(*) filter (where standing = 'told'))::int as hours_told,
    (count(*) filter (where standing <> 'told'))::int as hours_untold,
    bool_and(standing = 'told' and not frozen) as whole,
    -- Whole or not at all: hours without an amount are no zeros.
    case when bool_and(tip_eur is not null) filter (where standing = 'told')
      then sum(tip_eur) filter (where standing = 'told') end as tip_eur,
    case when bool_and(cac_eur is not null) filter (where standing = 'told')
      then sum(cac_eur) filter (where standing = 'told') end as cac_eur
  from core.hour_standing
  group by 1, 2) as told
left join rep.month as settled on settled.community_id = told.community_id and settled.month = told.month
where told.hours_told > 0;
comment on view rep.open_month is
  'Amounts of the hours that are told, and no others: those of the month less those of its hours would be the hours that are not.';

-- ---- a member: by the definition that its month was settled with --------------------------------------------------------

-- A point that the latest definition gives to somebody else is nobody else's to read any more, whatever a month was settled with.
create or replace view mine.point_hour with (security_barrier) as
select point.community_id, point.member_id, point.pod_id, hour.starts_at, hour.unit_id, hour.injected_ukwh, hour.withdrawn_ukwh,
  hour.produced_ukwh, hour.quality
from mine.chosen() as me
cross join lateral (
  select max(version) as latest from core.definition where community_id = me.community_id) as by
cross join lateral (
  select month::date as month, month at time zone 'Europe/Rome' as from_at, (month + interval '1 month') at time zone 'Europe/Rome' as to_at
  from generate_series(
    (select date_trunc('month', min(held.from_day)::timestamp) from core.membership as held
      where held.community_id = me.community_id and held.member_id = me.member_id and held.version = by.latest),
    date_trunc('month', now() at time zone 'Europe/Rome') + interval '1 month', '1 month') as month) as its
left join core.month_version as standing on standing.community_id = me.community_id and standing.month = its.month
join core.membership as point on point.community_id = me.community_id and point.member_id = me.member_id
  and point.version = coalesce(standing.version, by.latest)
join core.membership as still on still.community_id = me.community_id and still.member_id = me.member_id
  and still.version = by.latest and still.pod_id = point.pod_id
left join core.month_state as closed on closed.community_id = me.community_id and closed.state = 'closed' and closed.month = its.month
cross join lateral (
  select distinct on (made.starts_at, made.unit_id)
    made.starts_at, made.unit_id, made.injected_ukwh, made.withdrawn_ukwh, made.produced_ukwh, made.quality
  from core.energy_hour as made
  where made.community_id = point.community_id and made.pod_id = point.pod_id
    and made.starts_at >= greatest(its.from_at, point.from_day::timestamp at time zone 'Europe/Rome',
      still.from_day::timestamp at time zone 'Europe/Rome')
    and made.starts_at < least(its.to_at, coalesce((point.to_day + 1)::timestamp at time zone 'Europe/Rome', 'infinity'),
      coalesce((still.to_day + 1)::timestamp at time zone 'Europe/Rome', 'infinity'))
    and (closed.changed_at is null or made.made_at <= closed.changed_at)
  order by made.starts_at, made.unit_id, made.revision desc) as hour;

create or replace view mine.community_hour with (security_barrier) as
select sum.starts_at as ts, sum.injected_ukwh / 1e6::double precision as injected_kwh,
  sum.withdrawn_ukwh / 1e6::double precision as withdrawn_kwh, sum.shared_ukwh / 1e6::double precision as shared_kwh
from mine.chosen() as me
join core.hour_standing as sum on sum.community_id = me.community_id and (sum.standing = 'told'
  -- What the municipality's plants made is told to everybody: what is left is of the others, and one's own.
  or (sum.standing = 'few_producers' and sum.few_producers <@ (array(
    select given.member_id from core.total_consent_standing as given where given.community_id = sum.community_id
      and (sum.starts_at at time zone 'Europe/Rome')::date between given.from_day and given.to_day) || me.member_id)));
comment on view mine.community_hour is 'What a member is told of the others: hours that everybody may be told, one''s own consent counted.';

create view mine.held_total_consent with (security_barrier) as
select me.community_id, me.member_id, given.id, given.purpose, given.from_day, given.to_day, given.evidence, given.recorded_at,
  taken.withdrawn_at, taken.reason as withdrawal_reason
from mine.member() as me
join core.total_consent as given on given.community_id = me.community_id and given.member_id = me.member_id
left join core.total_consent_withdrawal as taken on taken.community_id = given.community_id and taken.consent_id = given.id;
grant select on mine.held_total_consent to cer_member;

grant select on rep.open_community, rep.open_hour, rep.open_untold, rep.open_category_hour, rep.open_plant_hour, rep.open_month
  to cer_rep, cer_app;

-- Whatever is summed is summed again, the newest first: what is behind it was not asked before.
insert into core.sum_due (community_id, kind, day)
select distinct community_id, 'hours', (starts_at at time zone 'Europe/Rome')::date from core.hour_sum
order by 3 desc;
