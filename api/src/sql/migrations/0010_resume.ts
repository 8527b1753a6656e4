/** Coming back, in one round trip. */
export default `
-- Admission of whoever comes to read what changed in or after transaction 'since', with a token taken then: their changes come along, for those
-- who may come in as far as key and secret tell. The page's origin is the caller's to check before it gives them out.
create function admit_with_changes(key text, secret bytea, since xid8, taken timestamptz) returns jsonb language plpgsql as $$
declare
  facts jsonb := admit(key, secret);
begin
  if since is null or facts->>'visitorId' is null or not (facts->'isValid')::boolean or (facts->'isBlocked')::boolean then
    return facts;
  end if;
  return facts || jsonb_build_object('changes', widget_changes(facts->>'websiteId',
    case when (facts->'isTest')::boolean then 'test' else 'live' end, facts->>'visitorId', facts->>'contactId', since, taken));
end $$;
`
