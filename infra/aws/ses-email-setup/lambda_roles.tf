data "aws_iam_policy_document" "lambda_may_assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "bridge" {
  for_each           = local.bridges
  name               = "${local.name}-${each.key}"
  assume_role_policy = data.aws_iam_policy_document.lambda_may_assume.json
}

data "aws_iam_policy_document" "bridge" {
  for_each = local.bridges

  statement {
    sid       = "WriteLog"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.bridge[each.key].arn}:*"]
  }

  statement {
    sid       = "ReadQueue"
    actions   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
    resources = [aws_sqs_queue.bridge[each.key].arn]
  }

  # Only the inbound bridge reads mail, and only what came in here.
  dynamic "statement" {
    for_each = each.key == "inbound" ? [1] : []

    content {
      sid       = "ReadIncomingMail"
      actions   = ["s3:GetObject"]
      resources = ["${aws_s3_bucket.incoming.arn}/${local.incoming_prefix}*"]
    }
  }
}

resource "aws_iam_role_policy" "bridge" {
  for_each = local.bridges
  name     = "bridge"
  role     = aws_iam_role.bridge[each.key].id
  policy   = data.aws_iam_policy_document.bridge[each.key].json
}
