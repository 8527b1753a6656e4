/** Letters on their way and what became of them, addresses that get none, and who is told of what. */
export default `
-- A letter is its own job: one row says what is to be sent, how often that was tried and what became of it.
alter table letter drop constraint letter_state_check, drop constraint letter_recipient_event_key,
  alter column state set default 'queued',
  add check (state in ('queued', 'sending', 'sent', 'delivered', 'bounced', 'complained', 'suppressed', 'cancelled', 'failed')),
  -- Conversation ids are the clients' own: what one site calls an event says nothing of another's.
  add unique nulls not distinct (website_id, recipient, event),
  add column kind text not null default 'other',
  add column is_marketing boolean not null default false,
  -- The messages it speaks of, and whose reading calls it off: 'visitor' or a member's id.
  add column conversation_id text,
  add column first_seq integer,
  add column last_seq integer,
  add column reader text,
  -- All that is sent, under AES-256-GCM: links hold secrets. Gone once the letter has left.
  add column sealed bytea,
  add column attempts integer not null default 0,
  add column run_at timestamptz not null default now(),
  add column locked_until timestamptz,
  add column provider text,
  add column provider_message_id text,
  -- RFC 5322 Message-ID as its reader sees it.
  add column message_id text,
  -- Whether the provider itself told of the state, and whether it is for good.
  add column is_reported boolean not null default false,
  add column is_permanent boolean not null default false,
  -- How often a settled letter was asked for again: each round is another letter to the provider.
  add column round integer not null default 0,
  -- Rises with every change: of two that are told, the higher one is how it stands.
  add column version integer not null default 0,
  add foreign key (website_id, conversation_id) references conversation on delete cascade;
create index letter_due on letter (run_at) where state in ('queued', 'sending');
create index letter_of_conversation on letter (website_id, conversation_id, created_at) where conversation_id is not null;
create index letter_of_recipient on letter (website_id, recipient, created_at);
create index letter_provider_id on letter (provider_message_id) where provider_message_id is not null;
create index letter_message_id on letter (message_id) where message_id is not null;
create function count_letter_change() returns trigger language plpgsql as $$
begin
  new.version := old.version + 1;
  return new;
end $$;
create trigger letter_version before update on letter for each row execute function count_letter_change();
create index letter_trouble on letter (website_id, created_at desc, id desc) where state in ('bounced', 'complained', 'suppressed', 'failed');

-- Addresses that get no letters from a site, and from accounts where website_id is null. A lifted one stays as its own record.
create table suppression (
  id text primary key,
  website_id text references website on delete cascade,
  email text not null,
  reason text not null check (reason in ('bounced', 'complained', 'failed_repeatedly', 'unsubscribed', 'manual')),
  detail text,
  created_at timestamptz not null default now(),
  lifted_at timestamptz,
  lifted_by_user_id text,
  lift_reason text
);
create unique index suppression_active on suppression (website_id, email) nulls not distinct where lifted_at is null;
create index suppression_newest on suppression (website_id, created_at desc, id desc);
call protect_tenant_table('suppression');

-- Too many letters to one reader within an hour: no more of them until then.
create table mail_breaker (
  website_id text not null,
  conversation_id text not null,
  recipient text not null,
  letters integer not null,
  opened_at timestamptz not null default now(),
  open_until timestamptz not null,
  primary key (website_id, conversation_id, recipient),
  foreign key (website_id, conversation_id) references conversation on delete cascade
);
call protect_tenant_table('mail_breaker');

-- What a provider told of a letter before we knew the name it gave it.
create table early_delivery (
  provider text not null,
  provider_message_id text not null,
  state text not null,
  reason text,
  at timestamptz not null,
  message_id text,
  noted_at timestamptz not null default now()
);
create index early_delivery_id on early_delivery (provider_message_id);
revoke all on early_delivery from cossistant_app;

create function suppress(new_id text, website text, address text, why text, more text) returns boolean language plpgsql as $$
begin
  insert into suppression (id, website_id, email, reason, detail) values (new_id, website, lower(address), why, left(more, 500))
    on conflict (website_id, email) where lifted_at is null do nothing;
  return found;
end $$;
call run_as_system('suppress(text, text, text, text, text)');

-- Why this address gets no letters from here; null when it does.
create function suppressed(website text, address text) returns text language sql stable as $$
  select s.reason from suppression s
  where s.website_id is not distinct from website and s.email = lower(address) and s.lifted_at is null $$;
call run_as_system('suppressed(text, text)');

-- Whoever runs a site lets an address have letters again. A colleague's account letters come back with it.
create function lift_suppression(website text, address text, person text, why text) returns boolean language plpgsql as $$
begin
  update suppression s set lifted_at = now(), lifted_by_user_id = person, lift_reason = left(why, 500)
    where s.email = lower(address) and s.lifted_at is null and (s.website_id = website or s.website_id is null
      and exists (select from site_team t join auth.users u on u.id = t.user_id where t.website_id = website and u.email = lower(address)));
  return found;
end $$;
call run_as_system('lift_suppression(text, text, text, text)');

drop function open_letter(text, text, text, text);
drop function settle_letter(text, text);

-- Puts a letter on the ledger: to be sent by whoever claims it, or by the caller at once (held: until when nobody else may).
-- Nothing when this person heard of this event already; one that failed may be asked for again, which is its next round.
create function open_letter(letter_id text, letter jsonb, content bytea, held interval) returns table (id text, round integer) language sql as $$
  insert into letter (id, website_id, recipient, event, kind, is_marketing, conversation_id, first_seq, last_seq, reader, message_id,
      sealed, state, attempts, locked_until)
    select letter_id, r.website_id, r.recipient, r.event, r.kind, r.is_marketing, r.conversation_id, r.first_seq, r.last_seq, r.reader, r.message_id,
      content, case when held is null then 'queued' else 'sending' end, (held is not null)::integer, now() + held
    from jsonb_to_record(letter) as r (website_id text, recipient text, event text, kind text, is_marketing boolean, conversation_id text,
      first_seq integer, last_seq integer, reader text, message_id text)
  on conflict (website_id, recipient, event) do update set state = excluded.state, sealed = excluded.sealed, message_id = excluded.message_id,
      attempts = excluded.attempts, locked_until = excluded.locked_until, run_at = now(), reason = null, settled_at = null,
      round = letter.round + 1, provider_message_id = null, is_reported = false
    where letter.state in ('failed', 'suppressed')
  returning letter.id, letter.round $$;
call run_as_system('open_letter(text, jsonb, bytea, interval)');

-- Takes due letters for 'lease', the longest due first and no more of the queue than asked for. Those whose messages were read
-- meanwhile are called off. 'was_sending': somebody took it before and never said what became of it.
create function claim_letters(how_many integer, lease interval)
returns table (id text, website_id text, conversation_id text, recipient text, kind text, sealed bytea, attempts integer, round integer, created_at timestamptz,
  was_sending boolean, is_called_off boolean, is_suppressed text) language sql as $$
  with due as (
    select l.id, l.state, l.state = 'queued' and l.last_seq is not null and l.last_seq <= case l.reader
        when 'visitor' then (select c.visitor_seen_seq from conversation c where c.website_id = l.website_id and c.id = l.conversation_id)
        else (select s.seq from conversation_seen s where s.website_id = l.website_id and s.conversation_id = l.conversation_id and s.user_id = l.reader)
      end is true as is_read
    from letter l
    where l.state in ('queued', 'sending') and l.run_at <= now() and (l.locked_until is null or l.locked_until < now())
    order by l.run_at limit how_many for update skip locked)
  update letter l set
      state = case when d.is_read then 'cancelled' else 'sending' end,
      reason = case when d.is_read then 'It was read before the letter left.' else l.reason end,
      sealed = case when d.is_read then null else l.sealed end,
      settled_at = case when d.is_read then now() else l.settled_at end,
      attempts = l.attempts + (not d.is_read)::integer,
      locked_until = case when d.is_read then null else now() + lease end
    from due d where l.id = d.id
    returning l.id, l.website_id, l.conversation_id, l.recipient, l.kind, l.sealed, l.attempts, l.round, l.created_at, d.state = 'sending', d.is_read,
      suppressed(l.website_id, l.recipient) $$;
call run_as_system('claim_letters(integer, interval)');

-- What came of trying, of several letters at once: [{id, state, reason, pauseMs, provider, providerMessageId, messageId}]. Queued
-- again with a pause, or settled. Gives the letters as they stand then.
create function settle_letters(outcomes jsonb) returns setof letter language plpgsql as $$
declare
  early record;
begin
  -- Whoever records an event of one of these waits: either it is kept by now, or the letter is found by its name then. In one
  -- order, so that nobody waits for each other.
  perform pg_advisory_xact_lock(k.place) from (select distinct hashtextextended(o."providerMessageId", 12) as place
    from jsonb_to_recordset(outcomes) as o ("providerMessageId" text) where o."providerMessageId" is not null order by 1) k;
  update letter l set state = o.state, reason = left(o.reason, 500), locked_until = null,
      run_at = case when o.state = 'queued' then now() + o."pauseMs" * interval '1 millisecond' else l.run_at end,
      sealed = case when o.state in ('sent', 'cancelled') then null else l.sealed end,
      settled_at = case when o.state = 'queued' then null else now() end,
      provider = o.provider, provider_message_id = coalesce(o."providerMessageId", l.provider_message_id), message_id = coalesce(o."messageId", l.message_id)
    from jsonb_to_recordset(outcomes) as o (id text, state text, reason text, "pauseMs" double precision, provider text, "providerMessageId" text, "messageId" text)
    where l.id = o.id and l.state = 'sending';
  for early in delete from early_delivery e using jsonb_to_recordset(outcomes) as o (provider text, "providerMessageId" text)
      where e.provider = o.provider and e.provider_message_id = o."providerMessageId" returning e.* loop
    perform record_delivery(early.provider, early.provider_message_id, early.state, early.reason, early.at, early.message_id);
  end loop;
  return query select l.* from letter l where l.id in (select o.id from jsonb_to_recordset(outcomes) as o (id text));
end $$;
call run_as_system('settle_letters(jsonb)');

-- What a provider tells of a letter, in whatever order and however often. Gives the letter when it is one of ours.
-- 'bounced' is for good, 'soft_bounced' and 'failed' for this once; 'delayed' changes nothing but the reason. 'called': the
-- Message-ID that the provider gave it.
create function record_delivery(of_provider text, of_id text, told text, why text, happened timestamptz, called text)
returns table (id text, website_id text, conversation_id text, state text) language plpgsql as $$
#variable_conflict use_column
declare
  l letter;
  becomes text := case told when 'soft_bounced' then 'bounced' when 'delayed' then null else told end;
begin
  -- As in settle_letters.
  perform pg_advisory_xact_lock(hashtextextended(of_id, 12));
  select * into l from letter where provider_message_id = of_id and provider = of_provider for update;
  if not found then select * into l from letter where message_id = of_id order by created_at desc limit 1 for update; end if;
  if not found then
    insert into early_delivery (provider, provider_message_id, state, reason, at, message_id) values (of_provider, of_id, told, why, happened, called);
    return;
  end if;
  if called is not null and called is distinct from l.message_id then update letter set message_id = called where id = l.id; end if;
  if l.round > 0 and l.state = 'queued' and l.attempts = 0 then
    -- It speaks of an earlier round: this one hasn't left yet.
    null;
  elsif told = 'delayed' then
    update letter set reason = left(why, 500) where id = l.id and l.state = 'sent';
  elsif l.state <> 'complained' and (case becomes
      when 'sent' then l.state in ('queued', 'sending') or l.state = 'failed' and not l.is_reported
      when 'delivered' then not (l.state = 'bounced' and l.is_permanent)
      when 'bounced' then told = 'bounced' or not (l.state = 'bounced' and l.is_permanent)
      when 'failed' then l.state in ('queued', 'sending', 'sent')
      else true end) then
    update letter set state = becomes, reason = case when becomes in ('sent', 'delivered') then null else left(why, 500) end,
      settled_at = happened, is_reported = true, is_permanent = told in ('bounced', 'complained'),
      sealed = case when becomes in ('sent', 'delivered', 'complained') then null else sealed end
      where id = l.id;
  end if;
  if told in ('bounced', 'complained') then
    perform suppress(gen_random_uuid()::text, l.website_id, l.recipient, told, why);
  elsif told = 'failed' and 3 = (select count(*) from (
      select r.state, r.is_reported from letter r
      where r.website_id is not distinct from l.website_id and r.recipient = l.recipient and r.state not in ('queued', 'sending', 'cancelled', 'suppressed')
      order by r.created_at desc limit 3) newest where newest.state = 'failed' and newest.is_reported) then
    perform suppress(gen_random_uuid()::text, l.website_id, l.recipient, 'failed_repeatedly', why);
  end if;
  return query select r.id, r.website_id, r.conversation_id, r.state from letter r where r.id = l.id;
end $$;
call run_as_system('record_delivery(text, text, text, text, timestamptz, text)');

-- Letters of accounts that didn't arrive, as the owner of a site may see them: to people of the team (whoever signs in sees several
-- sites), and the site's own invitations. Never what they say. 'can_retry': its words are kept and its link still opens something.
create function account_letters(website text)
returns table (id text, kind text, recipient text, state text, reason text, attempts integer, can_retry boolean, created_at timestamptz, settled_at timestamptz)
language sql stable as $$
  select l.id, l.kind, l.recipient, l.state, l.reason, l.attempts,
    l.sealed is not null and case l.kind when 'password-reset' then l.created_at > now() - interval '1 hour' when 'confirm-email' then l.created_at > now() - interval '1 day'
      when 'invitation' then exists (select from invitation i where i.id = split_part(l.event, ':', 2) and i.status = 'pending' and i.expires_at > now()) else false end,
    l.created_at, l.settled_at
  from letter l
  where l.state in ('failed', 'bounced', 'complained', 'suppressed') and (l.website_id = website and l.kind = 'invitation'
    or l.website_id is null and l.recipient in (select lower(m.email) from team_of_site(website) m)) $$;
call run_as_system('account_letters(text)');

-- Queues one of them anew; false when it isn't one of them, or can't be sent any more.
create function retry_account_letter(website text, letter_id text) returns boolean language plpgsql as $$
begin
  update letter l set state = 'queued', attempts = 0, run_at = now(), locked_until = null, reason = null, settled_at = null, is_reported = false,
      round = l.round + 1, provider_message_id = null
    where l.id = letter_id and exists (select from account_letters(website) a where a.id = l.id and a.can_retry);
  return found;
end $$;
call run_as_system('retry_account_letter(text, text)');

create function drop_account_letter(website text, letter_id text) returns boolean language plpgsql as $$
begin
  delete from letter l where l.id = letter_id and exists (select from account_letters(website) a where a.id = l.id);
  return found;
end $$;
call run_as_system('drop_account_letter(text, text)');

-- Whose letter an unsubscribe link is for.
create function letter_facts(letter_id text)
returns table (website_id text, website_name text, website_slug text, language text, recipient text, reader text, kind text, conversation_id text)
language sql stable as $$
  select w.id, w.name, w.slug, w.default_language, l.recipient, l.reader, l.kind, l.conversation_id
  from letter l join website w on w.id = l.website_id where l.id = letter_id $$;
call run_as_system('letter_facts(text)');

-- Whether one more letter about a conversation may go to this address; else until when none does, which is noted for people to see.
create function mail_breaker_of(website text, conversation text, address text, per_conversation integer, per_recipient integer)
returns timestamptz language plpgsql as $$
declare
  until timestamptz;
  here integer;
  everywhere integer;
begin
  select b.open_until into until from mail_breaker b
    where b.website_id = website and b.conversation_id = conversation and b.recipient = address and b.open_until > now();
  if found then return until; end if;
  select count(*) filter (where l.conversation_id = conversation), count(*) into here, everywhere from letter l
    where l.website_id = website and l.recipient = address and l.created_at > now() - interval '1 hour';
  if here < per_conversation and everywhere < per_recipient then return null; end if;
  insert into mail_breaker as b (website_id, conversation_id, recipient, letters, open_until)
    values (website, conversation, address, greatest(here, everywhere), now() + interval '1 hour')
    on conflict (website_id, conversation_id, recipient) do update
      set letters = excluded.letters, opened_at = now(), open_until = excluded.open_until
    returning b.open_until into until;
  return until;
end $$;

-- What nobody needs any more: contents that were never sent, news of letters that aren't ours, breakers that closed long ago.
create function sweep_mail() returns void language sql as $$
  update letter set sealed = null where sealed is not null and state in ('failed', 'suppressed', 'bounced') and created_at < now() - interval '30 days';
  -- Links in letters of accounts are dead by then.
  update letter set sealed = null where sealed is not null and website_id is null and state in ('failed', 'suppressed', 'bounced') and created_at < now() - interval '1 day';
  delete from early_delivery where noted_at < now() - interval '2 days';
  delete from mail_breaker where open_until < now() - interval '7 days' $$;
call run_as_system('sweep_mail()');
`
