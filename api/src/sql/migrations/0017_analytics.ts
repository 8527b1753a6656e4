/**
 * Figures about a site's support, rolled up from what changed since the last time. Sending messages knows nothing of it.
 * What the screens ask for is read from hours and days, never from rows: it costs the same however much was ever said.
 */
export default `
-- Who was seen lately, and what was told since: written where pages are opened and forms sent, not where messages are.
create index visitor_seen on visitor (website_id, last_seen_at, id);
alter table visitor add column place jsonb;
alter table feedback add column changed_in xid8 not null default pg_current_xact_id();
create index feedback_changes on feedback (website_id, changed_in, id);

-- How far a site's rows are counted. Of another history, or ahead of this one, it counts for nothing: all is counted anew.
create table analytics_position (
  website_id text primary key references website on delete cascade,
  epoch text not null,
  conversations_in xid8 not null default '0',
  conversations_id text not null default '',
  feedback_in xid8 not null default '0',
  feedback_id text not null default '',
  visitors_at timestamptz not null default '-infinity',
  visitors_id text not null default '' -- Of those seen at that moment: up to here; '' where everyone seen until then is counted.
);
call protect_tenant_table('analytics_position');

-- What was counted of a conversation, so that it can be taken back when it changes. Live data only.
create table analytics_fact (
  website_id text not null,
  conversation_id text not null,
  started_at timestamptz not null,
  -- The first public answer of a person and of an AI after the visitor's first message, and seconds since that message.
  person_at timestamptz,
  person_seconds double precision,
  ai_at timestamptz,
  ai_seconds double precision,
  -- The resolution that stands, and seconds since the conversation began.
  resolved_at timestamptz,
  resolved_seconds double precision,
  resolved_by text check (resolved_by in ('person', 'ai')),
  escalated_at timestamptz, -- When an AI first asked for a person.
  -- How far the conversation was read: whoever didn't answer up to here needn't be looked for there again.
  read_seq integer not null,
  primary key (website_id, conversation_id),
  foreign key (website_id, conversation_id) references conversation on delete cascade
);
call protect_tenant_table('analytics_fact');

-- Feedback that is counted.
create table analytics_rating (
  website_id text not null references website on delete cascade,
  feedback_id text primary key references feedback on delete cascade
);
call protect_tenant_table('analytics_rating');

-- Durations stand in bands of 4 % with their sum, so that medians of any span are those of its bands. Of visitors the
-- band is a register of a HyperLogLog sketch (https://algo.inria.fr/flajolet/Publications/FlFuGaMe07.pdf) and the count its rank.
create table analytics_bucket (
  website_id text not null references website on delete cascade,
  grain text not null check (grain in ('hour', 'day')),
  start timestamptz not null,
  metric text not null,
  band integer not null,
  count bigint not null,
  total double precision not null default 0,
  primary key (website_id, grain, start, metric, band)
);
call protect_tenant_table('analytics_bucket');

create function analytics_band(seconds double precision) returns integer language sql immutable parallel safe
  return case when seconds is null or seconds < 1 then 0 else 1 + floor(ln(seconds) / ln(1.04))::integer end;

-- What a fact puts into the hours it happened in.
create function analytics_moves(f analytics_fact) returns table (metric text, at timestamptz, seconds double precision)
language sql immutable parallel safe as $$
  select m.metric, m.at, m.seconds from (values
    ('started', f.started_at, null::double precision),
    ('person_reply', f.person_at, f.person_seconds),
    ('ai_reply', f.ai_at, f.ai_seconds),
    (f.resolved_by || '_resolved', f.resolved_at, f.resolved_seconds),
    ('escalated', f.escalated_at, null)
  ) m (metric, at, seconds) where m.at is not null $$;

-- How the visitor came, and where they were when it happened: on the page they are on now, if that was just now.
create function analytics_visit(v visitor, at timestamptz) returns jsonb language sql stable
  return jsonb_build_object('attribution', v.attribution,
    'page', case when at > now() - interval '5 minutes' then v.current_page end,
    'referrer', case when at > now() - interval '5 minutes' then v.referrer end);

-- Counts what changed: up to 'most' conversations and pieces of feedback, and whoever was seen. 'more' says that there is more.
-- With 'tell' it gives what is new, for a service elsewhere that counts for itself.
create function roll_up_analytics(website text, most integer, tell boolean) returns jsonb language plpgsql as $$
#variable_conflict use_column
declare
  done analytics_position;
  history text := (select id from epoch);
  horizon xid8 := pg_snapshot_xmin(pg_current_snapshot());
  oldest timestamptz := now() - interval '62 days';
  -- Seen later than this, a visitor may not be written yet.
  late timestamptz := now() - interval '10 seconds';
  since timestamptz; seen_at timestamptz; seen_id text;
  conversations text[];
  settled integer;
  settled_said integer;
  said text[];
  answer jsonb := '{}'; rated jsonb;
begin
  perform app_enter(website, 'all');
  insert into analytics_position (website_id, epoch) values (website, coalesce(history, '')) on conflict do nothing;
  select * into done from analytics_position p where p.website_id = website for update;
  if done.epoch <> coalesce(history, '') or greatest(done.conversations_in, done.feedback_in) > horizon then
    delete from analytics_bucket b where b.website_id = website;
    delete from analytics_fact f where f.website_id = website;
    delete from analytics_rating r where r.website_id = website;
    done.epoch := coalesce(history, '');
    done.conversations_in := '0'; done.conversations_id := '';
    done.feedback_in := '0'; done.feedback_id := '';
    done.visitors_at := '-infinity'; done.visitors_id := '';
  end if;

  -- Conversations, in the order they changed. What a transaction changed that began after one that still runs is read
  -- now and again: whatever that one leaves behind must not be passed over, and counting twice changes nothing.
  select array_agg(c.id order by c.changed_in, c.id) into conversations from (
    select c.id, c.changed_in from conversation c
    where c.website_id = website and (c.changed_in, c.id) > (done.conversations_in, done.conversations_id) and c.changed_in < horizon
    order by c.changed_in, c.id limit most) c;
  settled := coalesce(cardinality(conversations), 0);
  if settled < most then
    conversations := conversations || array(
      select c.id from conversation c where c.website_id = website and c.changed_in >= horizon order by c.changed_in, c.id limit most);
  end if;
  with changed as materialized (
    select c.id, c.visitor_id, c.created_at, c.resolved_at, c.resolved_by_user_id, c.last_seq, coalesce(f.read_seq, 0) as read_seq,
      f.person_at, f.person_seconds, f.ai_at, f.ai_seconds, f.escalated_at
    from conversation c left join analytics_fact f on f.website_id = website and f.conversation_id = c.id
    where c.website_id = website and c.id = any (conversations) and not c.is_test
  ), before as materialized (
    select f from analytics_fact f where f.website_id = website and f.conversation_id = any (conversations)
  ), now_known as materialized (
    select c.visitor_id, row(website, c.id, c.created_at,
      coalesce(c.person_at, person.at), coalesce(c.person_seconds, extract(epoch from person.at - asked.at)),
      coalesce(c.ai_at, ai.at), coalesce(c.ai_seconds, extract(epoch from ai.at - asked.at)),
      c.resolved_at, extract(epoch from c.resolved_at - c.created_at),
      case when c.resolved_at is null then null
        when c.resolved_by_user_id is null and exists (select from timeline_item e where e.website_id = website and e.conversation_id = c.id
          and e.type = 'event' and e.ai_agent_id is not null and e.parts @> '[{"eventType":"resolved"}]') then 'ai'
        else 'person' end,
      coalesce(c.escalated_at, escalated.at), c.last_seq)::analytics_fact as f
    from changed c
    left join lateral (
      select i.seq, i.created_at as at from timeline_item i
      where i.website_id = website and i.conversation_id = c.id and i.visitor_id is not null and i.type = 'message' and i.visibility = 'public'
        and (c.person_at is null or c.ai_at is null)
      order by i.seq limit 1) asked on true
    left join lateral (
      select i.created_at as at from timeline_item i
      where c.person_at is null and i.website_id = website and i.conversation_id = c.id and i.seq > asked.seq and i.seq > c.read_seq
        and i.user_id is not null and i.type = 'message' and i.visibility = 'public'
      order by i.seq limit 1) person on true
    left join lateral (
      select i.created_at as at from timeline_item i
      where c.ai_at is null and i.website_id = website and i.conversation_id = c.id and i.seq > asked.seq and i.seq > c.read_seq
        and i.ai_agent_id is not null and i.type = 'message' and i.visibility = 'public'
      order by i.seq limit 1) ai on true
    -- Nobody is asked for before the AI has spoken, so the events of other conversations are never looked through.
    left join lateral (
      select i.created_at as at from timeline_item i
      where c.escalated_at is null and coalesce(c.ai_at, ai.at) is not null and i.website_id = website and i.conversation_id = c.id
        and i.seq > case when c.ai_at is null then 0 else c.read_seq end
        and i.type = 'event' and i.ai_agent_id is not null and i.parts @> '[{"eventType":"participant_requested"}]'
      order by i.seq limit 1) escalated on true
  ), kept as (
    insert into analytics_fact select (n.f).* from now_known n
    on conflict (website_id, conversation_id) do update set (person_at, person_seconds, ai_at, ai_seconds, resolved_at, resolved_seconds, resolved_by, escalated_at, read_seq) = (excluded.person_at,
      excluded.person_seconds, excluded.ai_at, excluded.ai_seconds, excluded.resolved_at, excluded.resolved_seconds, excluded.resolved_by, excluded.escalated_at, excluded.read_seq)
  ), moved as (
    select g.grain, date_trunc(g.grain, d.at, 'UTC') as start, d.metric, analytics_band(d.seconds) as band,
      sum(d.sign) as count, sum(d.sign * coalesce(d.seconds, 0)) as total
    from (
      select 1 as sign, m.* from now_known n cross join lateral analytics_moves(n.f) m
      union all select -1, m.* from before b cross join lateral analytics_moves(b.f) m
    ) d cross join (values ('hour'), ('day')) g (grain)
    where g.grain = 'day' or d.at >= oldest
    group by 1, 2, 3, 4 having sum(d.sign) <> 0 or sum(d.sign * coalesce(d.seconds, 0)) <> 0
  ), counted as (
    insert into analytics_bucket as b (website_id, grain, start, metric, band, count, total)
    select website, m.grain, m.start, m.metric, m.band, m.count, m.total from moved m order by 2, 3, 4, 5
    on conflict (website_id, grain, start, metric, band) do update set count = b.count + excluded.count, total = b.total + excluded.total
  )
  select case when tell then jsonb_build_object('conversations', coalesce(jsonb_agg(jsonb_build_object(
      'conversationId', (n.f).conversation_id, 'visitorId', n.visitor_id, 'metric', m.metric, 'at', wire_time(m.at), 'seconds', m.seconds) || analytics_visit(v, m.at)), '[]'))
    else '{}' end into answer
  from now_known n cross join lateral analytics_moves(n.f) m left join visitor v on v.website_id = website and v.id = n.visitor_id
  where tell and not exists (select from before b cross join lateral analytics_moves(b.f) o
    where (b.f).conversation_id = (n.f).conversation_id and o.metric = m.metric and o.at = m.at);

  -- What visitors think.
  select array_agg(f.id order by f.changed_in, f.id) into said from (
    select f.id, f.changed_in from feedback f
    where f.website_id = website and (f.changed_in, f.id) > (done.feedback_in, done.feedback_id) and f.changed_in < horizon
    order by f.changed_in, f.id limit most) f;
  settled_said := coalesce(cardinality(said), 0);
  if settled_said < most then
    said := said || array(
      select f.id from feedback f where f.website_id = website and f.changed_in >= horizon order by f.changed_in, f.id limit most);
  end if;
  with fresh as (
    insert into analytics_rating (website_id, feedback_id)
      select website, f.id from feedback f where f.website_id = website and f.id = any (said) and not f.is_test
      on conflict do nothing returning feedback_id
  ), counted as (
    insert into analytics_bucket as b (website_id, grain, start, metric, band, count)
      select website, g.grain, date_trunc(g.grain, f.created_at, 'UTC'), 'rating', f.rating, count(*)
      from fresh r join feedback f on f.website_id = website and f.id = r.feedback_id cross join (values ('hour'), ('day')) g (grain)
      where g.grain = 'day' or f.created_at >= oldest
      group by 2, 3, 5 order by 2, 3, 5
      on conflict (website_id, grain, start, metric, band) do update set count = b.count + excluded.count)
  select coalesce(jsonb_agg(jsonb_build_object('conversationId', f.conversation_id, 'visitorId', f.visitor_id, 'metric', 'rated',
      'at', wire_time(f.created_at), 'seconds', null) || analytics_visit(v, f.created_at)), '[]') into rated
  from fresh r join feedback f on f.website_id = website and f.id = r.feedback_id left join visitor v on v.website_id = website and v.id = f.visitor_id where tell;
  if tell then answer := jsonb_set(answer, '{conversations}', (answer->'conversations') || rated); end if;

  -- Visitors, in the order they were seen, five for each of 'most': a site may have a million. Counting one twice changes nothing, so
  -- who was seen just before everyone was counted is looked for again: some are written late.
  since := case when done.visitors_id = '' then done.visitors_at - interval '10 seconds' else done.visitors_at end;
  if since < oldest then
    since := oldest; done.visitors_id := '';
  end if;
  select v.last_seen_at, v.id into seen_at, seen_id from visitor v
    where v.website_id = website and (v.last_seen_at, v.id) > (since, done.visitors_id) and v.last_seen_at < late
    order by v.last_seen_at, v.id offset most * 5 - 1 limit 1;
  insert into analytics_bucket as b (website_id, grain, start, metric, band, count)
    select website, g.grain, date_trunc(g.grain, v.at, 'UTC'), 'visitors', (v.hash & 4095)::integer,
      max(53 - length(ltrim(((v.hash >> 12) & 4503599627370495)::bit(52)::text, '0')))
    from (
      select s.at, hashtextextended(v.id, 0) as hash from (
        select v.id, v.is_test, v.created_at, v.last_seen_at from visitor v
        where v.website_id = website and (v.last_seen_at, v.id) > (since, done.visitors_id)
        order by v.last_seen_at, v.id limit case when seen_id is not null then most * 5 end
      ) v cross join lateral (values (v.created_at), (v.last_seen_at)) s (at)
      where not v.is_test and s.at >= oldest
    ) v cross join (values ('hour'), ('day')) g (grain)
    group by 2, 3, 5 order by 2, 3, 5
    on conflict (website_id, grain, start, metric, band) do update set count = greatest(b.count, excluded.count)
      where b.count < excluded.count;
  if tell then
    answer := answer || jsonb_build_object('visitors', coalesce((
      select jsonb_agg(jsonb_build_object('visitorId', v.id, 'at', wire_time(v.last_seen_at), 'page', v.current_page, 'referrer', v.referrer, 'place', v.place,
        'attribution', v.attribution, 'name', k.name, 'image', k.image))
      from visitor v left join contact k on k.id = v.contact_id
      where v.website_id = website and not v.is_test and v.last_seen_at >= now() - interval '1 hour' and (v.last_seen_at, v.id) > (since, done.visitors_id)
        and (v.last_seen_at, v.id) <= (coalesce(seen_at, 'infinity'), coalesce(seen_id, ''))), '[]'));
  end if;

  if settled = most then
    select c.changed_in, c.id into done.conversations_in, done.conversations_id
      from conversation c where c.website_id = website and c.id = conversations[most];
  else
    done.conversations_in := horizon; done.conversations_id := '';
  end if;
  if settled_said = most then
    select f.changed_in, f.id into done.feedback_in, done.feedback_id from feedback f where f.id = said[most];
  else
    done.feedback_in := horizon; done.feedback_id := '';
  end if;
  update analytics_position p set epoch = done.epoch, visitors_at = coalesce(seen_at, now()), visitors_id = coalesce(seen_id, ''), conversations_in = done.conversations_in,
    conversations_id = done.conversations_id, feedback_in = done.feedback_in, feedback_id = done.feedback_id
    where p.website_id = website;
  delete from analytics_bucket b where b.website_id = website and b.grain = 'hour' and b.start < oldest - interval '1 day';
  delete from analytics_bucket b where b.website_id = website and b.grain = 'day' and b.start < now() - interval '400 days';
  return answer || jsonb_build_object('more', settled = most or settled_said = most or seen_id is not null);
end $$;

-- Sites where something changed since it was counted. The newest of each kind says it: of "is there one since" the planner takes a third
-- for such, and reads the whole table to find there is none (measured: 240 ms at a million).
create function sites_to_roll_up() returns setof text language sql stable as $$
  select w.id from website w left join analytics_position p on p.website_id = w.id
  where p.website_id is null or p.visitors_id <> '' or p.epoch is distinct from coalesce((select e.id from epoch e), '')
    or (select c.changed_in from conversation c where c.website_id = w.id order by c.changed_in desc limit 1) >= p.conversations_in
    or (select f.changed_in from feedback f where f.website_id = w.id order by f.changed_in desc limit 1) >= p.feedback_in
    or (select v.last_seen_at from visitor v where v.website_id = w.id order by v.last_seen_at desc limit 1) > p.visitors_at
$$;
call run_as_system('sites_to_roll_up()');
`
