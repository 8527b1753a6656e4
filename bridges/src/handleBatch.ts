import type { SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda"
import * as Schema from "effect/Schema"
import type { BridgeSettings } from "./BridgeSettings.ts"
import { signedPost } from "./signedPost.ts"

/** What SNS puts into a queue. https://docs.aws.amazon.com/sns/latest/dg/sns-sqs-as-subscriber.html */
const SnsEnvelope = Schema.fromJsonString(Schema.Struct({ Message: Schema.String }))

/** A call's entries together; the server takes 30 MB. */
const callAtMost = 24 * 1024 * 1024

interface Read {
  readonly record: SQSRecord
  readonly entries: ReadonlyArray<unknown>
}

/** Puts what was read into calls, in order, each as large as the server takes. */
const callsOf = (reads: ReadonlyArray<Read>): ReadonlyArray<ReadonlyArray<Read>> => {
  const calls: Array<Array<Read>> = []
  let size = 0
  for (const read of reads) {
    const own = JSON.stringify(read.entries).length
    const last = calls.at(-1)
    if (last === undefined || size + own > callAtMost) {
      calls.push([read])
      size = own
    } else {
      last.push(read)
      size += own
    }
  }
  return calls
}

/**
 * Reads the records of a batch and posts what they hold. A record whose entries didn't all arrive is reported as failed and
 * comes again alone; the others are done. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export const handleBatch = async (
  settings: BridgeSettings,
  event: "email.received" | "email.lifecycle",
  { Records }: SQSEvent,
  read: (message: unknown) => Promise<ReadonlyArray<unknown>>
): Promise<SQSBatchResponse> => {
  const failed = new Set<string>()
  const reads: Array<Read> = []
  await Promise.all(Records.map(async (record) => {
    try {
      const { Message } = Schema.decodeUnknownSync(SnsEnvelope)(record.body)
      const entries = await read(JSON.parse(Message))
      if (entries.length > 0) reads.push({ record, entries })
    } catch (error) {
      failed.add(record.messageId)
      console.error(JSON.stringify({ message: "A record could not be read", messageId: record.messageId, reason: error instanceof Error ? error.message : String(error) }))
    }
  }))
  for (const call of callsOf(reads)) {
    const again = await signedPost(settings, event, call.flatMap(({ entries }) => entries))
    let index = 0
    for (const { entries, record } of call) {
      if (again.slice(index, index += entries.length).includes(true)) failed.add(record.messageId)
    }
  }
  return { batchItemFailures: [...failed].map((itemIdentifier) => ({ itemIdentifier })) }
}
