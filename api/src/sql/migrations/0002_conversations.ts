/** Sites, people and their conversations. Every row a client may hold carries `changed_in` and `version`. */
export default `
create table website (
  id text primary key,
  organization_id text not null,
  name text not null,
  slug text not null unique,
  domain text not null,
  description text,
  logo_key text,
  contact_email text,
  default_language text not null default 'en',
  installation_target text not null default 'react',
  allowed_origins text[] not null default '{}',
  identity_verification text not null default 'optional' check (identity_verification in ('optional', 'required', 'off')),
  typing_preview boolean not null default false,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  changed_in xid8 not null default pg_current_xact_id()
);
call protect_tenant_table('website', 'id');

create table contact (
  id text primary key,
  website_id text not null references website on delete cascade,
  is_test boolean not null,
  external_id text,
  email text,
  name text,
  image text,
  metadata jsonb not null default '{}',
  metadata_hash text,
  -- A proven person. Unproven profiles belong to one visitor each and never stand in for a proven one.
  is_verified boolean not null default false,
  -- Identity tokens issued before this moment are refused.
  logged_out_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  version integer not null default 1,
  changed_in xid8 not null default pg_current_xact_id()
);
create unique index contact_external_id on contact (website_id, is_test, external_id) where is_verified and external_id is not null;
create index contact_email on contact (website_id, is_test, email) where email is not null;
call protect_tenant_table('contact');

create table visitor (
  id text primary key,
  website_id text not null references website on delete cascade,
  is_test boolean not null,
  secret_hash bytea not null unique,
  contact_id text references contact on delete set null,
  -- Linked by a signed token, not by a claim the site lets anyone make.
  contact_proven boolean not null default false,
  language text,
  timezone text,
  browser text,
  os text,
  device text,
  screen_resolution text,
  viewport text,
  ip text,
  current_page jsonb,
  referrer text,
  blocked_at timestamptz,
  blocked_by_user_id text,
  -- Logged out: the secret opens nothing any more.
  ended_at timestamptz,
  last_seen_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  version integer not null default 1,
  changed_in xid8 not null default pg_current_xact_id()
);
create index visitor_contact on visitor (website_id, contact_id) where contact_id is not null;
create index visitor_created on visitor (created_at);
call protect_tenant_table('visitor');

-- Domains, not checks: those are parsed anew by each statement that writes (measured: a tenth of a send).
create domain conversation_status as text check (value in ('open', 'resolved', 'spam'));
create domain conversation_priority as text check (value in ('low', 'normal', 'high', 'urgent'));
create domain item_type as text check (value in ('message', 'event', 'identification', 'tool'));
create domain visibility as text check (value in ('public', 'private'));

create table conversation (
  website_id text not null references website on delete cascade,
  id text not null,
  is_test boolean not null,
  visitor_id text not null references visitor on delete cascade,
  -- Set when the visitor's identity is proven: the contact's other devices see it then.
  contact_id text references contact on delete set null,
  status conversation_status not null default 'open',
  priority conversation_priority not null default 'normal',
  title text,
  channel text not null default 'widget',
  assignee_ids text[] not null default '{}',
  last_seq integer not null default 0,
  last_public_seq integer not null default 0,
  -- The newest message, private ones too: events don't stand in a list's preview.
  last_message_seq integer not null default 0,
  visitor_seen_seq integer not null default 0,
  visitor_seen_at timestamptz,
  visitor_unread integer not null default 0,
  first_response_at timestamptz,
  resolved_at timestamptz,
  resolved_by_user_id text,
  last_activity_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  -- The one set of the inbox a conversation stands in; place_view() says which.
  view text not null default 'open',
  version integer not null default 1,
  changed_in xid8 not null default pg_current_xact_id(),
  primary key (website_id, id)
);
-- A generated column would be worked out by each statement that writes, whatever it writes (measured: a tenth of a send).
create function place_view() returns trigger language plpgsql as $$
begin
  new.view := case when new.deleted_at is not null then 'archived' else new.status end;
  return new;
end $$;
create trigger place_view before insert or update of status, deleted_at, view on conversation for each row execute function place_view();
alter table conversation enable always trigger place_view;
create index conversation_inbox on conversation (website_id, is_test, view, last_activity_at desc, id desc);
create index conversation_changes on conversation (website_id, changed_in, id);
create index conversation_of_visitor on conversation (website_id, visitor_id, last_activity_at desc, id desc);
create index conversation_of_contact on conversation (website_id, contact_id, last_activity_at desc, id desc) where contact_id is not null;
call protect_tenant_table('conversation');

-- What each message moves is stamped by the statement that moves it: a trigger's condition is read and compiled anew by each
-- statement (measured: a twentieth of a send). Tests look that nobody forgets (testing/guards.ts). Call it after adding a column.
create procedure stamp_conversations() language plpgsql as $$
begin
  execute (select format('create or replace trigger stamp_change before update of %s on conversation for each row
      when (new.version = old.version) execute function stamp_change()', string_agg(quote_ident(attname), ', '))
    from pg_attribute where attrelid = 'conversation'::regclass and attnum > 0 and not attisdropped and attname not in
      ('last_seq', 'last_message_seq', 'last_public_seq', 'last_activity_at', 'updated_at', 'version', 'changed_in'));
end $$;
call stamp_conversations();

create table timeline_item (
  website_id text not null,
  conversation_id text not null,
  seq integer not null,
  id text not null,
  is_test boolean not null,
  type item_type not null default 'message',
  visibility visibility not null,
  text text,
  tool text,
  parts jsonb not null default '[]',
  -- At most one of them. Tests' databases check it (testing/guards.ts): a check would be parsed anew by each message (measured: a thirtieth).
  user_id text,
  ai_agent_id text,
  visitor_id text,
  -- What was said, by hash: the same id with other words is a conflict, never a silent success.
  body_hash text,
  created_at timestamptz not null default clock_timestamp(),
  deleted_at timestamptz,
  version integer not null default 1,
  changed_in xid8 not null default pg_current_xact_id(),
  primary key (website_id, conversation_id, seq),
  unique (website_id, id)
);
-- What changed after it was said. What was said lately is found by its seq: see items_since().
create index timeline_item_edits on timeline_item (website_id, conversation_id, changed_in) where version > 1;
call protect_tenant_table('timeline_item');

-- Items go with their conversation. A foreign key would look for the conversation at each message anew (measured: a tenth of it); who
-- writes an item holds that row already, locked or just made.
create function remove_items() returns trigger language plpgsql as $$
begin
  delete from timeline_item where website_id = old.website_id and conversation_id = old.id;
  return null;
end $$;
call run_as_system('remove_items()');
create trigger remove_items after delete on conversation for each row execute function remove_items();

create table conversation_seen (
  website_id text not null,
  conversation_id text not null,
  user_id text not null,
  is_test boolean not null,
  seq integer not null,
  at timestamptz not null default now(),
  version integer not null default 1,
  changed_in xid8 not null default pg_current_xact_id(),
  primary key (website_id, conversation_id, user_id),
  foreign key (website_id, conversation_id) references conversation on delete cascade
);
create index conversation_seen_changes on conversation_seen (website_id, changed_in);
call protect_tenant_table('conversation_seen');

create table upload (
  key text primary key,
  website_id text not null references website on delete cascade,
  is_test boolean not null,
  conversation_id text not null,
  -- A visitor or a member: only they may claim and send it.
  visitor_id text,
  user_id text,
  filename text not null,
  media_type text not null,
  size integer not null,
  granted_at timestamptz not null default now(),
  expires_at timestamptz not null,
  claimed_at timestamptz,
  check (num_nonnulls(visitor_id, user_id) = 1)
);
create index upload_unclaimed on upload (granted_at) where claimed_at is null;
create index upload_of_conversation on upload (website_id, conversation_id);
call protect_tenant_table('upload');
`
