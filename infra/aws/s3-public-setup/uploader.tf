# Whom the server signs as: it grants uploads, checks what arrived, and removes what nobody refers to any more.
resource "aws_iam_user" "uploader" {
  name = "cossistant-uploader-${local.setup}"
}

data "aws_iam_policy_document" "uploader" {
  statement {
    sid       = "Objects"
    actions   = ["s3:PutObject", "s3:GetObject", "s3:DeleteObject"]
    resources = ["${aws_s3_bucket.uploads.arn}/*"]
  }

  # Without it a missing object answers 403 instead of 404.
  statement {
    sid       = "TellMissingFromForbidden"
    actions   = ["s3:ListBucket"]
    resources = [aws_s3_bucket.uploads.arn]
  }

  # For `doctor`, which reads the rules it checks.
  statement {
    sid       = "ReadCors"
    actions   = ["s3:GetBucketCORS"]
    resources = [aws_s3_bucket.uploads.arn]
  }
}

resource "aws_iam_user_policy" "uploader" {
  name   = "uploads"
  user   = aws_iam_user.uploader.name
  policy = data.aws_iam_policy_document.uploader.json
}

resource "aws_iam_access_key" "uploader" {
  user = aws_iam_user.uploader.name
}
