/**
 * Work that follows from what moved, in portions; what two people do at once, decided without an error in the database's log; and what
 * became of a letter that is on no site's list.
 */
export default `
-- False when the short name is taken: a violation would stand in an operator's log, where it looks like a fault.
drop function found_organization(text, text, text, text);
create function found_organization(organization text, title text, short_name text, owner text) returns boolean language plpgsql as $$
begin
  insert into organization (id, name, slug) values (organization, title, short_name) on conflict (slug) do nothing;
  if not found then return false; end if;
  insert into member (organization_id, user_id, role) values (organization, owner, 'owner');
  return true;
end $$;
call run_as_system('found_organization(text, text, text, text)');

-- More than a portion moved at once, as by an import: from late_since (past the conversation named) up to late_upto it is noted
-- little by little, while what moves meanwhile is noted at once.
alter table notification_position add column late_since xid8, add column late_site text, add column late_conversation text, add column late_upto xid8;

-- The second column finds those that were looked at long enough ago, among all that rest.
drop index notification_watch_due;
create index notification_watch_due on notification_watch (due_at, looked_at);

create function watch_these(sites text[], conversations text[], rest interval) returns void language sql as $$
  insert into notification_watch as n (website_id, conversation_id, due_at)
    select f.website_id, f.conversation_id, now() from unnest(sites, conversations) f (website_id, conversation_id) order by 1, 2
    on conflict (website_id, conversation_id) do update set due_at = greatest(excluded.due_at, n.looked_at + rest)
      where n.due_at > greatest(excluded.due_at, n.looked_at + rest) $$;

-- Whether a conversation that moved can be news to anybody: notice_facts() reads no older messages.
create function may_be_news(c conversation) returns boolean language sql stable parallel safe
  return c.view in ('open', 'resolved') and c.last_message_seq > 0 and c.last_activity_at > now() - interval '8 days';

-- Notes which conversations moved since the last look, so that a message itself costs nothing. One node looks at a time;
-- a quiet system writes nothing. A conversation that keeps moving is looked at once in 'rest': reading who knows what of it
-- costs more than all its messages do. Where more than 'most' moved the newest are noted, and with each call that is told to look at
-- what is 'late' a portion of the others. No planner guesses how much that is: it is read by index.
drop function watch_moved(interval);
create function watch_moved(rest interval, most integer default 1000, late boolean default true) returns integer language plpgsql
  set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  upto xid8 := pg_snapshot_xmin(pg_current_snapshot());
  place notification_position;
  since xid8;
  sites text[];
  ids text[];
  moved integer;
  passed integer := 0;
  last_change xid8;
  last_site text;
  last_conversation text;
begin
  if not pg_try_advisory_xact_lock(20260112) then return 0; end if;
  select * into place from notification_position;
  -- Restored from another cluster it may be ahead: then from here on.
  since := least(place.position, upto);

  select array_agg(f.website_id) filter (where f.is_news), array_agg(f.id) filter (where f.is_news), count(*) into sites, ids, moved from (
    select w.id as website_id, c.id, c.is_news from website w cross join lateral (
      select m.id, m.changed_in, may_be_news(m) as is_news from conversation m
      where m.website_id = w.id and m.changed_in >= since order by m.changed_in desc, m.id desc limit most + 1) c
    order by c.changed_in desc limit most + 1) f;
  begin
    perform watch_these(sites, ids, rest);
  exception when foreign_key_violation then
    -- One of them is erased just now: with the next look it is gone.
    return 0;
  end;
  if moved > most and upto > since then
    if place.late_since is null or place.late_since > upto then
      place.late_since := since; place.late_site := ''; place.late_conversation := '';
    end if;
    place.late_upto := upto;
    update notification_position set late_since = place.late_since, late_site = place.late_site,
      late_conversation = place.late_conversation, late_upto = place.late_upto;
  end if;
  if moved > 0 or upto::text::numeric - since::text::numeric > 10000 then
    update notification_position set position = upto;
  end if;
  if not late then return moved; end if;

  if place.late_since is not null then
    -- In the order of (changed_in, website, conversation), on each site from where that stands.
    select array_agg(f.website_id) filter (where f.is_news), array_agg(f.id) filter (where f.is_news), count(*),
        (array_agg(f.changed_in))[count(*)] as changed_in, (array_agg(f.website_id))[count(*)] as site, (array_agg(f.id))[count(*)] as conversation
      into sites, ids, passed, last_change, last_site, last_conversation from (
      select w.id as website_id, c.id, c.changed_in, c.is_news from website w cross join lateral (
        select m.id, m.changed_in, may_be_news(m) as is_news from conversation m
        where m.website_id = w.id and m.changed_in < place.late_upto
          and m.changed_in >= case when w.id < place.late_site then (place.late_since::text::numeric + 1)::text::xid8 else place.late_since end
          and (m.changed_in, m.id) > (place.late_since, case when w.id = place.late_site then place.late_conversation else '' end)
        order by m.changed_in, m.id limit most) c
      order by c.changed_in, w.id, c.id limit most) f;
    begin
      perform watch_these(sites, ids, rest);
    exception when foreign_key_violation then
      return moved;
    end;
    if passed < most then
      update notification_position set late_since = null, late_site = null, late_conversation = null, late_upto = null;
    else
      update notification_position set late_since = last_change, late_site = last_site, late_conversation = last_conversation;
    end if;
  end if;

  with gone as materialized (
    select n.website_id, n.conversation_id from notification_watch n
    where n.due_at = 'infinity' and n.looked_at < now() - rest - interval '1 minute' limit most for update skip locked)
  delete from notification_watch n using gone g where n.website_id = g.website_id and n.conversation_id = g.conversation_id;
  return moved + passed;
end $$;
call run_as_system('watch_moved(interval, integer, boolean)');

-- As before, but that those taken are found once and by index, however many there were when this was planned.
drop function claim_watches(integer);
create function claim_watches(how_many integer) returns table (website_id text, conversation_id text, held_until timestamptz) language sql
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
  with due as materialized (
    select d.website_id, d.conversation_id from notification_watch d where d.due_at <= now() order by d.due_at limit how_many for update skip locked)
  -- In whole milliseconds: whoever holds it says so again when it is done.
  update notification_watch n set due_at = date_trunc('milliseconds', now()) + interval '1 minute', looked_at = now() from due
  where n.website_id = due.website_id and n.conversation_id = due.conversation_id
  returning n.website_id, n.conversation_id, n.due_at $$;
call run_as_system('claim_watches(integer)');

-- As before, but for a conversation that is erased meanwhile: it is held first, and nobody is told of one that is gone.
create or replace function post_notices(website text, conversation text, per_conversation integer, per_recipient integer, notices jsonb, contents bytea[])
returns table (reader text, closed_until timestamptz) language plpgsql as $$
declare
  n record;
begin
  perform app_enter(website, 'all');
  perform from conversation c where c.website_id = website and c.id = conversation for key share;
  if not found then return; end if;
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

-- Where a letter about an account stands, for whoever had it sent: to an address that is no member's yet, it is on no owner's list.
create function account_letter_state(letter_id text) returns text language sql stable as $$
  select l.state from letter l where l.id = letter_id and l.website_id is null $$;
call run_as_system('account_letter_state(text)');
`
