/** Files that go: those nobody uses, and those whose rows are gone, however long the storage is away. */
export default `
-- By key, or all below a prefix that ends in /. A row outlives the site it names: what it stands for is still in the storage.
create table file_removal (
  place text primary key,
  website_id text not null,
  tries integer not null default 0,
  due_at timestamptz not null default now() + interval '1 minute'
);
create index file_removal_due on file_removal (due_at);
call protect_tenant_table('file_removal');

-- Called in the transaction that removes what named these files.
create function remove_files(website text, places text[]) returns void language sql as $$
  insert into file_removal (website_id, place) select website, p from unnest(places) p on conflict do nothing $$;

-- What is due, to be tried now. Each try makes the pause before the next one longer, up to an hour.
create function claim_removals(most integer) returns table (website_id text, place text) language sql as $$
  update file_removal r set tries = r.tries + 1, due_at = now() + least(interval '1 hour', interval '1 minute' * 2 ^ least(r.tries, 6))
  where r.place in (select d.place from file_removal d where d.due_at <= now() order by d.due_at limit most for update skip locked)
  returning r.website_id, r.place $$;
call run_as_system('claim_removals(integer)');

-- A picture's key says where it was uploaded, also when that site is gone.
create or replace function release_picture(picture text) returns void language sql as $$
  with gone as (
    delete from upload u where u.key = picture and u.purpose <> 'attachment' returning u.website_id, u.size
  )
  update storage_use s set bytes = s.bytes - g.size from gone g where s.website_id = g.website_id;
  select remove_files(split_part(picture, '/', 3), array[picture]) $$;

-- Set once a claimed file was found in use: it is looked for once, not with every sweep.
alter table upload add column used_at timestamptz;
create index upload_unused on upload (claimed_at) where claimed_at is not null and used_at is null;
-- The few people whose picture is a file of their site's, by its address.
create index contact_own_image on contact (website_id) where image like '%/' || website_id || '/%';

-- Removes files that were claimed before this moment and stand in no message, picture or contact; gives how many it looked at, and
-- the keys. They are held first and looked at then: a message that takes one meanwhile was written before, or finds none.
create function drop_unused_uploads(before timestamptz, most integer, out looked integer, out keys text[]) language plpgsql as $$
#variable_conflict use_column
declare
  old text[];
begin
  select coalesce(array_agg(c.key), '{}') into old from (
    select u.key from upload u where u.claimed_at < before and u.used_at is null order by u.claimed_at limit most for update skip locked) c;
  update upload u set used_at = now() where u.key = any (old) and (
    exists (select from timeline_item i where i.website_id = u.website_id and i.conversation_id = u.conversation_id
      and i.parts <> '[]' and i.parts @> jsonb_build_array(jsonb_build_object('url', u.key)))
    or exists (select from website w where w.id = u.website_id and w.logo_key = u.key)
    or exists (select from auth.users p where p.id = u.user_id and p.image = u.key)
    or exists (select from contact k where k.website_id = u.website_id and k.image like '%/' || k.website_id || '/%'
      and position(u.key in k.image) > 0));
  with gone as (
    delete from upload u where u.key = any (old) and u.used_at is null returning u.key, u.website_id, u.size
  ), freed as (
    update storage_use s set bytes = s.bytes - g.bytes
    from (select website_id, sum(size)::bigint as bytes from gone group by website_id) g where s.website_id = g.website_id
  ), written as (
    select remove_files(g.website_id, array_agg(g.key)) from gone g group by g.website_id
  )
  select cardinality(old), coalesce((select array_agg(g.key) from gone g), '{}'), (select count(*) from written) into looked, keys;
end $$;
call run_as_system('drop_unused_uploads(timestamptz, integer)');
`
