/** Erasing people: nothing of them stays, and whoever held something of theirs reads anew. */
export default `
-- People who were erased, by a keyed hash of the external id: identity tokens from before prove nothing any more. Such a token
-- lives a day at most, and so does what is known here.
create table erased_identity (
  website_id text not null references website on delete cascade,
  identity bytea not null,
  erased_at timestamptz not null default now(),
  primary key (website_id, identity)
);
create index erased_identity_age on erased_identity (erased_at);
call protect_tenant_table('erased_identity');

create function sweep_erased() returns void language sql as $$
  delete from erased_identity where erased_at < now() - interval '26 hours' $$;
call run_as_system('sweep_erased()');

-- Reports of letters that nobody knew yet; the reason may name the address they went to.
create function forget_early_reports(addresses text[]) returns void language sql as $$
  delete from early_delivery e where exists (select from unnest(addresses) a (address) where position(a.address in lower(e.reason)) > 0) $$;
call run_as_system('forget_early_reports(text[])');

-- Whom erasing means: a contact, or a visitor with the contact behind it, all devices included. They are held until the transaction ends.
create function person_of(website text, contact text, visitor text) returns jsonb language plpgsql as $$
declare
  who text := coalesce(contact, (select v.contact_id from visitor v where v.website_id = website and v.id = visitor));
begin
  perform from contact k where k.website_id = website and k.id = who for update;
  perform from visitor v where v.website_id = website and (v.id = visitor or v.contact_id = who) order by v.id for update;
  return (select jsonb_build_object('contact', to_jsonb(k), 'visitorIds', coalesce((
      select jsonb_agg(v.id order by v.id) from visitor v where v.website_id = website and (v.id = visitor or v.contact_id = who)), '[]'))
    from (select 1) one left join contact k on k.website_id = website and k.id = who);
end $$;

-- Removes a held person with all that was said with them, and what speaks of it elsewhere. Gives the conversations that are
-- gone, whose files are to be removed too, and the keys of files that stand elsewhere.
create function erase_person(website text, contact text, visitors text[], address text) returns jsonb language plpgsql as $$
#variable_conflict use_column
declare
  k contact;
  threads text[];
  letters text[];
  originals text[];
  since timestamptz;
begin
  -- In the one order every writer keeps.
  perform from conversation c where c.website_id = website and (c.visitor_id = any (visitors) or c.contact_id = contact) order by c.id for update;
  select coalesce(array_agg(c.id), '{}'), min(c.created_at) into threads, since
    from conversation c where c.website_id = website and (c.visitor_id = any (visitors) or c.contact_id = contact);
  select * into k from contact o where o.website_id = website and o.id = contact;

  -- Letters about these conversations to anybody, and to this person about anything.
  with gone as (
    delete from letter l where l.website_id = website and (l.conversation_id = any (threads) or split_part(l.event, ':', 2) = any (threads)
      or l.recipient = address and coalesce(l.reader, 'visitor') = 'visitor' and l.kind <> 'invitation') returning l.id)
  select coalesce(array_agg(id), '{}') into letters from gone;
  -- One letter of many conversations says whose they are nowhere: none of those that may quote these is kept.
  with digests as (
    update letter l set sealed = null, state = case when l.state = 'queued' then 'cancelled' else l.state end,
        reason = case when l.state = 'queued' then 'A conversation it spoke of was erased.' else l.reason end,
        settled_at = case when l.state = 'queued' then now() else l.settled_at end
      where l.website_id = website and l.kind = 'digest' and l.created_at >= since returning l.id)
  select letters || coalesce(array_agg(id), '{}') into letters from digests;
  delete from outbox o where o.id = any (letters);
  if address is not null then
    delete from suppression s where s.website_id = website and s.email = address;
    perform forget_early_reports(array[address]);
    with gone as (
      delete from inbound_letter l where l.website_id = website and lower(l.sender) = address and not l.conversation_id = any (threads)
        returning l.original_key)
    select coalesce(array_agg(original_key) filter (where original_key is not null), '{}') into originals from gone;
  end if;

  delete from feedback f where f.website_id = website and (f.conversation_id = any (threads) or f.visitor_id = any (visitors));
  delete from webhook_event e where e.website_id = website and e.subject = any (threads || contact);
  delete from webhook_known n where n.website_id = website and n.id = any (threads || contact);
  with gone as (
    delete from upload u where u.website_id = website and (u.conversation_id = any (threads) or u.visitor_id = any (visitors)) returning u.size)
  update storage_use s set bytes = s.bytes - (select coalesce(sum(size), 0) from gone) where s.website_id = website;
  delete from conversation c where c.website_id = website and c.id = any (threads);

  -- A device that was signed in finds that it isn't any more, also where word of it got lost: an empty row says so until it is swept.
  with gone as (delete from visitor v where v.website_id = website and v.id = any (visitors) returning v.id, v.is_test)
  insert into visitor (id, website_id, is_test, secret_hash, ended_at, access_changed_in, last_seen_at, created_at)
    select g.id, website, g.is_test, sha256(uuid_send(gen_random_uuid())), now(), pg_current_xact_id(), 'epoch', 'epoch' from gone g;
  if k.id is not null then
    delete from contact o where o.website_id = website and o.id = contact;
    k.updated_at := now(); k.external_id := null; k.email := null; k.name := null; k.image := null; k.metadata := '{}'; k.contact_organization_id := null;
    perform emit_webhook(website, k.is_test, 'contact.deleted', k.id, 'contact.erased:' || k.id, json_build_object('contact', wire_contact(k)));
  end if;
  -- Whoever comes back with a token from before reads everything anew.
  update website w set erased_in = pg_current_xact_id() where w.id = website;
  return jsonb_build_object('conversations', to_jsonb(threads), 'originals', to_jsonb(coalesce(originals, '{}')));
end $$;
`
