-- 0007_quarantine_decision.sql: what an operator decided of a line kept apart: once for each line, and for good.
create table core.quarantine_decision (
  community_id int         not null,
  ingest_id    bigint      not null,
  line         int         not null,
  accepted     boolean     not null,
  decided_by   text        not null check (length(decided_by) between 1 and 200),
  reason       text        not null check (length(reason) between 1 and 2000),
  decided_at   timestamptz not null,
  primary key (community_id, ingest_id, line),
  foreign key (community_id, ingest_id, line) references core.quarantine
);
comment on table core.quarantine_decision is
  'An accepted line has become a reading of its message; a rejected one stays out of every sum.';
call core.make_append_only('core.quarantine_decision');
