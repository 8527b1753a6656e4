import type { PublishedPackage } from "./PublishedPackage.ts"

const widget = (name: string, render: string) => `\`\`\`tsx
import { Support, SupportProvider } from "@cossistant/${name}"
import "@cossistant/${name}/styles.css"

${render}
\`\`\`
`

const mounted = `export const App = () => (
  <SupportProvider publicKey="pk_…" apiUrl="https://support.example.com">
    <Support />
  </SupportProvider>
)`

const samples: Readonly<Record<string, string>> = {
  react: widget("react", mounted),
  next: widget("next", mounted),
  solid: widget("solid", mounted),
  core: `Server side, to prove who uses your page:

\`\`\`ts
import { signIdentity } from "@cossistant/core/server"

const identityToken = await signIdentity({ secret, websiteId, externalId: user.id })
\`\`\`
`,
}

/** What stands on a package's page. */
export const readme = ({ description, name, peers }: PublishedPackage): string => `# @cossistant/${name}

${description}. Your own Cossistant server serves this package and documents it:

\`\`\`
npm install https://support.example.com/packages/${name}.tgz
\`\`\`

That address gives what the server has now; for an install that \`npm ci\` repeats after an upgrade of the server, take the one it lists at \`/packages\`.

${samples[name] ?? ""}${Object.keys(peers).length === 0 ? "" : `
Works with ${Object.entries(peers).map(([peer, range]) => `\`${peer}\` ${range}`).join(", ")}.
`}
The documentation stands at \`/docs\` of your server.
`
