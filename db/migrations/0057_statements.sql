-- 0057_statements.sql: GSE's statements as files have them, taken in whole and taken back whole; the months held against them and
-- the bank; the tolerances; and the dossiers of differences, numbered without holes.
create table core.statement_profile (
  community_id int         not null references core.community,
  name         text        not null check (length(name) between 1 and 60),
  version      int         not null check (version > 0),
  body         json        not null,
  made_by      text        not null check (length(made_by) between 1 and 200),
  made_at      timestamptz not null,
  primary key (community_id, name, version)
);
comment on table core.statement_profile is 'Which column of a file is which field, version by version.';
call core.make_append_only('core.statement_profile');

create table core.statement_import (
  community_id    int         not null references core.community,
  id              bigint      generated always as identity,
  file_name       text        not null check (length(file_name) between 1 and 300),
  sha256          bytea       not null check (octet_length(sha256) = 32),
  profile         text        not null check (length(profile) between 1 and 60),
  profile_version int         not null check (profile_version >= 0),
  first_month     date        not null check (extract(day from first_month) = 1),
  last_month      date        not null check (extract(day from last_month) = 1 and last_month >= first_month),
  lines           int         not null check (lines > 0),
  imported_by     text        not null check (length(imported_by) between 1 and 200),
  imported_at     timestamptz not null,
  primary key (community_id, id)
);
create index statement_import_content on core.statement_import (community_id, sha256);
comment on column core.statement_import.profile_version is '0 for the form that the program carries.';
call core.make_append_only('core.statement_import');

create table core.statement_line (
  community_id     int         not null,
  import_id        bigint      not null,
  line             int         not null check (line > 0),
  month            date        not null check (extract(day from month) = 1),
  kind             text        collate "C" not null check (kind in ('advance', 'partial', 'complete', 'recalculation')),
  configuration    text        check (length(configuration) between 1 and 60),
  unit             text        check (length(unit) between 1 and 60),
  censimp          text        check (length(censimp) between 1 and 60),
  pod_id           int,
  other_pod        text        collate "C" check (length(other_pod) = 14),
  starts_at        timestamptz,
  injected_kwh     numeric     check (injected_kwh >= 0),
  withdrawn_kwh    numeric     check (withdrawn_kwh >= 0),
  shared_kwh       numeric     check (shared_kwh >= 0),
  incentivised_kwh numeric     check (incentivised_kwh >= 0),
  tariff           numeric,
  tip_eur          numeric,
  cac_eur          numeric,
  surplus_eur      numeric,
  charge           text        collate "C" check (charge in ('advance_recovered', 'fee', 'carried_over', 'other', 'net')),
  amount_eur       numeric,
  treatment        text        collate "C" check (treatment in ('hourly', 'profiled')),
  published        date,
  paid             date,
  primary key (community_id, import_id, line),
  foreign key (community_id, import_id) references core.statement_import,
  foreign key (community_id, pod_id) references core.pod,
  check (pod_id is null or other_pod is null),
  check ((charge is null) = (amount_eur is null))
);
create index statement_line_month on core.statement_line (community_id, month);
create index statement_line_point on core.statement_line (community_id, pod_id, month) where pod_id is not null;
comment on column core.statement_line.other_pod is 'A point that the community does not have: asked about, never settled.';
comment on column core.statement_line.tariff is 'EUR/MWh.';
call core.make_append_only('core.statement_line');

create table core.statement_undo (
  community_id int         not null,
  import_id    bigint      not null,
  reason       text        not null check (length(reason) between 1 and 500),
  undone_by    text        not null check (length(undone_by) between 1 and 200),
  undone_at    timestamptz not null,
  primary key (community_id, import_id),
  foreign key (community_id, import_id) references core.statement_import
);
comment on table core.statement_undo is 'An import is taken back once; its lines stay and count no more.';
call core.make_append_only('core.statement_undo');

create table core.reconcile_rule (
  community_id int         not null references core.community,
  revision     int         not null check (revision > 0),
  eur          numeric     not null check (eur between 0 and 100),
  kwh          numeric     not null check (kwh between 0 and 1000),
  days         int         not null check (days between 0 and 60),
  reason       text        not null check (length(reason) between 1 and 500),
  set_by       text        not null check (length(set_by) between 1 and 200),
  set_at       timestamptz not null,
  primary key (community_id, revision)
);
comment on table core.reconcile_rule is 'How far figures may be apart and still agree; 0.01 EUR, 0.01 kWh and 5 days where nobody said otherwise.';
call core.make_append_only('core.reconcile_rule');

create table core.reconciliation (
  community_id int         not null references core.community,
  month        date        not null check (extract(day from month) = 1),
  revision     int         not null check (revision > 0),
  agreement    text        collate "C" not null check (agreement in ('open', 'waiting', 'agrees', 'differs')),
  run_id       bigint      not null,
  payment_due  date,
  content      jsonb       not null,
  sha256       bytea       not null check (octet_length(sha256) = 32),
  made_by      text        not null check (length(made_by) between 1 and 200),
  made_at      timestamptz not null,
  primary key (community_id, month, revision),
  foreign key (community_id, month, run_id) references core.settlement_month
);
comment on table core.reconciliation is 'A month held against GSE and the bank; a new revision when anything of it has become otherwise.';
comment on column core.reconciliation.content is 'The rows; a point is named by the store''s number, never by its code.';
call core.make_append_only('core.reconciliation');

create table core.dossier (
  community_id int         not null references core.community,
  id           bigint      generated always as identity,
  year         int         not null check (year between 2000 and 2099),
  number       int         not null check (number > 0),
  month        date        not null check (extract(day from month) = 1),
  item         text        collate "C" not null check (length(item) between 1 and 40),
  scope        text        not null check (length(scope) <= 80),
  language     text        collate "C" not null check (language in ('it', 'en')),
  cause        text        collate "C" check (length(cause) between 1 and 40),
  pages        int         not null check (pages > 0),
  html         text        not null,
  content      bytea       not null,
  sha256       bytea       not null check (sha256 = sha256(content)),
  data         bytea       not null,
  made_by      text        not null check (length(made_by) between 1 and 200),
  made_at      timestamptz not null,
  primary key (community_id, id),
  unique (community_id, year, number)
);
comment on table core.dossier is 'What was written to GSE about a difference: numbered in its own series, never changed.';
comment on column core.dossier.data is 'The figures as CSV, as an Italian spreadsheet reads it.';
call core.make_append_only('core.dossier');

create function core.refuse_hole_in_dossiers() returns trigger language plpgsql as $$
begin
  if new.number > 1 and not exists (select from core.dossier
    where community_id = new.community_id and year = new.year and number = new.number - 1) then
    raise exception 'Found dossier number % of % without the one before it, expected no hole.', new.number, new.year
      using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger numbers_have_no_hole before insert on core.dossier
  for each row execute function core.refuse_hole_in_dossiers();

-- A month as the statement has it that holds: the latest kind, published last, taken in last. It goes before what was typed.
create view core.statement_advised as
select distinct on (community_id, month) community_id, month, kind, eur
from (
  select line.community_id, line.month, line.kind, line.import_id, max(line.published) as published,
    coalesce(sum(line.tip_eur) filter (where line.unit is not null), sum(line.tip_eur) filter (where line.pod_id is null
      and line.other_pod is null and line.unit is null)) as tip_eur,
    coalesce(sum(line.cac_eur) filter (where line.unit is not null), sum(line.cac_eur) filter (where line.pod_id is null
      and line.other_pod is null and line.unit is null)) as cac_eur
  from core.statement_line as line
  where not exists (select from core.statement_undo as undo
    where (undo.community_id, undo.import_id) = (line.community_id, line.import_id))
  group by 1, 2, 3, 4) as told
cross join lateral (select coalesce(told.tip_eur, 0) + coalesce(told.cac_eur, 0) as eur) as sum
where coalesce(told.tip_eur, told.cac_eur) is not null
order by community_id, month, array_position(array['advance', 'partial', 'complete', 'recalculation'], kind) desc,
  published desc nulls last, import_id desc;
comment on view core.statement_advised is 'What GSE advised last of a month: tariff and contribution, of the settlement or else of the advance.';

create or replace view rep.money_month with (security_barrier) as
select coalesce(settled.community_id, told.community_id) as community_id, coalesce(settled.month, told.month) as month,
  settled.tip_eur + settled.cac_eur as accrued_eur, told.advised_eur, told.received_eur
from rep.month as settled
full join (
  select coalesce(entry.community_id, advised.community_id) as community_id, coalesce(entry.month, advised.month) as month,
    coalesce(advised.eur, entry.advised_eur) as advised_eur, entry.received_eur
  from (
    select community_id, month,
      sum(cents) filter (where standing = 'advised' and kind <> 'fee') / 100.0 as advised_eur,
      sum(cents) filter (where standing = 'received') / 100.0 as received_eur
    from core.money_entry group by 1, 2) as entry
  full join core.statement_advised as advised on advised.community_id = entry.community_id and advised.month = entry.month) as told
  on told.community_id = settled.community_id and told.month = settled.month;

-- What GSE states of a member's points, in the export of what is held of him.
create view mine.held_statement with (security_barrier) as
select point.community_id, point.member_id, point.pod, line.month, line.kind, line.injected_kwh, line.withdrawn_kwh, line.treatment,
  line.published, imported.imported_at, undo.undone_at
from mine.held_point as point
join core.statement_line as line on line.community_id = point.community_id and line.pod_id = point.pod_id
  and line.month <= coalesce(point.to_day, 'infinity') and (line.month + interval '1 month')::date > point.from_day
join core.statement_import as imported on imported.community_id = line.community_id and imported.id = line.import_id
left join core.statement_undo as undo on undo.community_id = line.community_id and undo.import_id = line.import_id
where point.stands;
comment on view mine.held_statement is 'What the statements of GSE say of the member''s points.';
grant select on mine.held_statement to cer_member;
