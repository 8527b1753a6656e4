/** Sending: a batch of messages in one round trip. */
export default `
create type send_request as (
  website text, data text, conversation text, id text, visitor text, contact text, member text, visibility text,
  body text, hash text, files text[], welcome jsonb, confirmed_seq integer
);

-- The parts that claimed uploads become; null when one of them is not this author's, not here or not claimed.
create function parts_of_files(r send_request) returns jsonb language plpgsql stable as $$
declare
  parts jsonb;
begin
  if coalesce(cardinality(r.files), 0) = 0 then return '[]'; end if;
  select jsonb_agg(jsonb_build_object(
      'type', case when u.media_type like 'image/%' then 'image' else 'file' end, 'url', u.key,
      'mediaType', u.media_type, 'filename', u.filename, 'size', u.size) order by f.n)
    into parts
    from unnest(r.files) with ordinality f (key, n)
    join upload u on u.key = f.key and u.website_id = r.website and u.conversation_id = r.conversation
      and u.claimed_at is not null and (u.visitor_id = r.visitor or u.user_id = r.member);
  return case when jsonb_array_length(parts) = cardinality(r.files) then parts end;
end $$;

-- What a message that stands tells its author and everyone else, from rows already at hand.
create function answer(outcome text, i timeline_item, c conversation, v visitor) returns jsonb language plpgsql stable as $$
declare
  k contact;
  said jsonb := wire_item(i);
  last_public jsonb := said;
begin
  if v.id is null then
    select * into v from visitor where id = c.visitor_id;
  end if;
  if v.contact_id is not null then
    select * into k from contact where id = v.contact_id;
  end if;
  if c.last_public_seq <> i.seq then
    select wire_item(p) into last_public from timeline_item p
      where p.website_id = c.website_id and p.conversation_id = c.id and p.seq = c.last_public_seq;
  end if;
  return jsonb_build_object('outcome', outcome, 'item', said, 'visitorId', c.visitor_id, 'contactId', c.contact_id,
    'isTest', c.is_test, 'inbox', wire_inbox(c, v, k, said), 'public', wire_public(c, last_public));
end $$;

-- One message, exactly once. Refusals are data, so that one of them doesn't undo its neighbours in a batch.
create function send_one(r send_request) returns jsonb language plpgsql as $$
declare
  c conversation;
  v visitor;
  i timeline_item;
  new_parts jsonb;
  stale jsonb;
begin
  perform app_enter(r.website, r.data);
  if r.visitor is not null then
    select * into v from visitor where website_id = r.website and id = r.visitor;
    if not found or v.ended_at is not null then return '{"outcome":"unknown_visitor"}'; end if;
    if v.blocked_at is not null then return '{"outcome":"visitor_blocked"}'; end if;
    -- The request knows who its author was when it came in; who that is now stands here.
    if v.contact_proven then r.contact := v.contact_id; end if;
  end if;

  select * into c from conversation where website_id = r.website and id = r.conversation for update;
  if not found and r.visitor is not null then
    -- Who begins a conversation stays who they are until it is there: an identification waits, and finds it then.
    select * into v from visitor where website_id = r.website and id = r.visitor for share;
    insert into conversation (website_id, id, is_test, visitor_id, contact_id)
      values (r.website, r.conversation, app_is_test(), r.visitor, case when v.contact_proven then v.contact_id end) on conflict do nothing;
    insert into timeline_item (website_id, conversation_id, is_test, seq, id, visibility, text)
      select r.website, r.conversation, app_is_test(), w.n, w.value->>'id', 'public', w.value->>'text'
      from jsonb_array_elements(coalesce(r.welcome, '[]')) with ordinality w (value, n)
      where exists (select from conversation where website_id = r.website and id = r.conversation
        and visitor_id = r.visitor and last_seq = 0);
    update conversation set last_seq = jsonb_array_length(coalesce(r.welcome, '[]')),
        last_public_seq = jsonb_array_length(coalesce(r.welcome, '[]')),
        last_message_seq = jsonb_array_length(coalesce(r.welcome, '[]')),
        visitor_seen_seq = jsonb_array_length(coalesce(r.welcome, '[]'))
      where website_id = r.website and id = r.conversation and visitor_id = r.visitor and last_seq = 0
        and jsonb_array_length(coalesce(r.welcome, '[]')) > 0;
    select * into c from conversation where website_id = r.website and id = r.conversation for update;
  end if;
  if c.id is null or r.visitor is not null and c.visitor_id <> r.visitor
    and (r.contact is null or c.contact_id is distinct from r.contact) then
    return '{"outcome":"not_found"}';
  end if;

  select * into i from timeline_item where website_id = r.website and id = r.id;
  if found then
    if i.conversation_id = r.conversation and i.body_hash = r.hash
      and i.visitor_id is not distinct from r.visitor and i.user_id is not distinct from r.member then
      return answer('repeat', i, c, case when c.visitor_id = v.id then v end);
    end if;
    return '{"outcome":"id_conflict"}';
  end if;

  if r.visitor is not null and c.view <> 'open' then
    return jsonb_build_object('outcome', 'closed', 'status', c.view);
  end if;
  if r.member is not null and r.visibility = 'public' then
    select jsonb_agg(wire_item(t) order by t.seq) into stale from timeline_item t
      where t.website_id = r.website and t.conversation_id = r.conversation and t.seq > r.confirmed_seq
        and t.visibility = 'public' and t.type = 'message'
        and (t.ai_agent_id is not null or t.user_id is distinct from r.member and t.user_id is not null);
    if stale is not null then return jsonb_build_object('outcome', 'stale', 'items', stale); end if;
  end if;
  new_parts := case when cardinality(r.files) > 0 then parts_of_files(r) else '[]' end;
  if new_parts is null then return '{"outcome":"file_not_ready"}'; end if;

  insert into timeline_item (website_id, conversation_id, is_test, seq, id, visibility, text, parts, user_id, visitor_id, body_hash)
    values (r.website, r.conversation, c.is_test, c.last_seq + 1, r.id, r.visibility, r.body, new_parts, r.member, r.visitor, r.hash)
    returning * into i;
  update conversation set
      last_seq = i.seq,
      last_message_seq = i.seq,
      last_public_seq = case when i.visibility = 'public' then i.seq else last_public_seq end,
      visitor_unread = visitor_unread + (i.visibility = 'public' and r.visitor is null)::integer,
      first_response_at = coalesce(first_response_at, case when r.member is not null and i.visibility = 'public' then i.created_at end),
      last_activity_at = i.created_at,
      updated_at = i.created_at
    where website_id = r.website and id = r.conversation
    returning * into c;
  if r.member is not null then
    insert into conversation_seen (website_id, conversation_id, user_id, is_test, seq)
      values (r.website, r.conversation, r.member, c.is_test, i.seq)
      on conflict (website_id, conversation_id, user_id) do update set seq = excluded.seq, at = now();
  end if;
  return answer('sent', i, c, case when c.visitor_id = v.id then v end);
end $$;

-- The common case, all of a batch at once: plain words into conversations that are there. Gives an answer for each it
-- could take; the others go through send_one. The conversations are locked already.
create function send_plain(of_website text, requests jsonb) returns table (n integer, result jsonb) language plpgsql as $$
#variable_conflict use_column
begin
  return query with plain as (
    select r.*, c.is_test, c.last_seq + row_number() over (partition by r.conversation order by r.n)::integer as seq
    from jsonb_to_recordset(requests) as r (n integer, conversation text, id text, visitor text, contact text, body text, hash text)
    join visitor v on v.website_id = of_website and v.id = r.visitor and v.ended_at is null and v.blocked_at is null
    join conversation c on c.website_id = of_website and c.id = r.conversation and c.view = 'open'
      and (c.visitor_id = r.visitor or c.contact_id = case when v.contact_proven then v.contact_id else r.contact end)
    where not exists (select from timeline_item i where i.website_id = of_website and i.id = r.id)
      and not exists (select from jsonb_to_recordset(requests) as o (n integer, id text) where o.id = r.id and o.n <> r.n)
  ), said as (
    insert into timeline_item (website_id, conversation_id, is_test, seq, id, visibility, text, visitor_id, body_hash)
    select of_website, conversation, is_test, seq, id, 'public', body, visitor, hash from plain
    returning *
  ), moved as (
    update conversation c set last_seq = m.seq, last_message_seq = m.seq, last_public_seq = m.seq,
        last_activity_at = clock_timestamp(), updated_at = clock_timestamp()
      from (select conversation, max(seq) as seq from plain group by conversation) m
      where c.website_id = of_website and c.id = m.conversation
      returning c.*
  )
  select p.n, jsonb_build_object('outcome', 'sent', 'item', wire_item(i), 'visitorId', c.visitor_id,
      'contactId', c.contact_id, 'isTest', c.is_test, 'inbox', wire_inbox(c, v, k, wire_item(l)), 'public', wire_public(c, wire_item(l)))
  from plain p
  join said i on i.id = p.id
  join moved c on c.id = p.conversation
  -- One version of a conversation tells one thing: all of its messages here show the last of them.
  join said l on l.conversation_id = c.id and l.seq = c.last_seq
  join visitor v on v.id = c.visitor_id
  left join contact k on k.id = v.contact_id;
end $$;

-- Many messages in one transaction, answered in their order. All conversations are locked first, in one order whatever
-- order the messages came in: two batches could otherwise wait for each other.
-- Generic plans: planning anew costs more than all the rest (M).
create function send_batch(batch jsonb) returns table (n integer, result jsonb) language plpgsql
  set plan_cache_mode = force_generic_plan as $$
declare
  g record;
  e record;
  taken integer[] := '{}';
begin
  -- A lone message: everything that sorts and groups many would be most of its cost.
  if jsonb_array_length(batch) = 1 then
    n := 0;
    result := send_one(jsonb_populate_record(null::send_request, batch->0));
    return next;
    return;
  end if;
  for g in
    select b.value->>'website' as website, array_agg(distinct b.value->>'conversation') as conversations
    from jsonb_array_elements(batch) b group by 1 order by 1
  loop
    perform app_enter(g.website, 'all');
    -- As in send_one, but before any conversation is locked, so that nobody waits in a circle.
    perform from visitor v where v.website_id = g.website and v.id in (
        select b.value->>'visitor' from jsonb_array_elements(batch) b where b.value->>'website' = g.website
          and not exists (select from conversation c where c.website_id = g.website and c.id = b.value->>'conversation'))
      order by v.id for share;
    perform from conversation c where c.website_id = g.website and c.id = any (g.conversations) order by c.id for update;
  end loop;
  for g in
    select b.value->>'website' as website, b.value->>'data' as data,
      jsonb_agg(b.value || jsonb_build_object('n', b.ordinality - 1)) as requests
    from jsonb_array_elements(batch) with ordinality b
    where b.value ? 'visitor' and b.value->'files' = '[]' group by 1, 2 order by 1, 2
  loop
    perform app_enter(g.website, g.data);
    for e in select p.n, p.result from send_plain(g.website, g.requests) p loop
      n := e.n;
      result := e.result;
      taken := taken || n;
      return next;
    end loop;
  end loop;
  for e in
    select (b.ordinality - 1)::integer as place, jsonb_populate_record(null::send_request, b.value) as request
    from jsonb_array_elements(batch) with ordinality b
    where b.ordinality - 1 <> all (taken)
    order by b.value->>'website', b.value->>'conversation', b.ordinality
  loop
    n := e.place;
    result := send_one(e.request);
    return next;
  end loop;
end $$;
`
