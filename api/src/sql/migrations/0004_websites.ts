/** Keys, signing secrets, proof of installation, room for files; and visitors as each audience sees them. */
export default `
create table api_key (
  id text primary key,
  website_id text not null references website on delete cascade,
  name text not null,
  key_type text not null check (key_type in ('public', 'private')),
  is_test boolean not null,
  -- A public key as it is; of a private one its HMAC-SHA-256 in hex.
  lookup text not null unique,
  -- All of a private key that is ever shown again.
  tail text not null,
  linked_user_id text,
  -- Whose words a message is that names nobody; null of keys that came with their site.
  created_by_user_id text,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  expires_at timestamptz,
  revoked_at timestamptz
);
create index api_key_of_website on api_key (website_id);
call protect_tenant_table('api_key');

create table identity_secret (
  id text primary key,
  website_id text not null references website on delete cascade,
  -- AES-256-GCM under a key that isn't in the database.
  sealed bytea not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
create index identity_secret_of_website on identity_secret (website_id);
call protect_tenant_table('identity_secret');

-- The newest page that loaded a site's widget, and the newest that was turned away.
create table install_sighting (
  website_id text primary key references website on delete cascade,
  seen_origin text,
  seen_is_test boolean,
  seen_at timestamptz,
  refused_origin text,
  refused_reason text,
  refused_at timestamptz
);
call protect_tenant_table('install_sighting');

create table storage_use (
  website_id text primary key references website on delete cascade,
  bytes bigint not null
);
call protect_tenant_table('storage_use');

-- Links carry the site: none can lead out of it, and the index that starts with the site serves them when rows are removed.
alter table visitor add unique (website_id, id);
alter table contact add unique (website_id, id);
alter table visitor drop constraint visitor_contact_id_fkey,
  add foreign key (website_id, contact_id) references contact (website_id, id) on delete set null (contact_id);
alter table conversation drop constraint conversation_contact_id_fkey, drop constraint conversation_visitor_id_fkey,
  add foreign key (website_id, contact_id) references contact (website_id, id) on delete set null (contact_id),
  add foreign key (website_id, visitor_id) references visitor (website_id, id) on delete cascade;

create index contact_claimed on contact (website_id, is_test, external_id) where external_id is not null;
create index visitor_address on visitor (created_at) where ip is not null and position('/' in ip) = 0;

-- Whose key this is and, when a secret comes along, whose secret: all that admission asks, in one look-up. Times are
-- milliseconds since 1970.
create function admit(key text, secret bytea) returns jsonb language sql stable as $$
  select jsonb_build_object(
    'keyId', k.id, 'websiteId', w.id, 'organizationId', w.organization_id, 'isTest', k.is_test, 'keyType', k.key_type,
    'isValid', k.revoked_at is null and (k.expires_at is null or k.expires_at > now()),
    'allowedOrigins', w.allowed_origins, 'lastUsedAt', extract(epoch from k.last_used_at) * 1000,
    'seenOrigin', s.seen_origin, 'seenIsTest', s.seen_is_test, 'seenAt', extract(epoch from s.seen_at) * 1000,
    'refusedOrigin', s.refused_origin, 'refusedReason', s.refused_reason, 'refusedAt', extract(epoch from s.refused_at) * 1000,
    'visitorId', v.id, 'contactId', case when v.contact_proven or w.identity_verification = 'off' then v.contact_id end,
    'isBlocked', v.blocked_at is not null)
  from api_key k join website w on w.id = k.website_id
  left join install_sighting s on s.website_id = w.id
  left join visitor v on v.secret_hash = secret and v.website_id = w.id and v.is_test = k.is_test and v.ended_at is null
  where k.lookup = key $$;
call run_as_system('admit(text, bytea)');

-- New values win; where more than 64 keys would be left, old ones give way.
create function merge_metadata(old jsonb, new jsonb) returns jsonb language sql immutable parallel safe as $$
  select coalesce(jsonb_object_agg(key, value), '{}') from (
    select key, value from jsonb_each(old || new) order by not new ? key, key limit 64) kept $$;

create view wire_visitor with (security_invoker = true) as
select v.website_id, v.id, v.is_test, v.contact_id,
  jsonb_build_object('id', v.id, 'isBlocked', v.blocked_at is not null, 'language', v.language, 'timezone', v.timezone,
    'contact', case when k.id is not null then jsonb_build_object(
      'id', k.id, 'externalId', k.external_id, 'name', k.name, 'email', k.email, 'image', k.image,
      'metadataHash', k.metadata_hash, 'isVerified', v.contact_proven) end) as public,
  face.summary,
  face.summary || jsonb_build_object(
    'contactId', k.id, 'externalId', k.external_id, 'metadata', coalesce(k.metadata, '{}'), 'language', v.language,
    'timezone', v.timezone, 'browser', v.browser, 'os', v.os, 'device', v.device,
    'screenResolution', v.screen_resolution, 'viewport', v.viewport, 'ip', v.ip, 'currentPage', v.current_page,
    'referrer', v.referrer, 'isTest', v.is_test, 'createdAt', wire_time(v.created_at)) as detail
from visitor v
left join contact k on k.id = v.contact_id
cross join lateral (select jsonb_build_object(
  'id', v.id, 'name', k.name, 'email', k.email, 'image', k.image, 'isVerified', v.contact_proven,
  'isBlocked', v.blocked_at is not null, 'lastSeenAt', wire_time(v.last_seen_at)) as summary) face;

-- A conversation on the wire shows its visitor's face: when that changes, the conversation has changed.
-- Locked in the one order every writer keeps.
create function touch_conversations(website text, visitor text, contact text) returns void language plpgsql as $$
begin
  perform from conversation c
    where c.website_id = website and (c.visitor_id = visitor or c.contact_id = contact) order by c.id for update;
  update conversation c set contact_id = coalesce(contact, c.contact_id)
    where c.website_id = website and (c.visitor_id = visitor or c.contact_id = contact);
end $$;

-- Conversations of the person a visitor was before stay with that person: a visitor that has ended holds them.
create function part_from_contact(website text, visitor text, contact text, parted text, secret bytea)
returns void language plpgsql as $$
begin
  perform from conversation c
    where c.website_id = website and c.visitor_id = visitor and c.contact_id = contact order by c.id for update;
  if not found then return; end if;
  insert into visitor (id, website_id, is_test, secret_hash, contact_id, contact_proven, language, timezone, browser, os,
      device, screen_resolution, viewport, last_seen_at, created_at, ended_at)
    select parted, v.website_id, v.is_test, secret, contact, v.contact_proven, v.language, v.timezone, v.browser, v.os,
      v.device, v.screen_resolution, v.viewport, v.last_seen_at, v.created_at, now()
    from visitor v where v.website_id = website and v.id = visitor;
  update conversation c set visitor_id = parted
    where c.website_id = website and c.visitor_id = visitor and c.contact_id = contact;
end $$;

-- Visitors who never said anything nor told who they are; a blocked one must stay blocked.
create function remove_empty_visitors(before timestamptz, most integer) returns integer language sql as $$
  with gone as (
    delete from visitor v where v.id in (
      select e.id from visitor e
      where e.created_at < before and e.last_seen_at < before and e.contact_id is null and e.blocked_at is null
        and not exists (select from conversation c where c.website_id = e.website_id and c.visitor_id = e.id)
      order by e.created_at limit most for update skip locked)
    returning 1)
  select count(*)::integer from gone $$;
call run_as_system('remove_empty_visitors(timestamptz, integer)');

-- Old addresses keep their network only: /24 of IPv4, /48 of IPv6.
create function shorten_addresses(before timestamptz, most integer) returns integer language sql as $$
  with cut as (
    update visitor v set ip = network(set_masklen(v.ip::inet, case family(v.ip::inet) when 4 then 24 else 48 end))::text
    where v.id in (
      select o.id from visitor o
      where o.ip is not null and position('/' in o.ip) = 0 and o.created_at < before and o.last_seen_at < before
      order by o.created_at limit most for update skip locked)
    returning 1)
  select count(*)::integer from cut $$;
call run_as_system('shorten_addresses(timestamptz, integer)');

-- Files that were granted, perhaps sent, and never claimed.
create function unclaimed_uploads(before timestamptz, most integer) returns setof text language sql stable as $$
  select u.key from upload u where u.claimed_at is null and u.granted_at < before order by u.granted_at limit most $$;
call run_as_system('unclaimed_uploads(timestamptz, integer)');

create function forget_uploads(keys text[]) returns integer language sql as $$
  with gone as (
    delete from upload u where u.key = any (keys) and u.claimed_at is null returning u.website_id, u.size
  ), freed as (
    update storage_use s set bytes = s.bytes - g.bytes
    from (select website_id, sum(size)::bigint as bytes from gone group by website_id) g
    where s.website_id = g.website_id)
  select count(*)::integer from gone $$;
call run_as_system('forget_uploads(text[])');
`
