-- 0018_regolamento.sql: how the money of a month is shared out, version by version, each from a month on and by an approval.
create table core.regolamento (
  community_id int         not null references core.community,
  version      int         not null check (version > 0),
  from_month   date        not null check (extract(day from from_month) = 1),
  reference    text        not null check (length(reference) between 1 and 500),
  content      jsonb       not null,
  written_by   text        not null check (length(written_by) between 1 and 200),
  written_at   timestamptz not null,
  primary key (community_id, version)
);
comment on table core.regolamento is
  'Drafts and what became of them; a draft is never changed, the next one takes its place. Of approved ones a month goes by
  that of the latest first month up to it; of equal first months, by the one approved last.';
comment on column core.regolamento.content is 'The steps, as docs/regole.md tells. Weights of people are in it: for the staff only.';
comment on column core.regolamento.reference is 'The deliberation or assembly that decided it.';
call core.make_append_only('core.regolamento');

create table core.regolamento_approval (
  community_id int         not null,
  version      int         not null,
  ordinal      int         not null check (ordinal > 0),
  approved_by  text        not null check (length(approved_by) between 1 and 200),
  approved_at  timestamptz not null,
  primary key (community_id, version),
  unique (community_id, ordinal),
  foreign key (community_id, version) references core.regolamento
);
comment on column core.regolamento_approval.ordinal is 'The order in which versions were approved.';
call core.make_append_only('core.regolamento_approval');

create function core.last_closed_month(community int) returns date language sql stable as $$
  select max(month) from (
    select distinct on (month) month, state from core.month_state
    where community_id = community order by month, revision desc) as standing
  where state in ('closed', 'reconciled')
$$;
comment on function core.last_closed_month is 'The last month that is closed or reconciled; null when none is.';

create function core.refuse_wrong_approval() returns trigger language plpgsql as $$
declare
  approved core.regolamento;
  closed   date := core.last_closed_month(new.community_id);
begin
  select * into approved from core.regolamento where community_id = new.community_id and version = new.version;
  if approved.written_by = new.approved_by then
    raise exception 'Found the approval of a regolamento by its author, expected another person.'
      using errcode = 'restrict_violation';
  end if;
  if approved.from_month <= closed then
    raise exception 'Found a regolamento from %, expected one from a month after %, which is closed.',
      to_char(approved.from_month, 'YYYY-MM'), to_char(closed, 'YYYY-MM') using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger approves_what_may_be before insert on core.regolamento_approval
  for each row execute function core.refuse_wrong_approval();
