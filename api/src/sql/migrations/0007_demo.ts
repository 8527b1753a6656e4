/** Which site is the demo's, so that it is made once. */
export default `
create table demo (
  singleton boolean primary key default true check (singleton),
  website_id text not null references website on delete cascade,
  slug text not null,
  made_at timestamptz not null default now()
);

-- A fresh installation: no organisation yet, and nobody but the demo's own people.
create function may_seed(demo_emails text[]) returns boolean language sql stable as $$
  select not exists (select from organization) and not exists (select from auth.users where email <> all (demo_emails)) $$;
call run_as_system('may_seed(text[])');
`
