/** Words that are said again are found before they are tried: a violation would stand in the database's log, in everyday use. */
export default `
-- As before, but that it looks for a repeat wherever somebody else moved the conversation since the asking server held it. Who holds it
-- as it stands knows the last words said in it, and asks send_any about those. Where the versions agree nothing more is read.
create or replace function send_plain(
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
  update conversation c set last_seq = c.last_seq + 1, last_message_seq = c.last_seq + 1, last_public_seq = c.last_seq + 1,
      last_activity_at = clock_timestamp(), updated_at = clock_timestamp(), version = c.version + 1, changed_in = pg_current_xact_id()
    from visitor v
    where c.website_id = website and c.id = conversation and c.view = 'open' and c.visitor_id = visitor
      and v.website_id = website and v.id = visitor and v.ended_at is null and v.blocked_at is null
      and (c.version = version or not exists (select from timeline_item i where i.website_id = website and i.id = id))
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
`
