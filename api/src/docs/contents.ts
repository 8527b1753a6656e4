/** A page of the documentation: its address and what the navigation calls it. */
export interface Entry {
  readonly url: `/docs${string}`
  readonly label: string
}

export interface Section {
  readonly label: string
  readonly pages: ReadonlyArray<Entry>
}

/** Every page, in reading order. The text of `/docs/a/b` stands in `docs/a/b.md`, that of `/docs` in `docs/index.md`. */
export const contents: ReadonlyArray<Section> = [
  {
    label: "Start",
    pages: [
      { url: "/docs", label: "Documentation" },
      { url: "/docs/what", label: "What is Cossistant?" },
      { url: "/docs/coming-from", label: "Coming from the documented product" }
    ]
  },
  {
    label: "Quick start",
    pages: [
      { url: "/docs/quickstart", label: "Next.js" },
      { url: "/docs/quickstart/react", label: "React" },
      { url: "/docs/quickstart/solid", label: "Solid" },
      { url: "/docs/quickstart/script-tag", label: "Script tag" },
      { url: "/docs/quickstart/api-keys", label: "API keys" },
      { url: "/docs/quickstart/package-managers", label: "pnpm, Yarn and Bun" }
    ]
  },
  {
    label: "Inbox",
    pages: [
      { url: "/docs/inbox", label: "Answering visitors" },
      { url: "/docs/inbox/team", label: "Team and settings" }
    ]
  },
  {
    label: "Support component",
    pages: [
      { url: "/docs/support-component", label: "Overview" },
      { url: "/docs/support-component/customization", label: "Change one thing" },
      { url: "/docs/support-component/theme", label: "Match your brand" },
      { url: "/docs/support-component/routing", label: "Pages & layouts" },
      { url: "/docs/support-component/text", label: "Copy & locale" },
      { url: "/docs/support-component/feedback", label: "Feedback" },
      { url: "/docs/support-component/events", label: "Events reference" },
      { url: "/docs/support-component/hooks", label: "Hooks reference" },
      { url: "/docs/support-component/types", label: "Types reference" }
    ]
  },
  {
    label: "Concepts",
    pages: [
      { url: "/docs/concepts", label: "Visitors" },
      { url: "/docs/concepts/contacts", label: "Contacts" },
      { url: "/docs/concepts/conversations", label: "Conversations" }
    ]
  },
  {
    label: "In production",
    pages: [
      { url: "/docs/signing-identity", label: "Signing identity" },
      { url: "/docs/content-security-policy", label: "Content security policy" },
      { url: "/docs/own-host", label: "Through your own host" },
      { url: "/docs/consent", label: "Consent and tracking" },
      { url: "/docs/api", label: "HTTP API" },
      { url: "/docs/webhooks", label: "Webhooks" }
    ]
  },
  {
    label: "Advanced",
    pages: [
      { url: "/docs/advanced", label: "Build your own" },
      { url: "/docs/advanced/primitives", label: "Primitives" },
      { url: "/docs/support-component/primitives", label: "Primitives reference" },
      { url: "/docs/advanced/templates", label: "Templates and examples" }
    ]
  },
  {
    label: "Self-host",
    pages: [
      { url: "/docs/self-host", label: "Overview" },
      { url: "/docs/self-host/deploy", label: "Put it on a server" },
      { url: "/docs/self-host/storage", label: "Storage" },
      { url: "/docs/self-host/billing", label: "Billing" },
      { url: "/docs/self-host/email-setup", label: "E-mail setup" },
      { url: "/docs/self-host/inbound-email", label: "Answers by e-mail" },
      { url: "/docs/self-host/analytics", label: "Analytics" },
      { url: "/docs/operations", label: "Operations" },
      { url: "/docs/self-host/scaling", label: "Scaling" },
      { url: "/docs/self-host/upgrades", label: "Upgrades" },
      { url: "/docs/self-host/security", label: "Security" }
    ]
  },
  {
    label: "Inside",
    pages: [
      { url: "/docs/architecture", label: "Architecture" },
      { url: "/docs/protocol", label: "Protocol" },
      { url: "/docs/threat-model", label: "Threat model" },
      { url: "/docs/decisions/differences", label: "Differences" }
    ]
  }
]

/** All pages in reading order. */
export const entries: ReadonlyArray<Entry> = contents.flatMap(({ pages }) => pages)

/** Where the text of a page stands, below `docs/`. */
export const fileOf = (url: string): string => url === "/docs" ? "index.md" : `${url.slice("/docs/".length)}.md`
