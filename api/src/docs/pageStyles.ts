/** The one stylesheet of the documentation: the inbox's colours, type and steps, for long reading. */
export const pageStyles = `
:root {
  color-scheme: light dark;
  --ground: light-dark(oklch(99% 0 0), oklch(15.5% 0 0));
  --ink: light-dark(oklch(20.5% 0 0), oklch(95% 0 0));
  --muted: light-dark(oklch(46% 0.005 262), oklch(72% 0.005 262));
  --accent: light-dark(oklch(50% 0.19 262), oklch(74% 0.13 262));
  --hairline: light-dark(color-mix(in oklch, var(--ink) 9%, transparent), color-mix(in oklch, var(--ink) 14%, transparent));
  --sunken: light-dark(oklch(97.2% 0.001 262), oklch(19.5% 0.003 262));
  --hover: color-mix(in oklch, var(--ink) 5%, transparent);
  --sans: "Inter Variable", Inter, ui-sans-serif, system-ui, sans-serif;
  --mono: ui-monospace, "SF Mono", SFMono-Regular, Menlo, Consolas, monospace;
  --r: 6px;
}
[data-color-scheme="light"] { color-scheme: light }
[data-color-scheme="dark"] { color-scheme: dark }
* { box-sizing: border-box }
html { scroll-padding-top: 76px; -webkit-text-size-adjust: 100% }
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth } }
body { margin: 0; background: var(--ground); color: var(--ink); -webkit-font-smoothing: antialiased;
  font: 400 15px/1.65 var(--sans); font-feature-settings: "cv05", "ss03" }
a { color: inherit }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px }
::selection { background: color-mix(in oklch, var(--accent) 24%, transparent) }
.skip { position: absolute; inset: 8px auto auto 8px; z-index: 9; padding: 8px 12px; border-radius: var(--r); background: var(--ink); color: var(--ground); transform: translateY(-200%) }
.skip:focus { transform: none }

header { position: sticky; top: 0; z-index: 2; display: flex; gap: 20px; align-items: center; height: 56px; padding: 0 max(24px, (100vw - 1320px) / 2 + 24px);
  border-bottom: 1px solid var(--hairline); background: color-mix(in oklch, var(--ground) 92%, transparent); backdrop-filter: blur(10px) }
.brand { display: flex; gap: 9px; align-items: center; margin-right: auto; font-size: 14px; text-decoration: none }
.brand b { font-weight: 600 } .brand span { color: var(--muted) } .hole { fill: var(--ground) }
.quiet { color: var(--muted); font-size: 13px; text-decoration: none }
.quiet:hover { color: var(--ink) }

.frame { display: grid; grid-template-columns: 248px minmax(0, 1fr) 208px; max-width: 1320px; margin: 0 auto }
.side, aside .toc { position: sticky; top: 56px; max-height: calc(100dvh - 56px); overflow-y: auto; overscroll-behavior: contain; scrollbar-width: thin; scrollbar-color: var(--hairline) transparent }
.side { padding: 24px 12px 48px 16px; border-right: 1px solid var(--hairline) }
.side section + section, .pages section + section { margin-top: 20px }
.side h2, .pages h2, .toc h2 { margin: 0 0 4px; padding: 0 8px; font-size: 12px; line-height: 1.5; font-weight: 600 }
.side ul, .pages ul, .toc ul { margin: 0; padding: 0; list-style: none }
.side a, .pages nav a { display: block; padding: 4px 8px; border-radius: var(--r); color: var(--muted); font-size: 13px; line-height: 20px; text-decoration: none }
.side a:hover, .pages nav a:hover { background: var(--hover); color: var(--ink) }
.side [aria-current], .pages [aria-current] { background: var(--hover); color: var(--ink); font-weight: 500 }
.pages { display: none }

main { min-width: 0; padding: 40px 48px 96px; outline: none }
article, .turn, .source { max-width: 720px; margin-inline: auto }
aside .toc { padding: 44px 16px 48px 0 }
.toc a { display: block; padding: 3px 8px; color: var(--muted); font-size: 12.5px; line-height: 1.45; text-decoration: none; overflow-wrap: anywhere }
.toc a:hover, .toc .here { color: var(--ink) } .toc .here { font-weight: 500 }
.toc .d3 a { padding-left: 20px }

article > :first-child { margin-top: 0 }
h1 { margin: 0 0 12px; font-size: 30px; line-height: 1.2; font-weight: 600; letter-spacing: -0.018em; text-wrap: balance }
h1 + p { margin-top: 0; color: var(--muted); font-size: 17px; line-height: 1.55; text-wrap: pretty }
article :is(h1, h2, h3, h4) { overflow-wrap: anywhere }
article h2 { margin: 48px 0 12px; padding-top: 0; font-size: 20px; line-height: 1.3; font-weight: 600; letter-spacing: -0.01em }
article h3 { margin: 32px 0 8px; font-size: 16px; line-height: 1.4; font-weight: 600 }
article h4 { margin: 24px 0 8px; font-size: 15px; font-weight: 600 }
.anchor { margin-left: 8px; color: var(--muted); font-weight: 400; text-decoration: none; opacity: 0 }
:is(h2, h3, h4):hover .anchor, .anchor:focus-visible { opacity: 1 }
p, article ul, article ol { margin: 12px 0 }
article ul, article ol { padding-left: 22px } article li { margin: 4px 0 } article li::marker { color: var(--muted) }
article a { overflow-wrap: anywhere }
article a:not(.anchor) { text-decoration: underline; text-decoration-color: color-mix(in oklch, currentcolor 35%, transparent); text-decoration-thickness: 1px; text-underline-offset: 3px }
article a:not(.anchor):hover { text-decoration-color: currentcolor }
strong { font-weight: 600 }
code { padding: 2px 5px; border-radius: 4px; background: var(--sunken); box-shadow: inset 0 0 0 1px var(--hairline); font: 0.87em/1.5 var(--mono); overflow-wrap: anywhere }
:is(h1, h2, h3) code { padding: 0; background: none; box-shadow: none; font-size: 0.92em }
.code { position: relative; margin: 16px 0; border: 1px solid var(--hairline); border-radius: 10px; background: var(--sunken); overflow: hidden }
figcaption { padding: 9px 72px 9px 16px; border-bottom: 1px solid var(--hairline); color: var(--muted); font: 12px/18px var(--mono) }
pre { margin: 0; padding: 14px 16px; overflow-x: auto; scrollbar-width: thin; tab-size: 2; font: 13px/1.65 var(--mono) }
pre:focus-visible { outline-offset: -2px }
pre code { padding: 0; background: none; box-shadow: none; font: inherit; overflow-wrap: normal }
.prompt pre { font: 14px/1.6 var(--sans) } .prompt code { white-space: pre-wrap; overflow-wrap: anywhere }
.copy { position: absolute; top: 5px; right: 6px; padding: 5px 9px; border: 0; border-radius: var(--r); background: var(--sunken); color: var(--muted); font: 500 12px/16px var(--sans); cursor: pointer }
.copy:hover { background: color-mix(in oklch, var(--ink) 8%, var(--sunken)); color: var(--ink) }
.told { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%) }
.bare .copy { top: 8px; opacity: 0 } .bare:hover .copy, .copy:focus-visible { opacity: 1 }
@media (hover: none) { .bare .copy { opacity: 1 } .bare code { padding-right: 64px } }
.c-comment { color: var(--muted) } .c-string { color: light-dark(oklch(46% 0.11 150), oklch(80% 0.1 150)) }
.c-keyword { color: light-dark(oklch(48% 0.17 300), oklch(78% 0.11 300)) } .c-tag { color: light-dark(oklch(48% 0.15 255), oklch(79% 0.1 250)) }
.c-name { color: light-dark(oklch(46% 0.12 45), oklch(81% 0.09 60)) }
.table { margin: 16px 0; border: 1px solid var(--hairline); border-radius: 10px; overflow-x: auto; scrollbar-width: thin }
table { width: 100%; border-collapse: collapse; font-size: 13.5px; line-height: 1.5 }
th { font-weight: 500; color: var(--muted); font-size: 12.5px; white-space: nowrap } .stacked th { white-space: normal }
th, td { padding: 8px 14px; border-bottom: 1px solid var(--hairline); text-align: left; vertical-align: top }
tbody tr:last-child td { border-bottom: 0 } td code { padding: 0; background: none; box-shadow: none; overflow-wrap: break-word } tr:has(td:nth-child(4)) code { overflow-wrap: anywhere } td:first-child { width: 1%; min-width: 150px } td:first-child code { white-space: nowrap } .long td:first-child { width: 45% } .long td:first-child code { white-space: normal; overflow-wrap: anywhere }
blockquote { margin: 16px 0; padding: 12px 16px; border: 1px solid color-mix(in oklab, var(--accent) 22%, transparent); border-radius: 10px; background: color-mix(in oklab, var(--accent) 5%, var(--ground)) }
blockquote > :first-child { margin-top: 0 } blockquote > :last-child { margin-bottom: 0 }
img { max-width: 100%; height: auto; border: 1px solid var(--hairline); border-radius: 10px }
.on-dark, [data-color-scheme="dark"] .on-light { display: none } [data-color-scheme="dark"] .on-dark { display: inline }
@media (prefers-color-scheme: dark) { :root:not([data-color-scheme="light"]) .on-light { display: none } :root:not([data-color-scheme="light"]) .on-dark { display: inline } }
hr { margin: 40px 0; border: 0; border-top: 1px solid var(--hairline) }
.turn { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; margin-top: 64px }
.turn a { padding: 12px 16px; border: 1px solid var(--hairline); border-radius: 10px; font-weight: 500; font-size: 14px; text-decoration: none }
.turn a:hover { background: var(--hover) } .turn [rel="next"] { text-align: right }
.turn small { display: block; color: var(--muted); font-weight: 400; font-size: 12px }
.source { margin-top: 20px; color: var(--muted); font-size: 12.5px }

@media (max-width: 1120px) { .frame { grid-template-columns: 232px minmax(0, 1fr) } aside { display: none } main { padding-inline: 32px } }
@media (max-width: 767px) {
  body { font-size: 16px }
  header { padding: 0 16px; gap: 8px } .twin { display: none }
  .frame { display: block } .side { display: none }
  main { padding: 24px 16px 72px }
  .pages { display: block; border-bottom: 1px solid var(--hairline) }
  .pages summary { padding: 12px 16px; color: var(--muted); font-size: 14px; font-weight: 500; cursor: pointer }
  .pages nav { padding: 4px 8px 20px } .pages nav a { padding-block: 10px; font-size: 14px }
  h1 { font-size: 26px } .code, .table { border-radius: 8px }
  td code { overflow-wrap: anywhere } th { white-space: normal } th, td { padding-inline: 10px } td:first-child { min-width: 110px }
}
@media (max-width: 900px) {
  .stacked :is(table, tbody, tr, td) { display: block; width: auto } .stacked thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
  .stacked tr { padding: 10px 0; border-bottom: 1px solid var(--hairline) } .stacked tr:last-child { border-bottom: 0 }
  .stacked td, .stacked td code { overflow-wrap: anywhere } .stacked td { padding: 2px 12px; border: 0 } .stacked td:empty { display: none }
  .stacked td:first-child { width: auto; font-weight: 500 } .stacked td:first-child code { white-space: normal; font-weight: 600 }
  .stacked [data-name] { margin-top: 4px } .stacked [data-name]::before { content: attr(data-name); display: block; color: var(--muted); font-size: 12px }
}
@media (forced-colors: active) { .side [aria-current] { outline: 1px solid } .code, .table { border-color: CanvasText } }
@media print { header, .side, .pages, aside, .turn, .source, .copy { display: none } .frame { display: block } }
`
