/** What a bridge is told: where the server is, what signs its calls, how long it waits for an answer. */
export interface BridgeSettings {
  readonly url: string
  readonly secret: string
  readonly timeoutMs: number
}

/** Reads `WEBHOOK_URL`, `WEBHOOK_SECRET` and `WEBHOOK_TIMEOUT_MS` (15000). A missing one stops the function with its name. */
export const bridgeSettings = (env: Readonly<Record<string, string | undefined>>): BridgeSettings => {
  const { WEBHOOK_SECRET: secret, WEBHOOK_TIMEOUT_MS: timeout = "15000", WEBHOOK_URL: url } = env
  if (!url || !URL.canParse(url)) throw new Error("WEBHOOK_URL is missing: the server's address with /ses/webhooks/inbound or /ses/webhooks/events.")
  if (!secret) throw new Error("WEBHOOK_SECRET is missing: SES_WEBHOOK_SECRET of the server.")
  const timeoutMs = Number(timeout)
  if (!(timeoutMs > 0)) throw new Error(`WEBHOOK_TIMEOUT_MS is milliseconds, not ${timeout}.`)
  return { url, secret, timeoutMs }
}
