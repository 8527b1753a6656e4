/** Functions that look across tenants (SECURITY DEFINER), by name: the closed list a test compares with the catalogue. */
export const definerFunctions: ReadonlyArray<string> = [
  // websites, visitors, uploads
  "admit", "remove_empty_visitors", "shorten_addresses", "unclaimed_uploads", "forget_uploads", "set_avatar",
  // a conversation's items go with it, whoever removes it
  "remove_items",
  // what every node looks for on all the sites it serves: ids, versions and marks only
  "moved_since", "marks_since", "standing_since", "changed_members",
  // and in which life of the database
  "note_start",
  // members
  "who_is", "role_on_site", "team_of_site", "account_of", "rename_account", "organizations_of", "has_organizations",
  "found_organization", "invitation_by_secret", "has_accounts", "offer_owner_link", "knows_owner_link", "spend_owner_link",
  "claim_jobs", "job_backlog", "sweep_members",
  // letters and who is told of what
  "open_letter", "settle_letters", "claim_letters", "record_delivery", "letter_facts", "sweep_mail", "suppress", "suppressed",
  "lift_suppression", "account_letters", "retry_account_letter", "drop_account_letter", "account_letter_state", "watch_moved", "claim_watches",
  // answers by mail
  "reply_places", "place_answered", "sweep_inbound",
  // what is counted of a contact's browsers, whoever changes them
  "follow_contact", "follow_visitor",
  // public API and webhooks
  "api_key_facts", "sweep_api_replies", "sites_to_relay", "claim_webhooks", "sweep_webhooks",
  // billing
  "sites_of_organization",
  // analytics
  "sites_to_roll_up",
  // operations
  "mail_evidence", "mail_backlog",
  // erasure
  "sweep_erased", "forget_early_reports",
  // accounts that go
  "leave_everything",
  // and whose address becomes another one
  "move_invitations",
  // files that go
  "claim_removals", "drop_unused_uploads",
  // demo
  "may_seed"
]

/** Tables of schema public that hold no tenant's rows. Every other one must be closed by protect_tenant_table. */
export const globalTables: ReadonlyArray<string> = ["epoch", "database_start", "migration", "outbox", "recurring_task", "demo", "inbound_refusal", "inbound_call"]
