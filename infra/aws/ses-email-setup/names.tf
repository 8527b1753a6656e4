# Workspaces and environments stand side by side in one account: every name carries both, once.
locals {
  setup = contains(["default", var.environment], terraform.workspace) ? var.environment : "${var.environment}-${terraform.workspace}"
  name  = "${var.resource_prefix}-${local.setup}"

  configuration_set_name = coalesce(var.configuration_set_name, local.name)
  receipt_rule_set_name  = coalesce(var.receipt_rule_set_name, local.name)
  mail_from_domain       = "${var.mail_from_subdomain}.${var.sender_domain}"
  incoming_prefix        = "${local.setup}/incoming/"
  writes_dns             = var.create_route53_records && var.route53_zone_id != ""

  # What the bridges read, and where each posts to.
  bridges = {
    inbound = { path = "/ses/webhooks/inbound" }
    events  = { path = "/ses/webhooks/events" }
  }
}
