-- 0034_curve_vouch.sql: the quarters that a curve file has told, also those where its class had said the same before and no
-- row was written. Taken back, a file takes its own words along and leaves what another file that stands says as well.
create table core.curve_vouch (
  community_id int            not null,
  import_id    bigint         not null,
  pod_id       int            not null,
  unit_id      int            not null default 0 check (unit_id >= 0),
  class        text           collate "C" not null check (class in ('distributor', 'estimate')),
  spans        tstzmultirange not null check (not isempty(spans)),
  primary key (community_id, import_id, pod_id, unit_id, class),
  foreign key (community_id, import_id) references core.curve_import
);
comment on table core.curve_vouch is 'What an import stands behind: quarters of the direction it has, by the class of their quality.';
call core.make_append_only('core.curve_vouch');

-- Of imports before this it is known what they wrote.
insert into core.curve_vouch (community_id, import_id, pod_id, unit_id, class, spans)
select import.community_id, import.id, r.pod_id, r.unit_id, core.reading_class(r.source, r.quality),
  range_agg(tstzrange(r.starts_at, r.starts_at + interval '15 minutes'))
from core.curve_import as import
join core.reading as r on r.community_id = import.community_id and r.pod_id = any (import.points)
  and r.ingest_id = import.ingest_id
  and r.starts_at >= import.from_day::timestamp at time zone 'Europe/Rome'
  and r.starts_at < (import.to_day + 1)::timestamp at time zone 'Europe/Rome'
group by import.community_id, import.id, r.pod_id, r.unit_id, core.reading_class(r.source, r.quality);
