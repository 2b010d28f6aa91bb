-- 0038_forgetting.sql: a month whose quarter hours were removed leaves the log of messages too: the bytes of messages that told
-- them, the lines that were kept apart, and what was said of them. That a message came, from whom and when, stays.
create table core.forgetting (
  month    date        primary key check (extract(day from month) = 1),
  messages bigint      not null check (messages >= 0),
  lines    bigint      not null check (lines >= 0),
  at       timestamptz not null default now()
);
comment on table core.forgetting is 'Months (UTC) that are in no message any more, of all communities; a row a month.';
call core.make_append_only('core.forgetting');
revoke insert on core.forgetting from cer_app;

-- Noted while the readings are there: which messages told a month.
create table core.message_due (
  community_id int    not null,
  ingest_id    bigint not null,
  primary key (community_id, ingest_id)
);
comment on table core.message_due is 'Messages that told removed quarter hours, until their bytes are gone.';

alter table core.ingest add column forgotten_at timestamptz;
comment on column core.ingest.forgotten_at is 'Since when its bytes and findings are gone, with the quarter hours that it told.';
do $$
declare
  rule text;
begin
  for rule in select conname from pg_constraint
    where conrelid = 'core.ingest'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%raw_length = 0%'
  loop
    execute format('alter table core.ingest drop constraint %I', rule);
  end loop;
end
$$;
alter table core.ingest add constraint ingest_keeps_what_it_refuses
  check (raw is not null or raw_length = 0 or refusal is null or forgotten_at is not null);

-- As core.refuse_change; only the function below, as the schema's owner, lets go of what a row told.
create function core.refuse_all_but_forgetting() returns trigger language plpgsql as $$
begin
  if current_setting('cer.forgets', true) = 'on'
    and exists (select from pg_class join pg_roles as owner on owner.oid = relowner
      where pg_class.oid = tg_relid and owner.rolname = current_user) then
    return case tg_op when 'DELETE' then old else new end;
  end if;
  raise exception 'Found % on %.%, expected only insert: what was stored stays, a correction is a new row.',
    lower(tg_op), tg_table_schema, tg_table_name using errcode = 'restrict_violation';
end
$$;
drop trigger is_append_only on core.ingest;
drop trigger is_append_only on core.quarantine;
drop trigger is_append_only on core.stray_message;
create trigger is_append_only before update or delete on core.ingest
  for each row execute function core.refuse_all_but_forgetting();
create trigger is_append_only before update or delete on core.quarantine
  for each row execute function core.refuse_all_but_forgetting();
create trigger is_append_only before update or delete on core.stray_message
  for each row execute function core.refuse_all_but_forgetting();

-- What removed a month goes on doing so under another name.
do $$
begin
  execute replace(pg_get_functiondef('core.retire_month(text, date, text, text)'::regprocedure), 'retire_month', 'drop_month');
end
$$;
revoke all on function core.drop_month(text, date, text, text) from public;
create or replace function core.retire_month(kind text, month date, who text, why text, out problem text, out rows bigint, out bytes bigint)
language plpgsql security definer set search_path = core, pg_temp as $$
declare
  child       regclass := to_regclass('core.reading_' || to_char(retire_month.month, 'YYYY_MM'));
  communities int[];
  messages    bigint[];
begin
  if kind = 'reading' and child is not null then
    execute format($sql$
      select array_agg(community_id), array_agg(ingest_id)
      from (select distinct community_id, ingest_id from %s where ingest_id > 0) as told
    $sql$, child) into communities, messages;
  end if;
  select dropped.problem, dropped.rows, dropped.bytes into problem, rows, bytes
  from core.drop_month(kind, month, who, why) as dropped;
  if problem is null then
    insert into core.message_due select * from unnest(communities, messages) on conflict do nothing;
  end if;
end
$$;
comment on function core.retire_month is 'The only way in which readings or hours are removed. It asks for itself whether it may.';
revoke all on function core.retire_month(text, date, text, text) from public;
grant execute on function core.retire_month(text, date, text, text) to cer_app;

-- Of a message that came when the month was not over nothing newer can be lost; of a later one all of its bytes go, also those
-- of newer quarters: those are readings. It holds up nobody: rows of the past are touched, no table is locked.
create function core.forget_messages(out messages bigint, out lines bigint)
language plpgsql security definer
set search_path = core, pg_temp set timezone = 'UTC' set datestyle = 'ISO' as $$
declare
  kept   timestamptz := core.kept_from('reading');
  due    date[];
  gone   bigint;
begin
  perform pg_advisory_xact_lock(hashtext('core.forget_messages'), 0);
  messages := 0;
  lines := 0;
  select array_agg(act.month order by act.month) into due
  from core.retention_act as act
  where act.kind = 'reading' and not exists (select from core.forgetting as done where done.month = act.month);
  if due is null then
    return;
  end if;

  perform set_config('cer.forgets', 'on', true);
  update core.ingest as i
  set raw = null, findings = '[]', warnings = '{}', forgotten_at = now(),
    refusal = case when refusal is not null then 'Found no longer kept: the time of its quarter hours is over.' end
  where forgotten_at is null and (
    received_at < kept or message_at < kept
    or exists (select from core.message_due as told where (told.community_id, told.ingest_id) = (i.community_id, i.id))
    or exists (select from core.quarantine as line
      where (line.community_id, line.ingest_id) = (i.community_id, i.id) and line.starts_at < kept)
    or (raw is not null and exists (select from unnest(due) as old (month)
      where position(convert_to(to_char(old.month, 'YYYY-MM-'), 'UTF8') in i.raw) > 0)));
  get diagnostics messages = row_count;

  update core.quarantine
  set reason = 'Found no longer kept: the time of its quarter hour is over.', starts_at = null, injected_ukwh = null,
    withdrawn_ukwh = null, produced_ukwh = null, injected_total_ukwh = null, withdrawn_total_ukwh = null,
    produced_total_ukwh = null
  where starts_at < kept
    or (starts_at is null and received_at < kept and reason not like 'Found no longer kept%');
  get diagnostics lines = row_count;

  delete from core.stray_message where received_at < kept;
  get diagnostics gone = row_count;
  messages := messages + gone;
  perform set_config('cer.forgets', 'off', true);
  delete from core.message_due;
  insert into core.forgetting (month, messages, lines)
  select old.month, case when old.month = due[cardinality(due)] then forget_messages.messages else 0 end,
    case when old.month = due[cardinality(due)] then forget_messages.lines else 0 end
  from unnest(due) as old (month);
end
$$;
comment on function core.forget_messages is 'Takes the months that were removed out of the log of messages; said again, it does nothing.';
revoke all on function core.forget_messages() from public;
grant execute on function core.forget_messages() to cer_app;
