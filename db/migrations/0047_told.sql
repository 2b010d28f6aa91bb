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
