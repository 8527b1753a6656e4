/** What is known of each site's subscription at the seller's: how its plan is told while the seller can't be asked. */
export default `
create table subscription (
  website_id text primary key references website on delete cascade,
  -- The seller's own name for it; null where the site has none there.
  id text,
  plan text not null check (plan in ('free', 'hobby', 'pro')),
  -- When it ends, once it was canceled.
  ends_at timestamptz,
  -- Credits used in the running period, as the seller's meter counts them.
  ai_credit double precision,
  looked_at timestamptz not null default now(),
  -- When it was last set out to look anew at what has grown old: the next one waits, should nobody have answered.
  asked_at timestamptz not null default '-infinity'
);
call protect_tenant_table('subscription');

-- Where webhooks speak of an organisation: its sites.
create function sites_of_organization(organization text) returns setof text language sql stable
  return (select id from website where organization_id = organization);
call run_as_system('sites_of_organization(text)');

-- How much of a plan is used; conversations and messages are those of 30 rolling days. Test data never counts.
create function plan_usage(website text, out conversations integer, out messages integer, out contacts integer, out seats integer)
language plpgsql stable as $$
begin
  select count(*) into conversations from conversation c
    where c.website_id = website and not c.is_test and c.created_at > now() - interval '30 days';
  -- A message moves its conversation, so those that moved hold all of them.
  -- Of each what is new stands at its end: found from the newest down, what is older isn't read.
  select count(*) into messages from conversation c
    cross join lateral (
      select coalesce(max(o.seq), 0) as seq from (
        select o.seq from timeline_item o where o.website_id = c.website_id and o.conversation_id = c.id and o.created_at <= now() - interval '30 days'
        order by o.seq desc limit 1) o offset 0) old
    join timeline_item i on i.website_id = c.website_id and i.conversation_id = c.id and i.seq > old.seq and i.type = 'message'
    where c.website_id = website and not c.is_test and c.last_activity_at > now() - interval '30 days';
  select count(*) into contacts from contact k
    where k.website_id = website and not k.is_test and k.deleted_at is null;
  select (select count(*) from team_of_site(website))
    + (select count(*) from invitation v where v.website_id = website and v.status = 'pending' and v.expires_at > now()) into seats;
end $$;
`
