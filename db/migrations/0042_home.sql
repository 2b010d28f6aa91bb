-- 0042_home.sql: what long-term statistics in a Home Assistant must be sent again, and the sums they stood at.
-- A day is put down with the hours, run, closing or definition that changes it, in their transaction. Only while there is a sink.
create table core.home_sink (
  only_one   boolean     primary key default true check (only_one),
  target     text        not null,
  since      timestamptz not null default now(),
  written_at timestamptz,
  problem    text,
  problem_at timestamptz
);
comment on column core.home_sink.target is 'Which Home Assistant, without a secret: another one is sent everything anew.';
grant select, insert, update, delete on core.home_sink to cer_app;

create table core.home_outbox (
  community_id int    not null references core.community,
  id           bigint generated always as identity,
  day          date   not null,
  primary key (community_id, id)
);
comment on column core.home_outbox.day is 'Market day (Europe/Rome) from which on sums are sent again: each stands on the one before.';
grant select, insert, update, delete on core.home_outbox to cer_app;

create table core.home_sum (
  community_id int     not null references core.community,
  series       text    collate "C" not null,
  day          date    not null,
  sum          numeric not null,
  primary key (community_id, series, day)
);
comment on column core.home_sum.sum is 'Over the whole life of the series, at the end of the day, as it was sent: kWh or EUR.';
grant select, insert, update, delete on core.home_sum to cer_app;

create table core.home_notice (
  community_id int         not null references core.community,
  key          text        collate "C" not null,
  told         text[]      not null,
  told_at      timestamptz not null default now(),
  primary key (community_id, key)
);
comment on column core.home_notice.told is 'What the notification spoke of: the same is not told a second time.';
grant select, insert, update, delete on core.home_notice to cer_app;

create function core.put_home_month() returns trigger language plpgsql as $$
begin
  insert into core.home_outbox (community_id, day)
  select distinct community_id, month from added where exists (select from core.home_sink);
  return null;
end $$;

create trigger puts_home_days after insert on core.settlement_month
  referencing new table as added for each statement execute function core.put_home_month();
create trigger puts_home_days after insert on core.month_state
  referencing new table as added for each statement execute function core.put_home_month();

-- Another definition may count other points from the first day on.
create function core.put_home_life() returns trigger language plpgsql as $$
begin
  insert into core.home_outbox (community_id, day)
  select distinct community_id, date '2000-01-01' from added where exists (select from core.home_sink);
  return null;
end $$;

create trigger puts_home_days after insert on core.definition
  referencing new table as added for each statement execute function core.put_home_life();
