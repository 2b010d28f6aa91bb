-- 0023_market.sql: prices fetched from the market's operator: what became of each request, and the calls its quotas count.
-- Prices are the same for every community, and so are these small tables.
create table core.price_fetch (
  id        bigint      generated always as identity primary key,
  ended_at  timestamptz not null,
  from_day  date        not null,
  to_day    date        not null check (to_day >= from_day),
  zones     text[]      not null,
  added     int         not null check (added >= 0),
  corrected int         not null check (corrected >= 0),
  problem   text
);
comment on column core.price_fetch.problem is 'One sentence: what was found and what was expected; null when it worked.';
call core.make_append_only('core.price_fetch');

create table core.price_call (
  id        bigint      generated always as identity primary key,
  called_at timestamptz not null default clock_timestamp(),
  bytes     int         not null default 0 check (bytes >= 0)
);
comment on table core.price_call is 'Calls of the last hour by any node; older ones go. Its times are the database''s.';
grant select, insert, update, delete on core.price_call to cer_app;
