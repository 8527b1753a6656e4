import type { InstallStatus as InstallStatusSchema } from "@cossistant/core/websites/InstallStatus"

export type InstallStatus = typeof InstallStatusSchema.Encoded
type Refused = NonNullable<InstallStatus["refused"]>

/** Why a page's widget was turned away, and what lets it in. */
export const refusalText = ({ origin, reason }: Refused): string => {
  switch (reason) {
    case "origin_missing": return "A widget called without saying which page it is on. Open your app in a browser, over http or https."
    case "origin_not_allowed": return `${origin} is not among the allowed domains.`
    case "https_required": return `${origin} is not https. Live keys work on https pages only; use a test key while developing.`
    case "live_key_on_loopback": return `${origin} is your own machine, where live keys don't work. Use the test key there.`
    case "key_revoked": return `${origin} uses a key that was revoked. Put in the key shown here and restart your app.`
    case "private_key_in_browser": return `${origin} uses a private key in the browser. Revoke it now, and use the public one shown here.`
  }
}

/** Whether allowing the page's origin is all it takes. */
export const canAllow = ({ reason }: Refused): boolean => reason === "origin_not_allowed"

/** Whether the newest thing heard of is a refusal. */
export const isRefusedLast = ({ refused, seen }: InstallStatus): boolean =>
  refused !== null && (seen === null || refused.at > seen.at)
