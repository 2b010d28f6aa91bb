-- 0055_submission.sql: what is handed over or sent to GSE and ARERA, with what they answered; and the chain of hashes that every file,
-- call and step of it is written into, of each community its own. Nothing of either is ever changed.

-- ---- the chain ----------------------------------------------------------------------------------------------------------

create table core.chain_entry (
  community_id int         not null references core.community,
  seq          bigint      not null check (seq > 0),
  at           timestamptz not null,
  who          text        not null check (length(who) between 1 and 200),
  what         text        collate "C" not null check (what ~ '^[a-z_.]{1,60}$'),
  subject      text        not null check (length(subject) <= 200),
  detail       text        not null check (octet_length(detail) <= 1048576),
  previous     bytea       not null check (octet_length(previous) = 32),
  hash         bytea       not null check (octet_length(hash) = 32),
  primary key (community_id, seq)
);
comment on table core.chain_entry is
  'An entry of the audit log: its hash is the SHA-256 of core.chain_bytes, in which the hash of the entry before it stands.';
call core.make_append_only('core.chain_entry');
-- Only core.add_to_chain writes: nobody chooses a number or a hash.
revoke insert on core.chain_entry from cer_app;

create table core.chain_head (
  community_id int         primary key references core.community,
  seq          bigint      not null check (seq > 0),
  hash         bytea       not null check (octet_length(hash) = 32),
  at           timestamptz not null
);
comment on table core.chain_head is 'The last entry of each chain: an entry cut from the end is missed by it.';
grant select on core.chain_head to cer_app;

create function core.chain_bytes(community text, seq bigint, at timestamptz, who text, what text, subject text, detail text,
  previous bytea) returns bytea language sql stable strict parallel safe set search_path = pg_catalog as $$
  select convert_to('cer-chain-1', 'UTF8') || previous || int8send(seq) || int8send((extract(epoch from at) * 1000000)::bigint)
    || string_agg(int4send(octet_length(part)) || part, ''::bytea order by place)
  from unnest(array[convert_to(community, 'UTF8'), convert_to(who, 'UTF8'), convert_to(what, 'UTF8'), convert_to(subject, 'UTF8'),
    convert_to(detail, 'UTF8')]) with ordinality as told (part, place)
$$;
revoke all on function core.chain_bytes(text, bigint, timestamptz, text, text, text, text, bytea) from public;
comment on function core.chain_bytes is
  'cer-chain-1, the hash before (32 bytes; of the first entry zeros), number and microseconds of Unix time (8 bytes each, the highest'
  ' first), then code of the community, who, what, subject and detail as UTF-8, each behind its length in bytes (4 bytes).';

create function core.add_to_chain(of_community int, told_at timestamptz, told_by text, told_what text, told_subject text,
  told_detail text) returns bigint
language plpgsql security definer set search_path = core, pg_temp as $$
declare
  code  text;
  last  record;
  place bigint;
  made  bytea;
  prior bytea;
begin
  perform pg_advisory_xact_lock(hashtext('core.chain'), of_community);
  select community.code into strict code from core.community as community where community.id = of_community;
  select head.seq, head.hash into last from core.chain_head as head where head.community_id = of_community;
  place := coalesce(last.seq, 0) + 1;
  prior := coalesce(last.hash, decode(repeat('00', 32), 'hex'));
  made := sha256(core.chain_bytes(code, place, told_at, told_by, told_what, told_subject, told_detail, prior));
  insert into core.chain_entry (community_id, seq, at, who, what, subject, detail, previous, hash)
  values (of_community, place, told_at, told_by, told_what, told_subject, told_detail, prior, made);
  insert into core.chain_head as head (community_id, seq, hash, at) values (of_community, place, made, told_at)
  on conflict (community_id) do update set seq = excluded.seq, hash = excluded.hash, at = excluded.at;
  return place;
end
$$;
comment on function core.add_to_chain is 'Adds an entry behind the last one and gives its number; writers of a community take turns.';
revoke all on function core.add_to_chain(int, timestamptz, text, text, text, text) from public;
grant execute on function core.add_to_chain(int, timestamptz, text, text, text, text) to cer_app;

-- ---- submissions --------------------------------------------------------------------------------------------------------

create table core.submission (
  community_id int         not null references core.community,
  id           int         not null check (id > 0),
  month        date        not null check (extract(day from month) = 1),
  kind         text        collate "C" not null check (kind in ('gse-month', 'gse-members', 'arera-report')),
  revision     int         not null check (revision > 0),
  reason       text        check (length(reason) between 1 and 500),
  checklist    text[]      not null check (cardinality(checklist) <= 100),
  author       text        not null check (length(author) between 1 and 200),
  at           timestamptz not null,
  chain_seq    bigint      not null,
  primary key (community_id, id),
  unique (community_id, month, kind, revision),
  unique (community_id, chain_seq),
  foreign key (community_id, chain_seq) references core.chain_entry (community_id, seq),
  check ((revision = 1) = (reason is null))
);
comment on table core.submission is
  'A package for GSE or ARERA about a month: its key is (community, month, kind, revision). A correction is a new revision, with why.';
call core.make_append_only('core.submission');

create table core.submission_file (
  community_id  int      not null,
  submission_id int      not null,
  ordinal       smallint not null check (ordinal > 0),
  name          text     collate "C" not null check (name ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$'),
  media_type    text     collate "C" not null check (length(media_type) between 3 and 120),
  size_bytes    int      not null check (size_bytes between 0 and 33554432),
  sha256        bytea    not null check (octet_length(sha256) = 32),
  content       bytea    not null check (octet_length(content) = size_bytes and sha256(content) = sha256),
  primary key (community_id, submission_id, ordinal),
  unique (community_id, submission_id, name),
  foreign key (community_id, submission_id) references core.submission
);
comment on table core.submission_file is 'A file of a package, byte for byte as it was handed over or sent.';
call core.make_append_only('core.submission_file');

create table core.submission_step (
  community_id  int         not null,
  submission_id int         not null,
  step          int         not null check (step > 0),
  kind          text        collate "C" not null check (kind in ('handed_over', 'sending', 'sent', 'put_off', 'unanswered', 'refused',
    'received', 'accepted', 'rejected')),
  protocol      text        check (length(protocol) between 1 and 100),
  detail        jsonb       not null,
  author        text        not null check (length(author) between 1 and 200),
  at            timestamptz not null,
  chain_seq     bigint      not null,
  primary key (community_id, submission_id, step),
  unique (community_id, chain_seq),
  foreign key (community_id, submission_id) references core.submission,
  foreign key (community_id, chain_seq) references core.chain_entry (community_id, seq),
  check (kind <> 'received' or protocol is not null)
);
create unique index submission_is_received_once on core.submission_step (community_id, submission_id) where kind = 'received';
create unique index submission_is_judged_once on core.submission_step (community_id, submission_id)
  where kind in ('accepted', 'rejected');
comment on table core.submission_step is
  'What happened to a package: handed over by a person, about to be sent, taken, received under a protocol, accepted or rejected.';
call core.make_append_only('core.submission_step');

create function core.submission_key(of_community int, month date, kind text, revision int) returns text
language sql stable parallel safe set search_path = core, pg_temp as $$
  select code || '.' || to_char(month, 'YYYY-MM') || '.' || kind || '.' || revision from core.community where id = of_community
$$;
comment on function core.submission_key is 'The key under which a package is sent once: the same for every attempt.';

create function core.package_text(month date, kind text, revision int, reason text, checklist text[], names text[], types text[],
  hashes text[]) returns text language sql stable parallel safe as $$
  select jsonb_build_object('month', to_char(month, 'YYYY-MM'), 'kind', kind, 'revision', revision, 'reason', reason,
    'checklist', to_jsonb(checklist), 'names', to_jsonb(names), 'types', to_jsonb(types), 'sha256', to_jsonb(hashes))::text
$$;
comment on function core.package_text is 'What the chain keeps of a package: its files by their SHA-256.';

create function core.step_text(step int, kind text, protocol text, detail jsonb) returns text language sql stable parallel safe as $$
  select jsonb_build_object('step', step, 'kind', kind, 'protocol', protocol, 'detail', detail)::text
$$;
comment on function core.step_text is 'What the chain keeps of a step.';

create view core.chain_copy as
select one.community_id, one.chain_seq, one.at, one.author as who, 'submission.prepared' as what,
  core.submission_key(one.community_id, one.month, one.kind, one.revision) as subject,
  core.package_text(one.month, one.kind, one.revision, one.reason, one.checklist, files.names, files.types, files.hashes) as detail
from core.submission as one
cross join lateral (
  select coalesce(array_agg(file.name::text order by file.ordinal), '{}') as names,
    coalesce(array_agg(file.media_type::text order by file.ordinal), '{}') as types,
    coalesce(array_agg(encode(sha256(file.content), 'hex') order by file.ordinal), '{}') as hashes
  from core.submission_file as file where file.community_id = one.community_id and file.submission_id = one.id) as files
union all
select step.community_id, step.chain_seq, step.at, step.author, 'submission.' || step.kind,
  core.submission_key(one.community_id, one.month, one.kind, one.revision),
  core.step_text(step.step, step.kind, step.protocol, step.detail)
from core.submission_step as step
join core.submission as one on one.community_id = step.community_id and one.id = step.submission_id;
comment on view core.chain_copy is 'What the tables say now of that which the chain kept; files are hashed anew.';
grant select on core.chain_copy to cer_app;
revoke all on function core.submission_key(int, date, text, int), core.step_text(int, text, text, jsonb),
  core.package_text(date, text, int, text, text[], text[], text[], text[]) from public;
grant execute on function core.submission_key(int, date, text, int), core.step_text(int, text, text, jsonb),
  core.package_text(date, text, int, text, text[], text[], text[], text[]) to cer_app;
