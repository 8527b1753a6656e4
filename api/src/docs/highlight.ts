type Kind = "comment" | "string" | "keyword" | "tag" | "name"

const words = "import|export|from|as|type|interface|const|let|function|return|default|async|await|if|else|new|null|undefined|true|false|declare|module|extends|typeof|void|for|of|in|throw|try|catch|class|namespace|package|func|var|def|echo|require|use|nil|None|with"
const script = [
  ["comment", /\/\/[^\n]*|\/\*[\s\S]*?\*\//],
  ["string", /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/],
  ["tag", /<\/?[A-Za-z][\w.]*(?=[\s/>])|<\/?>/],
  ["keyword", new RegExp(`\\b(?:${words})\\b`)]
] as const
const css = [
  ["comment", /\/\*[\s\S]*?\*\//],
  ["string", /"[^"\n]*"/],
  ["keyword", /@[\w-]+/],
  ["name", /--[\w-]+|[\w-]+(?=\s*:\s)/]
] as const
const shell = [
  ["comment", /(?<=^|\s)#[^\n]*/],
  ["string", /"[^"\n]*"|'[^'\n]*'/],
  ["name", /^[A-Z][A-Z0-9_]*(?==)/],
  ["keyword", /^(?:npm|npx|bun|pnpm|yarn|curl|openssl|cd|cp|docker)\b/]
] as const

const grammars: Readonly<Record<string, ReadonlyArray<readonly [Kind, RegExp]>>> = {
  ts: script, tsx: script, js: script, jsx: script, json: script, php: script, go: script,
  css, html: script, sh: shell, bash: shell, ruby: [["comment", /#[^\n]*/], ...script.slice(1)], python: [["comment", /#[^\n]*/], ...script.slice(1)]
}

const compiled = new Map<string, RegExp>()

/** All of a language's patterns as one, each a group. */
const patternOf = (language: string, rules: ReadonlyArray<readonly [Kind, RegExp]>): RegExp => {
  const pattern = compiled.get(language) ?? new RegExp(rules.map(([, { source }]) => `(${source})`).join("|"), "gm")
  compiled.set(language, pattern)
  return pattern
}

/** Code as HTML with its comments, strings, keywords and tags marked; of a language it doesn't know, plain. */
export const highlight = (code: string, language: string): string => {
  const rules = grammars[language]
  if (rules === undefined) return Bun.escapeHTML(code)
  let html = ""
  let end = 0
  for (const match of code.matchAll(patternOf(language, rules))) {
    const kind = rules[match.slice(1).findIndex((group) => group !== undefined)]?.[0]
    html += `${Bun.escapeHTML(code.slice(end, match.index))}<span class="c-${kind}">${Bun.escapeHTML(match[0])}</span>`
    end = match.index + match[0].length
  }
  return html + Bun.escapeHTML(code.slice(end))
}
