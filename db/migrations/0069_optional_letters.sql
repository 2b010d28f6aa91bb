-- 0069_optional_letters.sql: letters say what they are, readers which of the optional ones they do without. What somebody said stays:
-- another word is another row, and the newest counts.
alter table core.letter
  add column kind text collate "C" check (kind ~ '^[a-z_]{1,40}$'),
  add column optional boolean not null default false,
  add column reader_id int references core.person,
  add constraint letter_optional_has_kind check (kind is not null or not optional);
comment on column core.letter.kind is 'What it is; null of those of before, which go out as they always did.';
comment on column core.letter.optional is 'Whether its reader may do without: as the closed list of the program said when it was put.';
comment on column core.letter.reader_id is 'To whom an optional letter is written; null of all others.';
create index letter_reader on core.letter (reader_id) where reader_id is not null;

alter table core.letter_event drop constraint letter_event_event_check,
  add constraint letter_event_event_check
  check (event in ('put_off', 'sent', 'failed', 'uncertain', 'bounced', 'put_again', 'withheld'));

create table core.letter_choice (
  community_id int         not null references core.community,
  person_id    int         not null references core.person,
  kind         text        collate "C" not null check (kind ~ '^[a-z_]{1,40}$'),
  revision     int         not null check (revision > 0),
  wants        boolean     not null,
  how          text        not null check (how in ('one_click', 'link', 'page')),
  at           timestamptz not null,
  primary key (community_id, person_id, kind, revision)
);
comment on table core.letter_choice is 'Which optional letters a person wants in a community; who never said gets them.';
comment on column core.letter_choice.how is 'one_click: by a mail program (RFC 8058); link: on the page behind a letter''s link; page: signed in.';
create index letter_choice_person on core.letter_choice (person_id);
call core.make_append_only('core.letter_choice');

-- Only the function below, as the schema's owner, lets go of them.
drop trigger is_append_only on core.letter_choice;
create trigger is_append_only before update or delete on core.letter_choice
  for each row execute function core.refuse_all_but_forgetting();

create function core.wants_letters(community int, person int, kind text) returns boolean language sql stable as $$
  select coalesce((
    select choice.wants from core.letter_choice as choice
    where choice.community_id = wants_letters.community and choice.person_id = wants_letters.person
      and choice.kind = wants_letters.kind
    order by choice.revision desc limit 1), true)
$$;
comment on function core.wants_letters is 'Whether optional letters of a kind come to a person: as the person said last, else yes.';

-- Why an optional letter is not sent; null when it is.
create function core.letter_hindrance(community int, kind text, reader int, address text) returns text language sql stable as $$
  select case when reader is not null and not core.wants_letters(community, reader, kind) then 'unsubscribed' end
$$;

-- Of an account that was closed and holds no address any more nobody needs to know what it wanted.
create function core.forget_letter_choices() returns bigint
language plpgsql security definer set search_path = core, pg_temp as $$
declare
  gone bigint;
begin
  perform set_config('cer.forgets', 'on', true);
  delete from core.letter_choice as choice using core.person as person
  where person.id = choice.person_id and not person.enabled and person.email is null;
  get diagnostics gone = row_count;
  perform set_config('cer.forgets', 'off', true);
  return gone;
end
$$;
comment on function core.forget_letter_choices is 'Removes what closed accounts without an address wanted; said again, it does nothing.';
revoke all on function core.forget_letter_choices() from public;
grant execute on function core.forget_letter_choices() to cer_app;

create view mine.held_letter_choice with (security_barrier) as
select community.code as community, choice.kind, choice.wants, choice.how, choice.at
from core.letter_choice as choice
join core.community as community on community.id = choice.community_id
where choice.person_id = mine.person();
grant select on mine.held_letter_choice to cer_member;
