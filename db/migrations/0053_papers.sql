-- 0053_papers.sql: scans of the papers that acts and delegations of the desk stand on, each of one member; a scan that was the wrong
-- one is taken away and that it was there stays; all go with the words about their paper.
alter table core.delegation add constraint delegation_of_a_member unique (community_id, id, member_id);

create table core.desk_paper (
  community_id  int         not null,
  id            int         not null check (id > 0),
  member_id     int         not null,
  act_id        int,
  delegation_id int,
  media_type    text        collate "C" not null check (media_type in ('application/pdf', 'image/jpeg', 'image/png')),
  size_bytes    int         not null check (size_bytes between 1 and 8388608),
  sha256        bytea       not null check (octet_length(sha256) = 32),
  content       bytea       check (octet_length(content) = size_bytes and sha256(content) = sha256),
  author        text        not null check (length(author) between 1 and 200),
  at            timestamptz not null,
  primary key (community_id, id),
  foreign key (community_id, act_id, member_id) references core.desk_evidence,
  foreign key (community_id, delegation_id, member_id) references core.delegation (community_id, id, member_id),
  check (num_nonnulls(act_id, delegation_id) = 1)
);
-- Scans are packed already.
alter table core.desk_paper alter column content set storage external;
create index desk_paper_of_act on core.desk_paper (community_id, act_id);
create index desk_paper_of_delegation on core.desk_paper (community_id, delegation_id);
comment on table core.desk_paper is
  'The scan of a paper that an act or a delegation stands on, of one member. Without content it was taken away or its time is over.';
call core.make_append_only('core.desk_paper');

create table core.desk_paper_removal (
  community_id int         not null,
  paper_id     int         not null,
  reason       text        not null check (length(reason) between 1 and 500),
  author       text        not null check (length(author) between 1 and 200),
  at           timestamptz not null,
  primary key (community_id, paper_id),
  foreign key (community_id, paper_id) references core.desk_paper
);
comment on table core.desk_paper_removal is 'A scan that was the wrong one: its bytes are gone, that it was there is not.';
call core.make_append_only('core.desk_paper_removal');

-- Only the functions below, as the schema's owner, let go of bytes and reasons.
do $$
declare
  target text;
begin
  foreach target in array array['desk_paper', 'desk_paper_removal'] loop
    execute format('drop trigger is_append_only on core.%I', target);
    execute format('create trigger is_append_only before update or delete on core.%I
      for each row execute function core.refuse_all_but_forgetting()', target);
  end loop;
end
$$;

create function core.remove_desk_paper(of_community int, of_paper int, who text, why text, told_at timestamptz) returns boolean
language plpgsql security definer set search_path = core, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtext('core.community'), of_community);
  perform set_config('cer.forgets', 'on', true);
  update core.desk_paper set content = null where community_id = of_community and id = of_paper and content is not null;
  if not found then
    perform set_config('cer.forgets', 'off', true);
    return false;
  end if;
  perform set_config('cer.forgets', 'off', true);
  insert into core.desk_paper_removal (community_id, paper_id, reason, author, at) values (of_community, of_paper, why, who, told_at);
  insert into core.audit (community_id, who, what, detail)
  values (of_community, who, 'desk paper removed', jsonb_build_object('paper', of_paper));
  return true;
end
$$;
comment on function core.remove_desk_paper is 'Takes away the bytes of a scan that was the wrong one; false when there are none.';
revoke all on function core.remove_desk_paper(int, int, text, text, timestamptz) from public;
grant execute on function core.remove_desk_paper(int, int, text, text, timestamptz) to cer_app;

create function core.forget_desk_papers(out files bigint)
language plpgsql security definer set search_path = core, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtext('core.forget_desk'), 0);
  perform set_config('cer.forgets', 'on', true);
  with gone as (
    select paper.community_id, paper.id from core.desk_paper as paper
    where exists (select from core.desk_evidence as told where told.community_id = paper.community_id
        and told.act_id = paper.act_id and told.member_id = paper.member_id and told.kind is null)
      or exists (select from core.delegation as given where given.community_id = paper.community_id
        and given.id = paper.delegation_id and given.delegate = '(removed)')),
  reasons as (
    update core.desk_paper_removal as removal set reason = '(removed)'
    from gone where removal.community_id = gone.community_id and removal.paper_id = gone.id and removal.reason <> '(removed)'
    returning 1),
  emptied as (
    update core.desk_paper as paper set content = null
    from gone where paper.community_id = gone.community_id and paper.id = gone.id and paper.content is not null
    returning 1)
  select count(*) into files from emptied;
  perform set_config('cer.forgets', 'off', true);
end
$$;
comment on function core.forget_desk_papers is
  'Scans go when core.forget_desk has removed the words about their paper; said again, it does nothing.';
revoke all on function core.forget_desk_papers() from public;
grant execute on function core.forget_desk_papers() to cer_app;

-- Whoever opens a scan is noted for the member whose paper it is.
alter table core.look drop constraint look_kind_check;
alter table core.look add constraint look_kind_check check (kind in ('member', 'members', 'readings', 'quality', 'estimate',
  'powers', 'hour', 'why', 'plant', 'document', 'report', 'letter', 'payments', 'desk', 'paper', 'totals', 'delegate'));

-- The member's own alone, for whomever one acts: a paper shows more than a page does.
create view mine.held_paper with (security_barrier) as
select me.community_id, me.member_id, paper.id, paper.act_id as act, paper.delegation_id as delegation, paper.media_type,
  paper.size_bytes, paper.sha256, paper.at, paper.content is not null as kept, removal.reason as removed_for, removal.at as removed_at
from mine.own() as me
join core.desk_paper as paper on paper.community_id = me.community_id and paper.member_id = me.member_id
left join core.desk_paper_removal as removal on removal.community_id = paper.community_id and removal.paper_id = paper.id;

create view mine.held_paper_file with (security_barrier) as
select me.community_id, me.member_id, paper.id, paper.media_type, paper.size_bytes, paper.sha256, paper.content
from mine.own() as me
join core.desk_paper as paper on paper.community_id = me.community_id and paper.member_id = me.member_id
where paper.content is not null;

grant select on mine.held_paper, mine.held_paper_file to cer_member;
