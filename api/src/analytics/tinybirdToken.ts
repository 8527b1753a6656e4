import type { TinybirdSettings } from "./tinybirdSettings.ts"

/** The endpoints of `infra/tinybird`. */
export const pipes = ["inbox_analytics", "unique_visitors", "online_now", "visitor_presence", "presence_locations"] as const
export type Pipe = typeof pipes[number]

/** Seconds a token is good for. */
const lifetime = 600

/**
 * A token that reads the endpoints for one site and can't be turned to another: `fixed_params` stand in what is signed
 * (https://www.tinybird.co/docs/forward/administration/tokens/jwt). `now` in milliseconds since 1970.
 */
export const mintToken = async ({ signingKey, workspace }: TinybirdSettings, websiteId: string, now: number) => {
  const { SignJWT } = await import("jose")
  const expires = Math.floor(now / 1000) + lifetime
  const token = await new SignJWT({
    workspace_id: workspace,
    name: `frontend_${websiteId}`,
    scopes: pipes.map((resource) => ({ type: "PIPES:READ", resource, fixed_params: { website_id: websiteId } }))
  }).setProtectedHeader({ alg: "HS256", typ: "JWT" }).setExpirationTime(expires).sign(new TextEncoder().encode(signingKey))
  return { token, expiresAt: new Date(expires * 1000) }
}
