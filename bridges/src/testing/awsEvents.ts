import type { SQSEvent, SQSRecord } from "aws-lambda"

/** A queue's record as Lambda gives it, around what SNS put there around `message`. */
export const record = (messageId: string, message: unknown): SQSRecord => ({
  messageId,
  receiptHandle: "AQEB...",
  body: JSON.stringify({
    Type: "Notification", MessageId: "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324", TopicArn: "arn:aws:sns:us-east-1:123456789012:cossistant-email-dev-inbound",
    Subject: "Amazon SES Email Receipt Notification", Message: JSON.stringify(message), Timestamp: "2026-11-20T10:00:05.000Z", SignatureVersion: "1",
    Signature: "EXAMPLE", SigningCertURL: "EXAMPLE", UnsubscribeURL: "EXAMPLE"
  }),
  attributes: { ApproximateReceiveCount: "1", SentTimestamp: "1763632805000", SenderId: "AIDAIENQZJOLO23YVJ4VO", ApproximateFirstReceiveTimestamp: "1763632805001" },
  messageAttributes: {},
  md5OfBody: "e4e68fb7bd0e697a0ae8f1bb342846b3",
  eventSource: "aws:sqs",
  eventSourceARN: "arn:aws:sqs:us-east-1:123456789012:cossistant-email-dev-inbound",
  awsRegion: "us-east-1"
})

export const batch = (...Records: ReadonlyArray<SQSRecord>): SQSEvent => ({ Records: [...Records] })

/** SES's notification of a letter an S3 action kept, as its documentation shows one. */
export const received = (options: { readonly to: string; readonly bucket: string; readonly key: string; readonly from?: string }) => {
  const from = options.from ?? "jane@example.org"
  return {
    notificationType: "Received",
    mail: {
      timestamp: "2026-11-20T10:00:00.000Z", source: from, messageId: "d6iitobk75ur44p8kdnnp7g2n800", destination: [options.to], headersTruncated: false,
      headers: [{ name: "Return-Path", value: `<${from}>` }],
      commonHeaders: {
        returnPath: from, from: [from], date: "Fri, 20 Nov 2026 10:00:00 +0000", to: [options.to], messageId: "<answer-1@example.org>", subject: "Re: Your order"
      }
    },
    receipt: {
      timestamp: "2026-11-20T10:00:01.000Z", processingTimeMillis: 222, recipients: [options.to],
      spamVerdict: { status: "PASS" }, virusVerdict: { status: "PASS" }, spfVerdict: { status: "PASS" }, dkimVerdict: { status: "PASS" }, dmarcVerdict: { status: "PASS" },
      action: { type: "S3", topicArn: "arn:aws:sns:us-east-1:123456789012:cossistant-email-dev-inbound", bucketName: options.bucket, objectKeyPrefix: "dev/incoming/", objectKey: options.key }
    }
  }
}

const mail = {
  timestamp: "2026-11-20T10:00:00.000Z", source: "support@example.com", sendingAccountId: "123456789012", messageId: "EXAMPLE7c191be45-e9aedb9a-02f9-4d12-a87d",
  destination: ["jane@example.org", "joe@example.org"], headersTruncated: false, headers: [], commonHeaders: {}, tags: {}
}

/** SES's events of sent letters, one of each kind, as its documentation shows them. */
export const sent = {
  delivery: { eventType: "Delivery", mail, delivery: { timestamp: "2026-11-20T10:00:07.000Z", recipients: ["jane@example.org"], processingTimeMillis: 600, smtpResponse: "250 ok" } },
  bounce: {
    eventType: "Bounce", mail,
    bounce: {
      bounceType: "Permanent", bounceSubType: "General", timestamp: "2026-11-20T10:00:08.000Z", feedbackId: "0100", reportingMTA: "dsn; mail.example.org",
      bouncedRecipients: [{ emailAddress: "joe@example.org", action: "failed", status: "5.1.1", diagnosticCode: "smtp; 550 5.1.1 user unknown" }]
    }
  },
  complaint: { eventType: "Complaint", mail, complaint: { timestamp: "2026-11-20T10:00:09.000Z", feedbackId: "0100", complainedRecipients: [{ emailAddress: "jane@example.org" }] } },
  reject: { eventType: "Reject", mail, reject: { reason: "Bad content" } },
  renderingFailure: { eventType: "Rendering Failure", mail, failure: { errorMessage: "Attribute 'x' is not present", templateName: "t" } },
  deliveryDelay: {
    eventType: "DeliveryDelay", mail,
    deliveryDelay: { timestamp: "2026-11-20T10:00:10.000Z", delayType: "MailboxFull", expirationTime: "2026-11-21T10:00:00.000Z", delayedRecipients: [{ emailAddress: "joe@example.org", diagnosticCode: "smtp; 452 4.2.2 mailbox full" }] }
  },
  send: { eventType: "Send", mail, send: {} }
} as const
