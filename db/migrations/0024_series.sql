-- 0024_series.sql: the outbox of the time series that are written elsewhere (InfluxDB): which days are to be written again.
-- A row comes with readings or hours, in their transaction, and goes when its day was written. Only while there is a sink.
create table core.series_sink (
  only_one   boolean     primary key default true check (only_one),
  target     text        not null,
  since      timestamptz not null default now(),
  written_at timestamptz,
  problem    text,
  problem_at timestamptz
);
comment on column core.series_sink.target is 'Where to, without a secret: another target is given everything anew.';
grant select, insert, update, delete on core.series_sink to cer_app;

create table core.series_outbox (
  community_id int         not null references core.community,
  id           bigint      generated always as identity,
  day          date        not null,
  not_before   timestamptz not null default now(),
  primary key (community_id, id)
);
comment on column core.series_outbox.day is 'Market day (Europe/Rome) that is written whole: a point of a series has one value.';
grant select, insert, update, delete on core.series_outbox to cer_app;
