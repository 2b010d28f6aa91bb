-- 0062_year_paper.sql: the account of a year as a file for the authority, and as a paper for the community and for each member.

alter table core.year_account
  add column gse        bytea,
  add column gse_sha256 bytea check (octet_length(gse_sha256) = 32),
  add constraint gse_is_what_was_kept check (sha256(gse) = gse_sha256);
comment on column core.year_account.gse is 'The account to GSE, a workbook; accounts handed out before there was one have none.';

create table core.year_paper (
  community_id int         not null,
  year         int         not null,
  number       int         not null,
  paper        int         not null check (paper > 0),
  member_id    int,
  html         text,
  made_at      timestamptz not null,
  primary key (community_id, year, number, paper),
  unique nulls not distinct (community_id, year, number, member_id),
  foreign key (community_id, year, number) references core.year_account,
  foreign key (community_id, member_id) references core.member
);
comment on table core.year_paper is 'An account as people read it: the first is the community''s, the others one member''s each.';

create table core.year_paper_pdf (
  community_id int         not null,
  year         int         not null,
  number       int         not null,
  paper        int         not null,
  pages        int         check (pages > 0),
  content      bytea       check (sha256(content) = sha256),
  sha256       bytea       check (octet_length(sha256) = 32),
  problem      text        check (length(problem) between 1 and 500),
  pressed_at   timestamptz not null,
  primary key (community_id, year, number, paper),
  foreign key (community_id, year, number, paper) references core.year_paper,
  check ((problem is null) = (sha256 is not null)),
  check ((sha256 is null) = (pages is null))
);
comment on table core.year_paper_pdf is 'Pressed once; or why that cannot be, which is not tried again: the account is handed out anew.';

do $$
declare
  target text;
begin
  foreach target in array array['year_paper', 'year_paper_pdf'] loop
    call core.make_append_only(format('core.%I', target)::regclass);
    execute format('drop trigger is_append_only on core.%I', target);
    execute format('create trigger is_append_only before update or delete on core.%I
      for each row execute function core.refuse_all_but_forgetting()', target);
  end loop;
end
$$;
alter table core.year_paper_pdf alter column content set storage external;

-- What is forgotten of a year's account is forgotten of its papers and its file too.
do $$
declare
  body text := pg_get_functiondef('core.forget_bank()'::regprocedure);
begin
  execute replace(body,
    'update core.year_account set content = null where made_at < now() - interval ''10 years'' and content is not null;',
    'update core.year_account set content = null, gse = null
     where made_at < now() - interval ''10 years'' and num_nonnulls(content, gse) > 0;
     update core.year_paper set html = null where made_at < now() - interval ''10 years'' and html is not null;
     update core.year_paper_pdf set content = null where pressed_at < now() - interval ''10 years'' and content is not null;');
  if pg_get_functiondef('core.forget_bank()'::regprocedure) not like '%year_paper_pdf%' then
    raise exception 'Found another core.forget_bank, expected the one of 0056.';
  end if;
end
$$;

create view mine.year_paper with (security_barrier) as
select me.community_id, me.member_id, paper.year, paper.number, paper.paper, pressed.pages, pressed.sha256, pressed.content,
  paper.made_at
from mine.member() as me
join core.year_paper as paper on paper.community_id = me.community_id and paper.member_id = me.member_id
join core.year_paper_pdf as pressed on pressed.community_id = paper.community_id and pressed.year = paper.year
  and pressed.number = paper.number and pressed.paper = paper.paper
where pressed.content is not null;
comment on view mine.year_paper is 'The accounts of years that were handed out to the member.';

create or replace view mine.held_letter with (security_barrier) as
select me.community_id, me.member_id, letter.id, letter.put_at, letter.recipient, letter.subject, letter.plain, standing.state,
  standing.at
from mine.member() as me
join lateral (
  select 'document:' || document.id || ':%' as keys from core.document as document
  where document.community_id = me.community_id and document.member_id = me.member_id
  union all
  select format('year:%s:%s:%s:%%', paper.year, paper.number, paper.paper) from core.year_paper as paper
  where paper.community_id = me.community_id and paper.member_id = me.member_id) as brought on true
join core.letter as letter on letter.community_id = me.community_id and letter.key like brought.keys
join core.letter_standing as standing on standing.community_id = letter.community_id and standing.id = letter.id;
grant select on mine.year_paper to cer_member;
