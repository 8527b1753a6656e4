/** What every test's database refuses, though production's doesn't look: looking would cost something at each message. */
export const guards = [
  `create function refuse_unstamped() returns trigger language plpgsql as $$
  begin
    raise exception 'Conversation % was changed without a new version.', new.id;
  end $$`,
  `create trigger refuse_unstamped after update on conversation for each row
    when (new.version <= old.version or new.changed_in <> pg_current_xact_id()) execute function refuse_unstamped()`,
  "alter table timeline_item add constraint one_author check (num_nonnulls(user_id, ai_agent_id, visitor_id) <= 1)"
]
