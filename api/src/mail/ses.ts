import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { SettingsError } from "../settings/SettingsError.ts"
import { together } from "../settings/together.ts"
import { addressOf, settingOf } from "../settings/values.ts"
import { oneLine } from "./letterHeaders.ts"
import { Mailer, MailRejected } from "./Mailer.ts"
import { needed, neededSecret, orKeepThem, senders } from "./mailSettings.ts"
import { nodemail } from "./nodemail.ts"

/** `SES_ENDPOINT` stands for the API of a private or compatible endpoint. */
export const settings = together({
  region: Effect.flatMap(settingOf("SES_REGION"), (region = "us-east-1") => /^[a-z0-9-]+$/.test(region)
    ? Effect.succeed(region)
    : new SettingsError({ problems: [`SES_REGION wants a region, as us-east-1, not ${region}.`] })),
  accessKeyId: needed("SES_ACCESS_KEY_ID", `ses wants the access key that may send, as the Terraform module makes it. ${orKeepThem}`),
  secretAccessKey: neededSecret("SES_SECRET_ACCESS_KEY", "it belongs to SES_ACCESS_KEY_ID."),
  configurationSet: settingOf("SES_CONFIGURATION_SET"),
  endpoint: addressOf("SES_ENDPOINT", "https://email.us-east-1.amazonaws.com"),
  senders: senders("ses")
})

/**
 * What an error of the SDK means (https://docs.aws.amazon.com/ses/latest/APIReference-V2/CommonErrors.html). SES knows no
 * idempotency key: what went unanswered is not sent again.
 */
const rejection = (error: unknown): MailRejected => {
  const { $metadata, code, message = "", name = "" } = Object(error) as {
    // What the SDK throws: an error with the answer's status, or a socket's with its code.
    readonly name?: string
    readonly code?: string
    readonly message?: string
    readonly $metadata?: { readonly httpStatusCode?: number }
  }
  const status = $metadata?.httpStatusCode
  if (status !== undefined) {
    return new MailRejected({
      reason: oneLine(`SES said ${status} ${name}: ${message}`).slice(0, 400),
      retryable: status === 429 || status >= 500 || /thrott|limitexceeded|toomanyrequests/i.test(name),
      // Whoever breaks may have taken it before; 503 is said before anything is taken.
      isUnsure: status >= 500 && status !== 503
    })
  }
  const neverLeft = /ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ConnectionRefused|FailedToOpenSocket/.test(`${code} ${name} ${message}`)
  return new MailRejected({
    reason: neverLeft ? "SES could not be reached." : "SES didn't answer.",
    retryable: true,
    isUnsure: !neverLeft
  })
}

/** Sends through Amazon SES v2 (https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html), the MIME built by nodemailer. */
export const layer = Layer.effect(Mailer, Effect.gen(function*() {
  const { accessKeyId, configurationSet, endpoint, region, secretAccessKey, senders } = yield* settings
  const { createTransport } = yield* Effect.promise(() => import("nodemailer"))
  const { SendEmailCommand, SESv2Client } = yield* Effect.promise(() => import("@aws-sdk/client-sesv2"))
  const client = yield* Effect.acquireRelease(
    Effect.sync(() => new SESv2Client({
      region,
      credentials: { accessKeyId, secretAccessKey: Redacted.value(secretAccessKey) },
      // Its own retries could send a letter twice: an unanswered request may have been taken.
      maxAttempts: 1,
      // Left to itself the client only warns that the time is over.
      requestHandler: { connectionTimeout: 10_000, requestTimeout: 30_000, throwOnRequestTimeout: true },
      ...(endpoint === undefined ? {} : { endpoint })
    })),
    (client) => Effect.sync(() => client.destroy())
  )
  const transport = createTransport({ SES: { sesClient: client, SendEmailCommand } })
  return Mailer.of({
    provider: "ses",
    offers: { scheduledAt: false, tags: false, marketing: senders.marketing !== undefined, repeats: false },
    send: Effect.fn("ses.send")(function*(letter) {
      const info = yield* Effect.tryPromise({
        try: () => transport.sendMail({
          ...nodemail(letter, senders),
          ...(configurationSet === undefined ? {} : { ses: { ConfigurationSetName: configurationSet } })
        }),
        catch: rejection
      })
      // SES puts a Message-ID of its own in the place of ours.
      return { providerMessageId: info.response, messageId: info.messageId }
    })
  })
}))
