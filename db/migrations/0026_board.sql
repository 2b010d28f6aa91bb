-- 0026_board.sql: what people do about doubtful readings: put a doubt away, correct values, estimate what is missing, take any
-- of it back, and ask for what did not come. All of it is only ever added to.
create table core.mend (
  community_id int         not null references core.community,
  id           bigint      generated always as identity,
  kind         text        collate "C" not null check (kind in ('accepted', 'corrected', 'estimated', 'withdrawn')),
  withdraws    bigint,
  pod_id       int         not null,
  unit_id      int         not null default 0 check (unit_id >= 0),
  flow         text        collate "C" not null check (flow in ('withdrawn', 'injected', 'produced')),
  doubt        text        collate "C" check (doubt in ('missing', 'device_vs_distributor', 'total_vs_sum',
    'above_clear_sky', 'night_production', 'flat_line', 'spike_after_gap', 'impossible')),
  from_at      timestamptz not null check (from_at = date_bin('15 minutes', from_at, '2000-01-01 00:00+00')),
  to_at        timestamptz not null check (to_at = date_bin('15 minutes', to_at, '2000-01-01 00:00+00')),
  ukwh         bigint      check (ukwh >= 0),
  ingest_id    bigint,
  readings     int         not null default 0 check (readings >= 0),
  author       text        not null check (length(author) between 1 and 200),
  reason       text        not null check (length(reason) between 1 and 2000),
  at           timestamptz not null,
  primary key (community_id, id),
  unique (community_id, withdraws),
  foreign key (community_id, pod_id) references core.pod,
  foreign key (community_id, withdraws) references core.mend,
  foreign key (community_id, ingest_id) references core.ingest,
  check (to_at > from_at),
  check ((kind = 'withdrawn') = (withdraws is not null)),
  check (kind <> 'accepted' or doubt is not null),
  check (kind not in ('corrected', 'estimated') or ingest_id is not null)
);
create index mend_span on core.mend (community_id, from_at);
comment on table core.mend is 'What a person did about a doubtful span of a series; taken back by a later row that names the first.';
comment on column core.mend.unit_id is 'The unit that gives or makes; 0 for what the point takes.';
comment on column core.mend.ukwh is 'Of a doubt put away: what was concerned. One that has grown is doubted again.';
call core.make_append_only('core.mend');

create table core.backfill_request (
  community_id int         not null references core.community,
  id           bigint      generated always as identity,
  pod_id       int         not null,
  unit_id      int         not null default 0 check (unit_id >= 0),
  flow         text        collate "C" not null check (flow in ('withdrawn', 'injected', 'produced')),
  device       text        collate "C",
  from_at      timestamptz not null check (from_at = date_bin('15 minutes', from_at, '2000-01-01 00:00+00')),
  to_at        timestamptz not null check (to_at = date_bin('15 minutes', to_at, '2000-01-01 00:00+00')),
  wanted       int         not null check (wanted > 0),
  asked_by     text        not null check (length(asked_by) between 1 and 200),
  asked_at     timestamptz not null,
  primary key (community_id, id),
  foreign key (community_id, pod_id) references core.pod,
  check (to_at > from_at)
);
comment on column core.backfill_request.device is 'The device that should send again; null where there is none to ask.';
comment on column core.backfill_request.wanted is
  'Quarters that lacked when it was asked; all of the span when none did. Once as many came in, it is answered.';
call core.make_append_only('core.backfill_request');

-- A correction has a source of its own; taken back, a value of a person may leave nothing known. A partition has the
-- constraints as its own too.
do $$
declare
  part regclass;
begin
  alter table core.ingest drop constraint if exists ingest_source_check;
  alter table core.ingest add constraint ingest_source_check
    check (source in ('rest', 'file', 'mqtt', 'csv', 'person', 'distributor', 'chain2gate', 'correction'));
  alter table core.reading drop constraint if exists reading_source_check;
  alter table core.reading drop constraint if exists reading_has_a_quantity;
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
  'Without a quantity it says that nothing is known: an import, a correction or an estimate was taken back.';
