-- 0058_gse_request.sql: what a request to GSE asks for beside the declaration of the community: codes of plants, cadastral places, tax
-- codes of members. A row is what was declared of a subject, whole; the highest revision stands.
create table core.gse_request (
  community_id int         not null references core.community,
  subject      text        collate "C" not null check (subject in ('configuration', 'plant', 'unit', 'member')),
  code         text        collate "C" not null check (length(code) between 1 and 200),
  revision     int         not null check (revision > 0),
  member_id    int,
  facts        jsonb       not null check (jsonb_typeof(facts) = 'object' and pg_column_size(facts) <= 32768),
  author       text        not null check (length(author) between 1 and 200),
  at           timestamptz not null default now(),
  primary key (community_id, subject, code, revision),
  foreign key (community_id, member_id) references core.member,
  check ((subject = 'member') = (member_id is not null))
);
comment on table core.gse_request is 'Facts of a request to GSE; those of a member are personal and go when its time here is over.';
call core.make_append_only('core.gse_request');
drop trigger is_append_only on core.gse_request;
create trigger is_append_only before update or delete on core.gse_request
  for each row execute function core.refuse_all_but_forgetting();

create function core.forget_gse_requests(out members bigint)
language plpgsql security definer set search_path = core, pg_temp as $$
declare
  today date := (now() at time zone 'Europe/Rome')::date;
begin
  perform pg_advisory_xact_lock(hashtext('core.forget_desk'), 0);
  perform set_config('cer.forgets', 'on', true);
  update core.gse_request as told set facts = '{}'
  where told.member_id is not null and told.facts <> '{}' and told.at < now() - interval '10 years'
    and not exists (select from core.membership as point
      where point.community_id = told.community_id and point.member_id = told.member_id
        and point.version = (select max(version) from core.definition where community_id = told.community_id)
        and coalesce(point.to_day, 'infinity') >= today - interval '10 years');
  get diagnostics members = row_count;
  perform set_config('cer.forgets', 'off', true);
end
$$;
comment on function core.forget_gse_requests is
  'Facts of members who have had no point since ten years (as long as GSE keeps them) go; said again, it does nothing.';
revoke all on function core.forget_gse_requests() from public;
grant execute on function core.forget_gse_requests() to cer_app;

create view mine.held_gse_request with (security_barrier) as
select me.community_id, me.member_id, told.revision, told.facts, told.at
from mine.member() as me
join core.gse_request as told on told.community_id = me.community_id and told.member_id = me.member_id;

grant select on mine.held_gse_request to cer_member;
