/** How the documentation's search looks: the field in the header, what is found below it, and the page of results. */
export const searchStyles = `
.search { position: relative; width: 240px; color: var(--muted) }
.search > svg { position: absolute; inset-block-start: 8px; inset-inline-start: 10px; pointer-events: none }
.search input { width: 100%; height: 32px; padding-block: 0; padding-inline: 34px 30px; border: 1px solid var(--hairline); border-radius: var(--r); background: var(--sunken); color: var(--ink); font: 13px/1 var(--sans); appearance: none }
.search input::placeholder { color: var(--muted); opacity: 1 } .search input::-webkit-search-cancel-button { display: none }
.search input:focus-visible { outline-offset: -1px }
.search kbd { position: absolute; inset-block-start: 7px; inset-inline-end: 8px; padding: 0 5px; border: 1px solid var(--hairline); border-radius: 4px; font: 11px/16px var(--mono); pointer-events: none }
.search kbd[hidden], .search:focus-within kbd { display: none }
.found { position: absolute; inset-block-start: 40px; inset-inline-end: 0; width: min(560px, 100vw - 32px); max-height: min(560px, 100dvh - 72px); padding: 6px; overflow-y: auto; overscroll-behavior: contain; scrollbar-width: thin;
  border: 1px solid var(--hairline); border-radius: 10px; background: light-dark(oklch(100% 0 0), oklch(19% 0 0)); color: var(--ink); box-shadow: 0 1px 2px rgb(0 0 0/.06), 0 12px 32px -8px rgb(0 0 0/.18); font-size: 13px; line-height: 1.45 }
.found[hidden] { display: none }
.found .in { padding: 8px 10px 4px; color: var(--muted); font-size: 12px }
.found [role="option"] { display: block; padding: 7px 10px; border-radius: var(--r); text-decoration: none; overflow-wrap: anywhere; scroll-margin-block: 36px 8px }
.found [aria-selected="true"] { background: color-mix(in oklch, var(--accent) 12%, transparent) }
.found b { display: block; font-weight: 500 }
.found span { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; color: var(--muted) }
.found .more { margin-block-start: 4px; color: var(--muted); font-weight: 500 }
.found .note { margin: 0; padding: 10px; color: var(--muted) } .found .note[hidden] { display: none }
mark { border-radius: 2px; background: color-mix(in oklch, var(--accent) 20%, transparent); color: inherit }
:is(.found span, .results p) mark { color: var(--ink) }
article .results h2 { margin: 32px 0 8px; color: var(--muted); font-size: 13px; font-weight: 500; letter-spacing: 0 }
article .results ul { padding: 0; list-style: none } article .results li { margin: 0 0 16px; overflow-wrap: anywhere }
article .results a { font-weight: 500 } article .results p { margin: 2px 0 0; color: var(--muted); font-size: 14px; line-height: 1.5 }
@media (max-width: 767px) {
  .search { width: 44px; height: 44px }
  .search > svg { inset-block-start: 14px; inset-inline-start: 14px; z-index: 1 }
  .search input { height: 44px; padding: 0; border-color: transparent; background: none; color: transparent; font-size: 16px; cursor: pointer }
  .search input::placeholder { color: transparent }
  .search:focus-within { position: static }
  .search:focus-within > svg { inset-block-start: 20px; inset-inline-start: 28px }
  .search:focus-within input { position: absolute; inset-block-start: 6px; inset-inline: 16px; width: calc(100% - 32px); padding-inline: 40px 12px; border-color: var(--hairline); background: var(--ground); color: var(--ink); cursor: text }
  .search:focus-within input::placeholder { color: var(--muted) }
  .search kbd { display: none }
  .found { inset-block-start: 56px; inset-inline: 0; width: auto; max-height: calc(100dvh - 56px); padding: 8px; border-width: 1px 0; border-radius: 0; font-size: 15px }
  .found [role="option"] { padding-block: 10px } .found span { -webkit-line-clamp: 3 } .found .in { font-size: 13px }
}
@media (forced-colors: active) { .found [aria-selected="true"] { outline: 2px solid; outline-offset: -2px } }
`
