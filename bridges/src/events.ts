import type { Context, SQSBatchResponse, SQSEvent } from "aws-lambda"
import { bridgeSettings } from "./BridgeSettings.ts"
import { handleBatch } from "./handleBatch.ts"
import { lifecycleEntries } from "./lifecycleEntries.ts"

const settings = bridgeSettings(process.env)

/** Lambda: what became of sent letters, from the queue to `/ses/webhooks/events`. */
export const handler = (event: SQSEvent, context?: Context): Promise<SQSBatchResponse> =>
  handleBatch(settings, "email.lifecycle", event, context, async (message) => lifecycleEntries(message))
