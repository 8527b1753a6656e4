/** Answers by mail on their way into conversations. */
export default `
-- One letter for one conversation. What it says stands in the thread, or sealed in the storage while somebody may need it.
create table inbound_letter (
  -- Made of its Message-ID and the address it answers to: the same letter through any door, any number of times.
  id text primary key,
  website_id text not null references website on delete cascade,
  is_test boolean not null,
  conversation_id text not null,
  recipient_type text not null check (recipient_type in ('member', 'visitor')),
  recipient_id text not null,
  door text not null,
  state text not null default 'received' check (state in ('received', 'taken', 'dropped', 'failed')),
  reason text,
  detail text,
  sender text,
  sender_name text,
  subject text,
  envelope jsonb not null,
  verdict text,
  left_out jsonb not null default '[]',
  original_key text,
  -- RFC 5322 Message-ID as its writer's mailbox has it, with brackets; null where it had none, or none to be repeated.
  message_id text,
  attempts integer not null default 0,
  received_at timestamptz not null default now(),
  settled_at timestamptz,
  foreign key (website_id, conversation_id) references conversation on delete cascade
);
create index inbound_letter_unsettled on inbound_letter (website_id, received_at desc, id desc) where state in ('dropped', 'failed');
create index inbound_letter_of_conversation on inbound_letter (website_id, conversation_id, received_at);
create index inbound_letter_received on inbound_letter (received_at);
call protect_tenant_table('inbound_letter');

-- Letters that belong to no site: how often and why, by day. Nothing of what they say.
create table inbound_refusal (
  day date not null,
  door text not null,
  reason text not null,
  times integer not null default 1,
  last_domain text,
  last_at timestamptz not null default now(),
  primary key (day, door, reason)
);

-- Signatures of calls that were answered: each is good for one.
create table inbound_call (
  signature text primary key,
  called_at timestamptz not null default now()
);
create index inbound_call_age on inbound_call (called_at);

-- The sites that have a conversation of this id: an address names no site. One look-up a site; an index on the id alone would
-- cost every message.
create function reply_places(conversation text) returns table (website_id text) language sql stable as $$
  select w.id from website w where exists (select from conversation c where c.website_id = w.id and c.id = conversation) limit 8 $$;
call run_as_system('reply_places(text)');

-- The conversation of the first of these letters of ours (by Message-ID, best first) that went to this address as a visitor's.
create function place_answered(message_ids text[], sender text) returns table (website_id text, conversation_id text) language sql stable as $$
  select l.website_id, l.conversation_id from unnest(message_ids) with ordinality as m (id, place)
  join letter l on l.message_id = m.id and l.reader = 'visitor' and l.recipient = sender and l.conversation_id is not null and l.state in ('sent', 'delivered')
  order by m.place limit 1 $$;
call run_as_system('place_answered(text[], text)');

-- All that decides what becomes of a letter for a conversation; null when it isn't there.
create function reply_facts(website text, conversation text, letter text) returns jsonb language plpgsql as $$
begin
  perform app_enter(website, 'all');
  return (select jsonb_build_object(
      'organizationId', w.organization_id, 'isTest', c.is_test, 'view', c.view, 'visitorId', c.visitor_id, 'isBlocked', v.blocked_at is not null,
      'emails', (select coalesce(jsonb_agg(lower(k.email)), '[]') from contact k
        where k.website_id = website and k.id in (c.contact_id, v.contact_id) and k.email is not null and k.deleted_at is null),
      'state', (select l.state from inbound_letter l where l.website_id = website and l.id = letter),
      'isInThread', exists (select from timeline_item i where i.website_id = website and i.id = letter),
      'lately', (select count(*) from inbound_letter l where l.website_id = website and l.conversation_id = conversation
        and l.state = 'taken' and l.received_at > now() - interval '1 hour'))
    from conversation c join website w on w.id = c.website_id join visitor v on v.website_id = c.website_id and v.id = c.visitor_id
    where c.website_id = website and c.id = conversation);
end $$;

-- Who writes when the visitor's side answers by mail: the conversation's visitor; or, when that one has logged out, another
-- one of the same proven contact, made for this if there is none. Its secret is known to nobody.
create function reply_author(website text, conversation text, spare text, spare_hash bytea)
returns table (visitor_id text, contact_id text) language plpgsql as $$
#variable_conflict use_column
declare
  c conversation;
begin
  perform app_enter(website, 'all');
  select * into c from conversation d where d.website_id = website and d.id = conversation;
  return query select v.id, case when v.contact_proven then v.contact_id end from visitor v
    where v.website_id = website and (v.id = c.visitor_id or v.contact_id = c.contact_id and v.contact_proven) and v.ended_at is null and v.blocked_at is null
    order by v.id = c.visitor_id desc, v.last_seen_at desc limit 1;
  if found or c.contact_id is null or exists (
    select from visitor v where v.website_id = website and v.contact_id = c.contact_id and v.blocked_at is not null) then return; end if;
  insert into visitor (id, website_id, is_test, secret_hash, contact_id, contact_proven) values (spare, website, c.is_test, spare_hash, c.contact_id, true);
  return query select spare, c.contact_id;
end $$;

-- An answer to something resolved opens it again. False when there was nothing to open.
create function reopen_by_mail(website text, conversation text, item text) returns boolean language plpgsql as $$
declare
  c conversation;
begin
  perform app_enter(website, 'all');
  select * into c from conversation d where d.website_id = website and d.id = conversation and d.view = 'resolved' for update;
  if not found then return false; end if;
  update conversation d set status = 'open', resolved_at = null, resolved_by_user_id = null, last_seq = c.last_seq + 1, updated_at = now()
    where d.website_id = website and d.id = conversation;
  insert into timeline_item (website_id, conversation_id, is_test, seq, id, type, visibility, parts)
    values (website, conversation, c.is_test, c.last_seq + 1, item, 'event', 'private', jsonb_build_array(jsonb_build_object(
      'type', 'event', 'eventType', 'reopened', 'actorUserId', null, 'actorAiAgentId', null, 'targetUserId', null, 'targetAiAgentId', null, 'message', 'email')));
  return true;
end $$;

-- What came of a letter. False when it was taken meanwhile: that stays, whatever an older look at it found.
create function settle_inbound(website text, letter text, settled jsonb) returns boolean language plpgsql as $$
begin
  perform app_enter(website, 'all');
  update inbound_letter l set state = settled->>'state', reason = settled->>'reason', detail = left(settled->>'detail', 500),
      verdict = coalesce(left(settled->>'verdict', 300), l.verdict), left_out = coalesce(settled->'leftOut', '[]'), attempts = l.attempts + 1,
      settled_at = now(), original_key = case when (settled->>'forget')::boolean then null else l.original_key end
    where l.website_id = website and l.id = letter and l.state <> 'taken';
  return found;
end $$;

-- Letters nobody asks for again, with the keys of their originals, which are to be removed too. What stands in a thread keeps its original.
create function sweep_inbound(most integer) returns setof text language sql as $$
  delete from inbound_call where called_at < now() - interval '15 minutes';
  delete from inbound_refusal where day < current_date - 90;
  with old as (
    select l.id, l.original_key from inbound_letter l
    where l.state in ('dropped', 'failed') and l.received_at < now() - interval '30 days' limit most
  ), gone as (delete from inbound_letter l using old where l.id = old.id)
  select coalesce(old.original_key, '') from old $$;
call run_as_system('sweep_inbound(integer)');
`
