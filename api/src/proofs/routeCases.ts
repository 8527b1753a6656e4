import { apiEndpoints } from "./apiCases.ts"

/** What a stranger may have of a route, by what it is for. */
export type RouteKind =
  /** Acts for an account: only for pages of our own. */
  | "account"
  /** Tells who is signed in: to nobody else. */
  | "session"
  /** Takes calls that are signed with a secret of its own. */
  | "signed"
  /** Shows a letter that came in to its site's team. */
  | "original"
  /** For everyone, alike. */
  | "public"
  /** Wants an upload grant of its own. */
  | "grant"
  /** Lets browsers of any page send files, without their cookies. */
  | "preflight"
  /** Wants an API key: tried one by one in `hostile.api.test.ts`. */
  | "api"
  /** For whoever knows the key. */
  | "file"
  /** For this machine alone. */
  | "local"
  /** Code of ours that pages of any origin may load. */
  | "shared"
  /** Code of ours that package managers install, the same for everyone. */
  | "packages"
  /** For whoever holds a letter of ours. */
  | "letter"
  /** A folder that is for everyone, or for this machine. */
  | "pages"
  | "localPages"

/** Every route of the server's router while trying and developing. */
export const routeCases: Readonly<Record<string, RouteKind>> = {
  "POST /api/auth/sign-up/email": "account",
  "POST /api/auth/sign-in/email": "account",
  "POST /api/auth/sign-out": "account",
  "POST /api/auth/request-password-reset": "account",
  "POST /api/auth/reset-password": "account",
  "POST /api/auth/change-password": "account",
  "POST /api/auth/send-verification-email": "account",
  "POST /api/auth/confirm-email": "account",
  "POST /api/auth/delete-user": "account",
  "POST /api/auth/change-email": "account",
  "POST /api/auth/prove-email": "account",
  "POST /api/auth/take-back-email": "account",
  "GET /api/auth/get-session": "session",
  "GET /api/auth/waiting-email": "session",
  "POST /ses/webhooks/inbound": "signed",
  "POST /ses/webhooks/events": "signed",
  "POST /resend/webhooks": "signed",
  "GET /api/mail/originals/:websiteId/:id": "original",
  "GET /api/mail/originals/:websiteId/:id/source": "original",
  "GET /api/sign-up": "public",
  "PUT /files/upload/*": "grant",
  "OPTIONS /files/upload/*": "preflight",
  "GET /files/*": "file",
  ...Object.fromEntries([...apiEndpoints.values()].map(({ method, path }) => [`${method} ${path}`, "api" as const])),
  "GET /v1/openapi.json": "pages",
  "GET /v1/docs": "pages",
  "OPTIONS /v1/*": "api",
  "GET /v1/*": "api",
  "POST /v1/*": "api",
  "PUT /v1/*": "api",
  "PATCH /v1/*": "api",
  "DELETE /v1/*": "api",
  "GET /email/unsubscribe/:token": "letter",
  "POST /email/unsubscribe/:token": "letter",
  "GET /health": "public",
  "GET /ready": "public",
  "GET /run": "local",
  "GET /metrics": "local",
  "GET /dev/outbox.css": "local",
  "GET /dev/outbox": "local",
  "GET /dev/letters": "local",
  "GET /dev/letters/:name": "local",
  "GET /dev/outbox/:id": "local",
  "GET /dev/outbox/:id/letter": "local",
  "GET /demo/config": "local",
  "GET /demo/identity": "local",
  "GET /demo/assets/*": "localPages",
  "GET /demo/*": "localPages",
  "GET /embed.js": "shared",
  "GET /embed/assets/*": "shared",
  "GET /embed/*": "shared",
  "GET /packages": "packages",
  "GET /packages/:file": "packages",
  "GET /packages/types.tgz": "packages",
  "GET /packages/core.tgz": "packages",
  "GET /packages/react.tgz": "packages",
  "GET /packages/next.tgz": "packages",
  "GET /packages/solid.tgz": "packages",
  "GET /docs.md": "pages",
  "GET /docs/*": "pages",
  "GET /llms.txt": "pages",
  "GET /llms-full.txt": "pages",
  "GET /assets/*": "pages",
  "GET /*": "pages"
}

/** The paths of one kind, as people ask for them. */
export const pathsOf = (kind: RouteKind): ReadonlyArray<string> =>
  Object.entries(routeCases).flatMap(([route, is]) => is === kind ? [route.slice(route.indexOf("/"))] : [])
