# One set is active per account and region. Whoever shares it adds a rule of their own and leaves the rest alone.
resource "aws_ses_receipt_rule_set" "inbound" {
  count         = var.create_receipt_rule_set ? 1 : 0
  rule_set_name = local.receipt_rule_set_name
}

resource "aws_ses_active_receipt_rule_set" "inbound" {
  count         = var.create_receipt_rule_set ? 1 : 0
  rule_set_name = aws_ses_receipt_rule_set.inbound[0].rule_set_name
}

resource "aws_ses_receipt_rule" "inbound" {
  name          = "${local.name}-inbound"
  rule_set_name = var.create_receipt_rule_set ? aws_ses_receipt_rule_set.inbound[0].rule_set_name : local.receipt_rule_set_name
  recipients    = [var.inbound_domain]
  enabled       = true
  scan_enabled  = true
  tls_policy    = "Optional"
  depends_on    = [aws_s3_bucket_policy.incoming, aws_sns_topic_policy.bridge]

  s3_action {
    bucket_name       = aws_s3_bucket.incoming.id
    object_key_prefix = local.incoming_prefix
    topic_arn         = aws_sns_topic.bridge["inbound"].arn
    position          = 1
  }

  lifecycle {
    precondition {
      condition     = contains(var.inbound_regions, var.aws_region)
      error_message = "SES receives no mail in ${var.aws_region}. Choose a region from inbound_regions, or add this one when AWS has opened it."
    }
  }
}
