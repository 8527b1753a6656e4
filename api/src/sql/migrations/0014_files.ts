/** Pictures of people and sites, beside the files of conversations. */
export default `
alter table upload alter column conversation_id drop not null,
  add column purpose text not null default 'attachment' check (purpose in ('attachment', 'avatar', 'logo')),
  add constraint upload_place check ((purpose = 'attachment') = (conversation_id is not null));

-- A picture that isn't used any more: its row goes and its room is given back. Whoever calls this may do so.
create function release_picture(picture text) returns void language sql as $$
  with gone as (
    delete from upload u where u.key = picture and u.purpose <> 'attachment' returning u.website_id, u.size
  )
  update storage_use s set bytes = s.bytes - g.size from gone g where s.website_id = g.website_id $$;

-- A person's picture is theirs on every site, also where it wasn't uploaded. Gives the key of the picture
-- before, whose file is to be removed; fails for a picture that isn't theirs or wasn't looked at.
create function set_avatar(person text, picture text) returns text language plpgsql as $$
declare
  before text;
begin
  if picture is not null and not exists (
    select from upload u where u.key = picture and u.user_id = person and u.purpose = 'avatar' and u.claimed_at is not null) then
    raise exception 'not a claimed picture of this person';
  end if;
  select u.image into before from auth.users u where u.id = person for update;
  update auth.users set image = picture, "updatedAt" = now() where id = person;
  -- What stands elsewhere isn't ours to remove.
  if before is null or before is not distinct from picture or before not like 'cdn/%' then return null; end if;
  perform release_picture(before);
  return before;
end $$;
call run_as_system('set_avatar(text, text)');

-- The same for a site's logo, within its own scope.
create function set_logo(site text, picture text) returns text language plpgsql as $$
declare
  before text;
begin
  if picture is not null and not exists (
    select from upload u where u.key = picture and u.website_id = site and u.purpose = 'logo' and u.claimed_at is not null) then
    raise exception 'not a claimed picture of this site';
  end if;
  select w.logo_key into before from website w where w.id = site for update;
  update website set logo_key = picture where id = site;
  if before is null or before is not distinct from picture then return null; end if;
  perform release_picture(before);
  return before;
end $$;
`
