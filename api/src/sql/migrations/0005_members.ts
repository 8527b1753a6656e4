/** better-auth's own tables, word for word as its `compileMigrations()` writes them; a test compiles them again and compares. */
export const betterAuthTables = `
create table "users" ("id" text not null primary key, "name" text not null, "email" text not null unique, "emailVerified" boolean not null, "image" text, "createdAt" timestamptz default CURRENT_TIMESTAMP not null, "updatedAt" timestamptz default CURRENT_TIMESTAMP not null);

create table "sessions" ("id" text not null primary key, "expiresAt" timestamptz not null, "token" text not null unique, "createdAt" timestamptz default CURRENT_TIMESTAMP not null, "updatedAt" timestamptz not null, "ipAddress" text, "userAgent" text, "userId" text not null references "users" ("id") on delete cascade);

create table "accounts" ("id" text not null primary key, "accountId" text not null, "providerId" text not null, "userId" text not null references "users" ("id") on delete cascade, "accessToken" text, "refreshToken" text, "idToken" text, "accessTokenExpiresAt" timestamptz, "refreshTokenExpiresAt" timestamptz, "scope" text, "password" text, "createdAt" timestamptz default CURRENT_TIMESTAMP not null, "updatedAt" timestamptz not null);

create table "verifications" ("id" text not null primary key, "identifier" text not null, "value" text not null, "expiresAt" timestamptz not null, "createdAt" timestamptz default CURRENT_TIMESTAMP not null, "updatedAt" timestamptz default CURRENT_TIMESTAMP not null);

create table "rate_limits" ("id" text not null primary key, "key" text not null unique, "count" integer not null, "lastRequest" bigint not null);

create index "sessions_userId_idx" on "sessions" ("userId");

create index "accounts_userId_idx" on "accounts" ("userId");

create index "verifications_identifier_idx" on "verifications" ("identifier");
`

/** Accounts, organisations and who reaches which site; letters and jobs. */
export default `
set local search_path = auth;
${betterAuthTables}
set local search_path to default;

-- Printed at start while nobody has an account; whoever holds one becomes the first owner.
create table auth.owner_link (
  secret_hash bytea primary key,
  created_at timestamptz not null default now()
);
revoke all on auth.owner_link from cossistant_auth;

create table organization (
  id text primary key,
  name text not null,
  slug text not null unique,
  created_at timestamptz not null default now()
);
alter table website add foreign key (organization_id) references organization;
create index website_of_organization on website (organization_id);

create table member (
  organization_id text not null references organization on delete cascade,
  user_id text not null references auth.users on delete cascade,
  role text not null check (role in ('owner', 'admin', 'member')),
  last_seen_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (organization_id, user_id)
);
create index member_of_user on member (user_id);

-- Members reach the sites named here; owners and admins reach every site of their organisation.
create table website_member (
  website_id text not null references website on delete cascade,
  organization_id text not null,
  user_id text not null,
  created_at timestamptz not null default now(),
  primary key (website_id, user_id),
  foreign key (organization_id, user_id) references member on delete cascade
);
create index website_member_of_user on website_member (organization_id, user_id);

-- A site's scope opens its organisation's rows: a role counts on every site.
create procedure protect_organization_table(organization_table regclass, organization_column name default 'organization_id')
language plpgsql as $$
begin
  execute format('alter table %s enable row level security', organization_table);
  execute format('alter table %s force row level security', organization_table);
  execute format('create policy tenant on %1$s to cossistant_app using (%2$I = (select w.organization_id from website w where w.id = app_website()))
    with check (%2$I = (select w.organization_id from website w where w.id = app_website()))', organization_table, organization_column);
  execute format('create policy system on %s to cossistant_system using (true) with check (true)', organization_table);
end $$;
call protect_organization_table('organization', 'id');
call protect_organization_table('member');
call protect_organization_table('website_member');

create view site_team with (security_invoker = true) as
select w.id as website_id, m.organization_id, m.user_id, m.role, m.last_seen_at
from website w join member m on m.organization_id = w.organization_id
where m.role in ('owner', 'admin')
  or exists (select from website_member s where s.website_id = w.id and s.user_id = m.user_id);

create table invitation (
  id text primary key,
  website_id text not null references website on delete cascade,
  email text not null,
  role text not null check (role in ('admin', 'member')),
  secret_hash bytea not null,
  inviter_id text references auth.users on delete set null,
  status text not null default 'pending' check (status in ('pending', 'accepted', 'rejected', 'canceled')),
  expires_at timestamptz not null,
  created_at timestamptz not null default now()
);
create unique index invitation_pending on invitation (website_id, email) where status = 'pending';
call protect_tenant_table('invitation');

-- Who holds this session and, when a site is named, as what they reach it: one look-up for each new connection.
create function who_is(token_hash text, website text)
returns table (session_id text, expires_at timestamptz, user_id text, email text, email_verified boolean, name text, organization_id text, role text)
language plpgsql stable as $$
begin
  return query select s.id, s."expiresAt", u.id, u.email, u."emailVerified", u.name, t.organization_id, t.role
  from auth.sessions s join auth.users u on u.id = s."userId"
  left join site_team t on t.website_id = website and t.user_id = u.id
  where s.token = token_hash and s."expiresAt" > now();
end $$;
call run_as_system('who_is(text, text)');

create function role_on_site(website text, person text) returns text language sql stable as $$
  select t.role from site_team t where t.website_id = website and t.user_id = person $$;
call run_as_system('role_on_site(text, text)');

create function team_of_site(website text)
returns table (user_id text, name text, email text, image text, role text, last_seen_at timestamptz)
language sql stable as $$
  select u.id, u.name, u.email, u.image, t.role, t.last_seen_at
  from site_team t join auth.users u on u.id = t.user_id
  where t.website_id = website order by t.last_seen_at desc nulls last, u.name, u.id $$;
call run_as_system('team_of_site(text)');

create function account_of(person text)
returns table (user_id text, name text, email text, email_verified boolean, image text) language sql stable as $$
  select id, name, email, "emailVerified", image from auth.users where id = person $$;
call run_as_system('account_of(text)');

create function rename_account(person text, new_name text) returns void language sql as $$
  update auth.users set name = new_name, "updatedAt" = now() where id = person $$;
call run_as_system('rename_account(text, text)');

create function organizations_of(person text)
returns table (id text, name text, slug text, role text, websites jsonb) language sql stable as $$
  select o.id, o.name, o.slug, m.role, coalesce((
    select jsonb_agg(jsonb_build_object('id', w.id, 'name', w.name, 'slug', w.slug, 'domain', w.domain, 'logoKey', w.logo_key)
      order by w.name, w.id)
    from site_team t join website w on w.id = t.website_id
    where t.organization_id = o.id and t.user_id = person), '[]')
  from member m join organization o on o.id = m.organization_id
  where m.user_id = person order by o.created_at, o.id $$;
call run_as_system('organizations_of(text)');

create function has_organizations() returns boolean language sql stable as $$ select exists (select from organization) $$;
call run_as_system('has_organizations()');

create function found_organization(organization text, title text, short_name text, owner text) returns void language sql as $$
  insert into organization (id, name, slug) values (organization, title, short_name);
  insert into member (organization_id, user_id, role) values (organization, owner, 'owner') $$;
call run_as_system('found_organization(text, text, text, text)');

create function invitation_by_secret(invitation text, hash bytea)
returns table (website_id text, organization_id text, organization_name text, organization_slug text, website_name text,
  website_slug text, logo_key text, email text, role text, status text, inviter_name text, has_account boolean)
language sql stable as $$
  select w.id, o.id, o.name, o.slug, w.name, w.slug, w.logo_key, i.email, i.role,
    case when i.status = 'pending' and i.expires_at <= now() then 'expired' else i.status end,
    u.name, exists (select from auth.users a where a.email = i.email)
  from invitation i join website w on w.id = i.website_id join organization o on o.id = w.organization_id
  left join auth.users u on u.id = i.inviter_id
  where i.id = invitation and i.secret_hash = hash $$;
call run_as_system('invitation_by_secret(text, bytea)');

create function has_accounts() returns boolean language sql stable as $$ select exists (select from auth.users) $$;
call run_as_system('has_accounts()');

-- False when somebody has an account already: then there is no first owner to be made.
create function offer_owner_link(hash bytea) returns boolean language plpgsql as $$
begin
  if has_accounts() then return false; end if;
  delete from auth.owner_link where created_at < now() - interval '7 days';
  insert into auth.owner_link (secret_hash) values (hash);
  return true;
end $$;
call run_as_system('offer_owner_link(bytea)');

create function knows_owner_link(hash bytea) returns boolean language sql stable as $$
  select not has_accounts() and exists (
    select from auth.owner_link where secret_hash = hash and created_at > now() - interval '7 days') $$;
call run_as_system('knows_owner_link(bytea)');

-- Spends the link, and every other one with it: two people with two links don't both become the first owner.
create function spend_owner_link(hash bytea) returns boolean language plpgsql as $$
declare
  known boolean;
begin
  lock table auth.owner_link in exclusive mode;
  known := knows_owner_link(hash);
  if known then delete from auth.owner_link; end if;
  return known;
end $$;
call run_as_system('spend_owner_link(bytea)');

-- Every letter once: the ledger says what was sent to whom because of what, never what it said.
create table letter (
  id text primary key,
  website_id text references website on delete cascade,
  recipient text not null,
  event text not null,
  state text not null default 'sending' check (state in ('sending', 'sent', 'failed')),
  reason text,
  created_at timestamptz not null default now(),
  settled_at timestamptz,
  unique (recipient, event)
);
create index letter_created on letter (created_at);
call protect_tenant_table('letter');

-- The new row's id, or that of a failed one to be tried again; null when the letter was sent or is being sent.
create function open_letter(letter_id text, website text, addressee text, cause text) returns text language sql as $$
  insert into letter (id, website_id, recipient, event) values (letter_id, website, addressee, cause)
  on conflict (recipient, event) do update set state = 'sending', reason = null, settled_at = null where letter.state = 'failed'
  returning id $$;
call run_as_system('open_letter(text, text, text, text)');

create function settle_letter(letter_id text, failure text) returns void language sql as $$
  update letter set state = case when failure is null then 'sent' else 'failed' end, reason = failure, settled_at = now()
  where id = letter_id $$;
call run_as_system('settle_letter(text, text)');

-- What the provider "outbox" keeps instead of sending it.
create table outbox (
  id text primary key,
  recipient text not null,
  subject text not null,
  html text not null,
  text text not null,
  tags jsonb not null default '{}',
  sent_at timestamptz not null default clock_timestamp()
);
create index outbox_sent on outbox (sent_at desc);

-- Work to be done after the transaction that asked for it.
create table job (
  id text primary key,
  website_id text not null references website on delete cascade,
  kind text not null,
  payload jsonb not null,
  -- While a job with this key waits, another one isn't added.
  dedupe text,
  run_at timestamptz not null default now(),
  attempts integer not null default 0,
  locked_until timestamptz,
  last_error text,
  dead_at timestamptz,
  created_at timestamptz not null default now()
);
create unique index job_dedupe on job (website_id, kind, dedupe) where dedupe is not null and attempts = 0 and dead_at is null;
create index job_due on job (run_at) where dead_at is null;
create index job_dead on job (dead_at) where dead_at is not null;
call protect_tenant_table('job');

-- Takes due jobs for \`lease\`; whoever took one and didn't settle it in time has crashed, and another takes it.
create function claim_jobs(kinds text[], how_many integer, lease interval)
returns table (id text, website_id text, kind text, payload jsonb, attempts integer) language sql as $$
  update job set locked_until = now() + lease, attempts = job.attempts + 1
  where job.id in (
    select j.id from job j
    where j.dead_at is null and j.run_at <= now() and (j.locked_until is null or j.locked_until < now()) and j.kind = any (kinds)
    order by j.run_at limit how_many for update skip locked)
  returning job.id, job.website_id, job.kind, job.payload, job.attempts $$;
call run_as_system('claim_jobs(text[], integer, interval)');

-- The longest wait of a due job in seconds, and how many were given up: for /metrics and the operator.
create function job_backlog(out oldest_seconds double precision, out dead integer) language sql stable as $$
  select coalesce(extract(epoch from now() - min(run_at) filter (where dead_at is null and run_at <= now())), 0)::double precision,
    count(*) filter (where dead_at is not null)::integer
  from job $$;
call run_as_system('job_backlog()');

-- When each recurring task is due; whoever moves the time on does the work, so that one node does it.
create table recurring_task (
  name text primary key,
  due_at timestamptz not null
);

-- What nobody asks for again.
create function sweep_members() returns void language sql as $$
  delete from auth.sessions where "expiresAt" < now();
  delete from auth.verifications where "expiresAt" < now();
  delete from auth.rate_limits where "lastRequest" < extract(epoch from now() - interval '1 day') * 1000;
  delete from invitation where expires_at < now() - interval '30 days';
  delete from letter where created_at < now() - interval '90 days';
  delete from outbox where sent_at < now() - interval '30 days';
  delete from job where dead_at < now() - interval '30 days' $$;
call run_as_system('sweep_members()');
`
