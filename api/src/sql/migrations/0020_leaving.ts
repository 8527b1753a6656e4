/** People whose account is gone, and what stays of them: their name beside what they wrote. */
export default `
create table former_member (
  website_id text not null references website on delete cascade,
  user_id text not null,
  name text not null,
  left_at timestamptz not null default now(),
  primary key (website_id, user_id)
);
call protect_tenant_table('former_member');

-- Takes a person out of every organisation, before the account goes. Gives the name of the first one that would be left without an
-- owner though it has sites: then nothing is done. An organisation without sites ends with its last owner.
create function leave_everything(person text) returns text language plpgsql as $$
declare
  ownerless text;
begin
  -- Held as by whoever else changes a role: two owners don't both leave the other behind.
  perform from organization o where o.id in (select m.organization_id from member m where m.user_id = person) order by o.id for update;
  select o.name into ownerless from member m join organization o on o.id = m.organization_id
    where m.user_id = person and m.role = 'owner' and exists (select from website w where w.organization_id = o.id)
      and not exists (select from member c where c.organization_id = o.id and c.role = 'owner' and c.user_id <> person)
    order by o.created_at, o.id limit 1;
  if ownerless is not null then return ownerless; end if;
  insert into former_member (website_id, user_id, name)
    select t.website_id, u.id, u.name from site_team t join auth.users u on u.id = t.user_id where u.id = person
    on conflict (website_id, user_id) do update set name = excluded.name, left_at = now();
  delete from notification_setting where user_id = person;
  delete from push_device where user_id = person;
  delete from organization o where o.id in (select m.organization_id from member m where m.user_id = person and m.role = 'owner')
    and not exists (select from website w where w.organization_id = o.id)
    and not exists (select from member c where c.organization_id = o.id and c.role = 'owner' and c.user_id <> person);
  delete from member where user_id = person;
  return null;
end $$;
call run_as_system('leave_everything(text)');
`
