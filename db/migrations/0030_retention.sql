-- 0030_retention.sql: quarter hours go when their time is over and the hours made from them are kept. A month of all communities
-- is one partition, so all of them must have agreed, and the longest term counts. Months go in their order, so that one
-- instant says what is no longer kept. Only this function removes, and each act is noted.
create table core.retention_term (
  community_id   int         not null references core.community,
  id             int         not null check (id > 0),
  quarter_months int         check (quarter_months between 13 and 1200),
  hour_months    int         check (hour_months between 61 and 1200),
  reason         text        not null check (length(reason) between 1 and 2000),
  author         text        not null check (length(author) between 1 and 200),
  decided_at     timestamptz not null,
  primary key (community_id, id),
  check (hour_months is null or (quarter_months is not null and hour_months >= quarter_months))
);
comment on table core.retention_term is
  'How many whole months after its end a month is kept: its quarter hours, and its hours; for good when null. The newest '
  'stands; a community that decided nothing keeps everything.';
call core.make_append_only('core.retention_term');

create table core.retention_act (
  kind     text        collate "C" not null check (kind in ('reading', 'energy_hour')),
  month    date        not null check (extract(day from month) = 1),
  rows     bigint      not null check (rows >= 0),
  bytes    bigint      not null check (bytes >= 0),
  months   int         not null check (months >= case kind when 'reading' then 13 else 61 end),
  who      text        not null check (length(who) between 1 and 200),
  why      text        not null check (length(why) between 1 and 2000),
  at       timestamptz not null default now(),
  primary key (kind, month)
);
comment on table core.retention_act is
  'Months (UTC) that were removed, of all communities: what, how much, under which term, by whom and why. A row a month.';
call core.make_append_only('core.retention_act');
revoke insert on core.retention_act from cer_app;

create function core.kept_from(kind text) returns timestamptz language sql stable security definer
set search_path = core, pg_temp as $$
  select (max(act.month) + interval '1 month') at time zone 'UTC' from core.retention_act as act where act.kind = kept_from.kind
$$;
comment on function core.kept_from is 'What starts before it is no longer kept; null when everything is.';
revoke all on function core.kept_from(text) from public;
grant execute on function core.kept_from(text) to cer_app;

-- Rows of a month without a partition fall into the default one: those of a month that was removed must not.
create function core.refuse_retired() returns trigger language plpgsql as $$
begin
  if new.starts_at < core.kept_from('reading') then
    raise exception 'Found % of %, expected %s or later: the quarter hours before are no longer kept.', tg_argv[0],
      to_char(new.starts_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI"Z"'),
      to_char(core.kept_from('reading') at time zone 'UTC', 'YYYY-MM-DD') using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger is_kept before insert on core.reading_default for each row execute function core.refuse_retired('a reading');
create trigger is_kept before insert on core.energy_hour_default for each row execute function core.refuse_retired('an hour');

create or replace procedure core.make_month(parent text, child text, month date) language plpgsql as $$
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
  -- Removed, or of a time of which nothing is kept: it does not come back.
  if lower::timestamptz < core.kept_from(parent) or lower::timestamptz < core.kept_from('reading') then
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

-- The hours that readings tell and that core.energy_hour has not. Only the newest word of a class speaks, and only of
-- points that were in the community on the day: of others no hours are made.
create function core.lacking_hours(part regclass, lower timestamptz, upper timestamptz) returns bigint language plpgsql
set search_path = core, pg_temp as $$
declare
  found bigint;
begin
  execute format($sql$
    with word as (
      select r.community_id, r.pod_id, r.unit_id, r.meter, r.starts_at, r.minutes, r.withdrawn_ukwh, r.injected_ukwh, r.produced_ukwh
      from %1$s as r
      where coalesce(r.injected_ukwh, r.withdrawn_ukwh, r.produced_ukwh) is not null and not exists (
          select from %1$s as later where later.revision > 1
            and (later.community_id, later.pod_id, later.starts_at, later.unit_id, later.meter, later.minutes)
              = (r.community_id, r.pod_id, r.starts_at, r.unit_id, r.meter, r.minutes)
            and later.revision > r.revision
            and core.reading_class(later.source, later.quality) = core.reading_class(r.source, r.quality))
    ), told as (
      select word.community_id, word.pod_id, word.unit_id, word.meter,
        date_bin('1 hour', word.starts_at, '2000-01-01 00:00+00') as hour,
        bool_or(word.minutes = 60 and word.withdrawn_ukwh is not null)
          or count(distinct word.starts_at) filter (where word.minutes = 15 and word.withdrawn_ukwh is not null) = 4 as takes,
        bool_or(word.minutes = 60 and word.injected_ukwh is not null)
          or count(distinct word.starts_at) filter (where word.minutes = 15 and word.injected_ukwh is not null) = 4 as gives,
        bool_or(word.minutes = 60 and word.produced_ukwh is not null)
          or count(distinct word.starts_at) filter (where word.minutes = 15 and word.produced_ukwh is not null) = 4 as makes
      from word group by 1, 2, 3, 4, 5
    ), newest as (
      select community_id, max(version) as version from core.definition group by 1
    ), owned as (
      select told.*, newest.version, (told.hour at time zone 'Europe/Rome')::date as day, (
          select case count(*) when 1 then min(terms.unit_id) end from core.unit_terms as terms
          where (terms.community_id, terms.version, terms.pod_id) = (told.community_id, newest.version, told.pod_id)
            and (told.unit_id = 0 or terms.unit_id = told.unit_id)
            and terms.in_service <= (told.hour at time zone 'Europe/Rome')::date) as of_unit
      from told join newest using (community_id)
    )
    select count(distinct (owned.community_id, owned.pod_id, owned.hour)) from owned
    where exists (
        select from core.membership as held
        where (held.community_id, held.version, held.pod_id) = (owned.community_id, owned.version, owned.pod_id)
          and owned.day between held.from_day and coalesce(held.to_day, 'infinity'))
      and ((owned.meter = 1 and not coalesce((
          select not owned.takes or made.withdrawn_ukwh is not null from core.energy_hour as made
          where (made.community_id, made.pod_id, made.starts_at, made.unit_id) = (owned.community_id, owned.pod_id, owned.hour, 0)
            and made.starts_at >= %2$L and made.starts_at < %3$L
          order by made.revision desc limit 1), false))
        or (owned.of_unit is not null and (owned.meter = 1 and owned.gives or owned.meter = 2 and owned.makes) and not coalesce((
          select case owned.meter when 1 then made.injected_ukwh else made.produced_ukwh end is not null
          from core.energy_hour as made
          where (made.community_id, made.pod_id, made.starts_at, made.unit_id)
              = (owned.community_id, owned.pod_id, owned.hour, owned.of_unit)
            and made.starts_at >= %2$L and made.starts_at < %3$L
          order by made.revision desc limit 1), false)))
  $sql$, part, lower, upper) into found;
  return found;
end
$$;
revoke all on function core.lacking_hours(regclass, timestamptz, timestamptz) from public;

-- Why a month of a table may not go yet; null when it may. One sentence, the first that applies. Before it go those planned;
-- asked again, what cannot have changed meanwhile is not counted again.
create function core.retention_obstacle(kind text, month date, planned text[], again boolean) returns text language plpgsql
set search_path = core, pg_temp set timezone = 'UTC' set datestyle = 'ISO' as $$
declare
  child  text := format('%s_%s', kind, to_char(month, 'YYYY_MM'));
  part   regclass := to_regclass('core.' || child);
  upper  timestamptz := (month + interval '1 month') at time zone 'UTC';
  what   text := case kind when 'reading' then 'quarter hours' else 'hours' end;
  lowest int := case kind when 'reading' then 13 else 61 end;
  silent text;
  months int;
  other  text;
  lacks  bigint;
begin
  if part is null then
    return 'Found no such month, expected one that is kept.';
  end if;

  with newest as (
    select distinct on (community_id) community_id, case kind when 'reading' then quarter_months else hour_months end as term
    from core.retention_term order by community_id, id desc)
  select string_agg(community.code, ', ' order by community.code) filter (where newest.term is null), max(newest.term)
  into silent, months
  from core.community as community left join newest on newest.community_id = community.id;
  if silent is not null then
    return format('Found no term for %s of %s: they are kept for good, for a month is shared by all.', what, silent);
  end if;
  if months is null then
    return 'Found no community, expected one.';
  end if;
  -- The first hours of the next month by the clocks of Rome lie in this one: they stay as long as that month does.
  months := greatest(months, lowest);
  if (month + make_interval(months => months + 2)) at time zone 'Europe/Rome' > now() then
    return format('Found a month whose next one ended less than %s months ago, expected an older one.', months);
  end if;

  select min(relname) into other from pg_class
  where relnamespace = 'core'::regnamespace and relkind = 'r' and relname ~ ('^' || kind || '_[0-9]{4}_[0-9]{2}$')
    and relname < child and relname <> all (planned);
  if other is not null then
    return format('Found that %s is kept still, expected that the months go in their order.',
      replace(right(other, 7), '_', '-'));
  end if;
  execute format('select count(*) from core.%I where starts_at < $1', kind || '_default') into lacks using upper;
  if lacks > 0 then
    return format('Found %s rows outside every month''s partition, expected none: restart the server.', lacks);
  end if;

  other := 'reading_' || to_char(month, 'YYYY_MM');
  if kind = 'energy_hour' and to_regclass('core.' || other) is not null and other <> all (planned) then
    return 'Found its quarter hours, expected that they go before the hours.';
  end if;

  if not again then
    -- A month by the clocks of Rome begins in the last hours of the month before by that of UTC.
    execute format($sql$
      select string_agg(distinct format('%%s %%s', community.code, to_char(held.month, 'YYYY-MM')), ', ')
      from (select distinct community_id, date_trunc('month', starts_at at time zone 'Europe/Rome')::date as month from %s
        where %L = 'reading' or quality is not null) as held
      join core.community as community on community.id = held.community_id
      where coalesce((select state from core.month_state as standing
        where (standing.community_id, standing.month) = (held.community_id, held.month)
        order by revision desc limit 1), 'open') not in ('closed', 'reconciled')
    $sql$, part, kind) into other;
    if other is not null then
      return format('Found open: %s; expected every month closed or reconciled.', left(other, 300));
    end if;
  end if;
  if kind = 'energy_hour' then
    return null;
  end if;

  -- What has come in and is not in the hours or in a run yet.
  select string_agg(distinct community.code, ', ') into other
  from (
    select community_id from core.touched as touched
    where touched.day >= month and touched.day <= (upper at time zone 'Europe/Rome')::date
    union
    select community_id from core.work as work where work.done_at is null
      and ((work.kind = 'hours' and work.period between to_char(month, 'YYYY-MM-DD')
          and to_char(upper at time zone 'Europe/Rome', 'YYYY-MM-DD'))
        or (work.kind = 'month' and work.period in (to_char(month, 'YYYY-MM'), to_char(upper, 'YYYY-MM'))))
  ) as waiting
  join core.community as community on community.id = waiting.community_id;
  if other is not null then
    return format('Found work to be done on days of the month (%s), expected none: the server does it.', other);
  end if;

  if again then
    return null;
  end if;
  lacks := core.lacking_hours(part, month at time zone 'UTC', upper);
  if lacks > 0 then
    return format('Found %s hours that the quarter hours tell and that are not kept as hours, expected none.', lacks);
  end if;
  return null;
end
$$;
revoke all on function core.retention_obstacle(text, date, text[], boolean) from public;

-- What is there and what keeps it. Reads only; no lock is held.
create function core.retention_plan() returns table (kind text, month date, rows bigint, bytes bigint, obstacle text)
language plpgsql security definer set search_path = core, pg_temp set timezone = 'UTC' set datestyle = 'ISO' as $$
declare
  part    record;
  planned text[] := '{}';
begin
  for part in
    select matched[1] as kind, to_date(matched[2], 'YYYY_MM') as month, class.oid::regclass as name
    from pg_class as class, regexp_match(class.relname, '^(reading|energy_hour)_([0-9]{4}_[0-9]{2})$') as matched
    where class.relnamespace = 'core'::regnamespace and class.relkind = 'r' and matched is not null
      and to_date(matched[2], 'YYYY_MM') < now() - interval '13 months'
    order by 2, 1 desc
  loop
    kind := part.kind;
    month := part.month;
    execute format('select count(*) from %s', part.name) into rows;
    bytes := pg_total_relation_size(part.name);
    obstacle := core.retention_obstacle(part.kind, part.month, planned, false);
    if obstacle is null then
      planned := planned || format('%s_%s', part.kind, to_char(part.month, 'YYYY_MM'));
    end if;
    return next;
  end loop;
end
$$;
comment on function core.retention_plan is 'Months older than thirteen months, with why each may not go yet; null when it may.';
revoke all on function core.retention_plan() from public;
grant execute on function core.retention_plan() to cer_app;

-- Removes one month of one table, or says why not. Who writes into the month waits while it is examined; then everybody
-- waits for a moment, and where that moment does not come it gives up: nothing is removed then.
create function core.retire_month(kind text, month date, who text, why text, out problem text, out rows bigint, out bytes bigint)
language plpgsql security definer
set search_path = core, pg_temp set timezone = 'UTC' set datestyle = 'ISO' set lock_timeout = '600ms' as $$
declare
  child  text;
  hours  regclass;
  one    int;
  months int;
begin
  if kind is null or kind not in ('reading', 'energy_hour') then
    raise exception 'Found the table %, expected reading or energy_hour.', kind using errcode = 'invalid_parameter_value';
  end if;
  if month is null or extract(day from month) <> 1 or month < date '2019-01-01' or month >= date '2101-01-01' then
    raise exception 'Found %, expected the first day of a month from 2019 to 2100.', month using errcode = 'invalid_parameter_value';
  end if;
  if coalesce(length(who), 0) not between 1 and 200 or coalesce(length(why), 0) not between 1 and 2000 then
    raise exception 'Found nobody or no reason, expected who does it and why.' using errcode = 'invalid_parameter_value';
  end if;

  child := format('%s_%s', kind, to_char(month, 'YYYY_MM'));
  if to_regclass('core.' || child) is null then
    problem := 'Found no such month, expected one that is kept.';
    return;
  end if;
  begin
    perform pg_advisory_xact_lock(hashtext('core.make_month'), 0);
    execute format('lock table core.%I in share row exclusive mode', child);
    problem := core.retention_obstacle(kind, month, '{}', false);
    if problem is not null then
      return;
    end if;

    -- Writers of a community take turns: whoever comes after this knows of the act.
    for one in select id from core.community order by id loop
      perform pg_advisory_xact_lock(hashtext('core.community'), one);
    end loop;
    -- A touched day or a correction may have come while the hours were counted.
    problem := core.retention_obstacle(kind, month, '{}', true);
    if problem is not null then
      return;
    end if;

    execute format('select count(*) from core.%I', child) into rows;
    bytes := pg_total_relation_size(format('core.%I', child)::regclass);
    select max(case retire_month.kind when 'reading' then quarter_months else hour_months end) into months
    from (select distinct on (community_id) quarter_months, hour_months
      from core.retention_term order by community_id, id desc) as newest;
    execute format('drop table core.%I', child);
    insert into core.retention_act (kind, month, rows, bytes, months, who, why)
    values (retire_month.kind, retire_month.month, retire_month.rows, retire_month.bytes, months,
      retire_month.who, retire_month.why);
    hours := to_regclass(format('core.energy_hour_%s', to_char(month, 'YYYY_MM')));
    if kind = 'reading' and hours is not null then
      execute format('create trigger is_kept before insert on %s
        for each row execute function core.refuse_retired(''an hour'')', hours);
    end if;
  exception when lock_not_available or deadlock_detected then
    problem := 'Found the month in use, expected a moment in which nobody reads or writes: it is tried again.';
    rows := null;
    bytes := null;
  end;
end
$$;
comment on function core.retire_month is 'The only way in which readings or hours are removed. It asks for itself whether it may.';
revoke all on function core.retire_month(text, date, text, text) from public;
grant execute on function core.retire_month(text, date, text, text) to cer_app;
