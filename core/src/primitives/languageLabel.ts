const languageNames: Readonly<Record<string, string>> = {
  bash: "Bash", c: "C", cpp: "C++", cs: "C#", css: "CSS", diff: "Diff", go: "Go", html: "HTML", java: "Java", js: "JavaScript",
  javascript: "JavaScript", json: "JSON", jsx: "JSX", kotlin: "Kotlin", md: "Markdown", markdown: "Markdown", php: "PHP",
  py: "Python", python: "Python", rb: "Ruby", ruby: "Ruby", rs: "Rust", rust: "Rust", sh: "Shell", shell: "Shell", sql: "SQL",
  swift: "Swift", toml: "TOML", ts: "TypeScript", tsx: "TSX", typescript: "TypeScript", xml: "XML", yaml: "YAML", yml: "YAML"
}

/** A code block's language as people write it; what isn't known stands as it is. "Text" without one. */
export const languageLabel = (language: string | null | undefined): string =>
  language ? languageNames[language.toLowerCase()] ?? language : "Text"
