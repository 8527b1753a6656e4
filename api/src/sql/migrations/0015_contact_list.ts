/** Contacts in every order a list may have, each on an index. */
export const contactList = `
alter table contact
  add column name_key text generated always as (lower(coalesce(name, ''))) stored,
  add column email_key text generated always as (coalesce(email, '')) stored;
create index contact_by_name on contact (website_id, is_test, name_key, id) where deleted_at is null;
create index contact_by_email on contact (website_id, is_test, email_key, id) where deleted_at is null;
create index contact_by_update on contact (website_id, is_test, updated_at, id) where deleted_at is null;

-- In how many browsers a contact was seen, and when last: beside the contact, which hasn't changed when it is seen.
create table contact_presence (
  contact_id text primary key references contact on delete cascade,
  website_id text not null references website on delete cascade,
  is_test boolean not null,
  visitors integer not null default 0,
  -- 1970 for never.
  last_seen_at timestamptz not null default 'epoch'
);
create index contact_presence_by_visitors on contact_presence (website_id, is_test, visitors, contact_id);
create index contact_presence_by_time on contact_presence (website_id, is_test, last_seen_at, contact_id);
call protect_tenant_table('contact_presence');

create function follow_contact() returns trigger language plpgsql as $$
begin
  insert into contact_presence (contact_id, website_id, is_test) values (new.id, new.website_id, new.is_test) on conflict do nothing;
  return null;
end $$;
call run_as_system('follow_contact()');
create trigger follow_contact after insert on contact for each row execute function follow_contact();

create function follow_visitor() returns trigger language plpgsql as $$
declare
  one text;
begin
  if tg_op = 'UPDATE' and old.contact_id is not distinct from new.contact_id then
    update contact_presence set last_seen_at = greatest(last_seen_at, new.last_seen_at) where contact_id = new.contact_id;
    return null;
  end if;
  -- Held first and counted after that: of two who link at once the second one sees the first.
  for one in select p.contact_id from contact_presence p
      where p.contact_id in (case when tg_op <> 'INSERT' then old.contact_id end, case when tg_op <> 'DELETE' then new.contact_id end)
      order by p.contact_id for update loop
    update contact_presence p set visitors = seen.visitors, last_seen_at = coalesce(seen.at, 'epoch')
      from (select count(*) as visitors, max(v.last_seen_at) as at from visitor v where v.contact_id = one and v.website_id =
        (select website_id from contact_presence where contact_id = one)) seen
      where p.contact_id = one;
  end loop;
  return null;
end $$;
call run_as_system('follow_visitor()');
create trigger follow_new_visitor after insert on visitor for each row when (new.contact_id is not null) execute function follow_visitor();
create trigger follow_gone_visitor after delete on visitor for each row when (old.contact_id is not null) execute function follow_visitor();
create trigger follow_visitor after update of contact_id, last_seen_at on visitor for each row
  when (old.contact_id is distinct from new.contact_id or new.contact_id is not null and old.last_seen_at is distinct from new.last_seen_at)
  execute function follow_visitor();
`
