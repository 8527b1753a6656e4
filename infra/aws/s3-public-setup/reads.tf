# Nothing is ever listed for the public. Exact URLs are readable unless reads are signed; access lists play no part.
resource "aws_s3_bucket_public_access_block" "uploads" {
  bucket                  = aws_s3_bucket.uploads.id
  block_public_acls       = true
  ignore_public_acls      = true
  block_public_policy     = !var.public_reads
  restrict_public_buckets = !var.public_reads
}

# Original letters stand under private/ and are read by the server alone.
data "aws_iam_policy_document" "reads" {
  dynamic "statement" {
    for_each = var.public_reads ? [1] : []

    content {
      sid           = "ReadExactObjects"
      actions       = ["s3:GetObject"]
      not_resources = ["${aws_s3_bucket.uploads.arn}/private/*"]

      principals {
        type        = "*"
        identifiers = ["*"]
      }
    }
  }

  dynamic "statement" {
    for_each = aws_cloudfront_distribution.cdn

    content {
      sid       = "ReadThroughTheCdn"
      actions   = ["s3:GetObject"]
      resources = ["${aws_s3_bucket.uploads.arn}/cdn/*"]

      principals {
        type        = "Service"
        identifiers = ["cloudfront.amazonaws.com"]
      }

      condition {
        test     = "StringEquals"
        variable = "AWS:SourceArn"
        values   = [statement.value.arn]
      }
    }
  }

  statement {
    sid       = "OnlyEncryptedConnections"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.uploads.arn, "${aws_s3_bucket.uploads.arn}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

resource "aws_s3_bucket_policy" "reads" {
  bucket     = aws_s3_bucket.uploads.id
  policy     = data.aws_iam_policy_document.reads.json
  depends_on = [aws_s3_bucket_public_access_block.uploads]
}
