/** The ground every later table stands on: schemas, grants, tenant scope, the change stamp and the epoch. */
export default `
-- Members' accounts live apart from support data, with a role of their own.
create schema auth;

grant usage on schema public to cossistant_app, cossistant_system;
grant usage on schema auth to cossistant_auth, cossistant_system;
alter default privileges in schema public grant select, insert, update, delete on tables to cossistant_app, cossistant_system;
alter default privileges in schema public grant usage, select, update on sequences to cossistant_app, cossistant_system;
alter default privileges in schema auth grant select, insert, update, delete on tables to cossistant_auth, cossistant_system;
alter default privileges in schema auth grant usage, select, update on sequences to cossistant_auth, cossistant_system;

-- A setting that was set once in a session reads as '' afterwards: without nullif that would be a website named ''.
create function app_website() returns text language sql stable parallel safe
  return nullif(current_setting('app.website', true), '');

-- What an inserted row should carry; null in the scope 'all', where the row must say it itself.
create function app_is_test() returns boolean language sql stable parallel safe
  return case current_setting('app.data', true) when 'test' then true when 'live' then false end;

create function app_sees(is_test boolean) returns boolean language sql stable parallel safe
  return case current_setting('app.data', true)
    when 'all' then true when 'live' then not is_test when 'test' then is_test else false end;

-- Opens a tenant scope for the rest of the transaction; gives its name. It must be a statement of its own, before the one that
-- reads. (An assignment of one expression needs no executor; where messages are sent that counts.)
create function app_enter(website text, data text) returns text language plpgsql as $$
begin
  if coalesce(website, '') = '' or data is null or data not in ('live', 'test', 'all') then
    raise exception 'A tenant scope is a website and one of live, test, all.' using errcode = 'invalid_parameter_value';
  end if;
  return set_config('app.website', website, true) || ' ' || set_config('app.data', data, true);
end $$;

-- Not called for an update that has stamped the row itself.
create function stamp_change() returns trigger language plpgsql as $$
begin
  new.changed_in := pg_current_xact_id();
  new.version := old.version + 1;
  return new;
end $$;

-- Closes a table to everyone but its tenant. Call it once for every table that holds a tenant's rows.
create procedure protect_tenant_table(tenant_table regclass, website_column name default 'website_id')
language plpgsql as $$
declare
  scope text := format('%I = app_website()', website_column);
begin
  if exists (select from pg_attribute where attrelid = tenant_table and attname = 'is_test' and not attisdropped) then
    scope := scope || ' and app_sees(is_test)';
  end if;
  execute format('alter table %s enable row level security', tenant_table);
  execute format('alter table %s force row level security', tenant_table);
  execute format('create policy tenant on %s to cossistant_app using (%s) with check (%s)', tenant_table, scope, scope);
  execute format('create policy system on %s to cossistant_system using (true) with check (true)', tenant_table);
  -- Prepared plans don't know whose rows they are for: they are to count with the largest site's, not with the usual one's, of which they would
  -- read all (measured). One distinct value is taken for the commonest (https://www.postgresql.org/docs/current/sql-altertable.html, n_distinct).
  if website_column <> 'id' then
    execute format('alter table %s alter column %I set (n_distinct = 1)', tenant_table, website_column);
  end if;
  if exists (select from pg_attribute where attrelid = tenant_table and attname = 'changed_in' and not attisdropped) then
    execute format('create trigger stamp_change before update on %s for each row
      when (new.version = old.version) execute function stamp_change()', tenant_table);
  end if;
end $$;

-- Lets a function look across tenants. Every such function stands on the closed list in sql/catalogue.ts.
create procedure run_as_system(fn regprocedure) language plpgsql as $$
begin
  execute format('alter function %s security definer', fn);
  execute format('alter function %s set search_path = public, pg_temp', fn);
  execute format('revoke all on function %s from public', fn);
  execute format('grant execute on function %s to cossistant_app', fn);
  grant create on schema public to cossistant_system;
  execute format('alter function %s owner to cossistant_system', fn);
  revoke create on schema public from cossistant_system;
end $$;

-- Which history this database is on: the cluster, its timeline (a promoted standby or a restored point in time has a new
-- one) and the database. The write-ahead log's name is asked, since the control file learns of a promotion late.
create function current_epoch() returns text language sql stable
  return (select system_identifier from pg_control_system())
    || '-' || substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8)
    || '-' || (select oid from pg_database where datname = current_database());

-- Which history these rows were last served from; sync tokens of another one answer Reload.
create table epoch (
  singleton boolean primary key default true check (singleton),
  id text not null,
  since timestamptz not null default now()
);
revoke insert, update, delete on epoch from cossistant_app;
`
