-- 0039_account_bounds.sql: an account of the gateway may be bound to devices, and to points for lists; unbound it speaks for all.
alter table core.account
  add column devices text[] collate "C" not null default '{}',
  add column points text[] collate "C" not null default '{}';
comment on column core.account.devices is 'The only devices its messages may name; any where neither these nor points are named.';
comment on column core.account.points is 'The only points its lists may tell of; any where neither these nor devices are named.';
