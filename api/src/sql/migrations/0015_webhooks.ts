import { contactList } from "./0015_contact_list.ts"
import { webhookRelay } from "./0015_webhook_relay.ts"

/** What servers of the site's own ask (the public API), and what they are told (webhooks). */
export default `
-- Whose key this is, before a tenant is known. Times are milliseconds since 1970.
create function api_key_facts(key text) returns jsonb language sql stable as $$
  select jsonb_build_object('keyId', k.id, 'websiteId', w.id, 'organizationId', w.organization_id, 'isTest', k.is_test,
    'linkedUserId', k.linked_user_id, 'createdBy', k.created_by_user_id, 'expiresAt', extract(epoch from k.expires_at) * 1000,
    'lastUsedAt', extract(epoch from k.last_used_at) * 1000,
    'isValid', k.revoked_at is null and (k.expires_at is null or k.expires_at > now()))
  from api_key k join website w on w.id = k.website_id where k.lookup = key and k.key_type = 'private' $$;
call run_as_system('api_key_facts(text)');

create table contact_organization (
  id text primary key,
  website_id text not null references website on delete cascade,
  is_test boolean not null default app_is_test(),
  name text not null,
  external_id text,
  domain text,
  description text,
  metadata jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (website_id, id)
);
create unique index contact_organization_external_id on contact_organization (website_id, is_test, external_id) where external_id is not null;
call protect_tenant_table('contact_organization');

alter table contact add column contact_organization_id text,
  add foreign key (website_id, contact_organization_id) references contact_organization (website_id, id) on delete set null (contact_organization_id);
create index contact_of_organization on contact (website_id, contact_organization_id) where contact_organization_id is not null;
create index contact_newest on contact (website_id, is_test, created_at desc, id desc) where deleted_at is null;
create index contact_changes on contact (website_id, changed_in, id);

create function wire_contact(k contact) returns json language sql stable parallel safe
  return json_build_object('id', k.id, 'externalId', k.external_id, 'name', k.name, 'email', k.email, 'image', k.image,
    'metadata', k.metadata, 'contactOrganizationId', k.contact_organization_id, 'isVerified', k.is_verified,
    'createdAt', wire_time(k.created_at), 'updatedAt', wire_time(k.updated_at));

create function wire_contact_organization(o contact_organization) returns json language sql stable parallel safe
  return json_build_object('id', o.id, 'name', o.name, 'externalId', o.external_id, 'domain', o.domain,
    'description', o.description, 'metadata', o.metadata, 'createdAt', wire_time(o.created_at), 'updatedAt', wire_time(o.updated_at));

-- A conversation in both its faces, in one round trip; with a visitor, only one of that visitor or of its proven contact.
create function api_conversation(website text, data text, conversation text, visitor text, contact text)
returns table (inbox json, public json, seen_at text) language plpgsql set plan_cache_mode = force_generic_plan as $$
begin
  perform app_enter(website, data);
  return query select w.inbox, w.public, wire_time(c.visitor_seen_at)
    from wire_conversation w join conversation c on c.website_id = website and c.id = conversation
    where w.website_id = website and w.id = conversation
      and (visitor is null or w.visitor_id = visitor or w.contact_id = contact);
end $$;

-- A conversation before its first message. 'existing' is the visitor's own by this id, 'conflict' anybody else's.
create function api_begin_conversation(website text, conversation text, visitor text, greetings jsonb, facts jsonb) returns text language plpgsql as $$
declare
  author visitor;
  said integer := jsonb_array_length(greetings);
begin
  -- Who begins a conversation stays who they are until it is there.
  select * into author from visitor v where v.website_id = website and v.id = visitor and v.ended_at is null for share;
  if not found then return 'unknown_visitor'; end if;
  if author.blocked_at is not null then return 'visitor_blocked'; end if;
  insert into conversation (website_id, id, is_test, visitor_id, contact_id, last_seq, last_public_seq, last_message_seq, visitor_seen_seq, metadata)
    values (website, conversation, author.is_test, visitor, case when author.contact_proven then author.contact_id end, said, said, said, said, facts)
    on conflict do nothing;
  if found then
    insert into timeline_item (website_id, conversation_id, is_test, seq, id, visibility, text)
      select website, conversation, author.is_test, g.n, g.value->>'id', 'public', g.value->>'text'
      from jsonb_array_elements(greetings) with ordinality g (value, n);
    return 'created';
  end if;
  return case when exists (select from conversation c where c.website_id = website and c.id = conversation and c.visitor_id = visitor)
    then 'existing' else 'conflict' end;
end $$;

-- What was answered to a request that named itself; sealed, since answers may hold secrets.
create table api_reply (
  website_id text not null references website on delete cascade,
  key_id text not null,
  idempotency_key text not null,
  request_hash text not null,
  status integer,
  sealed bytea,
  created_at timestamptz not null default now(),
  primary key (website_id, key_id, idempotency_key)
);
create index api_reply_created on api_reply (created_at);
call protect_tenant_table('api_reply');

create function sweep_api_replies(before timestamptz, most integer) returns integer language sql as $$
  with gone as (delete from api_reply r where (r.website_id, r.key_id, r.idempotency_key) in (
    select website_id, key_id, idempotency_key from api_reply where created_at < before limit most) returning 1)
  select count(*)::integer from gone $$;
call run_as_system('sweep_api_replies(timestamptz, integer)');

create table webhook_endpoint (
  id text primary key,
  website_id text not null references website on delete cascade,
  is_test boolean not null,
  url text not null,
  description text,
  events text[] not null,
  -- Switched off by a member, or because the receiver answered 410 Gone.
  disabled_at timestamptz,
  disabled_reason text,
  created_at timestamptz not null default now(),
  unique (website_id, id)
);
call protect_tenant_table('webhook_endpoint');

create table webhook_secret (
  id text primary key,
  website_id text not null,
  endpoint_id text not null,
  -- AES-256-GCM under a key that isn't in the database.
  sealed bytea not null,
  created_at timestamptz not null default now(),
  -- A secret that was replaced signs along until then.
  expires_at timestamptz,
  foreign key (website_id, endpoint_id) references webhook_endpoint (website_id, id) on delete cascade
);
create index webhook_secret_of_endpoint on webhook_secret (website_id, endpoint_id);
call protect_tenant_table('webhook_secret');

-- How far the relay has read a site's changes: everything before (position, after_id) is told.
create table webhook_cursor (
  website_id text not null references website on delete cascade,
  kind text not null check (kind in ('conversation', 'contact')),
  position xid8 not null,
  after_id text not null default '',
  started_in xid8 not null,
  started_at timestamptz not null default now(),
  primary key (website_id, kind)
);
call protect_tenant_table('webhook_cursor');

-- What was told last of a conversation or contact: what differs from it is news.
create table webhook_known (
  website_id text not null references website on delete cascade,
  kind text not null,
  id text not null,
  last_seq integer not null default 0,
  seen_in xid8 not null,
  facts text not null,
  primary key (website_id, kind, id)
);
call protect_tenant_table('webhook_known');

create table webhook_event (
  id text primary key default 'evt_' || replace(gen_random_uuid()::text, '-', ''),
  website_id text not null references website on delete cascade,
  is_test boolean not null,
  type text not null,
  -- Whose order counts: the conversation or contact it is about.
  subject text not null,
  -- The same change is never two events.
  key text not null,
  payload jsonb not null,
  created_at timestamptz not null default now(),
  unique (website_id, id),
  unique (website_id, key)
);
create index webhook_event_created on webhook_event (created_at);
call protect_tenant_table('webhook_event');

create table webhook_delivery (
  n bigint generated always as identity,
  id text primary key default 'dlv_' || replace(gen_random_uuid()::text, '-', ''),
  website_id text not null,
  is_test boolean not null,
  endpoint_id text not null,
  event_id text not null,
  subject text not null,
  state text not null default 'pending' check (state in ('pending', 'delivered', 'dead')),
  attempts integer not null default 0,
  next_at timestamptz not null default now(),
  locked_until timestamptz,
  -- The tries, oldest first: {at, ms, status, error, body}.
  tries jsonb not null default '[]',
  settled_at timestamptz,
  created_at timestamptz not null default now(),
  unique (endpoint_id, event_id),
  foreign key (website_id, endpoint_id) references webhook_endpoint (website_id, id) on delete cascade,
  foreign key (website_id, event_id) references webhook_event (website_id, id) on delete cascade
);
create index webhook_delivery_due on webhook_delivery (next_at) where state = 'pending';
create index webhook_delivery_head on webhook_delivery (endpoint_id, subject, n) where state = 'pending';
create index webhook_delivery_log on webhook_delivery (website_id, endpoint_id, n desc);
create index webhook_delivery_of_event on webhook_delivery (website_id, event_id);
call protect_tenant_table('webhook_delivery');
${contactList}
${webhookRelay}`
