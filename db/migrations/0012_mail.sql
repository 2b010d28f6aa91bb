-- 0012_mail.sql: letters, what became of them, and which wait. A letter and its events stay; the queue is only a queue.
create table core.letter (
  community_id int         not null references core.community,
  id           bigint      generated always as identity,
  key          text        collate "C" not null check (length(key) between 1 and 200),
  message_id   text        collate "C" not null check (message_id ~ '^[a-z0-9.-]{8,64}$'),
  recipient    text        not null check (length(recipient) between 3 and 320),
  subject      text        not null check (subject !~ '[\r\n]'),
  html         text        not null,
  plain        text        not null,
  put_at       timestamptz not null,
  primary key (community_id, id),
  unique (community_id, key)
);
comment on column core.letter.key is 'What the letter is about: the same key is put once.';
comment on column core.letter.message_id is
  'The part before the at sign of its Message-ID: made of community, key and recipient, the same for each attempt.';
create index letter_message_id on core.letter (message_id);

create table core.letter_attachment (
  community_id int      not null,
  letter_id    bigint   not null,
  ordinal      smallint not null,
  name         text     not null,
  media_type   text     not null,
  content      bytea    not null,
  primary key (community_id, letter_id, ordinal),
  foreign key (community_id, letter_id) references core.letter
);

create table core.letter_event (
  community_id int         not null,
  letter_id    bigint      not null,
  id           bigint      generated always as identity,
  attempt      int         not null check (attempt >= 0),
  event        text        not null check (event in ('put_off', 'sent', 'failed', 'uncertain', 'bounced', 'put_again')),
  at           timestamptz not null,
  problem      text,
  who          text,
  primary key (community_id, letter_id, id),
  foreign key (community_id, letter_id) references core.letter
);
comment on column core.letter_event.problem is 'One sentence: what was found and what was expected.';
comment on column core.letter_event.who is 'The person who had it put again.';

create table core.letter_queue (
  community_id int         not null,
  letter_id    bigint      not null,
  attempt      int         not null default 0,
  tries        int         not null default 0,
  since        timestamptz not null default now(),
  not_before   timestamptz not null default now(),
  holder       uuid,
  lease_until  timestamptz,
  closed       boolean     not null default false,
  primary key (community_id, letter_id),
  foreign key (community_id, letter_id) references core.letter
);
comment on table core.letter_queue is
  'Letters to be sent. Its times are the database''s: nodes may disagree about the hour, and a lease must not.';
comment on column core.letter_queue.closed is
  'The holder sends the end of the letter: whatever happens, nobody else may send it by himself.';
create index letter_queue_due on core.letter_queue (not_before);

create view core.letter_standing as
select
  letter.community_id,
  letter.id,
  letter.key,
  letter.recipient,
  letter.subject,
  case when last.event is null or last.event in ('put_off', 'put_again') then 'waiting' else last.event end as state,
  greatest(coalesce(queue.attempt, 0), coalesce(last.attempt, 0)) as attempts,
  coalesce(last.at, letter.put_at) as at,
  last.problem
from core.letter as letter
left join core.letter_queue as queue on queue.community_id = letter.community_id and queue.letter_id = letter.id
left join lateral (
  select event, attempt, at, problem from core.letter_event
  where community_id = letter.community_id and letter_id = letter.id
  order by attempt desc, event = 'put_again' desc, event = 'bounced' desc, id desc
  limit 1) as last on true;
comment on view core.letter_standing is
  'How each letter stands: what a later attempt came to counts, and a report of non-delivery more than the delivery.';

call core.make_append_only('core.letter');
call core.make_append_only('core.letter_attachment');
call core.make_append_only('core.letter_event');
grant select, insert, update, delete on core.letter_queue to cer_app;
grant select on core.letter_standing to cer_app;
