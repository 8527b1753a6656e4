# One list, written to Route 53 or printed for whoever keeps the zone.
locals {
  dns_records = concat(
    [
      { name = "_amazonses.${var.sender_domain}", type = "TXT", ttl = 600, records = [aws_ses_domain_identity.sender.verification_token] },
      { name = "_amazonses.${var.inbound_domain}", type = "TXT", ttl = 600, records = [aws_ses_domain_identity.inbound.verification_token] },
      { name = local.mail_from_domain, type = "MX", ttl = 600, records = ["10 feedback-smtp.${var.aws_region}.amazonses.com"] },
      { name = local.mail_from_domain, type = "TXT", ttl = 600, records = ["v=spf1 include:amazonses.com ~all"] },
      { name = var.inbound_domain, type = "MX", ttl = 600, records = ["10 inbound-smtp.${var.aws_region}.amazonaws.com"] },
    ],
    [
      for index in range(3) : {
        name    = "${aws_ses_domain_dkim.sender.dkim_tokens[index]}._domainkey.${var.sender_domain}"
        type    = "CNAME"
        ttl     = 600
        records = ["${aws_ses_domain_dkim.sender.dkim_tokens[index]}.dkim.amazonses.com"]
      }
    ],
  )
}

# Counted, since DKIM's names are known only once AWS made them.
resource "aws_route53_record" "mail" {
  count   = local.writes_dns ? 8 : 0
  zone_id = var.route53_zone_id
  name    = local.dns_records[count.index].name
  type    = local.dns_records[count.index].type
  ttl     = local.dns_records[count.index].ttl
  records = local.dns_records[count.index].records
}

resource "aws_ses_domain_identity_verification" "sender" {
  count      = local.writes_dns ? 1 : 0
  domain     = aws_ses_domain_identity.sender.domain
  depends_on = [aws_route53_record.mail]
}

resource "aws_ses_domain_identity_verification" "inbound" {
  count      = local.writes_dns ? 1 : 0
  domain     = aws_ses_domain_identity.inbound.domain
  depends_on = [aws_route53_record.mail]
}
