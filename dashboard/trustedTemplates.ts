import type { Plugin } from "vite"

const sink = "t.innerHTML = html;"
const source = `const trusted = globalThis.trustedTypes?.createPolicy("solid-templates", { createHTML: (html) => html });
`

/**
 * Lets Solid run under `require-trusted-types-for 'script'` (https://www.w3.org/TR/trusted-types/). Its compiled
 * templates are constants of the bundle, parsed at one place; that place alone gets the policy `solid-templates`, which
 * no other code can reach. Everything else that writes HTML stays forbidden by the browser.
 */
export const trustedTemplates = (): Plugin => ({
  name: "trusted-templates",
  apply: "build",
  enforce: "pre",
  transform(code, id) {
    if (!/solid-js[\\/]web[\\/]dist[\\/]web\.js$/.test(id)) return null
    if (code.split(sink).length !== 2) this.error("solid-js/web parses templates in another way now: adapt trustedTemplates.ts")
    return { code: source + code.replace(sink, "t.innerHTML = trusted ? trusted.createHTML(html) : html;"), map: null }
  }
})
