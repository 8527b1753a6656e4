variable "bucket_name" {
  description = "Name of the bucket for uploads. Bucket names are unique in all of AWS."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.bucket_name))
    error_message = "bucket_name needs 3 to 63 characters: small letters, digits, dots and hyphens, with a letter or digit at both ends."
  }
}

variable "aws_region" {
  description = "Region of the bucket; S3_REGION of the server."
  type        = string
  default     = "us-east-1"
}

variable "environment" {
  description = "Names this setup beside others in one account, such as dev or production."
  type        = string
  default     = "dev"
}

variable "public_reads" {
  description = "Whether whoever knows an object's exact URL may read it. Turn it off together with STORAGE_READS=signed."
  type        = bool
  default     = true
}

variable "cors_allowed_origins" {
  description = "Pages that may upload and read. The widget runs on your customers' pages, so any origin unless you know them all."
  type        = list(string)
  default     = ["*"]
}

variable "create_cdn" {
  description = "Whether to put CloudFront before the objects under cdn/ (avatars and logos)."
  type        = bool
  default     = false
}

variable "noncurrent_version_retention_days" {
  description = "How long a deleted or replaced object can still be brought back."
  type        = number
  default     = 30
}

variable "force_destroy" {
  description = "Whether destroying this setup deletes the bucket with everything in it."
  type        = bool
  default     = false
}
