variable "api_webhook_base_url" {
  description = "Public address of the server; the bridges post to /ses/webhooks/inbound and /ses/webhooks/events there."
  type        = string

  validation {
    condition     = can(regex("^https://[^/]+$", var.api_webhook_base_url))
    error_message = "api_webhook_base_url is the server's https address without a path, such as https://api.example.com."
  }
}

variable "sender_domain" {
  description = "Domain letters are sent from."
  type        = string
}

variable "inbound_domain" {
  description = "Domain replies are sent to. It receives nothing but these; give it a name of its own, such as ses-inbound.example.com."
  type        = string
}

variable "inbound_bucket_name" {
  description = "Bucket that keeps incoming mail until it is read."
  type        = string
}

variable "ses_webhook_secret" {
  description = "Signs what the bridges post; SES_WEBHOOK_SECRET of the server. Make one: openssl rand -hex 32."
  type        = string
  sensitive   = true

  validation {
    condition     = length(var.ses_webhook_secret) >= 8 && var.ses_webhook_secret != "replace-me"
    error_message = "ses_webhook_secret is one that anyone can guess. Make one: openssl rand -hex 32."
  }
}

variable "aws_region" {
  description = "Region that sends and receives; SES receives mail in some regions only."
  type        = string
  default     = "us-east-1"
}

# https://docs.aws.amazon.com/ses/latest/dg/regions.html#region-receive-email
variable "inbound_regions" {
  description = "Regions in which SES receives mail. Add yours when AWS did."
  type        = list(string)
  default = [
    "us-east-1", "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "sa-east-1",
    "eu-west-1", "eu-west-2", "eu-west-3", "eu-central-1", "eu-north-1", "eu-south-1",
    "ap-south-1", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-southeast-1", "ap-southeast-2", "ap-southeast-3",
    "af-south-1", "me-south-1", "il-central-1",
  ]
}

variable "environment" {
  description = "Names this setup beside others in one account, such as dev or production."
  type        = string
  default     = "dev"
}

variable "resource_prefix" {
  description = "Begins every name this setup makes."
  type        = string
  default     = "cossistant-email"
}

variable "lambda_memory_size" {
  description = "Memory of each bridge, MB."
  type        = number
  default     = 256
}

variable "lambda_timeout_seconds" {
  description = "How long a bridge may work on one batch."
  type        = number
  default     = 30
}

variable "webhook_timeout_ms" {
  description = "How long a bridge waits for the server, milliseconds."
  type        = number
  default     = 15000
}

variable "mail_from_subdomain" {
  description = "Name before sender_domain that returned mail goes to."
  type        = string
  default     = "mail"
}

variable "incoming_email_retention_days" {
  description = "How long incoming mail is kept in the bucket."
  type        = number
  default     = 30
}

variable "receipt_rule_set_name" {
  description = "Set of rules that takes mail in. Empty: one named after this setup."
  type        = string
  default     = ""
}

variable "create_receipt_rule_set" {
  description = "Whether this setup makes the set and turns it on. One set is active per account and region: a second setup there says false and names the first one's set."
  type        = bool
  default     = true
}

variable "configuration_set_name" {
  description = "Configuration set letters are sent with. Empty: one named after this setup."
  type        = string
  default     = ""
}

variable "create_route53_records" {
  description = "Whether to write the DNS records; needs route53_zone_id. Otherwise the output dns_records lists them."
  type        = bool
  default     = true
}

variable "route53_zone_id" {
  description = "Hosted zone of both domains."
  type        = string
  default     = ""
}

variable "resend_inbound_domain" {
  description = "Reply domain of letters that Resend sent, read on while you move over. Empty when there were none."
  type        = string
  default     = ""
}

variable "alarm_topic_arns" {
  description = "SNS topics told when mail could not be handed to the server (dead-letter queues)."
  type        = list(string)
  default     = []
}
