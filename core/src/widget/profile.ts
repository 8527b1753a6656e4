import type { PayloadEnc } from "../client/procedures.ts"
import type { Contract } from "./nouns.ts"

type Profile = PayloadEnc<Contract, "visitors.start">["profile"]
export type Attribution = NonNullable<Profile["attribution"]>

/** The first page of the first visit, as it was kept: its path, what the address said of a campaign, where from, and when. */
export interface Landing {
  readonly path: string
  readonly query: string
  /** Host and port of the page before, or "". */
  readonly referrer: string
  /** Milliseconds since 1970. */
  readonly at: number
}

/** Whether this was kept as a landing. */
export const isLanding = (value: unknown): value is Landing => {
  if (typeof value !== "object" || value === null) return false
  const { at, path, query, referrer } = value as { readonly [K in keyof Landing]?: unknown }
  return typeof at === "number" && at >= 0 && at < 1e14 && [path, query, referrer].every((field) => typeof field === "string")
}

/** Of a landing that nothing is known of but its page: someone came by themselves. */
export const plainAttribution = ({ at, path }: Landing): Attribution => ({
  channel: "direct",
  referrerDomain: null,
  landingPath: path.slice(0, 300),
  utm: { source: null, medium: null, campaign: null, content: null, term: null },
  clickIds: {},
  at: new Date(at).toISOString()
})
