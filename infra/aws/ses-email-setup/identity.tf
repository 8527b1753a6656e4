resource "aws_ses_domain_identity" "sender" {
  domain = var.sender_domain
}

resource "aws_ses_domain_dkim" "sender" {
  domain = aws_ses_domain_identity.sender.domain
}

resource "aws_ses_domain_mail_from" "sender" {
  domain                 = aws_ses_domain_identity.sender.domain
  mail_from_domain       = local.mail_from_domain
  behavior_on_mx_failure = "UseDefaultValue"
}

resource "aws_ses_domain_identity" "inbound" {
  domain = var.inbound_domain
}
