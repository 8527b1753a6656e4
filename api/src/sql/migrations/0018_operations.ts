/** What the operator is shown: proofs that mail works. */
export default `
-- When each step of the e-mail checklist was last seen to work, whichever site it was for. Times and the newest failure only.
create function mail_evidence(by_provider text) returns jsonb language sql stable as $$
  select jsonb_build_object(
    'sent', (select wire_time(max(settled_at)) from letter where provider = by_provider and state in ('sent', 'delivered')),
    'failed', (select wire_time(max(settled_at)) from letter where state = 'failed'),
    'failure', (select reason from letter where state = 'failed' and settled_at is not null order by settled_at desc limit 1),
    'reported', (select wire_time(max(settled_at)) from letter where provider = by_provider and is_reported),
    'reportedBySes', (select wire_time(max(settled_at)) from letter where provider = 'ses' and is_reported),
    'answered', (select wire_time(max(received_at)) from inbound_letter where state = 'taken'),
    'answeredBySes', (select wire_time(max(received_at)) from inbound_letter where state = 'taken' and door = 'ses'),
    'answeredByResend', (select wire_time(max(received_at)) from inbound_letter where state = 'taken' and door = 'resend')) $$;
call run_as_system('mail_evidence(text)');

-- Letters that failed and will be tried again, of sites and accounts: how many, and what the newest failed with.
create function mail_backlog() returns jsonb language sql stable as $$
  select jsonb_build_object('letters', count(*), 'why', (array_agg(reason order by created_at desc))[1])
  from letter where state in ('queued', 'sending') and reason is not null $$;
call run_as_system('mail_backlog()');

-- A site's given-up and waiting work, newest first.
create index job_of_site_dead on job (website_id, dead_at desc, id desc) where dead_at is not null;
`
