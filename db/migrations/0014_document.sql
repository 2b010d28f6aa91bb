-- 0014_document.sql: what is handed out, archived as it was made: numbered without holes, hashed, never changed; and the
-- jobs that make documents, which a dead node leaves for the next one to go on with.
create table core.document (
  community_id int         not null references core.community,
  id           bigint      generated always as identity,
  year         int         not null check (year between 2000 and 2099),
  number       int         not null check (number > 0),
  kind         text        collate "C" not null check (kind in ('month_report', 'statement')),
  month        date        not null check (extract(day from month) = 1),
  member_id    int,
  run_id       bigint      not null,
  language     text        collate "C" not null check (language in ('it', 'en')),
  replaces     bigint,
  pages        int         not null check (pages between 1 and 3),
  html         text        not null,
  content      bytea       not null,
  sha256       bytea       not null check (sha256 = sha256(content)),
  hours        bytea       not null,
  made_by      text        not null check (length(made_by) between 1 and 200),
  made_at      timestamptz not null,
  primary key (community_id, id),
  unique (community_id, year, number),
  foreign key (community_id, month, run_id) references core.settlement_month,
  foreign key (community_id, member_id) references core.member,
  foreign key (community_id, replaces) references core.document,
  check ((kind = 'statement') = (member_id is not null))
);
create unique index document_of_a_run on core.document
  (community_id, month, run_id, kind, coalesce(member_id, 0), language);
create index document_of_a_member on core.document (community_id, member_id, month) where member_id is not null;
comment on column core.document.year is 'Of the day it was made (Europe/Rome); numbers begin at 1 each year.';
comment on column core.document.replaces is 'The document that told the same of an earlier run.';
comment on column core.document.html is 'What the PDF was made from: preview and body of the mail.';
comment on column core.document.hours is 'The hours behind it, CSV as an Italian spreadsheet reads it.';
call core.make_append_only('core.document');

create function core.refuse_hole_in_numbers() returns trigger language plpgsql as $$
begin
  if new.number > 1 and not exists (select from core.document
    where community_id = new.community_id and year = new.year and number = new.number - 1) then
    raise exception 'Found document number % of % without the one before it, expected no hole.', new.number, new.year
      using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger numbers_have_no_hole before insert on core.document
  for each row execute function core.refuse_hole_in_numbers();

create table core.job (
  community_id int         not null references core.community,
  id           bigint      generated always as identity,
  month        date        not null check (extract(day from month) = 1),
  kinds        text[]      not null check (kinds <@ array['month_report', 'statement'] and cardinality(kinds) > 0),
  language     text        collate "C" not null check (language in ('it', 'en')),
  asked_by     text        not null check (length(asked_by) between 1 and 200),
  asked_at     timestamptz not null,
  state        text        not null default 'waiting'
    check (state in ('waiting', 'running', 'done', 'cancelled', 'failed')),
  run_id       bigint,
  total        int         check (total >= 0),
  done         int         not null default 0 check (done >= 0),
  faults       int[]       not null default '{}',
  problem      text,
  ended_at     timestamptz,
  primary key (community_id, id),
  check ((state in ('done', 'cancelled', 'failed')) = (ended_at is not null))
);
create index job_open on core.job (asked_at) where ended_at is null;
comment on column core.job.faults is 'Members whose document could not be made, 0 for the report: not tried again.';
grant select, insert, update on core.job to cer_app;

create view mine.document with (security_barrier) as
select me.community_id, me.member_id, document.id, document.year, document.number, document.kind, document.month,
  document.language, document.replaces, document.pages, length(document.content) as bytes, document.sha256,
  document.made_at
from mine.member() as me
join core.document as document
  on document.community_id = me.community_id and document.member_id = me.member_id;
comment on view mine.document is 'The statements of the member; their bytes go out by the server, which asks for the same.';
grant select on mine.document to cer_member;
