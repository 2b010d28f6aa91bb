-- 0066_recalculation.sql: what a recalculation by GSE gives more or less than a closed month has accounted, and whose it is. A person
-- takes it once, into the month that is open; nothing of it is ever changed. What corrects closed months is read through one view.
create table core.recalculation (
  community_id   int         not null,
  corrects       date        not null check (extract(day from corrects) = 1),
  number         int         not null check (number > 0),
  month          date        not null check (extract(day from month) = 1),
  import_id      bigint      not null,
  published      date,
  run_id         bigint      not null,
  former_tip     bigint      not null,
  former_cac     bigint      not null,
  former_surplus bigint      not null,
  tip_cents      bigint      not null,
  cac_cents      bigint      not null,
  surplus_cents  bigint      not null,
  mark           bytea       not null check (octet_length(mark) = 32),
  reason         text        not null check (length(reason) between 1 and 500),
  taken_by       text        not null check (length(taken_by) between 1 and 200),
  taken_at       timestamptz not null,
  primary key (community_id, corrects, number),
  unique (community_id, corrects, mark),
  foreign key (community_id, import_id) references core.statement_import,
  foreign key (community_id, corrects, run_id) references core.settlement_month (community_id, month, run_id),
  check (month <> corrects),
  check (tip_cents <> 0 or cac_cents <> 0 or surplus_cents <> 0)
);
create index recalculation_import on core.recalculation (community_id, import_id);
comment on table core.recalculation is
  'A recalculation by GSE of a closed month, as it was taken: the difference to all that was accounted; due in the month that took it.';
comment on column core.recalculation.mark is 'Hash of what was shown: what was seen is taken, and once.';
comment on column core.recalculation.former_tip is 'Accounted before: closed, corrections and recalculations; the tariff with its surplus.';
call core.make_append_only('core.recalculation');

create table core.recalculation_line (
  community_id  int    not null,
  corrects      date   not null,
  number        int    not null,
  unit_id       int    not null default 0,
  member_id     int    not null default 0,
  fund          text   collate "C" not null default '',
  tip_cents     bigint not null,
  cac_cents     bigint not null,
  surplus_cents bigint not null,
  primary key (community_id, corrects, number, unit_id, member_id, fund),
  foreign key (community_id, corrects, number) references core.recalculation,
  check ((unit_id > 0)::int + (member_id > 0)::int + (fund <> '')::int = 1),
  check (tip_cents <> 0 or cac_cents <> 0 or surplus_cents <> 0)
);
comment on table core.recalculation_line is
  'Whose a recalculation is: of members and funds, together all of it, the tariff without its surplus; of units, as GSE tells them.';
call core.make_append_only('core.recalculation_line');

create function core.refuse_other_sum() returns trigger language plpgsql as $$
declare
  dealt record;
begin
  select coalesce(sum(tip_cents + surplus_cents), 0) as tip, coalesce(sum(cac_cents), 0) as cac, coalesce(sum(surplus_cents), 0) as surplus
  into dealt from core.recalculation_line
  where community_id = new.community_id and corrects = new.corrects and number = new.number and unit_id = 0;
  if (dealt.tip, dealt.cac, dealt.surplus) <> (new.tip_cents, new.cac_cents, new.surplus_cents) then
    raise exception 'Found parts of other sums than the recalculation of %, expected them to be all of it.', new.corrects
      using errcode = 'check_violation';
  end if;
  return null;
end
$$;
create constraint trigger parts_are_all_of_it after insert on core.recalculation
  deferrable initially deferred for each row execute function core.refuse_other_sum();

create function core.refuse_undo_of_taken() returns trigger language plpgsql as $$
begin
  if exists (select from core.recalculation where community_id = new.community_id and import_id = new.import_id) then
    raise exception 'Found an import whose recalculation was taken, expected one that moved no money: what was taken is corrected by the next.'
      using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger what_was_taken_stays before insert on core.statement_undo for each row execute function core.refuse_undo_of_taken();

-- Both kinds of lines that correct a closed month: of late data, and of GSE.
create view core.correction as
select community_id, corrects, month, unit_id, member_id, fund, tip_cents, cac_cents, surplus_cents
from core.correction_line
union all
select line.community_id, line.corrects, taken.month, line.unit_id, line.member_id, line.fund, line.tip_cents, line.cac_cents,
  line.surplus_cents
from core.recalculation_line as line
join core.recalculation as taken on taken.community_id = line.community_id and taken.corrects = line.corrects
  and taken.number = line.number;
comment on view core.correction is 'What corrects closed months, by late data or by GSE; due in the month in which it was taken.';
grant select on core.correction to cer_app;

create or replace view rep.month with (security_barrier) as
select
  settled.community_id,
  community.code as community,
  settled.month,
  settled.run_id,
  settled.status,
  standing.state,
  settled.injected_ukwh / 1000000.0 as injected_kwh,
  settled.withdrawn_ukwh / 1000000.0 as withdrawn_kwh,
  settled.shared_ukwh / 1000000.0 as shared_kwh,
  settled.tip_cents / 100.0 as tip_eur,
  settled.cac_cents / 100.0 as cac_eur,
  settled.surplus_cents / 100.0 as surplus_eur,
  settled.reasons,
  run.program,
  run.made_at,
  (select case when bool_and(own.tip_cents + own.cac_cents + own.surplus_cents is not null)
      then sum(own.tip_cents + own.cac_cents + own.surplus_cents) / 100.0 end
    from core.member_month as own where own.community_id = settled.community_id
      and own.month = settled.month and own.run_id = settled.run_id) as distributable_eur,
  closed.changed_at as closed_at,
  (select case when count(*) = 0 then 0 when bool_and(own.tip_cents + own.cac_cents + own.surplus_cents is not null)
      then sum(own.tip_cents + own.cac_cents + own.surplus_cents) / 100.0 end
    from core.fund_month as own where own.community_id = settled.community_id
      and own.month = settled.month and own.run_id = settled.run_id) as fund_eur,
  taken.corrections_eur
from core.standing_month as standing
join core.settlement_month as settled on settled.community_id = standing.community_id
  and settled.month = standing.month and settled.run_id = standing.run_id
join core.settlement_run as run on run.community_id = settled.community_id and run.id = settled.run_id
join core.community as community on community.id = settled.community_id
cross join lateral (
  select coalesce(sum(line.tip_cents + line.cac_cents + line.surplus_cents), 0) / 100.0 as corrections_eur
  from core.correction as line where line.community_id = settled.community_id and line.month = settled.month
    and line.member_id > 0) as taken
left join core.month_state as closed on closed.community_id = settled.community_id and closed.month = settled.month
  and closed.state = 'closed';

create or replace view mine.payout with (security_barrier) as
select standing.month, coalesce(line.net_cents, due.cents) / 100.0 as amount_eur,
  case when payable.approved then 'approved'
    when payable.approved is not null or standing.state in ('closed', 'reconciled') then 'due' else 'estimate' end as status,
  coalesce(line.gross_cents, due.cents) / 100.0 as gross_eur, line.net_cents / 100.0 as net_eur
from mine.chosen() as me
join core.standing_month as standing on standing.community_id = me.community_id
join core.member_month as own on own.community_id = standing.community_id and own.month = standing.month
  and own.run_id = standing.run_id and own.member_id = me.member_id
cross join lateral (
  select own.tip_cents + own.cac_cents + own.surplus_cents + coalesce(sum(
    taken.tip_cents + taken.cac_cents + taken.surplus_cents), 0)::bigint as cents
  from core.correction as taken where taken.community_id = me.community_id and taken.month = standing.month
    and taken.member_id = me.member_id) as due
left join core.payable_now as payable on payable.community_id = standing.community_id and payable.month = standing.month
left join core.payable_line as line on line.community_id = payable.community_id and line.month = payable.month
  and line.revision = payable.revision and line.member_id = me.member_id
where coalesce(line.net_cents, due.cents) is not null;

-- A member's own part, and of which recalculation it is.
create view mine.recalculation with (security_barrier) as
select me.community_id, me.member_id, taken.corrects, taken.month, taken.published, taken.taken_at, line.tip_cents, line.cac_cents,
  line.surplus_cents
from mine.member() as me
join core.recalculation_line as line on line.community_id = me.community_id and line.member_id = me.member_id
join core.recalculation as taken on taken.community_id = line.community_id and taken.corrects = line.corrects
  and taken.number = line.number;
comment on view mine.recalculation is 'What recalculations by GSE of closed months give the member more or less, and in which month.';
grant select on mine.recalculation to cer_member;

create view mine.held_recalculation with (security_barrier) as
select community_id, member_id, corrects, month, published, tip_cents, cac_cents, surplus_cents, taken_at from mine.recalculation;
grant select on mine.held_recalculation to cer_member;
