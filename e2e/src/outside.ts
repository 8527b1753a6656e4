import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { mmdb } from "./peers/mmdb.ts"
import { journeyWith } from "./journey.ts"
import { localhostCertificate } from "./peers/localhostCertificate.ts"
import { startPolarPeer } from "./peers/PolarPeer.ts"
import { startSmtpPeer } from "./peers/smtpPeer.ts"
import { startTinybird } from "./peers/TinybirdPeer.ts"
import { startWebhookPeer } from "./peers/webhookPeer.ts"
import type { RunningServer } from "./startServer.ts"

/** Where somebody is, as a file of MaxMind has it. */
const lyon = {
  network: "203.0.113",
  found: { country: { iso_code: "FR", names: { en: "France" } }, city: { names: { en: "Lyon" } }, location: { latitude: 45.75, longitude: 4.85 } }
}
/** A device whose requests come by way of a proxy, from there. */
export const inLyon = { extraHTTPHeaders: { "x-forwarded-for": `${lyon.network}.7` } }

const startOutside = async () => {
  const folder = mkdtempSync(join(tmpdir(), "outside-"))
  const certificate = join(folder, "ca.pem")
  writeFileSync(certificate, localhostCertificate.cert)
  const places = join(folder, "places.mmdb")
  writeFileSync(places, mmdb({ [lyon.network]: lyon.found }))
  const account = { token: "p.append", signingKey: "p.admin", workspace: "workspace" }
  const [smtp, tinybird] = await Promise.all([startSmtpPeer("starttls"), startTinybird(account)])
  const polar = startPolarPeer()
  const webhook = startWebhookPeer()
  return {
    smtp, tinybird, polar, webhook,
    settings: {
      EMAIL_TRANSPORT_PROVIDER: "smtp", EMAIL_NOTIFICATION_FROM: "support@acme.test",
      SMTP_HOST: "localhost", SMTP_PORT: String(smtp.port), SMTP_CA_FILE: certificate, SMTP_USERNAME: "mia", SMTP_PASSWORD: "pass word",
      SMTP_INBOUND_PORT: "0", SMTP_INBOUND_DOMAIN: "in.acme.test",
      TINYBIRD_ENABLED: "true", NEXT_PUBLIC_TINYBIRD_ENABLED: "true", TINYBIRD_HOST: tinybird.host,
      TINYBIRD_TOKEN: account.token, TINYBIRD_SIGNING_KEY: account.signingKey, TINYBIRD_WORKSPACE: account.workspace,
      OUTGOING_ALLOW_PRIVATE: "127.0.0.1/32", GEO_PROVIDER: "maxmind", MAXMIND_DB_PATH: places,
      ...polar.settings
    },
    stop: async () => {
      await Promise.all([smtp.close(), tinybird.close(), polar.stop(), webhook.stop()])
      rmSync(folder, { recursive: true })
    }
  }
}

/** On a server that uses everything it can: mail in and out by SMTP, Polar, Tinybird, webhooks, places of visitors. */
export const journeyOutside = journeyWith(startOutside)

/** The port a server takes letters at. */
export const inboundPort = (server: RunningServer): number => {
  const port = Number(/Letters are received\s+port: (\d+)/.exec(server.log())?.[1])
  if (Number.isNaN(port)) throw new Error("The server said of no port for letters.")
  return port
}
