/** What visitors think, where they came from, and what else is told of a conversation. */
export default `
-- None of these is written or read where messages are sent: rows without them are no larger.
alter table conversation
  add column visitor_rating smallint,
  add column visitor_rating_at timestamptz,
  add column visitor_title text,
  add column visitor_title_language text,
  add column visitor_language text,
  add column metadata jsonb;
call stamp_conversations();

create table feedback (
  id text primary key,
  website_id text not null references website on delete cascade,
  is_test boolean not null,
  conversation_id text,
  -- What was said outlives a visitor of whom nothing else is left.
  visitor_id text,
  -- The one rating of a resolved conversation; the trigger is only what the page calls it.
  is_conversation_rating boolean not null default false,
  rating smallint not null check (rating between 1 and 5),
  topic text,
  comment text,
  trigger text,
  source text not null,
  created_at timestamptz not null default now(),
  foreign key (website_id, conversation_id) references conversation on delete cascade,
  foreign key (website_id, visitor_id) references visitor (website_id, id) on delete set null (visitor_id)
);
create unique index feedback_conversation_rating on feedback (website_id, conversation_id) where is_conversation_rating;
create index feedback_of_conversation on feedback (website_id, conversation_id, created_at) where conversation_id is not null;
create index feedback_of_visitor on feedback (website_id, visitor_id) where visitor_id is not null;
create index feedback_of_website on feedback (website_id, created_at);
call protect_tenant_table('feedback');

create function wire_feedback(f feedback) returns json language sql stable parallel safe
  return json_build_object('id', f.id, 'conversationId', f.conversation_id, 'visitorId', f.visitor_id, 'rating', f.rating,
    'topic', f.topic, 'comment', f.comment, 'trigger', f.trigger, 'source', f.source, 'createdAt', wire_time(f.created_at));

-- Adds what few conversations have; those that don't pass as they are.
create function wire_more(c conversation, wire json) returns json language sql stable parallel safe
  return case when num_nonnulls(c.visitor_rating, c.visitor_title, c.visitor_title_language, c.visitor_language, c.metadata) = 0 then wire
    else (wire::jsonb
      || jsonb_strip_nulls(jsonb_build_object('visitorRating', c.visitor_rating, 'visitorRatingAt', wire_time(c.visitor_rating_at),
        'visitorTitle', c.visitor_title, 'visitorTitleLanguage', c.visitor_title_language, 'visitorLanguage', c.visitor_language))
      || case when c.metadata is null then '{}' else jsonb_build_object('metadata', c.metadata) end)::json end;

create or replace view wire_conversation with (security_invoker = true) as
select c.website_id, c.id, c.is_test, c.visitor_id, c.contact_id, c.view, c.last_activity_at, c.changed_in,
  wire_more(c, wire_inbox(c, v, k, wire_item(l))) as inbox, wire_more(c, wire_public(c, wire_item(p))) as public
from conversation c
join visitor v on v.id = c.visitor_id
left join contact k on k.id = v.contact_id
left join timeline_item l on l.website_id = c.website_id and l.conversation_id = c.id and l.seq = c.last_message_seq
left join timeline_item p on p.website_id = c.website_id and p.conversation_id = c.id and p.seq = c.last_public_seq;

-- First touch, and a coarse likeness of the device where the owner asked for one.
alter table website add column fingerprinting boolean not null default false;
alter table visitor add column attribution jsonb, add column device_hash text;
create index visitor_device on visitor (website_id, is_test, device_hash) where device_hash is not null;

create or replace view wire_visitor with (security_invoker = true) as
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
    'referrer', v.referrer, 'isTest', v.is_test, 'createdAt', wire_time(v.created_at),
    'attribution', v.attribution,
    'relatedVisitorIds', coalesce((select jsonb_agg(o.id) from (
      select other.id from visitor other join website w on w.id = other.website_id and w.fingerprinting
      where other.website_id = v.website_id and other.is_test = v.is_test and other.device_hash = v.device_hash and other.id <> v.id
      order by other.created_at desc limit 10) o), '[]')) as detail
from visitor v
left join contact k on k.id = v.contact_id
cross join lateral (select jsonb_build_object(
  'id', v.id, 'name', k.name, 'email', k.email, 'image', k.image, 'isVerified', v.contact_proven,
  'isBlocked', v.blocked_at is not null, 'lastSeenAt', wire_time(v.last_seen_at)) as summary) face;
`
