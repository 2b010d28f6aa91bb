-- 0033_bodies.sql: bodies of known senders that were refused at the door are counted too.
alter table core.sender_day drop constraint sender_day_kind_check,
  add constraint sender_day_kind_check check (kind in ('kept', 'left_out', 'too_many', 'repeated', 'bad_body'));
comment on column core.sender_day.kind is
  'kept: as evidence; left_out: beyond a day''s evidence, so without its bytes, or refused when it brought nothing; too_many: beyond the rate; repeated: came before; bad_body: too large, too slow, broken off, or of another type.';

-- Beyond a day's evidence the readings of a message are taken and its bytes are not kept, whatever else was found in it.
alter table core.ingest drop constraint if exists ingest_check1,
  add constraint ingest_keeps_what_it_refuses check (raw is not null or raw_length = 0 or refusal is null);
