-- 0021_curves.sql: curve files of distributors, taken in by a person, and taken back by one.
-- An import is a message of the log like any other; what it wrote is found by its number. Taken back, each reading gets a
-- revision that says what stood there before; where nothing stood, one without a quantity: nothing is known again.
create table core.curve_import (
  community_id int         not null,
  id           bigint      generated always as identity,
  ingest_id    bigint      not null,
  file_name    text        not null check (length(file_name) between 1 and 300),
  sha256       bytea       not null check (octet_length(sha256) = 32),
  direction    text        collate "C" not null check (direction in ('withdrawn', 'injected', 'produced')),
  confirmed    boolean     not null,
  points       int[]       not null check (cardinality(points) > 0),
  from_day     date        not null,
  to_day       date        not null check (to_day >= from_day),
  added        int         not null check (added >= 0),
  unchanged    int         not null check (unchanged >= 0),
  changed      int         not null check (changed >= 0),
  imported_by  text        not null check (length(imported_by) between 1 and 200),
  imported_at  timestamptz not null,
  primary key (community_id, id),
  unique (community_id, ingest_id),
  foreign key (community_id, ingest_id) references core.ingest
);
comment on column core.curve_import.confirmed is
  'Whether the person agreed to how days were read that have 96 values when the clocks change.';
create index curve_import_content on core.curve_import (community_id, sha256);
call core.make_append_only('core.curve_import');

create table core.curve_undo (
  community_id int         not null,
  import_id    bigint      not null,
  ingest_id    bigint      not null,
  restored     int         not null check (restored >= 0),
  undone_by    text        not null check (length(undone_by) between 1 and 200),
  undone_at    timestamptz not null,
  primary key (community_id, import_id),
  foreign key (community_id, import_id) references core.curve_import,
  foreign key (community_id, ingest_id) references core.ingest
);
comment on table core.curve_undo is 'An import is taken back once.';
call core.make_append_only('core.curve_undo');

-- A partition has the constraints as its own too.
do $$
declare
  part regclass;
begin
  alter table core.ingest drop constraint ingest_source_check;
  alter table core.ingest add constraint ingest_source_check
    check (source in ('rest', 'file', 'mqtt', 'csv', 'person', 'distributor'));
  alter table core.reading drop constraint reading_source_check;
  alter table core.reading drop constraint reading_has_a_quantity;
  for part in select inhrelid::regclass from pg_inherits where inhparent = 'core.reading'::regclass loop
    execute format('alter table %s drop constraint if exists reading_source_check', part);
    execute format('alter table %s drop constraint if exists reading_has_a_quantity', part);
  end loop;
  alter table core.reading add constraint reading_source_check
    check (source in ('rest', 'file', 'mqtt', 'csv', 'person', 'distributor'));
  alter table core.reading add constraint reading_has_a_quantity
    check (coalesce(injected_ukwh, withdrawn_ukwh, produced_ukwh, injected_total_ukwh, withdrawn_total_ukwh,
      produced_total_ukwh) is not null or source = 'distributor');
end
$$;
comment on constraint reading_has_a_quantity on core.reading is
  'Without a quantity it says that nothing is known: an import was taken back.';

-- Few: who looks for gaps asks which readings were taken back.
create index reading_taken_back on core.reading (community_id, pod_id, starts_at)
  where coalesce(injected_ukwh, withdrawn_ukwh, produced_ukwh, injected_total_ukwh, withdrawn_total_ukwh, produced_total_ukwh) is null;
