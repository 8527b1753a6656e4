import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda"
import * as Schema from "effect/Schema"
import type { BridgeSettings } from "./BridgeSettings.ts"
import { signedPost } from "./signedPost.ts"

/** What SNS puts into a queue. https://docs.aws.amazon.com/sns/latest/dg/sns-sqs-as-subscriber.html */
const SnsEnvelope = Schema.fromJsonString(Schema.Struct({ Message: Schema.String }))

/** Small letters share a call; the largest, which goes alone, has 27 MB in base64. What is in memory at once follows from this. */
const callAtMost = 6 * 1024 * 1024
/** What is kept back to say which records failed: a function that is stopped says that all of them did. */
const spareMs = 1_000
/** With less than this left no further record is begun. */
const beginMs = 4_000

/** The size of a call's entries in JSON, without writing down the letters in them. */
const sizeOf = (entries: ReadonlyArray<unknown>): number => {
  let raw = 0
  const rest = JSON.stringify(entries, (name, value: unknown) => {
    if (name !== "raw" || typeof value !== "string") return value
    raw += value.length
    return ""
  })
  return raw + rest.length
}

const before = async <A>(until: number, work: Promise<A>): Promise<A> => {
  if (until === Infinity) return work
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no time was left to read it")), Math.max(0, until - Date.now()))
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

/**
 * Reads the records of a batch one after the other and posts what they hold, a call's worth at a time. A record whose entries
 * didn't all arrive, or whose turn didn't come before the function's time is over, is reported as failed and comes again alone;
 * the others are done. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export const handleBatch = async (
  settings: BridgeSettings,
  event: "email.received" | "email.lifecycle",
  { Records }: SQSEvent,
  context: Pick<Context, "getRemainingTimeInMillis"> | undefined,
  read: (message: unknown) => Promise<ReadonlyArray<unknown>>
): Promise<SQSBatchResponse> => {
  const leftMs = () => context?.getRemainingTimeInMillis() ?? Infinity
  const until = () => Date.now() + leftMs() - spareMs
  const failed = new Set<string>()
  const fail = ({ messageId }: SQSRecord, message: string, reason: string) => {
    failed.add(messageId)
    console.error(JSON.stringify({ message, messageId, reason }))
  }

  let call: Array<{ readonly record: SQSRecord; readonly entries: ReadonlyArray<unknown> }> = []
  let size = 0
  const post = async () => {
    const posted = call
    call = []
    size = 0
    if (posted.length === 0) return
    const again = await signedPost(settings, event, posted.flatMap(({ entries }) => entries), until())
    let index = 0
    for (const { entries, record } of posted) {
      if (again.slice(index, index += entries.length).includes(true)) failed.add(record.messageId)
    }
  }

  for (const [index, record] of Records.entries()) {
    if (index > 0 && leftMs() < beginMs) {
      fail(record, "A record waits for the next run", `${leftMs()} ms were left`)
      continue
    }
    try {
      const { Message } = Schema.decodeUnknownSync(SnsEnvelope)(record.body)
      const entries = await before(until(), read(JSON.parse(Message)))
      if (entries.length === 0) continue
      const own = sizeOf(entries)
      if (size + own > callAtMost) await post()
      call.push({ record, entries })
      size += own
      // Nothing is added to it any more: it needn't wait in memory for the next one.
      if (size > callAtMost) await post()
    } catch (error) {
      fail(record, "A record could not be read", error instanceof Error ? error.message : String(error))
    }
  }
  await post()
  return { batchItemFailures: [...failed].map((itemIdentifier) => ({ itemIdentifier })) }
}
