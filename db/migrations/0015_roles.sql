-- 0015_roles.sql: roles of a person can be changed; what they were before stays in core.person_act.
grant delete on core.person_role to cer_app;
