/** Catching up, in one round trip. */
export default `
-- Moves when what this visitor may see moved (linked, unlinked, blocked, ended): a resume across it must reload.
alter table visitor add column access_changed_in xid8 not null default '0';
create function stamp_access() returns trigger language plpgsql as $$
begin
  new.access_changed_in := pg_current_xact_id();
  return new;
end $$;
create trigger stamp_access before update on visitor for each row
  when (old.contact_id is distinct from new.contact_id or old.blocked_at is distinct from new.blocked_at
    or old.ended_at is distinct from new.ended_at or old.contact_proven is distinct from new.contact_proven)
  execute function stamp_access();

-- When somebody was last erased from a site: what is gone is in no list of changes, so a team's resume across it must reload.
alter table website add column erased_in xid8 not null default '0';

-- Where each life of the database began. Files that are put back from a copy (a volume's snapshot, a moved folder) keep the
-- epoch and count on from lower: a token from before such a start, of a transaction after it, is of a life that is lost.
create table database_start (
  started timestamptz primary key,
  began_in xid8 not null
);
revoke insert, update, delete on database_start from cossistant_app;

-- Notes the life the database is in: before a node that starts writes anything, and by one that runs within its next look.
create function note_start() returns void language plpgsql as $$
declare
  life timestamptz := pg_postmaster_start_time();
begin
  if not exists (select from database_start where started = life) then
    delete from database_start where started < now() - interval '40 days';
    insert into database_start (started, began_in) values (life, pg_snapshot_xmin(pg_current_snapshot())) on conflict do nothing;
  end if;
end $$;
call run_as_system('note_start()');

-- Whether a token taken at that time (by this database's clock, give or take a second), of transaction 'since', is of a life
-- this database knows nothing of.
create function is_of_lost_life(since xid8, taken timestamptz) returns boolean language sql stable as $$
  select since > pg_snapshot_xmax(pg_current_snapshot()) or exists (
    select from database_start d where d.started > taken - interval '1 second' and since > d.began_in)
$$;

-- The two faces of a visitor: to its own devices and to the team.
create function load_visitor(website text, visitor text) returns table (public jsonb, summary jsonb) language plpgsql as $$
begin
  perform app_enter(website, 'all');
  return query select v.public, v.summary from wire_visitor v where v.website_id = website and v.id = visitor;
end $$;

-- How far each member has read of a conversation.
create function wire_seen(website text, conversation text) returns jsonb language sql stable parallel safe
  return (select coalesce(jsonb_object_agg(s.user_id, s.seq), '{}') from conversation_seen s
    where s.website_id = website and s.conversation_id = conversation);

-- What was said or changed in a conversation in or after a transaction. Whoever writes an item holds the conversation, so all
-- below one of before 'since' stood before it: what is new is found from the newest down, without an index that each message
-- would have to write. How much that is no planner guesses: who asks reads by index (enable_seqscan).
create function items_since(website text, conversation text, since xid8) returns setof timeline_item language sql stable as $$
  select i.* from (
      select coalesce(max(o.seq), 0) as seq from (
        select o.seq from timeline_item o
        where o.website_id = website and o.conversation_id = conversation and o.version = 1 and o.changed_in < since
        order by o.seq desc limit 1) o
    ) seen
    join timeline_item i on i.website_id = website and i.conversation_id = conversation and i.seq > seen.seq
  where i.version = 1 and i.changed_in >= since
  union all
  select i.* from timeline_item i
  where i.website_id = website and i.conversation_id = conversation and i.version > 1 and i.changed_in >= since
$$;

-- Everything a visitor may see that changed in or after transaction 'since'. More than the limits: reload instead.
create function widget_changes(website text, data text, visitor text, contact text, since xid8, taken timestamptz default 'infinity')
returns jsonb language plpgsql
  set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  position text := pg_snapshot_xmin(pg_current_snapshot())::text;
  conversations jsonb;
  items jsonb;
begin
  perform app_enter(website, data);
  if is_of_lost_life(since, taken) then
    return jsonb_build_object('position', position, 'reload', 'restored');
  end if;
  if exists (select from visitor v where v.website_id = website and v.id = visitor and v.access_changed_in >= since) then
    return jsonb_build_object('position', position, 'reload', 'identity');
  end if;
  select jsonb_agg(to_jsonb(f)) into conversations from (
    select c.id, c.public from wire_conversation c
    where c.website_id = website and c.changed_in >= since and (c.visitor_id = visitor or c.contact_id = contact)
    order by c.changed_in, c.id limit 101) f;
  select jsonb_agg(f.item) into items from (
    select wire_item(i) as item from jsonb_to_recordset(coalesce(conversations, '[]')) as c (id text)
    cross join items_since(website, c.id, since) i where i.visibility = 'public' order by i.changed_in, i.id limit 501) f;
  if jsonb_array_length(conversations) > 100 or jsonb_array_length(items) > 500 then
    return jsonb_build_object('position', position, 'reload', 'too_many');
  end if;
  return jsonb_build_object('position', position,
    'conversations', coalesce(jsonb_path_query_array(conversations, '$[*].public'), '[]'),
    'items', coalesce(items, '[]'),
    'seen', coalesce((select jsonb_agg(jsonb_build_object('conversationId', s.conversation_id, 'actorType', 'user',
        'actorId', s.user_id, 'seq', s.seq, 'at', wire_time(s.at)))
      from conversation_seen s join conversation c on c.website_id = s.website_id and c.id = s.conversation_id
      where s.website_id = website and s.changed_in >= since and (c.visitor_id = visitor or c.contact_id = contact)), '[]'));
end $$;

-- The same for the team of a site, live and test data alike. Who a visitor is moves with no line in any conversation: when it is
-- linked, let go or blocked, and when the site's own server writes its contact. Where it browses just now isn't told again.
create function inbox_changes(website text, since xid8, taken timestamptz default 'infinity') returns jsonb language plpgsql
  set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  position text := pg_snapshot_xmin(pg_current_snapshot())::text;
  conversations jsonb;
  items jsonb;
  contacts text[];
  visitors jsonb;
  seen jsonb;
begin
  perform app_enter(website, 'all');
  if is_of_lost_life(since, taken) then
    return jsonb_build_object('position', position, 'reload', 'restored');
  end if;
  if exists (select from website w where w.id = website and w.erased_in >= since and w.erased_in > '0') then
    return jsonb_build_object('position', position, 'reload', 'access');
  end if;
  select jsonb_agg(to_jsonb(f)) into conversations from (
    select c.id, c.inbox, wire_seen(website, c.id) as seen from wire_conversation c where c.website_id = website and c.changed_in >= since
    order by c.changed_in, c.id limit 301) f;
  select jsonb_agg(f.item) into items from (
    select wire_item(i) as item from jsonb_to_recordset(coalesce(conversations, '[]')) as c (id text)
    cross join items_since(website, c.id, since) i order by i.changed_in, i.id limit 1001) f;
  select array_agg(f.id) into contacts from (
    select k.id from contact k where k.website_id = website and k.changed_in >= since order by k.changed_in, k.id limit 1001) f;
  select jsonb_agg(f.summary) into visitors from (
    select w.summary from (
      (select v.id from visitor v where v.website_id = website and v.access_changed_in >= since and v.access_changed_in > '0'
        order by v.access_changed_in limit 301)
      union
      (select v.id from unnest(contacts) k (id) join visitor v on v.website_id = website and v.contact_id = k.id limit 301)
    ) moved join wire_visitor w on w.website_id = website and w.id = moved.id limit 301) f;
  select jsonb_agg(f.mark) into seen from (
    select jsonb_build_object('conversationId', s.conversation_id, 'actorType', 'user', 'actorId', s.user_id,
      'seq', s.seq, 'at', wire_time(s.at)) as mark
    from conversation_seen s where s.website_id = website and s.changed_in >= since order by s.changed_in limit 2001) f;
  if jsonb_array_length(conversations) > 300 or jsonb_array_length(items) > 1000 or cardinality(contacts) > 1000
    or jsonb_array_length(visitors) > 300 or jsonb_array_length(seen) > 2000 then
    return jsonb_build_object('position', position, 'reload', 'too_many');
  end if;
  return jsonb_build_object('position', position,
    'conversations', coalesce(jsonb_path_query_array(conversations, '$[*].inbox'), '[]'),
    'marks', coalesce(jsonb_path_query_array(conversations, '$[*].seen'), '[]'),
    'items', coalesce(items, '[]'),
    'visitors', coalesce(visitors, '[]'),
    'seen', coalesce(seen, '[]'));
end $$;

-- What moved anywhere since the last look: the position check behind lost wake-ups, for the sites this node serves.
create function moved_since(since xid8, websites text[])
returns table (website text, conversation text, version integer, items text[]) language sql stable
  set enable_seqscan = off as $$
  select c.website_id, c.id, c.version,
    coalesce((select array_agg(i.id || ':' || i.version) from items_since(c.website_id, c.id, since) i), '{}')
  from conversation c where c.website_id = any (websites) and c.changed_in >= since
$$;
call run_as_system('moved_since(xid8, text[])');

-- Reading marks of the teams likewise, as they are told.
create function marks_since(since xid8, websites text[])
returns table (website text, visitor text, contact text, mark jsonb) language sql stable as $$
  select s.website_id, c.visitor_id, c.contact_id, jsonb_build_object('conversationId', s.conversation_id, 'actorType', 'user',
    'actorId', s.user_id, 'seq', s.seq, 'at', wire_time(s.at))
  from conversation_seen s join conversation c on c.website_id = s.website_id and c.id = s.conversation_id
  where s.website_id = any (websites) and s.changed_in >= since
  order by s.changed_in limit 2000
$$;
call run_as_system('marks_since(xid8, text[])');

-- How visitors whose rights moved stand now: who they are to the site, and whether they may come in at all.
create index visitor_access on visitor (website_id, access_changed_in) where access_changed_in > '0';
create function standing_since(since xid8, websites text[])
returns table (website text, visitor text, contact text, may boolean) language sql stable as $$
  select v.website_id, v.id, case when v.contact_proven or w.identity_verification = 'off' then v.contact_id end,
    v.blocked_at is null and v.ended_at is null
  from visitor v join website w on w.id = v.website_id
  where v.website_id = any (websites) and v.access_changed_in >= since and v.access_changed_in > '0'
$$;
call run_as_system('standing_since(xid8, text[])');

-- Members who are no longer what they were let in as: signed out, expired, removed, or with another role.
create function changed_members(watched jsonb) returns table (website text, person text) language sql stable as $$
  select distinct w.website, w.person
  from jsonb_to_recordset(watched) as w (website text, person text, session text, role text)
  where role_on_site(w.website, w.person) is distinct from w.role or not exists (
    select from auth.sessions s where s.id = w.session and s."userId" = w.person and s."expiresAt" > now())
$$;
call run_as_system('changed_members(jsonb)');
`
