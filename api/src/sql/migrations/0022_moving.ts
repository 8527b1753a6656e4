/** People whose address becomes another one: what was sent to them follows. */
export default `
-- Somebody proved to be behind both addresses: invitations that wait for an answer are to the second one now, but where that one
-- was asked as well. The sites that have them.
create function move_invitations(former text, address text) returns setof text language sql as $$
  update invitation i set email = address
  where i.email = former and i.status = 'pending' and i.expires_at > now()
    and not exists (select from invitation o where o.website_id = i.website_id and o.email = address and o.status = 'pending')
  returning i.website_id $$;
call run_as_system('move_invitations(text, text)');
`
