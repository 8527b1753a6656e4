import type { Context, SQSBatchResponse, SQSEvent } from "aws-lambda"
import { bridgeSettings } from "./BridgeSettings.ts"
import { handleBatch } from "./handleBatch.ts"
import { inboundEntry } from "./inboundEntry.ts"
import { makeReadObject } from "./readObject.ts"

const settings = bridgeSettings(process.env)
const readObject = makeReadObject(process.env)

/** Lambda: received letters, from the queue to `/ses/webhooks/inbound`. */
export const handler = (event: SQSEvent, context?: Context): Promise<SQSBatchResponse> =>
  handleBatch(settings, "email.received", event, context, async (message) => {
    const entry = await inboundEntry(message, readObject)
    return entry === undefined ? [] : [entry]
  })
