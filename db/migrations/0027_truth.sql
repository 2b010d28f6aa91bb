-- 0027_truth.sql: which of several readings of one interval stands. A row belongs to a class by what it is: a correction of a
-- person, a validated value of the distributor, what a device told, an estimate. The best class that tells a quantity gives
-- it; within the class its newest row speaks, and one without a quantity takes the word of its class back.
do $$
declare
  part regclass;
begin
  alter table core.ingest drop constraint ingest_source_check;
  alter table core.ingest add constraint ingest_source_check
    check (source in ('rest', 'file', 'mqtt', 'csv', 'person', 'distributor', 'chain2gate', 'correction'));
  alter table core.reading drop constraint reading_source_check;
  alter table core.reading drop constraint reading_has_a_quantity;
  for part in select inhrelid::regclass from pg_inherits where inhparent = 'core.reading'::regclass loop
    execute format('alter table %s drop constraint if exists reading_source_check', part);
    execute format('alter table %s drop constraint if exists reading_has_a_quantity', part);
  end loop;
  alter table core.reading add constraint reading_source_check
    check (source in ('rest', 'file', 'mqtt', 'csv', 'person', 'distributor', 'chain2gate', 'correction'));
  alter table core.reading add constraint reading_has_a_quantity
    check (coalesce(injected_ukwh, withdrawn_ukwh, produced_ukwh, injected_total_ukwh, withdrawn_total_ukwh,
      produced_total_ukwh) is not null or source in ('distributor', 'person', 'correction'));
end
$$;
comment on constraint reading_has_a_quantity on core.reading is
  'Without a quantity it takes back what its class said before.';

create function core.reading_class(source text, quality text) returns text
language sql immutable parallel safe as $$
  select case when source = 'correction' then 'correction' when quality <> 'measured' then 'estimate'
    when source = 'person' then 'correction' when source = 'distributor' then 'distributor' else 'device' end
$$;
comment on function core.reading_class is 'correction, distributor, device or estimate: which word it is among several.';
grant execute on function core.reading_class to cer_app;

-- Few have more than one: who asks for the newest word of each class looks only here.
create index reading_revised on core.reading (community_id, pod_id, starts_at) where revision > 1;

create table core.precedence (
  community_id int         not null references core.community,
  id           int         not null check (id > 0),
  pod_id       int,
  from_day     date        not null check (from_day between '2019-01-01' and '2100-12-31'),
  classes      text[]      not null,
  reason       text        not null check (length(reason) between 1 and 2000),
  author       text        not null check (length(author) between 1 and 200),
  decided_at   timestamptz not null,
  primary key (community_id, id),
  foreign key (community_id, pod_id) references core.pod,
  check (cardinality(classes) = 4 and classes @> array['correction', 'distributor', 'device', 'estimate'])
);
comment on table core.precedence is
  'Which class goes before which, from a day on: of a point, or of all (null). The newest that applies on the reading''s own '
  'day stands, a point''s own before that of all; without any: correction, distributor, device, estimate.';
call core.make_append_only('core.precedence');

alter table core.settlement_run add column precedence_upto int;
comment on column core.settlement_run.precedence_upto is
  'Last precedence that was decided when it was made, 0 before any; null when the newest row of an interval stood.';

-- An import that was taken back left rows of the distributor that repeat what others had said: now they would be validated
-- values. Where the word before was not the distributor's own, it is enough that the distributor says nothing again.
insert into core.reading (community_id, pod_id, starts_at, unit_id, meter, minutes, revision, received_at, ingest_id, source, quality)
select restored.community_id, restored.pod_id, restored.starts_at, restored.unit_id, restored.meter, restored.minutes,
  last.revision + 1, restored.received_at, restored.ingest_id, 'distributor', restored.quality
from core.curve_undo as undo
join core.reading as restored on restored.community_id = undo.community_id and restored.ingest_id = undo.ingest_id
join core.reading as former on (former.community_id, former.pod_id, former.starts_at, former.unit_id, former.meter, former.revision)
  = (restored.community_id, restored.pod_id, restored.starts_at, restored.unit_id, restored.meter, restored.revision - 2)
cross join lateral (
  select max(revision) as revision from core.reading as r
  where (r.community_id, r.pod_id, r.starts_at, r.unit_id, r.meter)
    = (restored.community_id, restored.pod_id, restored.starts_at, restored.unit_id, restored.meter)) as last
where restored.revision > 2 and core.reading_class(restored.source, restored.quality) = 'distributor'
  and core.reading_class(former.source, former.quality) <> 'distributor';

-- What stands may be another now where distributors or people had their say beside others: those days are made anew.
insert into core.touched (community_id, day)
select distinct r.community_id, (r.starts_at at time zone 'Europe/Rome')::date
from core.reading as r
where r.revision > 1 and (exists (select from core.curve_import as i where i.community_id = r.community_id)
  or exists (select from core.hour_acceptance as a where a.community_id = r.community_id));
