import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { settingOf } from "../settings/values.ts"
import { ReplyAddress } from "./ReplyAddress.ts"

const bare = (text: string | undefined) => /<([^<>]+)>\s*$/.exec(text ?? "")?.[1]?.toLowerCase() ?? text?.toLowerCase()

/** The addresses our letters leave from: a letter from one of them is our own, come back. */
export class OwnSenders extends Context.Service<OwnSenders, { readonly isOwn: (address: string) => boolean }>()("api/inbound/OwnSenders") {
  static readonly layer = Layer.effect(OwnSenders, Effect.gen(function*() {
    const { domains } = yield* ReplyAddress
    const senders = [yield* settingOf("EMAIL_NOTIFICATION_FROM"), yield* settingOf("EMAIL_MARKETING_FROM")].map(bare)
    return OwnSenders.of({
      isOwn: (address) => senders.includes(address.toLowerCase()) || domains.some((domain) => address.toLowerCase().endsWith(`@${domain}`))
    })
  }))
}
