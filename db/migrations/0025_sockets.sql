-- 0025_sockets.sql: meters that tell of themselves: frames of Chain 2 devices, their incidents, and counters of clamps.
-- A partition has the constraints as its own too.
do $$
declare
  part regclass;
begin
  alter table core.ingest drop constraint ingest_source_check;
  alter table core.ingest add constraint ingest_source_check
    check (source in ('rest', 'file', 'mqtt', 'csv', 'person', 'distributor', 'chain2gate'));
  alter table core.reading drop constraint reading_source_check;
  for part in select inhrelid::regclass from pg_inherits where inhparent = 'core.reading'::regclass loop
    execute format('alter table %s drop constraint if exists reading_source_check', part);
  end loop;
  alter table core.reading add constraint reading_source_check
    check (source in ('rest', 'file', 'mqtt', 'csv', 'person', 'distributor', 'chain2gate'));
end
$$;

alter table core.alert drop constraint alert_kind_check;
alter table core.alert add constraint alert_kind_check
  check (kind in ('device_silent', 'supply_interrupted', 'power_exceeded', 'point_mismatch'));
comment on column core.alert.since is
  'When it began; for a silent device, when it was last heard before it fell silent.';

-- What a counter showed last, and at the last quarter: without it a restart would lose the quarter it falls in.
create table core.counter_state (
  community_id int         not null references core.community,
  device       text        collate "C" not null,
  component    text        collate "C" not null,
  version      bigint      not null check (version > 0),
  state        jsonb       not null,
  changed_at   timestamptz not null,
  primary key (community_id, device, component)
);
comment on table core.counter_state is
  'One row for each counter, written over: of what it showed only the last counts. Readings made of it are kept for good.';
comment on column core.counter_state.version is 'Who writes says which he read: two programs do not count one step twice.';
grant select, insert, update on core.counter_state to cer_app;
