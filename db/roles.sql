-- roles.sql: the roles of the product. Run once for a cluster, as a superuser; running it again changes nothing.
-- cer_owner owns the schema and migrates; cer_app is the running program: it adds and reads, and never changes history;
-- cer_member reads the views of mine.*, which hold only what belongs to the member of an open session;
-- cer_rep reads the views of rep.*, which hold sums and the municipality's own: for dashboards, a Grafana's too.
-- Afterwards: create database cer owner cer_owner template template0 encoding 'UTF8' locale 'C.UTF-8';
do $$
declare
  name text;
begin
  foreach name in array array['cer_owner', 'cer_app', 'cer_member', 'cer_rep'] loop
    begin
      execute format('create role %I login nosuperuser nocreatedb nocreaterole noinherit', name);
    exception when duplicate_object or unique_violation then
      null; -- there already, or made by another session just now
    end;
  end loop;
end
$$;
