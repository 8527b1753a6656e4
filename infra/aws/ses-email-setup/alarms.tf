# Mail that waits in a dead-letter queue reached nobody.
resource "aws_cloudwatch_metric_alarm" "dead_letters" {
  for_each            = local.bridges
  alarm_name          = "${local.name}-${each.key}-dlq"
  alarm_description   = "Mail could not be handed to ${var.api_webhook_base_url}${each.value.path}. Look at the bridge's log, then redrive the queue."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = aws_sqs_queue.dead_letters[each.key].name }
  statistic           = "Maximum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  period              = 300
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_topic_arns
  ok_actions          = var.alarm_topic_arns
}
