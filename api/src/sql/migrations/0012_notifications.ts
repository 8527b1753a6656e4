/** Who is told of what: wishes, devices, how far each reader was told, and where somebody has to look. */
export default `
create table notification_setting (
  website_id text not null references website on delete cascade,
  user_id text not null references auth.users on delete cascade,
  channel text not null,
  enabled boolean not null,
  delay_seconds integer,
  primary key (website_id, user_id, channel)
);
call protect_tenant_table('notification_setting');

-- A browser that wants pushes (https://www.w3.org/TR/push-api/): the address is the push service's, the keys are the browser's.
create table push_device (
  id text primary key,
  website_id text not null references website on delete cascade,
  user_id text not null references auth.users on delete cascade,
  endpoint text not null,
  p256dh text not null,
  auth text not null,
  name text not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  unique (website_id, endpoint)
);
create index push_device_of_user on push_device (website_id, user_id);
call protect_tenant_table('push_device');

-- How far each reader was told of a conversation, by letter and by push.
create table notified (
  website_id text not null,
  conversation_id text not null,
  reader text not null,
  channel text not null,
  seq integer not null,
  primary key (website_id, conversation_id, reader, channel),
  foreign key (website_id, conversation_id) references conversation on delete cascade
);
call protect_tenant_table('notified');

-- Conversations somebody may have to be told of, and when to look; never again ('infinity') where that was done and nothing moved since.
create table notification_watch (
  website_id text not null,
  conversation_id text not null,
  due_at timestamptz not null,
  looked_at timestamptz not null default '-infinity',
  primary key (website_id, conversation_id),
  foreign key (website_id, conversation_id) references conversation on delete cascade
);
create index notification_watch_due on notification_watch (due_at);
call protect_tenant_table('notification_watch');

-- All before this transaction was looked at. The start is now: nobody is told of what is old.
create table notification_position (
  singleton boolean primary key default true check (singleton),
  position xid8 not null
);
insert into notification_position (position) values (pg_snapshot_xmin(pg_current_snapshot()));
revoke all on notification_position from cossistant_app;

-- Notes which conversations moved since the last look, so that a message itself costs nothing. One node looks at a time;
-- a quiet system writes nothing. A conversation that keeps moving is looked at once in 'rest': reading who knows what of it
-- costs more than all its messages do.
create function watch_moved(rest interval) returns integer language plpgsql as $$
declare
  upto xid8 := pg_snapshot_xmin(pg_current_snapshot());
  since xid8;
  moved integer;
begin
  if not pg_try_advisory_xact_lock(20260112) then return 0; end if;
  -- Restored from another cluster it may be ahead: then from here on.
  select least(p.position, upto) into since from notification_position p;
  with found as (
    select w.id as website_id, c.id from website w cross join lateral (
      select m.id from conversation m
      where m.website_id = w.id and m.changed_in >= since and m.view in ('open', 'resolved') and m.last_message_seq > 0) c
    order by 1, 2
  ), noted as (
    insert into notification_watch as n (website_id, conversation_id, due_at) select f.website_id, f.id, now() from found f
    on conflict (website_id, conversation_id) do update set due_at = greatest(excluded.due_at, n.looked_at + rest)
      where n.due_at > greatest(excluded.due_at, n.looked_at + rest)
  ), forgotten as (
    delete from notification_watch n where n.due_at = 'infinity' and n.looked_at < now() - rest - interval '1 minute'
      and not exists (select from found f where f.website_id = n.website_id and f.id = n.conversation_id))
  select count(*) into moved from found;
  if moved > 0 or upto::text::numeric - since::text::numeric > 10000 then
    update notification_position set position = upto;
  end if;
  return moved;
end $$;
call run_as_system('watch_moved(interval)');

-- Conversations to look at now; each is nobody else's for a minute.
create function claim_watches(how_many integer) returns table (website_id text, conversation_id text, held_until timestamptz) language sql as $$
  -- In whole milliseconds: whoever holds it says so again when it is done.
  update notification_watch n set due_at = date_trunc('milliseconds', now()) + interval '1 minute', looked_at = now()
  where (n.website_id, n.conversation_id) in (
    select d.website_id, d.conversation_id from notification_watch d where d.due_at <= now() order by d.due_at limit how_many for update skip locked)
  returning n.website_id, n.conversation_id, n.due_at $$;
call run_as_system('claim_watches(integer)');

-- When to look at conversations of a site again; null for no more. Not where one moved since it was claimed. Locked in the order
-- in which what moved is noted.
create function finish_watches(website text, conversations text[], held_until timestamptz[], due timestamptz[]) returns void language plpgsql as $$
begin
  perform app_enter(website, 'all');
  perform from notification_watch n where n.website_id = website and n.conversation_id = any (conversations) order by n.conversation_id for update;
  update notification_watch n set due_at = coalesce(f.due_at, 'infinity')
    from unnest(conversations, held_until, due) as f (conversation_id, held_until, due_at)
    where n.website_id = website and n.conversation_id = f.conversation_id and n.due_at = f.held_until;
end $$;

-- All that decides who is told of a conversation's news. As json: jsonb would take three times as long to make, and planning it anew half as
-- long again (measured).
create function notice_facts(website text, conversation text) returns json language plpgsql set plan_cache_mode = force_generic_plan as $$
begin
  perform app_enter(website, 'all');
  return (select json_build_object(
    'website', jsonb_build_object('id', w.id, 'organizationId', w.organization_id, 'name', w.name, 'slug', w.slug, 'domain', w.domain, 'logoKey', w.logo_key, 'language', w.default_language),
    'visitor', jsonb_build_object('id', v.id, 'seenSeq', c.visitor_seen_seq, 'language', coalesce(c.visitor_language, v.language), 'timezone', v.timezone,
      'name', k.name, 'email', case when k.deleted_at is null and v.blocked_at is null then k.email end),
    'assigneeIds', to_jsonb(c.assignee_ids),
    'isClosed', c.view not in ('open', 'resolved'),
    'title', coalesce(c.visitor_title, c.title),
    'members', (select coalesce(jsonb_agg(jsonb_build_object('userId', m.user_id, 'name', m.name, 'email', m.email, 'image', m.image,
        'seenSeq', coalesce(s.seq, 0), 'lastSeenAt', extract(epoch from m.last_seen_at) * 1000,
        'settings', (select coalesce(jsonb_object_agg(n.channel, jsonb_build_object('enabled', n.enabled, 'delaySeconds', n.delay_seconds)), '{}')
          from notification_setting n where n.website_id = website and n.user_id = m.user_id),
        'devices', (select count(*) from push_device d where d.website_id = website and d.user_id = m.user_id))), '[]')
      from team_of_site(website) m
      left join conversation_seen s on s.website_id = website and s.conversation_id = conversation and s.user_id = m.user_id),
    'letters', (select coalesce(jsonb_agg(jsonb_build_object('recipient', r.recipient, 'messageId', r.message_id, 'at', extract(epoch from r.created_at) * 1000) order by r.created_at), '[]') from (
      select l.recipient, l.message_id, l.created_at from letter l
      where l.website_id = website and l.conversation_id = conversation and l.message_id is not null and l.state in ('sent', 'delivered')
      order by l.created_at desc limit 20) r),
    'answers', (select coalesce(jsonb_agg(jsonb_build_object('type', a.recipient_type, 'id', a.recipient_id, 'messageId', a.message_id,
        'at', extract(epoch from a.received_at) * 1000) order by a.received_at), '[]') from (
      select n.recipient_type, n.recipient_id, n.message_id, n.received_at from inbound_letter n
      where n.website_id = website and n.conversation_id = conversation and n.message_id is not null and n.state = 'taken'
      order by n.received_at desc limit 20) a),
    'notified', (select coalesce(jsonb_object_agg(n.reader || ' ' || n.channel, n.seq), '{}') from notified n
      where n.website_id = website and n.conversation_id = conversation),
    'messages', (select coalesce(json_agg(t.message order by t.seq), '[]') from (
      select i.seq, json_build_object('id', i.id, 'seq', i.seq, 'text', coalesce(i.text, ''), 'isPrivate', i.visibility = 'private',
        'files', case when i.parts = '[]' then 0 else (select count(*) from jsonb_array_elements(i.parts) p where p->>'type' in ('image', 'file')) end,
        'userId', i.user_id, 'aiAgentId', i.ai_agent_id, 'visitorId', i.visitor_id, 'at', extract(epoch from i.created_at) * 1000) as message
      from timeline_item i
      where i.website_id = website and i.conversation_id = conversation and i.type = 'message' and i.deleted_at is null
        -- A greeting that was there from the start is nobody's news.
        and num_nonnulls(i.user_id, i.ai_agent_id, i.visitor_id) = 1
        and i.created_at > now() - interval '7 days'
      order by i.seq desc limit 50) t))
    from conversation c
    join website w on w.id = c.website_id
    join visitor v on v.website_id = c.website_id and v.id = c.visitor_id
    left join contact k on k.website_id = c.website_id and k.id = coalesce(c.contact_id, v.contact_id)
    where c.website_id = website and c.id = conversation);
end $$;

-- Queues letters about one conversation, all or none: [{id, recipient, reader, way, from, to, line}] with the words of each, sealed, in
-- the same order. Of each how far its reader was told is moved, unless somebody else did meanwhile: then none is queued for it.
-- 'closed_until': none goes there before then.
create function post_notices(website text, conversation text, per_conversation integer, per_recipient integer, notices jsonb, contents bytea[])
returns table (reader text, closed_until timestamptz) language plpgsql as $$
declare
  n record;
begin
  perform app_enter(website, 'all');
  for n in select r.*, contents[r.place] as words from rows from (
      jsonb_to_recordset(notices) as (id text, recipient text, reader text, way text, "from" integer, "to" integer, line jsonb)) with ordinality
      as r (id, recipient, reader, way, told, upto, line, place) loop
    reader := n.reader;
    closed_until := mail_breaker_of(website, conversation, n.recipient, per_conversation, per_recipient);
    if closed_until is null then
      insert into notified as t (website_id, conversation_id, reader, channel, seq) values (website, conversation, n.reader, n.way, n.upto)
        on conflict on constraint notified_pkey do update set seq = excluded.seq where t.seq = n.told;
      if found then perform open_letter(n.id, n.line, n.words, null); end if;
    end if;
    return next;
  end loop;
end $$;
`
