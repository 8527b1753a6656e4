import * as Effect from "effect/Effect"
import { Settings } from "../settings/Settings.ts"
import { isOn, settingOf } from "../settings/values.ts"

/** A script of somebody else's on public pages, and the origin they must let it come from and talk to. */
export interface PublicScript {
  readonly tag: string
  readonly origin: string
}

/**
 * DataFast's script (https://datafa.st/docs) for public pages, never for the inbox: only while `NEXT_PUBLIC_DATAFAST_ENABLED` is on
 * and `NEXT_PUBLIC_DATAFAST_WEBSITE_ID` names a site there; undefined otherwise.
 */
export const dataFast = Effect.gen(function*() {
  const id = yield* settingOf("NEXT_PUBLIC_DATAFAST_WEBSITE_ID")
  if (id === undefined || !(yield* isOn("NEXT_PUBLIC_DATAFAST_ENABLED"))) return undefined
  const { publicUrl } = yield* Settings
  const origin = "https://datafa.st"
  const script: PublicScript = {
    origin,
    tag: `<script defer data-website-id="${Bun.escapeHTML(id)}" data-domain="${Bun.escapeHTML(new URL(publicUrl).hostname)}" src="${origin}/js/script.js"></script>`
  }
  return script
})
