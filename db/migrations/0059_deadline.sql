-- 0059_deadline.sql: what was done about the deadlines of the money calendar, with the papers that show it. The days themselves follow
-- from the rules; the newest mark of a deadline stands.
create table core.deadline_mark (
  community_id int         not null references core.community,
  id           int         not null check (id > 0),
  kind         text        collate "C" not null check (kind in ('measures', 'advance', 'advance_paid', 'hourly_data', 'balance',
    'balance_paid', 'recalculation', 'last_rectification')),
  of_month     date        not null check (extract(day from of_month) = 1),
  done         boolean     not null,
  note         text        not null check (length(note) between 1 and 500),
  author       text        not null check (length(author) between 1 and 200),
  at           timestamptz not null,
  primary key (community_id, id)
);
create index deadline_mark_of on core.deadline_mark (community_id, kind, of_month, id);
comment on table core.deadline_mark is 'That a deadline was seen to, or is open again, with why; the highest id stands.';
call core.make_append_only('core.deadline_mark');

create table core.deadline_paper (
  community_id int         not null,
  id           int         not null check (id > 0),
  mark_id      int         not null,
  media_type   text        collate "C" not null check (media_type in ('application/pdf', 'image/jpeg', 'image/png')),
  size_bytes   int         not null check (size_bytes between 1 and 8388608),
  sha256       bytea       not null check (octet_length(sha256) = 32),
  content      bytea       not null check (octet_length(content) = size_bytes and sha256(content) = sha256),
  author       text        not null check (length(author) between 1 and 200),
  at           timestamptz not null,
  primary key (community_id, id),
  foreign key (community_id, mark_id) references core.deadline_mark
);
-- Scans are packed already.
alter table core.deadline_paper alter column content set storage external;
comment on table core.deadline_paper is 'What shows that a deadline was seen to: a receipt, a statement, a letter.';
call core.make_append_only('core.deadline_paper');
