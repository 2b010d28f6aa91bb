-- The bytes of a message are packed when it comes in, and seldom read: with the method that costs least. A PostgreSQL
-- that was built without it keeps its own.
do $$
begin
  alter table core.ingest alter column raw set compression lz4;
exception when feature_not_supported then
  null;
end $$;
