/** Which site is the demo's, so that it is made once. */
export default `
create table demo (
  singleton boolean primary key default true check (singleton),
  website_id text not null references website on delete cascade,
  slug text not null,
  made_at timestamptz not null default now()
);
`
