/** How changes become webhook events, and events deliveries. Nothing here runs where messages are sent. */
export const webhookRelay = `
-- An event for those endpoints that asked for it; none when nobody did, or when it was made before.
create function emit_webhook(website text, test boolean, event_type text, about text, event_key text, content json) returns void language plpgsql as $$
declare
  made text;
begin
  if not exists (select from webhook_endpoint e where e.website_id = website and e.is_test = test and e.disabled_at is null
    and event_type = any (e.events)) then return; end if;
  insert into webhook_event (website_id, is_test, type, subject, key, payload) values (website, test, event_type, about, event_key, content)
    on conflict (website_id, key) do nothing returning id into made;
  if made is null then return; end if;
  insert into webhook_delivery (website_id, is_test, endpoint_id, event_id, subject)
    select website, test, e.id, made, about from webhook_endpoint e
    where e.website_id = website and e.is_test = test and e.disabled_at is null and event_type = any (e.events) order by e.id;
end $$;

-- Begins to watch a site, from now on.
create function watch_webhooks(website text) returns void language sql as $$
  insert into webhook_cursor (website_id, kind, position, started_in)
  select website, kind, pg_snapshot_xmin(pg_current_snapshot()), pg_snapshot_xmin(pg_current_snapshot())
  from unnest(array['conversation', 'contact']) kind on conflict do nothing $$;

create function relay_conversation(website text, c conversation, mark webhook_cursor, until xid8) returns void language plpgsql as $$
declare
  known webhook_known;
  i timeline_item;
  wire json := (select w.inbox from wire_conversation w where w.website_id = website and w.id = c.id);
  face json := json_build_object('id', c.id, 'visitorId', c.visitor_id, 'contactId', c.contact_id, 'status', c.status, 'title', c.title);
  now_facts text := md5(row(c.status, c.priority, c.title, c.assignee_ids, c.deleted_at, c.metadata, c.visitor_rating, c.contact_id, c.visitor_id)::text);
  is_known boolean;
  is_new boolean := false;
  from_seq integer;
  event_type text;
  messages integer := 0;
  events integer := 0;
begin
  select * into known from webhook_known k where k.website_id = website and k.kind = 'conversation' and k.id = c.id;
  is_known := found;
  if is_known then
    from_seq := known.last_seq;
  else
    is_new := c.created_at >= mark.started_at;
    from_seq := case when is_new then 0 else coalesce((select min(t.seq) - 1 from items_since(website, c.id, mark.started_in) t
      where t.created_at >= mark.started_at and t.version = 1), c.last_seq) end;
  end if;
  if is_new then
    perform emit_webhook(website, c.is_test, 'conversation.created', c.id, 'conversation.created:' || c.id, json_build_object('conversation', wire));
  end if;
  for i in select * from timeline_item t where t.website_id = website and t.conversation_id = c.id
    and t.seq > from_seq and t.seq <= c.last_seq order by t.seq loop
    if i.type = 'message' then
      messages := messages + 1;
      perform emit_webhook(website, c.is_test, 'message.created', c.id, 'message.created:' || i.id,
        json_build_object('message', wire_item(i), 'conversation', face));
    elsif i.type = 'event' then
      events := events + 1;
      event_type := case i.parts->0->>'eventType' when 'resolved' then 'conversation.resolved' when 'reopened' then 'conversation.reopened' end;
      if event_type is not null then
        perform emit_webhook(website, c.is_test, event_type, c.id, event_type || ':' || i.id,
          json_build_object('conversation', wire, 'actorUserId', i.user_id));
      end if;
    end if;
  end loop;
  if is_known then
    for i in select * from timeline_item t where t.website_id = website and t.conversation_id = c.id and t.type = 'message'
      and t.seq <= from_seq and t.version > 1 and t.changed_in >= known.seen_in order by t.seq loop
      perform emit_webhook(website, c.is_test, 'message.updated', c.id, 'message.updated:' || i.id || ':' || i.version,
        json_build_object('message', wire_item(i), 'conversation', face));
    end loop;
  end if;
  -- Of one that is met for the first time only this is known: it changed, and not by a message, or not by messages alone. What
  -- changed before the watch began is read too where a transaction of before was still open then.
  if not is_new and (case when is_known then known.facts <> now_facts
    else c.updated_at >= mark.started_at and (messages = 0 or events > 0) end) then
    perform emit_webhook(website, c.is_test, 'conversation.updated', c.id, 'conversation.updated:' || c.id || ':' || c.version,
      json_build_object('conversation', wire));
  end if;
  insert into webhook_known (website_id, kind, id, last_seq, seen_in, facts) values (website, 'conversation', c.id, c.last_seq, until, now_facts)
    on conflict (website_id, kind, id) do update set last_seq = excluded.last_seq, seen_in = excluded.seen_in, facts = excluded.facts;
end $$;

create function relay_contact(website text, k contact, mark webhook_cursor, until xid8) returns void language plpgsql as $$
declare
  before text := (select w.facts from webhook_known w where w.website_id = website and w.kind = 'contact' and w.id = k.id);
  now_facts text := md5(row(k.external_id, k.email, k.name, k.image, k.metadata, k.is_verified, k.contact_organization_id, k.deleted_at)::text);
  event_type text := case when k.deleted_at is not null then 'contact.deleted'
    when before is null and k.created_at >= mark.started_at then 'contact.created' else 'contact.updated' end;
begin
  if before is distinct from now_facts then
    perform emit_webhook(website, k.is_test, event_type, k.id, event_type || ':' || k.id || ':' || k.version, json_build_object('contact', wire_contact(k)));
  end if;
  insert into webhook_known (website_id, kind, id, seen_in, facts) values (website, 'contact', k.id, until, now_facts)
    on conflict (website_id, kind, id) do update set seen_in = excluded.seen_in, facts = excluded.facts;
end $$;

-- Reads what changed on a site, by change stamp, up to the oldest transaction still under way: no change is passed over and
-- none is read twice. One relay at a time; true when there is more than 'most'. By index, as items_since() wants it.
create function relay_webhooks(website text, most integer) returns boolean language plpgsql
  set enable_seqscan = off as $$
declare
  until xid8 := pg_snapshot_xmin(pg_current_snapshot());
  mark webhook_cursor;
  c conversation;
  k contact;
  done integer;
  is_more boolean := false;
begin
  perform app_enter(website, 'all');
  for mark in select * from webhook_cursor w where w.website_id = website order by w.kind desc for update skip locked loop
    done := 0;
    if mark.kind = 'conversation' then
      for c in select * from conversation o where o.website_id = website and (o.changed_in, o.id) > (mark.position, mark.after_id)
        and o.changed_in < until order by o.changed_in, o.id limit most loop
        perform relay_conversation(website, c, mark, until);
        done := done + 1;
      end loop;
      update webhook_cursor w set position = case when done = most then c.changed_in else until end, after_id = case when done = most then c.id else '' end
        where w.website_id = website and w.kind = mark.kind;
    else
      for k in select * from contact o where o.website_id = website and (o.changed_in, o.id) > (mark.position, mark.after_id)
        and o.changed_in < until order by o.changed_in, o.id limit most loop
        perform relay_contact(website, k, mark, until);
        done := done + 1;
      end loop;
      update webhook_cursor w set position = case when done = most then k.changed_in else until end, after_id = case when done = most then k.id else '' end
        where w.website_id = website and w.kind = mark.kind;
    end if;
    is_more := is_more or done = most;
  end loop;
  return is_more;
end $$;

-- Watched sites on which something changed since the relay looked.
create function sites_to_relay() returns setof text language sql stable as $$
  select distinct w.website_id from webhook_cursor w
  where case w.kind
    when 'conversation' then exists (select from conversation c where c.website_id = w.website_id and (c.changed_in, c.id) > (w.position, w.after_id)
      and c.changed_in < pg_snapshot_xmin(pg_current_snapshot()))
    else exists (select from contact k where k.website_id = w.website_id and (k.changed_in, k.id) > (w.position, w.after_id)
      and k.changed_in < pg_snapshot_xmin(pg_current_snapshot())) end $$;
call run_as_system('sites_to_relay()');

-- Takes due deliveries for 'lease': of each subject the oldest one that isn't settled, and of one endpoint a few at a time, so
-- that a slow receiver holds up nobody else.
create function claim_webhooks(most integer, of_endpoint integer, lease interval)
returns table (id text, website_id text, organization_id text, endpoint_id text, event_id text, subject text, attempts integer) language sql as $$
  with due as (
    select d.id, row_number() over (partition by d.endpoint_id order by d.next_at, d.n)
      + (select count(*) from webhook_delivery b where b.endpoint_id = d.endpoint_id and b.state = 'pending' and b.locked_until > now()) as place
    from webhook_delivery d join webhook_endpoint e on e.id = d.endpoint_id and e.disabled_at is null
    where d.state = 'pending' and d.next_at <= now() and (d.locked_until is null or d.locked_until < now())
      and not exists (select from webhook_delivery p where p.endpoint_id = d.endpoint_id and p.subject = d.subject and p.n < d.n and p.state = 'pending')
  ), taken as (
    select d.id from webhook_delivery d join due on due.id = d.id and due.place <= of_endpoint
    where d.state = 'pending' and (d.locked_until is null or d.locked_until < now())
    order by d.next_at limit most for update of d skip locked
  )
  update webhook_delivery d set locked_until = now() + lease, attempts = d.attempts + 1 from taken where d.id = taken.id
  returning d.id, d.website_id, (select w.organization_id from website w where w.id = d.website_id), d.endpoint_id, d.event_id, d.subject, d.attempts $$;
call run_as_system('claim_webhooks(integer, integer, interval)');

-- Events that are over, with their deliveries.
create function sweep_webhooks(before timestamptz, most integer) returns integer language sql as $$
  with gone as (delete from webhook_event e where e.id in (
    select o.id from webhook_event o where o.created_at < before
      and not exists (select from webhook_delivery d where d.website_id = o.website_id and d.event_id = o.id and d.state = 'pending')
    order by o.created_at limit most) returning 1)
  select count(*)::integer from gone $$;
call run_as_system('sweep_webhooks(timestamptz, integer)');
`
