# SES → topic → queue → bridge; what a bridge could not hand over five times waits in the dead-letter queue.
resource "aws_sns_topic" "bridge" {
  for_each = local.bridges
  name     = "${local.name}-${each.key}"
}

data "aws_iam_policy_document" "topic" {
  for_each = local.bridges

  statement {
    sid       = "SesPublishes"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.bridge[each.key].arn]

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

resource "aws_sns_topic_policy" "bridge" {
  for_each = local.bridges
  arn      = aws_sns_topic.bridge[each.key].arn
  policy   = data.aws_iam_policy_document.topic[each.key].json
}

resource "aws_sqs_queue" "dead_letters" {
  for_each                  = local.bridges
  name                      = "${local.name}-${each.key}-dlq"
  message_retention_seconds = 14 * 24 * 60 * 60
  sqs_managed_sse_enabled   = true
}

resource "aws_sqs_queue" "bridge" {
  for_each                   = local.bridges
  name                       = "${local.name}-${each.key}"
  message_retention_seconds  = 4 * 24 * 60 * 60
  visibility_timeout_seconds = max(6 * var.lambda_timeout_seconds, 180)
  sqs_managed_sse_enabled    = true

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead_letters[each.key].arn
    maxReceiveCount     = 5
  })
}

data "aws_iam_policy_document" "queue" {
  for_each = local.bridges

  statement {
    sid       = "TopicSends"
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.bridge[each.key].arn]

    principals {
      type        = "Service"
      identifiers = ["sns.amazonaws.com"]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [aws_sns_topic.bridge[each.key].arn]
    }
  }
}

resource "aws_sqs_queue_policy" "bridge" {
  for_each  = local.bridges
  queue_url = aws_sqs_queue.bridge[each.key].id
  policy    = data.aws_iam_policy_document.queue[each.key].json
}

resource "aws_sns_topic_subscription" "bridge" {
  for_each   = local.bridges
  topic_arn  = aws_sns_topic.bridge[each.key].arn
  protocol   = "sqs"
  endpoint   = aws_sqs_queue.bridge[each.key].arn
  depends_on = [aws_sqs_queue_policy.bridge]
}
