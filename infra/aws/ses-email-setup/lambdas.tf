# Built while planning, so that a clean checkout plans too and the hash is that of what is deployed.
# Absolute, so that it works from this folder and from the repository's root alike.
data "external" "build" {
  program = ["bun", "run", abspath("${path.module}/../../../bridges/src/build.ts"), abspath("${path.module}/lambda-dist")]
}

data "archive_file" "bridge" {
  for_each    = local.bridges
  type        = "zip"
  source_file = data.external.build.result[each.key]
  output_path = "${path.module}/lambda-dist/${each.key}.zip"
}

resource "aws_cloudwatch_log_group" "bridge" {
  for_each          = local.bridges
  name              = "/aws/lambda/${local.name}-${each.key}"
  retention_in_days = 30
}

resource "aws_lambda_function" "bridge" {
  for_each         = local.bridges
  function_name    = "${local.name}-${each.key}"
  role             = aws_iam_role.bridge[each.key].arn
  runtime          = "nodejs22.x"
  architectures    = ["arm64"]
  handler          = "${each.key}.handler"
  filename         = data.archive_file.bridge[each.key].output_path
  source_code_hash = data.archive_file.bridge[each.key].output_base64sha256
  memory_size      = var.lambda_memory_size
  timeout          = var.lambda_timeout_seconds
  depends_on       = [aws_cloudwatch_log_group.bridge]

  environment {
    variables = {
      WEBHOOK_URL        = "${var.api_webhook_base_url}${each.value.path}"
      WEBHOOK_SECRET     = var.ses_webhook_secret
      WEBHOOK_TIMEOUT_MS = tostring(var.webhook_timeout_ms)
    }
  }
}

# Only the entries of a batch that failed come again.
resource "aws_lambda_event_source_mapping" "bridge" {
  for_each                = local.bridges
  event_source_arn        = aws_sqs_queue.bridge[each.key].arn
  function_name           = aws_lambda_function.bridge[each.key].arn
  batch_size              = 10
  function_response_types = ["ReportBatchItemFailures"]
}
