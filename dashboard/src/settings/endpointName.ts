import type { Endpoint } from "./Webhooks.tsx"

/** What an endpoint is called: by who made it, else by where it is. */
export const endpointName = ({ description, url }: Pick<Endpoint, "description" | "url">): string => description || new URL(url).host
