import type { KeptLetter } from "./OutboxRepo.ts"

/** Every letter as a link, newest first. */
export const outboxList = (letters: ReadonlyArray<KeptLetter>): string => page("Outbox", `
<h1>Outbox</h1>
<p class="quiet">Letters this server would have sent. Only this machine can see them. <a href="/dev/letters">Every kind of letter</a></p>
${letters.length === 0 ? `<p>No letters yet. Invite a teammate, or ask for a new password, and the letter appears here.</p>` : `<ul>
${letters.map(({ id, recipient, sentAt, subject }) => `<li><a href="/dev/outbox/${encodeURIComponent(id)}">
<strong>${Bun.escapeHTML(subject)}</strong><span>${Bun.escapeHTML(recipient)}</span>${time(sentAt)}
</a></li>`).join("\n")}
</ul>`}`)

/** One letter: its HTML in a frame that runs nothing, then its plain text with the links in reach. */
export const outboxLetter = ({ id, recipient, sentAt, subject, text }: KeptLetter): string => page(subject, `
<p><a href="/dev/outbox">All letters</a></p>
<h1>${Bun.escapeHTML(subject)}</h1>
<p class="quiet">To ${Bun.escapeHTML(recipient)}, ${time(sentAt)}</p>
<iframe src="/dev/outbox/${encodeURIComponent(id)}/letter" title="The letter as HTML" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>
<h2>As plain text</h2>
<pre>${linked(text)}</pre>`)

/** Every kind of letter as a link, to be looked at before anybody gets one. */
export const sampleList = (names: ReadonlyArray<string>): string => page("Letters", `
<p><a href="/dev/outbox">Outbox</a></p>
<h1>Letters</h1>
<p class="quiet">Every kind, filled with samples.</p>
<ul>
${names.map((name) => `<li><a href="/dev/letters/${encodeURIComponent(name)}"><strong>${Bun.escapeHTML(name)}</strong></a></li>`).join("\n")}
</ul>`)

/** Shown for a letter that isn't there. */
export const outboxNothing = (): string => page("No such letter", `<p><a href="/dev/outbox">All letters</a></p><h1>No such letter</h1>`)

const page = (title: string, body: string) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${Bun.escapeHTML(title)}</title>
<link rel="stylesheet" href="/dev/outbox.css">
</head>
<body><main>${body}</main></body>
</html>
`

const time = (at: Date) => `<time datetime="${at.toISOString()}">${at.toISOString().slice(0, 16).replace("T", " ")} UTC</time>`

const linked = (text: string) =>
  Bun.escapeHTML(text).replace(/https?:\/\/[^\s&<]+/g, (url) => `<a href="${url}" target="_blank" rel="noopener">${url}</a>`)

export const outboxStyles = `
:root { color-scheme: light dark; --page: light-dark(oklch(0.98 0 0), oklch(0.19 0.003 286)); --card: light-dark(white, oklch(0.23 0.004 286));
  --ink: light-dark(oklch(0.21 0.006 286), oklch(0.96 0 0)); --quiet: light-dark(oklch(0.5 0.014 286), oklch(0.72 0.012 286));
  --line: color-mix(in oklch, var(--ink) 12%, transparent) }
* { box-sizing: border-box }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.55 ui-sans-serif, system-ui, sans-serif }
main { max-width: 720px; margin: 0 auto; padding: 48px 20px }
h1 { margin: 0 0 4px; font-size: 24px; line-height: 1.25; font-weight: 600 }
h2 { margin: 32px 0 8px; font-size: 15px; font-weight: 600 }
a { color: inherit; text-underline-offset: 3px }
a:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px }
.quiet, time { color: var(--quiet) }
ul { margin: 24px 0 0; padding: 0; list-style: none; border: 1px solid var(--line); border-radius: 12px; background: var(--card); overflow: hidden }
li + li { border-top: 1px solid var(--line) }
li a { display: grid; grid-template-columns: 1fr auto; gap: 2px 16px; padding: 14px 18px; text-decoration: none }
li a:hover { background: color-mix(in oklch, var(--ink) 4%, transparent) }
li a span { grid-row: 2; color: var(--quiet) }
li a:focus-visible { outline-offset: -2px }
iframe { width: 100%; height: 520px; margin-top: 16px; border: 1px solid var(--line); border-radius: 12px; background: var(--card) }
pre { margin: 0; padding: 16px 18px; border: 1px solid var(--line); border-radius: 12px; background: var(--card);
  font: 13px/1.6 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere }
`
