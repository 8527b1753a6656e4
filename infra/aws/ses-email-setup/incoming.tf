# Incoming mail, whole, until its days are over.
resource "aws_s3_bucket" "incoming" {
  bucket = var.inbound_bucket_name
}

resource "aws_s3_bucket_public_access_block" "incoming" {
  bucket                  = aws_s3_bucket.incoming.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "incoming" {
  bucket = aws_s3_bucket.incoming.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "incoming" {
  bucket = aws_s3_bucket.incoming.id

  rule {
    id     = "forget-incoming-mail"
    status = "Enabled"

    filter {
      prefix = local.incoming_prefix
    }

    expiration {
      days = var.incoming_email_retention_days
    }
  }
}

data "aws_iam_policy_document" "incoming" {
  statement {
    sid       = "SesWritesIncomingMail"
    actions   = ["s3:PutObject"]
    resources = ["${aws_s3_bucket.incoming.arn}/${local.incoming_prefix}*"]

    principals {
      type        = "Service"
      identifiers = ["ses.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "AWS:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

resource "aws_s3_bucket_policy" "incoming" {
  bucket = aws_s3_bucket.incoming.id
  policy = data.aws_iam_policy_document.incoming.json
}
