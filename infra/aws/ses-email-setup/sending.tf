resource "aws_sesv2_configuration_set" "letters" {
  configuration_set_name = local.configuration_set_name

  delivery_options {
    tls_policy = "OPTIONAL"
  }
}

# DeliveryDelay is left out: a letter that is late hasn't failed.
resource "aws_sesv2_configuration_set_event_destination" "events" {
  configuration_set_name = aws_sesv2_configuration_set.letters.configuration_set_name
  event_destination_name = "events"
  depends_on             = [aws_sns_topic_policy.bridge]

  event_destination {
    enabled              = true
    matching_event_types = ["DELIVERY", "BOUNCE", "COMPLAINT", "REJECT", "RENDERING_FAILURE"]

    sns_destination {
      topic_arn = aws_sns_topic.bridge["events"].arn
    }
  }
}

# Whom the server sends as. Sending with a configuration set asks for rights on the set as well.
resource "aws_iam_user" "sender" {
  name = "${var.resource_prefix}-sender-${local.setup}"
}

data "aws_iam_policy_document" "sender" {
  statement {
    sid       = "SendLetters"
    actions   = ["ses:SendEmail", "ses:SendRawEmail"]
    resources = [aws_ses_domain_identity.sender.arn, aws_sesv2_configuration_set.letters.arn]
  }
}

resource "aws_iam_user_policy" "sender" {
  name   = "letters"
  user   = aws_iam_user.sender.name
  policy = data.aws_iam_policy_document.sender.json
}

resource "aws_iam_access_key" "sender" {
  user = aws_iam_user.sender.name
}
