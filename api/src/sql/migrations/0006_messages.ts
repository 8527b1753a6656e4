/** Sending: a message, or a batch of them, in one round trip. */
export default `
create type send_request as (
  website text, data text, conversation text, id text, visitor text, contact text, member text, visibility text,
  body text, hash text, files text[], welcome jsonb, confirmed_seq integer, source text
);

-- What became of a request that was sent by itself.
create type send_answer as (outcome text, status text, items json, contact text, inbox json, item json, public json);

-- Where the nth of some plain words stands. Whoever said them knows the item but for seq and at; what else the conversation
-- tells follows from 'inbox', which is left out where the server holds it already: versions tell.
create type plain_answer as (
  n integer, seq integer, at timestamptz, version integer, visitor_version integer, contact_version integer,
  contact text, unread integer, inbox json
);

-- The parts that claimed uploads become; null when one of them is not this author's, not here or not claimed.
-- They are held until the message stands: what nobody uses is removed one day.
create function parts_of_files(r send_request) returns jsonb language plpgsql as $$
declare
  parts jsonb;
begin
  if coalesce(cardinality(r.files), 0) = 0 then return '[]'; end if;
  select jsonb_agg(jsonb_build_object(
      'type', case when u.media_type like 'image/%' then 'image' else 'file' end, 'url', u.key,
      'mediaType', u.media_type, 'filename', u.filename, 'size', u.size) order by u.n)
    into parts
    from (select u.*, f.n from unnest(r.files) with ordinality f (key, n)
      join upload u on u.key = f.key and u.website_id = r.website and u.conversation_id = r.conversation
        and u.claimed_at is not null and (u.visitor_id = r.visitor or u.user_id = r.member)
      for key share of u) u;
  return case when jsonb_array_length(parts) = cardinality(r.files) then parts end;
end $$;

-- The greetings of a conversation that begins, and its row, unless somebody else's is there.
create procedure begin_conversation(r send_request, contact text) language plpgsql as $$
declare
  greetings integer := jsonb_array_length(coalesce(r.welcome, '[]'));
begin
  insert into conversation (website_id, id, is_test, visitor_id, contact_id, last_seq, last_public_seq, last_message_seq, visitor_seen_seq)
    values (r.website, r.conversation, app_is_test(), r.visitor, contact, greetings, greetings, greetings, greetings)
    on conflict do nothing;
  if found and greetings > 0 then
    insert into timeline_item (website_id, conversation_id, is_test, seq, id, visibility, text)
      select r.website, r.conversation, app_is_test(), w.n, w.value->>'id', 'public', w.value->>'text'
      from jsonb_array_elements(r.welcome) with ordinality w (value, n);
  end if;
end $$;

-- What a message that stands, among others, tells its author and everyone else.
create function told(website text, conversation text, item text, outcome text) returns setof send_answer language sql stable as $$
  select outcome, null::text, null::json, c.contact_id, c.inbox, wire_item(i), c.public
  from wire_conversation c join timeline_item i on i.website_id = c.website_id and i.id = item
  where c.website_id = website and c.id = conversation
$$;

-- Whatever message, exactly once. Refusals are data.
create function send_any(request json) returns setof send_answer language plpgsql
  set plan_cache_mode = force_generic_plan as $$
declare
  r send_request := json_populate_record(null::send_request, request);
  scope text := app_enter(r.website, r.data);
  place record;
  author visitor;
  refusal send_answer;
  new_parts jsonb := '[]';
  said_at timestamptz;
begin
  -- The request knows who its author was when it came in; who that is now stands here.
  if r.visitor is not null then
    select * into author from visitor v where v.website_id = r.website and v.id = r.visitor;
    refusal.outcome := case
      when not found or author.ended_at is not null then 'unknown_visitor'
      when author.blocked_at is not null then 'visitor_blocked' end;
    if refusal.outcome is not null then return next refusal; return; end if;
    if author.contact_proven then r.contact := author.contact_id; end if;
  end if;

  select c.is_test, c.view, c.visitor_id, c.contact_id, c.last_seq + 1 as seq into place
    from conversation c where c.website_id = r.website and c.id = r.conversation for update;
  if not found and r.visitor is not null then
    -- Who begins a conversation stays who they are until it is there: an identification waits, and finds it then.
    select * into author from visitor v where v.website_id = r.website and v.id = r.visitor for share;
    if author.contact_proven then r.contact := author.contact_id; end if;
    call begin_conversation(r, case when author.contact_proven then author.contact_id end);
    select c.is_test, c.view, c.visitor_id, c.contact_id, c.last_seq + 1 as seq into place
      from conversation c where c.website_id = r.website and c.id = r.conversation for update;
  end if;
  if place.seq is null or r.visitor is not null and place.visitor_id <> r.visitor
    and (r.contact is null or place.contact_id is distinct from r.contact) then
    refusal.outcome := 'not_found';
    return next refusal;
    return;
  end if;

  if r.visitor is not null and place.view <> 'open' then
    refusal.outcome := 'closed';
    refusal.status := place.view;
  elsif r.member is not null and r.visibility = 'public' then
    select json_agg(wire_item(t) order by t.seq) into refusal.items from timeline_item t
      where t.website_id = r.website and t.conversation_id = r.conversation and t.seq > r.confirmed_seq
        and t.visibility = 'public' and t.type = 'message'
        and (t.ai_agent_id is not null or t.user_id is distinct from r.member and t.user_id is not null);
    if refusal.items is not null then refusal.outcome := 'stale'; end if;
  end if;
  if refusal.outcome is null and cardinality(r.files) > 0 then
    new_parts := parts_of_files(r);
    if new_parts is null then refusal.outcome := 'file_not_ready'; end if;
  end if;

  -- Written in a widget or an inbox unless it says otherwise.
  if r.source is not null then new_parts := new_parts || jsonb_build_object('type', 'metadata', 'source', r.source); end if;
  if refusal.outcome is null then
    insert into timeline_item (website_id, conversation_id, is_test, seq, id, visibility, text, parts, user_id, visitor_id, body_hash)
      values (r.website, r.conversation, place.is_test, place.seq, r.id, r.visibility, r.body, new_parts, r.member, r.visitor, r.hash)
      on conflict (website_id, id) do nothing
      returning created_at into said_at;
  end if;
  if said_at is null then
    -- Said before, whatever would be answered by now; or taken, perhaps by one whom this author can't see.
    if exists (select from timeline_item i where i.website_id = r.website and i.id = r.id and i.conversation_id = r.conversation
      and i.body_hash = r.hash and i.visitor_id is not distinct from r.visitor and i.user_id is not distinct from r.member) then
      return query select * from told(r.website, r.conversation, r.id, 'repeat');
      return;
    end if;
    if refusal.outcome is null or exists (select from timeline_item i where i.website_id = r.website and i.id = r.id) then
      refusal.outcome := 'id_conflict';
    end if;
    return next refusal;
    return;
  end if;

  update conversation set
      last_seq = place.seq,
      last_message_seq = place.seq,
      last_public_seq = case when r.visibility = 'public' then place.seq else last_public_seq end,
      visitor_unread = visitor_unread + (r.visibility = 'public' and r.visitor is null)::integer,
      first_response_at = coalesce(first_response_at, case when r.member is not null and r.visibility = 'public' then said_at end),
      last_activity_at = said_at,
      updated_at = said_at
    where website_id = r.website and id = r.conversation;
  if r.member is not null then
    insert into conversation_seen (website_id, conversation_id, user_id, is_test, seq)
      values (r.website, r.conversation, r.member, place.is_test, place.seq)
      on conflict (website_id, conversation_id, user_id) do update set seq = excluded.seq, at = now();
  end if;
  return query select * from told(r.website, r.conversation, r.id, 'sent');
end $$;

-- A conversation as its team sees it, without its last item.
create function inbox_of(website text, conversation text) returns json language plpgsql stable
  set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_variable
begin
  return (select wire_inbox(c, v, k, null) from conversation c
    join visitor v on v.website_id = website and v.id = c.visitor_id left join contact k on k.id = v.contact_id
    where c.website_id = website and c.id = conversation);
end $$;

-- The common case: plain words of a visitor into the own conversation, which is there and open, said for the first time.
-- Gives null otherwise; send_any knows why. Whoever holds the conversation knows its last message, and asks send_any about that one:
-- only who holds nothing looks for a repeat here, and any other repeat is a unique violation. One row, not a set of them: that would
-- be gathered first, a twentieth of a lone send. Generic plans are its connection's own setting (Lines): one of the function's is set
-- and put back with each call, another twentieth.
-- The versions are those of what the server holds of the conversation, its visitor and their contact; null for nothing.
create function send_plain(
  website text, data text, conversation text, id text, visitor text, body text, hash text,
  version integer, visitor_version integer, contact_version integer
) returns plain_answer language plpgsql as $$
#variable_conflict use_variable
declare
  -- As app_enter does: calling it, and looking up in the same statement a contact that most don't have, cost a twentieth (measured).
  scope text := set_config('app.website', website, true) || set_config('app.data', data, true);
  a plain_answer;
  is_test boolean;
  said_at timestamptz;
  person text;
begin
  if version is null then
    if exists (select from timeline_item i where i.website_id = website and i.id = id) then return null; end if;
  end if;
  update conversation c set last_seq = c.last_seq + 1, last_message_seq = c.last_seq + 1, last_public_seq = c.last_seq + 1,
      last_activity_at = clock_timestamp(), updated_at = clock_timestamp(), version = c.version + 1, changed_in = pg_current_xact_id()
    from visitor v
    where c.website_id = website and c.id = conversation and c.view = 'open' and c.visitor_id = visitor
      and v.website_id = website and v.id = visitor and v.ended_at is null and v.blocked_at is null
    returning c.last_seq, c.version, v.version,
      v.contact_id, c.contact_id, c.visitor_unread, c.is_test, c.updated_at
    into a.seq, a.version, a.visitor_version, person, a.contact, a.unread, is_test, said_at;
  if not found then return null; end if;
  if person is not null then
    select k.version into a.contact_version from contact k where k.id = person;
  end if;
  insert into timeline_item (website_id, conversation_id, is_test, seq, id, visibility, text, visitor_id, body_hash, created_at)
    values (website, conversation, is_test, a.seq, id, 'public', body, visitor, hash, said_at);
  a.n := 0;
  a.at := said_at;
  if (a.version - 1, a.visitor_version, a.contact_version) is distinct from (version, visitor_version, contact_version) then
    a.inbox := inbox_of(website, conversation);
  end if;
  return a;
end $$;

-- The same for a batch at once, at most one message for each conversation. Gives an answer for each it could take; the others
-- go through send_any. What stands at the same place of the arrays belongs to one message; those up to the place 'ends[g]'
-- are of the gth site and kind of data. Who sends them has ordered them by site and conversation, the same for every batch: two never
-- wait for each other in a circle.
-- Generic plans: planning anew costs more than all the rest (measured). What is sought is always few rows by their keys; young tables the
-- planner would read whole. Messages are picked by their place and not by cutting the arrays: the planner takes a range for one row and looks
-- each up by its keys, where for ten it reads all visitors of a site that isn't large (a fifth of a batch, measured; and of the largest site
-- where most are small, much more).
create function send_plain_batch(
  websites text[], datas text[], ends integer[], conversations text[], ids text[], visitors text[], contacts text[], bodies text[],
  hashes text[], versions integer[], visitor_versions integer[], contact_versions integer[]
) returns setof plain_answer language plpgsql
  set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
#variable_conflict use_column
declare
  first integer := 1;
  site text;
  scope text;
  a plain_answer;
begin
  for g in 1..cardinality(websites) loop
    site := websites[g];
    scope := app_enter(site, datas[g]);
    for a in with moved as (
      update conversation c set last_seq = c.last_seq + 1, last_message_seq = c.last_seq + 1, last_public_seq = c.last_seq + 1,
          last_activity_at = clock_timestamp(), updated_at = clock_timestamp(), version = c.version + 1, changed_in = pg_current_xact_id()
        from unnest(conversations, ids, visitors, contacts, bodies, hashes) with ordinality as r (conversation, id, visitor, contact, body, hash, n)
        join visitor v on v.website_id = site and v.id = r.visitor and v.ended_at is null and v.blocked_at is null
        where r.n between first and ends[g] and c.website_id = site and c.id = r.conversation and c.view = 'open'
          and (c.visitor_id = r.visitor or c.contact_id = case when v.contact_proven then v.contact_id else r.contact end)
          and not exists (select from timeline_item i where i.website_id = site and i.id = r.id)
        returning r.n::integer - 1 as n, r.id, r.body, r.hash, r.visitor, c.id as conversation, c.is_test, c.last_seq as seq, c.version, c.updated_at,
          c.contact_id, c.visitor_unread, case when c.visitor_id = v.id then v.version end as visitor_version,
          case when v.contact_id is not null then (select k.version from contact k where k.id = v.contact_id) end as contact_version
    ), said as (
      insert into timeline_item (website_id, conversation_id, is_test, seq, id, visibility, text, visitor_id, body_hash, created_at)
      select site, conversation, is_test, seq, id, 'public', body, visitor, hash, updated_at from moved
    )
    select n, seq, updated_at, version, visitor_version, contact_version, contact_id, visitor_unread, null::json from moved loop
      -- In another visitor's conversation, the same person's, nobody knows that visitor's version here.
      if a.visitor_version is null or (a.version - 1, a.visitor_version, a.contact_version)
        is distinct from (versions[a.n + 1], visitor_versions[a.n + 1], contact_versions[a.n + 1]) then
        a.inbox := inbox_of(site, conversations[a.n + 1]);
      end if;
      return next a;
    end loop;
    first := ends[g] + 1;
  end loop;
end $$;
`
