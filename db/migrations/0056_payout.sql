-- 0056_payout.sql: the books of a community in double entry, posted in the transaction of what causes them; bank details; payments
-- to members from the approved amounts to what the bank says of them.

-- ---- the ledger ---------------------------------------------------------------------------------------------------------

create table core.ledger_entry (
  community_id int         not null references core.community,
  id           int         not null check (id > 0),
  on_day       date        not null,
  kind         text        collate "C" not null check (kind in
    ('payable', 'money', 'sale', 'sent', 'booked', 'rejected', 'returned', 'release', 'manual', 'reversal')),
  source       text        collate "C" not null check (length(source) between 1 and 200),
  document     text        check (length(document) between 1 and 200),
  words        text        check (length(words) between 1 and 500),
  lines        int         not null check (lines >= 2),
  reverses     int,
  made_by      text        not null check (length(made_by) between 1 and 200),
  made_at      timestamptz not null,
  primary key (community_id, id),
  unique (community_id, source),
  unique (community_id, reverses),
  foreign key (community_id, reverses) references core.ledger_entry,
  check ((reverses is not null) = (kind = 'reversal'))
);
comment on table core.ledger_entry is 'Numbered without holes. What is wrong is taken back by an entry that reverses it.';
comment on column core.ledger_entry.source is 'What caused it: the same cause makes no second entry.';
comment on column core.ledger_entry.lines is 'How many lines it has: none is added later.';

create table core.ledger_line (
  community_id int    not null,
  entry_id     int    not null,
  ordinal      int    not null check (ordinal > 0),
  account      text   collate "C" not null check (account in
    ('bank', 'gse', 'sale', 'fee', 'tax', 'transit', 'fund', 'member', 'retained')),
  member_id    int,
  fund         text   collate "C",
  month        date   check (extract(day from month) = 1),
  cents        bigint not null check (cents <> 0),
  primary key (community_id, entry_id, ordinal),
  foreign key (community_id, entry_id) references core.ledger_entry,
  foreign key (community_id, member_id) references core.member,
  check ((account = 'fund') = (fund is not null)),
  check (account not in ('member', 'retained') or member_id is not null),
  check (member_id is null or account in ('member', 'retained', 'tax', 'transit'))
);
create index ledger_line_of_a_member on core.ledger_line (community_id, member_id, account) where member_id is not null;
comment on column core.ledger_line.account is
  'bank; gse: what GSE owes; sale: energy sold, not dealt; fee: of GSE and bank; tax: withheld, to be paid over; transit: payments on'
  ' their way; fund; member: what is owed to one; retained: kept back of advances that GSE may reclaim.';
comment on column core.ledger_line.cents is 'Debit above zero, credit below: what is owed is a credit.';
comment on column core.ledger_line.month is 'The month of energy that it is for.';

create function core.refuse_unbalanced() returns trigger language plpgsql as $$
declare
  entry int := case tg_table_name when 'ledger_entry' then (to_jsonb(new) ->> 'id')::int else (to_jsonb(new) ->> 'entry_id')::int end;
  said  int;
  found bigint;
  total numeric;
begin
  select lines into said from core.ledger_entry where community_id = new.community_id and id = entry;
  select count(*), coalesce(sum(cents), 0) into found, total
  from core.ledger_line where community_id = new.community_id and entry_id = entry;
  if total <> 0 or found <> said then
    raise exception 'Found entry % with % lines that come to % cents, expected % that come to zero.', entry, found, total, said
      using errcode = 'check_violation';
  end if;
  return null;
end
$$;
create constraint trigger entries_come_to_zero after insert on core.ledger_entry deferrable initially deferred
  for each row execute function core.refuse_unbalanced();
create constraint trigger entries_come_to_zero after insert on core.ledger_line deferrable initially deferred
  for each row execute function core.refuse_unbalanced();

create function core.refuse_hole_in_ledger() returns trigger language plpgsql as $$
begin
  if new.id > 1 and not exists (select from core.ledger_entry where community_id = new.community_id and id = new.id - 1) then
    raise exception 'Found entry % without the one before it, expected no hole.', new.id using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger entries_have_no_hole before insert on core.ledger_entry
  for each row execute function core.refuse_hole_in_ledger();
call core.make_append_only('core.ledger_entry');
call core.make_append_only('core.ledger_line');

create function core.post_entry(
  of_community int, of_day date, of_kind text, of_source text, of_document text, of_words text, who text, told_at timestamptz,
  accounts text[], members int[], funds text[], months date[], amounts bigint[], takes_back int default null) returns int
language plpgsql as $$
declare
  number int;
  kept   int;
begin
  perform pg_advisory_xact_lock(hashtext('core.community'), of_community);
  select count(*) into kept from unnest(amounts) as one (cents) where cents <> 0;
  if kept = 0 or exists (select from core.ledger_entry where community_id = of_community and source = of_source) then
    return null;
  end if;
  select coalesce(max(id), 0) + 1 into number from core.ledger_entry where community_id = of_community;
  insert into core.ledger_entry (community_id, id, on_day, kind, source, document, words, lines, reverses, made_by, made_at)
  values (of_community, number, of_day, of_kind, of_source, of_document, of_words, kept, takes_back, who, told_at);
  insert into core.ledger_line (community_id, entry_id, ordinal, account, member_id, fund, month, cents)
  select of_community, number, row_number() over (order by place), account, member, fund, month, cents
  from unnest(accounts, members, funds, months, amounts) with ordinality as sent (account, member, fund, month, cents, place)
  where cents <> 0;
  return number;
end
$$;
comment on function core.post_entry is 'The number of the entry; null when its cause has one already, or nothing is to be posted.';

create function core.reverse_entry(of_community int, of_entry int, of_day date, why text, who text, told_at timestamptz) returns int
language sql as $$
  select core.post_entry(of_community, of_day, 'reversal', 'reversal:' || of_entry, max(entry.document), why, who, told_at,
    array_agg(line.account order by line.ordinal), array_agg(line.member_id order by line.ordinal),
    array_agg(line.fund order by line.ordinal), array_agg(line.month order by line.ordinal),
    array_agg(-line.cents order by line.ordinal), of_entry)
  from core.ledger_line as line
  join core.ledger_entry as entry on entry.community_id = line.community_id and entry.id = line.entry_id
  where line.community_id = of_community and line.entry_id = of_entry
$$;

-- ---- what causes entries ------------------------------------------------------------------------------------------------

create function core.post_payable(of_community int, of_month date, of_revision int, who text, told_at timestamptz) returns void
language plpgsql as $$
declare
  day   date := (told_at at time zone 'Europe/Rome')::date;
  prior int;
begin
  if (select count(*) from core.payable_approval where community_id = of_community and month = of_month and revision = of_revision)
    < (select approvers from core.payable where community_id = of_community and month = of_month and revision = of_revision) then
    return;
  end if;
  perform pg_advisory_xact_lock(hashtext('core.community'), of_community);
  if exists (select from core.ledger_entry where community_id = of_community
    and source = format('payable:%s:%s', to_char(of_month, 'YYYY-MM'), of_revision)) then
    return;
  end if;
  -- Other amounts were approved before: they are taken back, and what was paid of them stays paid.
  for prior in
    select entry.id from core.ledger_entry as entry
    where entry.community_id = of_community and entry.kind = 'payable'
      and entry.source like format('payable:%s:%%', to_char(of_month, 'YYYY-MM'))
      and not exists (select from core.ledger_entry as back where back.community_id = of_community and back.reverses = entry.id)
  loop
    perform core.reverse_entry(of_community, prior, day, 'Other amounts were approved.', who, told_at);
  end loop;
  perform core.post_entry(of_community, day, 'payable', format('payable:%s:%s', to_char(of_month, 'YYYY-MM'), of_revision),
    format('%s/%s', to_char(of_month, 'YYYY-MM'), of_revision), null, who, told_at,
    array_agg(sent.account order by place, line), array_agg(sent.member order by place, line),
    array_agg(sent.fund order by place, line), array_agg(of_month order by place, line), array_agg(sent.cents order by place, line))
  from (
    select 1 as place, 0 as line, 'gse' as account, null::int as member, null::text as fund, sum(gross_cents)::bigint as cents
    from core.payable_line where community_id = of_community and month = of_month and revision = of_revision
    union all
    select 2, ordinal, case when member_id is null then 'fund' else 'member' end, member_id, fund, -net_cents
    from core.payable_line where community_id = of_community and month = of_month and revision = of_revision
    union all
    select 3, ordinal, 'tax', member_id, null, -withheld_cents
    from core.payable_line where community_id = of_community and month = of_month and revision = of_revision) as sent;
end
$$;

create function core.post_approved() returns trigger language plpgsql as $$
begin
  perform core.post_payable(new.community_id, new.month, new.revision, 'person:' || new.person_id, new.approved_at);
  return null;
end
$$;
create trigger posts_in_the_ledger after insert on core.payable_approval for each row execute function core.post_approved();

-- Received money settles what GSE owes; GSE keeps its fees back before it pays.
create function core.post_money(of_community int, of_id bigint, from_ledger text) returns void language plpgsql as $$
declare
  entry record;
  other text;
begin
  if from_ledger = 'sale' then
    select * into entry from core.sale_entry where community_id = of_community and id = of_id;
  else
    select * into entry from core.money_entry where community_id = of_community and id = of_id;
  end if;
  other := case when entry.kind = 'fee' then 'fee' when from_ledger = 'sale' then 'sale' else 'gse' end;
  if entry.standing = 'received' then
    perform core.post_entry(of_community, entry.on_day, from_ledger, from_ledger || ':' || of_id, entry.source, entry.reason,
      entry.entered_by, entry.entered_at, array['bank', other], array[null, null]::int[], array[null, null]::text[],
      array[entry.month, entry.month], array[entry.cents, -entry.cents]);
  elsif entry.kind = 'fee' then
    perform core.post_entry(of_community, entry.on_day, from_ledger, from_ledger || ':' || of_id, entry.source, entry.reason,
      entry.entered_by, entry.entered_at, array[case when from_ledger = 'sale' then 'sale' else 'gse' end, 'fee'],
      array[null, null]::int[], array[null, null]::text[], array[entry.month, entry.month], array[entry.cents, -entry.cents]);
  end if;
end
$$;

create function core.post_entered() returns trigger language plpgsql as $$
begin
  perform core.post_money(new.community_id, new.id, case tg_table_name when 'sale_entry' then 'sale' else 'money' end);
  return null;
end
$$;
create trigger posts_in_the_ledger after insert on core.money_entry for each row execute function core.post_entered();
create trigger posts_in_the_ledger after insert on core.sale_entry for each row execute function core.post_entered();

-- What was approved and received before there were books.
do $$
declare
  past record;
begin
  for past in
    select payable.community_id, payable.month, payable.revision, max(approval.approved_at) as at,
      (array_agg(approval.person_id order by approval.approved_at desc))[1] as person
    from core.payable as payable
    join core.payable_approval as approval using (community_id, month, revision)
    group by 1, 2, 3 order by max(approval.approved_at)
  loop
    perform core.post_payable(past.community_id, past.month, past.revision, 'person:' || past.person, past.at);
  end loop;
  perform core.post_money(community_id, id, 'money') from (select * from core.money_entry order by entered_at, id) as past;
  perform core.post_money(community_id, id, 'sale') from (select * from core.sale_entry order by entered_at, id) as past;
end
$$;
grant execute on function core.post_entry, core.reverse_entry, core.post_payable, core.post_money to cer_app;

-- ---- where money goes ---------------------------------------------------------------------------------------------------

create table core.member_bank (
  community_id int         not null,
  member_id    int         not null,
  revision     int         not null check (revision > 0),
  iban         text        collate "C" check (iban ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$'),
  treasury     text        collate "C" check (treasury ~ '^[0-9]{3,10}$'),
  holder       text        check (length(holder) between 1 and 70),
  reason       text        not null check (length(reason) between 1 and 500),
  told_by      text        not null check (length(told_by) between 1 and 200),
  told_at      timestamptz not null,
  primary key (community_id, member_id, revision),
  foreign key (community_id, member_id) references core.member,
  check (iban is null or treasury is null),
  check ((holder is not null) = (iban is not null or treasury is not null))
);
comment on table core.member_bank is 'Where a member is paid: the newest revision counts; one without an account says that there is none.';
comment on column core.member_bank.treasury is 'Account of the Tesoreria Unica (law 720/1984, table A): such a body is paid there.';

create table core.community_bank (
  community_id int         not null references core.community,
  revision     int         not null check (revision > 0),
  iban         text        collate "C" check (iban ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$'),
  bic          text        collate "C" check (bic ~ '^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$'),
  treasury     text        collate "C" check (treasury ~ '^[0-9]{3,10}$'),
  holder       text        not null check (length(holder) between 1 and 70),
  reason       text        not null check (length(reason) between 1 and 500),
  told_by      text        not null check (length(told_by) between 1 and 200),
  told_at      timestamptz not null,
  primary key (community_id, revision),
  check ((iban is null) <> (treasury is null))
);

create table core.payout_rule (
  community_id      int         not null references core.community,
  revision          int         not null check (revision > 0),
  least_cents       bigint      not null check (least_cents between 0 and 100000000),
  retained_percent  numeric     not null check (retained_percent between 0 and 100),
  received_only     boolean     not null,
  reason            text        not null check (length(reason) between 1 and 500),
  set_by            text        not null check (length(set_by) between 1 and 200),
  set_at            timestamptz not null,
  primary key (community_id, revision)
);
comment on column core.payout_rule.least_cents is 'Less than this is carried over to the next payment.';
comment on column core.payout_rule.retained_percent is 'Of months that GSE has not balanced yet: kept back, as GSE may reclaim advances.';
comment on column core.payout_rule.received_only is 'Whether a month is paid only up to what was received for it.';

-- ---- payments -----------------------------------------------------------------------------------------------------------

create table core.payout (
  community_id int         not null references core.community,
  id           int         not null check (id > 0),
  on_day       date        not null,
  approvers    smallint    not null check (approvers in (1, 2)),
  form         text        collate "C" not null check (form in ('sepa', 'list')),
  sha256       bytea       not null check (octet_length(sha256) = 32),
  iban         text        collate "C",
  bic          text        collate "C",
  holder       text        not null check (length(holder) between 1 and 70),
  made_by      text        not null check (length(made_by) between 1 and 200),
  made_at      timestamptz not null,
  primary key (community_id, id),
  check (form = 'list' or iban is not null)
);
comment on column core.payout.on_day is 'The day on which the bank is asked to pay: one of the TARGET calendar.';
comment on column core.payout.sha256 is 'Of everything that is paid, to whom and where: what an approval is bound to.';
comment on column core.payout.form is 'A file for the bank, or a list for the treasurer of a body of the Tesoreria Unica.';

create table core.payout_payment (
  community_id   int    not null,
  payout_id      int    not null,
  ordinal        int    not null check (ordinal > 0),
  end_to_end     text   collate "C" not null check (end_to_end ~ '^[A-Z0-9]{1,35}$'),
  member_id      int    not null,
  bank_revision  int    not null,
  iban           text   collate "C",
  treasury       text   collate "C",
  holder         text   not null,
  cents          bigint not null check (cents between 1 and 99999999999),
  retained_cents bigint not null check (retained_cents >= 0),
  primary key (community_id, payout_id, ordinal),
  unique (community_id, end_to_end),
  unique (community_id, payout_id, member_id),
  foreign key (community_id, payout_id) references core.payout,
  foreign key (community_id, member_id, bank_revision) references core.member_bank
);

create table core.payout_item (
  community_id int    not null,
  payout_id    int    not null,
  ordinal      int    not null,
  entry_id     int    not null,
  line         int    not null,
  cents        bigint not null check (cents <> 0),
  primary key (community_id, payout_id, ordinal, entry_id, line),
  foreign key (community_id, payout_id, ordinal) references core.payout_payment,
  foreign key (community_id, entry_id, line) references core.ledger_line
);
create index payout_item_of_a_line on core.payout_item (community_id, entry_id, line);
comment on table core.payout_item is 'Which lines of the ledger a payment pays; a debt stands with its minus.';

create table core.payout_approval (
  community_id int         not null,
  payout_id    int         not null,
  person_id    int         not null references core.person,
  approved_at  timestamptz not null,
  primary key (community_id, payout_id, person_id),
  foreign key (community_id, payout_id) references core.payout
);
comment on table core.payout_approval is 'By its key nobody approves the same payments twice.';

create table core.payout_end (
  community_id int         not null,
  payout_id    int         not null,
  reason       text        not null check (length(reason) between 1 and 500),
  ended_by     text        not null check (length(ended_by) between 1 and 200),
  ended_at     timestamptz not null,
  primary key (community_id, payout_id),
  foreign key (community_id, payout_id) references core.payout
);
comment on table core.payout_end is 'Given up before its file was made: what it would have paid is open again.';

create table core.payout_file (
  community_id int         not null,
  payout_id    int         not null,
  name         text        collate "C" not null,
  media_type   text        collate "C" not null,
  content      bytea       check (sha256(content) = sha256),
  sha256       bytea       not null check (octet_length(sha256) = 32),
  made_by      text        not null check (length(made_by) between 1 and 200),
  made_at      timestamptz not null,
  primary key (community_id, payout_id),
  foreign key (community_id, payout_id) references core.payout
);
comment on table core.payout_file is 'Made once: whoever downloads it again gets the same bytes.';

create table core.bank_import (
  community_id int         not null references core.community,
  id           int         not null check (id > 0),
  kind         text        collate "C" not null check (kind in ('pain.002', 'camt.053', 'csv')),
  file_name    text        not null check (length(file_name) between 1 and 200),
  sha256       bytea       not null check (octet_length(sha256) = 32),
  imported_by  text        not null check (length(imported_by) between 1 and 200),
  imported_at  timestamptz not null,
  primary key (community_id, id),
  unique (community_id, sha256)
);

create table core.bank_movement (
  community_id int    not null,
  id           int    not null check (id > 0),
  import_id    int    not null,
  key          bytea  not null check (octet_length(key) = 32),
  on_day       date   not null,
  cents        bigint not null check (cents <> 0),
  reference    text   check (length(reference) <= 200),
  words        text   check (length(words) <= 500),
  outcome      text   collate "C" not null check (outcome in ('matched', 'unmatched', 'differs')),
  primary key (community_id, id),
  unique (community_id, key),
  foreign key (community_id, import_id) references core.bank_import
);
comment on column core.bank_movement.cents is 'In above zero, out below.';

create table core.payout_event (
  community_id int         not null,
  payout_id    int         not null,
  ordinal      int         not null,
  kind         text        collate "C" not null check (kind in ('booked', 'rejected', 'returned')),
  on_day       date        not null,
  code         text        collate "C" check (length(code) between 1 and 35),
  import_id    int,
  told_by      text        not null check (length(told_by) between 1 and 200),
  told_at      timestamptz not null,
  primary key (community_id, payout_id, ordinal, kind),
  foreign key (community_id, payout_id, ordinal) references core.payout_payment,
  foreign key (community_id, import_id) references core.bank_import
);
comment on table core.payout_event is 'What the bank said of a payment; each once.';

create table core.year_account (
  community_id int         not null references core.community,
  year         int         not null check (year between 2000 and 2099),
  number       int         not null check (number > 0),
  content      bytea       check (sha256(content) = sha256),
  sha256       bytea       not null check (octet_length(sha256) = 32),
  made_by      text        not null check (length(made_by) between 1 and 200),
  made_at      timestamptz not null,
  primary key (community_id, year, number)
);
comment on table core.year_account is 'The account of a year as it was handed out, a workbook: numbered from 1 each year, never changed.';

-- What is paid twice is a fault of the program: the database does not let it through.
create function core.refuse_paying_twice() returns trigger language plpgsql as $$
declare
  owed  bigint;
  taken numeric;
  whose int;
begin
  perform pg_advisory_xact_lock(hashtext('core.community'), new.community_id);
  select -line.cents, line.member_id into owed, whose from core.ledger_line as line
  where line.community_id = new.community_id and line.entry_id = new.entry_id and line.ordinal = new.line and line.account = 'member';
  select coalesce(sum(item.cents), 0) into taken from core.payout_item as item
  where item.community_id = new.community_id and item.entry_id = new.entry_id and item.line = new.line
    and not exists (select from core.payout_end as gone
      where gone.community_id = item.community_id and gone.payout_id = item.payout_id)
    and not exists (select from core.payout_event as back where back.community_id = item.community_id
      and back.payout_id = item.payout_id and back.ordinal = item.ordinal and back.kind in ('rejected', 'returned'));
  if owed is null or sign(owed) <> sign(new.cents) or abs(taken) > abs(owed)
    or whose <> (select member_id from core.payout_payment where community_id = new.community_id
      and payout_id = new.payout_id and ordinal = new.ordinal) then
    raise exception 'Found % cents taken of an amount of %, expected no more than is owed to the member.', taken, owed
      using errcode = 'check_violation';
  end if;
  return null;
end
$$;
create trigger nothing_is_paid_twice after insert on core.payout_item for each row execute function core.refuse_paying_twice();

create view core.open_item as
select line.community_id, line.member_id, line.entry_id, line.ordinal as line, line.month,
  -line.cents - coalesce((select sum(item.cents) from core.payout_item as item
    where item.community_id = line.community_id and item.entry_id = line.entry_id and item.line = line.ordinal
      and not exists (select from core.payout_end as gone
        where gone.community_id = item.community_id and gone.payout_id = item.payout_id)
      and not exists (select from core.payout_event as back where back.community_id = item.community_id
        and back.payout_id = item.payout_id and back.ordinal = item.ordinal and back.kind in ('rejected', 'returned'))), 0)::bigint
    as cents
from core.ledger_line as line
join core.ledger_entry as entry on entry.community_id = line.community_id and entry.id = line.entry_id
where line.account = 'member' and entry.kind in ('payable', 'release', 'manual', 'reversal');
comment on view core.open_item is 'What is owed to members and is in no payment that stands; a debt is below zero.';
grant select on core.open_item to cer_app;

do $$
declare
  target text;
begin
  foreach target in array array['member_bank', 'community_bank', 'payout_rule', 'payout', 'payout_payment', 'payout_item',
    'payout_approval', 'payout_end', 'payout_file', 'bank_import', 'bank_movement', 'payout_event', 'year_account'] loop
    call core.make_append_only(format('core.%I', target)::regclass);
  end loop;
  -- Only the function below, as the schema's owner, lets go of accounts and names.
  foreach target in array array['member_bank', 'payout_payment', 'payout_file', 'bank_movement', 'year_account'] loop
    execute format('drop trigger is_append_only on core.%I', target);
    execute format('create trigger is_append_only before update or delete on core.%I
      for each row execute function core.refuse_all_but_forgetting()', target);
  end loop;
end
$$;
alter table core.payout_file alter column content set storage external;

create function core.forget_bank(out accounts bigint, out payments bigint)
language plpgsql security definer set search_path = core, pg_temp as $$
declare
  today date := (now() at time zone 'Europe/Rome')::date;
begin
  perform pg_advisory_xact_lock(hashtext('core.forget_bank'), 0);
  perform set_config('cer.forgets', 'on', true);
  -- Of who has no point any more since so long, and what another account took the place of so long ago.
  update core.member_bank as told set iban = null, treasury = null, holder = null, reason = '(removed)'
  where (told.holder is not null or told.reason <> '(removed)') and told.told_at < now() - interval '10 years'
    and (exists (select from core.member_bank as later where later.community_id = told.community_id
        and later.member_id = told.member_id and later.revision > told.revision and later.told_at < now() - interval '10 years')
      or not exists (select from core.membership as point
        where point.community_id = told.community_id and point.member_id = told.member_id
          and point.version = (select max(version) from core.definition where community_id = told.community_id)
          and coalesce(point.to_day, 'infinity') >= today - interval '10 years'));
  get diagnostics accounts = row_count;
  -- Books are kept ten years (codice civile, art. 2220): amounts stay after them, accounts and names do not.
  update core.payout_payment as paid set iban = null, treasury = null, holder = '(removed)'
  from core.payout as batch
  where batch.community_id = paid.community_id and batch.id = paid.payout_id
    and greatest(batch.on_day, (batch.made_at at time zone 'Europe/Rome')::date) < today - interval '10 years'
    and paid.holder <> '(removed)';
  get diagnostics payments = row_count;
  update core.payout_file set content = null where made_at < now() - interval '10 years' and content is not null;
  update core.year_account set content = null where made_at < now() - interval '10 years' and content is not null;
  update core.bank_movement set words = null, reference = null
  where on_day < today - interval '10 years' and num_nonnulls(words, reference) > 0;
  perform set_config('cer.forgets', 'off', true);
end
$$;
comment on function core.forget_bank is
  'Accounts of members ten years after they left or told another one, those in payments after ten years; said again, it does nothing.';
revoke all on function core.forget_bank() from public;
grant execute on function core.forget_bank() to cer_app;

-- ---- what a member sees of it -------------------------------------------------------------------------------------------

create view mine.held_bank with (security_barrier) as
select me.community_id, me.member_id, told.revision, told.iban, told.treasury, told.holder, told.reason, told.told_at
from mine.own() as me
join core.member_bank as told on told.community_id = me.community_id and told.member_id = me.member_id;

create view mine.held_payment with (security_barrier) as
select me.community_id, me.member_id, batch.id as payout, batch.on_day, paid.end_to_end, paid.iban, paid.treasury, paid.holder,
  paid.cents, paid.retained_cents, file.made_at as sent_at, gone.ended_at as cancelled_at,
  (select max(told.on_day) from core.payout_event as told where told.community_id = paid.community_id
    and told.payout_id = paid.payout_id and told.ordinal = paid.ordinal and told.kind = 'booked') as booked_on,
  (select max(told.on_day) from core.payout_event as told where told.community_id = paid.community_id
    and told.payout_id = paid.payout_id and told.ordinal = paid.ordinal and told.kind in ('rejected', 'returned')) as returned_on
from mine.own() as me
join core.payout_payment as paid on paid.community_id = me.community_id and paid.member_id = me.member_id
join core.payout as batch on batch.community_id = paid.community_id and batch.id = paid.payout_id
left join core.payout_file as file on file.community_id = batch.community_id and file.payout_id = batch.id
left join core.payout_end as gone on gone.community_id = batch.community_id and gone.payout_id = batch.id;

create view mine.held_ledger with (security_barrier) as
select me.community_id, me.member_id, entry.on_day, entry.kind, entry.document, line.account, line.month, line.cents
from mine.member() as me
join core.ledger_line as line on line.community_id = me.community_id and line.member_id = me.member_id
join core.ledger_entry as entry on entry.community_id = line.community_id and entry.id = line.entry_id;

create view mine.payment with (security_barrier) as
select me.community_id, me.member_id, batch.id as payout, batch.on_day, paid.cents, paid.retained_cents,
  (select max(told.on_day) from core.payout_event as told where told.community_id = paid.community_id
    and told.payout_id = paid.payout_id and told.ordinal = paid.ordinal and told.kind = 'booked') as booked_on,
  (select max(told.on_day) from core.payout_event as told where told.community_id = paid.community_id
    and told.payout_id = paid.payout_id and told.ordinal = paid.ordinal and told.kind in ('rejected', 'returned')) as returned_on
from mine.member() as me
join core.payout_payment as paid on paid.community_id = me.community_id and paid.member_id = me.member_id
join core.payout as batch on batch.community_id = paid.community_id and batch.id = paid.payout_id
join core.payout_file as file on file.community_id = batch.community_id and file.payout_id = batch.id;
comment on view mine.payment is 'What went to the bank for the member, and what the bank said of it.';
grant select on mine.held_bank, mine.held_payment, mine.held_ledger, mine.payment to cer_member;
