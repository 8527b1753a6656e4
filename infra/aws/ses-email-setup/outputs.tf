output "configuration_set_name" {
  value = aws_sesv2_configuration_set.letters.configuration_set_name
}

output "receipt_rule_set_name" {
  description = "What a second setup in this account and region names as its receipt_rule_set_name."
  value       = local.receipt_rule_set_name
}

output "inbound_bucket_name" {
  value = aws_s3_bucket.incoming.bucket
}

output "sender_user_name" {
  value = aws_iam_user.sender.name
}

output "sender_access_key_id" {
  value = aws_iam_access_key.sender.id
}

output "sender_secret_access_key" {
  value     = aws_iam_access_key.sender.secret
  sensitive = true
}

output "dns_records" {
  description = "Records for whoever keeps the zone; written already when route53_zone_id is set."
  value       = local.dns_records
}

output "lambda_webhook_urls" {
  value = { for name, bridge in local.bridges : name => "${var.api_webhook_base_url}${bridge.path}" }
}

output "runtime_env" {
  description = "The lines for the server's .env: terraform output -raw runtime_env"
  sensitive   = true
  value       = <<-ENV
    EMAIL_TRANSPORT_PROVIDER=ses
    EMAIL_RESEND_INBOUND_DOMAIN=${var.resend_inbound_domain}
    EMAIL_SES_INBOUND_DOMAIN=${var.inbound_domain}
    SES_REGION=${var.aws_region}
    SES_ACCESS_KEY_ID=${aws_iam_access_key.sender.id}
    SES_SECRET_ACCESS_KEY=${aws_iam_access_key.sender.secret}
    SES_CONFIGURATION_SET=${aws_sesv2_configuration_set.letters.configuration_set_name}
    SES_WEBHOOK_SECRET=${var.ses_webhook_secret}
  ENV
}
