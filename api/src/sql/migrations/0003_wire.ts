/**
 * Rows in the shape they have on the wire, made in one place for lists, sends and catch-ups alike. As json, not jsonb: that
 * sorts keys on its way in and writes itself out anew on its way out (measured: twice the cost).
 */
export default `
-- Stable, as to_char is: declared immutable it would not be inlined and cost a call per column (12 times a send).
create function wire_time(at timestamptz) returns text language sql stable parallel safe
  return to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');

create function wire_item(i timeline_item) returns json language sql stable parallel safe
  return case when i.id is not null then json_build_object(
    'id', i.id, 'conversationId', i.conversation_id, 'seq', i.seq, 'version', i.version, 'type', i.type,
    'visibility', i.visibility, 'text', i.text, 'tool', i.tool, 'parts', i.parts, 'userId', i.user_id,
    'aiAgentId', i.ai_agent_id, 'visitorId', i.visitor_id, 'createdAt', wire_time(i.created_at),
    'deletedAt', wire_time(i.deleted_at)) end;

-- A conversation as its team sees it; 'last' is its newest message.
create function wire_inbox(c conversation, v visitor, k contact, last json) returns json language sql stable parallel safe
  return json_build_object(
    'id', c.id, 'websiteId', c.website_id, 'visitorId', c.visitor_id, 'title', c.title, 'status', c.status,
    'channel', c.channel, 'createdAt', wire_time(c.created_at), 'updatedAt', wire_time(c.updated_at),
    'deletedAt', wire_time(c.deleted_at), 'lastSeq', c.last_seq, 'version', c.version,
    'visitorSeenSeq', c.visitor_seen_seq, 'isTest', c.is_test, 'priority', c.priority, 'assigneeIds', c.assignee_ids,
    'lastActivityAt', wire_time(c.last_activity_at), 'resolvedAt', wire_time(c.resolved_at),
    'resolvedByUserId', c.resolved_by_user_id, 'lastItem', last,
    'visitor', json_build_object(
      'id', v.id, 'name', k.name, 'email', k.email, 'image', k.image, 'isVerified', v.contact_proven,
      'isBlocked', v.blocked_at is not null, 'lastSeenAt', wire_time(v.last_seen_at)));

-- The same as its visitor sees it: nothing of it is the team's own.
create function wire_public(c conversation, last json) returns json language sql stable parallel safe
  return json_build_object(
    'id', c.id, 'websiteId', c.website_id, 'visitorId', c.visitor_id, 'title', c.title, 'status', c.status,
    'channel', c.channel, 'createdAt', wire_time(c.created_at), 'updatedAt', wire_time(c.updated_at),
    'deletedAt', wire_time(c.deleted_at), 'lastSeq', c.last_public_seq, 'version', c.version,
    'visitorSeenSeq', c.visitor_seen_seq, 'unreadCount', c.visitor_unread, 'lastItem', last);

create view wire_conversation with (security_invoker = true) as
select c.website_id, c.id, c.is_test, c.visitor_id, c.contact_id, c.view, c.last_activity_at, c.changed_in,
  wire_inbox(c, v, k, wire_item(l)) as inbox, wire_public(c, wire_item(p)) as public
from conversation c
join visitor v on v.id = c.visitor_id
left join contact k on k.id = v.contact_id
left join timeline_item l on l.website_id = c.website_id and l.conversation_id = c.id and l.seq = c.last_message_seq
left join timeline_item p on p.website_id = c.website_id and p.conversation_id = c.id and p.seq = c.last_public_seq;

-- What one conversation tells its two audiences, with the given items: for live delivery on any node. Each item is looked up by its own id:
-- for several at once the planner would read a conversation of usual length, whatever the length of this one.
create function load_change(website text, data text, conversation text, ids text[])
returns table (change json) language plpgsql as $$
begin
  perform app_enter(website, data);
  return query select json_build_object(
    'visitorId', c.visitor_id, 'contactId', c.contact_id, 'isTest', c.is_test, 'inbox', c.inbox, 'public', c.public,
    'items', coalesce((select json_agg(wire_item(f.item) order by (f.item).seq) from unnest(ids) as told (id)
      cross join lateral (select i as item from timeline_item i where i.website_id = website and i.id = told.id offset 0) f
      where (f.item).conversation_id = conversation), '[]'))
  from wire_conversation c where c.website_id = website and c.id = conversation;
end $$;
`
