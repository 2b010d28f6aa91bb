-- 0052_others.sql: whoever reads a total may be one of those behind it: five are left when he takes himself away. Whose figures totals
-- come down to is asked by the days that are looked at. Days of which nobody can be asked any more have a word of their own.

-- ---- what is behind an hour ---------------------------------------------------------------------------------------------

alter table core.hour_sum add column few_members int[];
comment on column core.hour_sum.few_members is
  'Who the members other than the municipality are that took anything in the day, when they are one to four.';
comment on column core.hour_sum.few_producers is 'Who they are, when they are one to five.';

-- Groups of a day: one with fewer than six in any of the hours is among the others in all of them, so that nothing moves between
-- neighbouring hours. If that makes one to five others in an hour, the smallest of the bigger groups goes along.
create or replace function core.fold_day(kinds text[], hours int[], counts int[]) returns table (kind text, told_as text)
language sql immutable parallel safe as $$
  with sent as (select * from unnest(kinds, hours, counts) as one (kind, hour, members)),
  sizes as (
    select sent.kind, case when count(*) = (select count(distinct hour) from sent) then min(members) else 0 end as fewest
    from sent group by sent.kind),
  small as (
    select coalesce(bool_or(others.members between 1 and 5), false) as is_few
    from (select sent.hour, sum(sent.members) as members from sent
      join sizes on sizes.kind = sent.kind and sizes.fewest < 6 group by sent.hour) as others),
  next as (select sizes.kind from sizes where fewest >= 6 order by fewest, sizes.kind limit 1)
  select sizes.kind, case
    when sizes.fewest >= 6 and not (small.is_few and sizes.kind = (select next.kind from next)) then sizes.kind else 'other' end
  from sizes cross join small
$$;

-- As before, but that it is told who one to five producers, and one to four members, are.
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
      points_known, members, private_members, private_producers, few_producers, few_members, points_key, version, closed)
    select community, starts_at, sum(produced), sum(injected), sum(withdrawn), (select count(*) from held), count(*),
      count(distinct told.member_id) filter (where kind <> 'municipality'), count(distinct taking.member_id),
      count(distinct making.member_id),
      case when count(distinct making.member_id) between 1 and 5
        then array_agg(distinct making.member_id) filter (where making.member_id is not null) end,
      case when count(distinct taking.member_id) between 1 and 4
        then array_agg(distinct taking.member_id) filter (where taking.member_id is not null) end,
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
    where kind <> 'municipality' group by starts_at, folded.told_as having sum(alike.members) >= 6
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

-- ---- what everybody may be told -----------------------------------------------------------------------------------------

create or replace view core.hour_standing as
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
    when sum.private_members is null or (sum.private_producers between 1 and 5 and sum.few_producers is null)
        or run.version <> sum.version then
      case when date_trunc('day', sum.starts_at, 'Europe/Rome') < (
        select (max(act.month) + interval '1 month') at time zone 'UTC' from core.retention_act as act where act.kind = 'energy_hour')
      then 'past' else 'unsummed' end
    when first.points_key is null and not sum.closed and sum.points_known < sum.points_expected then 'waiting'
    when sum.private_members < 6 then 'few_members'
    when sum.private_producers between 1 and 5 and not (sum.few_producers <@ array(
      select given.member_id from core.total_consent_standing as given where given.community_id = sum.community_id
        and (sum.starts_at at time zone 'Europe/Rome')::date between given.from_day and given.to_day)) then 'few_producers'
    else 'told' end as standing
from core.hour_sum as sum
left join core.shared_sum as run on run.community_id = sum.community_id and run.starts_at = sum.starts_at
left join core.told_hour as first on first.community_id = sum.community_id and first.starts_at = sum.starts_at
  and first.points_key is distinct from sum.points_key;
comment on view core.hour_standing is
  'Whether everybody may be told the sums of an hour. Not before its day is over, so that nobody sees a point''s figures come in.'
  ' Not while a point is missing, until its month is closed. Not where fewer than six members, or one to five producers who do not'
  ' all agree, are the sums less what the municipality knows of itself: whoever asks may be one of them, and five are left.'
  ' Once told, other points change nothing of it. Past: its hours are no longer kept, so nobody can ask who is behind it.';

-- Groups that were summed for fewer are told when they are summed again: one alone left out would be the difference.
create or replace view rep.open_category_hour with (security_barrier) as
select told.community_id, told.category, told.starts_at as ts, told.withdrawn_ukwh / 1e6::double precision as withdrawn_kwh
from core.category_sum as told
join core.hour_standing as sum on sum.community_id = told.community_id and sum.starts_at = told.starts_at and sum.standing = 'told'
  and not sum.frozen
where not exists (select from core.category_sum as small where small.community_id = told.community_id
  and small.starts_at = told.starts_at and small.category <> 'municipality' and small.members < 6);

-- ---- whose figures a total comes down to, by the days that are looked at ------------------------------------------------

drop function core.told_by_difference(int);
create function core.told_by_difference(community int, from_days date[], to_days date[]) returns setof int
language sql stable security definer set search_path = core, pg_temp as $$
  with asked as (
    select from_day, to_day, from_day::timestamp at time zone 'Europe/Rome' as from_at,
      (to_day + 1)::timestamp at time zone 'Europe/Rome' as to_at
    from unnest(from_days, to_days) as span (from_day, to_day)),
  sums as (
    select distinct (sum.starts_at at time zone 'Europe/Rome')::date as day, sum.private_members as members, sum.few_members,
      sum.private_producers as producers, sum.few_producers
    from asked join core.hour_sum as sum
      on sum.community_id = community and sum.starts_at >= asked.from_at and sum.starts_at < asked.to_at),
  -- Who is behind them was not asked, or they wait to be summed: by who is enrolled.
  unasked as (
    select day from sums where members is null or (members between 1 and 4 and few_members is null)
      or (producers between 1 and 4 and few_producers is null)
    union
    select due.day from asked join core.sum_due as due on due.community_id = community and due.kind = 'hours'
      and due.day between asked.from_day and asked.to_day
    where not exists (select from sums where sums.day = due.day)),
  held as (
    select unasked.day, point.member_id, bool_or(unit.unit_id is not null) as makes
    from unasked
    join core.definition as latest on latest.community_id = community
      and latest.version = (select max(version) from core.definition where community_id = community)
    join core.membership as point on point.community_id = community and point.version = latest.version
      and point.from_day <= unasked.day and (point.to_day is null or point.to_day >= unasked.day)
    join core.member_terms as terms on terms.community_id = community and terms.version = latest.version
      and terms.member_id = point.member_id and terms.category <> 'local_authority'
    left join core.unit_terms as unit on unit.community_id = community and unit.version = latest.version
      and unit.pod_id = point.pod_id and unit.in_service <= unasked.day
    group by unasked.day, point.member_id),
  counted as (
    select sums.day, sums.few_members as takers, case when sums.producers < 5 then sums.few_producers end as makers
    from sums where sums.members between 1 and 4 or sums.producers between 1 and 4
    union all
    select day, case when count(*) < 5 then array_agg(member_id) end,
      case when count(*) filter (where makes) between 1 and 4 then array_agg(member_id) filter (where makes) end
    from held group by day)
  select unnest(takers) from counted
  union
  -- What all of them let everybody see is no look at any of them.
  select unnest(makers) from counted
  where not makers <@ array(select given.member_id from core.total_consent_standing as given
    where given.community_id = community and counted.day between given.from_day and given.to_day)
  order by 1
$$;
comment on function core.told_by_difference is
  'Members other than the municipality whose withdrawals, or production, are a total of these days less what the municipality knows of'
  ' itself: where fewer than five took, or made, anything. Spans of days of Rome, their ends included.';
revoke all on function core.told_by_difference(int, date[], date[]) from public;
grant execute on function core.told_by_difference(int, date[], date[]) to cer_app;


-- ---- a look at totals has a kind of its own -----------------------------------------------------------------------------

alter table core.look drop constraint look_kind_check;
alter table core.look add constraint look_kind_check check (kind in ('member', 'members', 'readings', 'quality', 'estimate',
  'powers', 'hour', 'why', 'plant', 'document', 'report', 'letter', 'payments', 'desk', 'totals', 'delegate'));

create or replace view mine.look with (security_barrier) as
select me.community_id, me.member_id, look.id, look.at, look.roles,
  -- Of before totals had one.
  case when look.page like '/api/dashboards/%' then 'totals' else look.kind end as kind, look.page, person.name as who,
  look.member_id is null as of_all, token.name as token, coalesce(maker.name, case when token.id is not null then person.name end) as token_by
from mine.member() as me
join core.look as look on look.community_id = me.community_id and (look.member_id = me.member_id
  or (look.member_id is null and look.at >= (
    select min(point.from_day)::timestamp at time zone 'Europe/Rome' from core.membership as point
    where point.community_id = me.community_id and point.member_id = me.member_id
      and point.version = (select max(version) from core.definition where community_id = me.community_id))))
join core.person as person on person.id = look.person_id
left join core.api_token as token on token.id = look.token_id
left join core.person as maker on token.made_by = 'person:' || maker.id;

-- ---- the queue: every fourth turn is of what waits longest, today or not ------------------------------------------------

create sequence core.sum_turn as bigint cycle;
comment on sequence core.sum_turn is 'Counts the turns of core.hold_sum: every fourth is of what waits longest.';

create or replace function core.hold_sum(upto timestamptz default now()) returns table (community_id int, kind text, day date)
language plpgsql security definer set search_path = core, pg_temp as $$
declare
  today date := (now() at time zone 'Europe/Rome')::date;
  -- With many communities there is always something of today.
  fair  boolean := nextval('core.sum_turn') % 4 = 0;
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
    group by 1, 2, 3 order by (not fair and first.day >= today) desc, min(first.id) limit 50
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

-- Whatever is summed is summed again, the newest first: who is behind it was asked in another way before.
insert into core.sum_due (community_id, kind, day)
select distinct community_id, 'hours', (starts_at at time zone 'Europe/Rome')::date from core.hour_sum
order by 3 desc;

-- ---- nicknames that look alike ------------------------------------------------------------------------------------------

create function core.nickname_shape(nickname text) returns text language sql immutable strict parallel safe as $$
  select replace(replace(
    translate(lower(regexp_replace(normalize(nickname, nfkd), '[\u0300-\u036f]', '', 'g')), 'i10øł’', 'llool'''), 'rn', 'm'), 'vv', 'w')
$$;
comment on function core.nickname_shape is
  'As what a nickname passes at a glance: without case and marks, and one letter for those that look alike (i l 1, o 0, rn m, vv w).';
revoke all on function core.nickname_shape(text) from public;

create or replace function mine.choose_nickname(of_community int, of_member int, wanted text) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  who   text;
  known record;
begin
  if not exists (select from mine.member() as me where me.community_id = of_community and me.member_id = of_member) then
    return 'no_member';
  end if;
  select person.name into who from core.person as person where person.id = mine.person();
  perform pg_advisory_xact_lock(hashtext('core.community'), of_community);
  select chosen.revision, chosen.nickname into known from core.nickname as chosen
  where chosen.community_id = of_community and chosen.member_id = of_member order by chosen.revision desc limit 1;
  if known.nickname is not distinct from wanted then
    return 'same';
  end if;
  if (select count(*) from core.nickname as chosen where chosen.community_id = of_community and chosen.member_id = of_member
      and chosen.chosen_at > now() - interval '1 day') >= 20 then
    return 'too_often';
  end if;
  -- By what people see.
  if exists (
    select from (
      select distinct on (chosen.member_id) chosen.member_id, chosen.nickname from core.nickname as chosen
      where chosen.community_id = of_community order by chosen.member_id, chosen.revision desc) as held
    where held.member_id <> of_member and core.nickname_shape(held.nickname) = core.nickname_shape(wanted)) then
    return 'taken';
  end if;
  insert into core.nickname (community_id, member_id, revision, nickname, chosen_by)
  values (of_community, of_member, coalesce(known.revision, 0) + 1, wanted, coalesce(left(nullif(who, ''), 200), 'member'));
  return 'chosen';
end $$;
