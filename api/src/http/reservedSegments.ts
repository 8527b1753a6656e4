/**
 * First segments of paths that mean something to this program, so that no site may be called so: its inbox stands at
 * `/<slug>/…`. Whoever adds a first segment anywhere adds it here.
 */
export const reservedSegments: ReadonlySet<string> = new Set([
  "rpc", "api", "v1", "health", "ready", "metrics", "run", "inbound", "webhooks", "resend", "ses",
  "assets", "files", "uploads", "embed", "embed.js", "packages", "widget", "favicon.ico", "favicon.svg", "robots.txt", ".well-known", "docs.md", "llms.txt", "llms-full.txt",
  "demo", "dev",
  "login", "logout", "sign-in", "sign-up", "start", "forgot-password", "reset-password", "verify-email", "confirm-email", "email", "invite", "join",
  "select", "welcome", "onboarding", "account", "settings", "inbox", "admin", "billing", "docs", "help", "status", "www"
])
