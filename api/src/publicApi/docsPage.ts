import type * as OpenApi from "effect/http-api/OpenApi"

const text = (words: string) => Bun.escapeHTML(words)
/** Sentences of the contract, in which `code` is marked. */
const prose = (words: string) => text(words).replace(/`([^`]+)`/g, "<code>$1</code>").replace(/&#x60;([^&]+)&#x60;/g, "<code>$1</code>")
const methods = ["get", "post", "patch", "put", "delete"] as const

type Json = { readonly [key: string]: unknown }
const at = (value: unknown, key: string): unknown => typeof value === "object" && value !== null ? (value as Json)[key] : undefined

/** A schema in a few words, references by name. */
const shape = (schema: unknown, depth = 0): string => {
  const reference = at(schema, "$ref")
  if (typeof reference === "string") return reference.split("/").at(-1) ?? ""
  const union = at(schema, "anyOf")
  if (Array.isArray(union)) return union.map((member) => shape(member, depth)).join(" | ")
  const values = at(schema, "enum")
  if (Array.isArray(values)) return values.map((value) => JSON.stringify(value)).join(" | ")
  if (at(schema, "type") === "array") return `${shape(at(schema, "items"), depth)}[]`
  const properties = at(schema, "properties")
  if (typeof properties === "object" && properties !== null) {
    const required = at(schema, "required")
    const lines = Object.entries(properties).map(([name, property]) =>
      `${"  ".repeat(depth + 1)}${name}${Array.isArray(required) && required.includes(name) ? "" : "?"}: ${shape(property, depth + 1)}`)
    return `{\n${lines.join("\n")}\n${"  ".repeat(depth)}}`
  }
  return String(at(schema, "type") ?? "any")
}

/** Problems are told in words, beside each endpoint. */
const isShown = (name: string) => !name.endsWith("Problem")
/** A schema as code; what is named in it leads to where it is shown. */
const code = (schema: unknown) => `<pre tabindex="0"><code>${text(shape(schema)).replace(/(?<=^|: |\| )[A-Z]\w+/g, (name) =>
  isShown(name) ? `<a href="#shape-${name}">${name}</a>` : name)}</code></pre>`
const anchor = (id: string, name: string) => `<a class="anchor" href="#${id}" aria-label="Link to ${text(name)}">#</a>`

const block = (label: string, schema: unknown) => schema === undefined ? "" : `<h4>${label}</h4>${code(schema)}`
const bodyOf = (holder: unknown) => at(at(at(holder, "content"), "application/json"), "schema")

const idOf = (path: string, { operationId }: OpenApi.OpenAPISpecOperation) => (operationId ?? path).replace(/\W+/g, "-")

const operationHtml = (method: string, path: string, operation: OpenApi.OpenAPISpecOperation) => {
  const id = idOf(path, operation)
  const name = `${method.toUpperCase()} ${path}`
  const parameters = operation.parameters.map(({ in: place, name, required, schema }) =>
    `<tr><td><code>${text(name)}</code></td><td>${place}</td><td>${required ? "yes" : ""}</td><td><code>${text(shape(schema))}</code></td></tr>`).join("")
  const answers = Object.entries(operation.responses)
  const problems = answers.filter(([status]) => Number(status) >= 400)
    .map(([status, { description }]) => `<li><b>${status}</b> ${text(description)}</li>`).join("")
  const success = answers.filter(([status]) => Number(status) < 400)
    .map(([status, answer]) => block(`Answer ${status}`, bodyOf(answer)) || `<h4>Answer ${status}</h4>`).join("")
  return `<section aria-labelledby="${id}"><h3 id="${id}"><code>${text(name)}</code>${anchor(id, name)}</h3>
<p>${prose(operation.summary ?? "")}. ${prose(operation.description ?? "")}</p>
${parameters === "" ? "" : `<div class="table"><table><thead><tr><th>Parameter</th><th>In</th><th>Required</th><th>Type</th></tr></thead><tbody>${parameters}</tbody></table></div>`}
${block("Body", bodyOf(operation.requestBody))}${success}
<details><summary>Problems</summary><ul>${problems}</ul></details></section>`
}

/** The OpenAPI document as a page for people, in the documentation's own style: no script, nothing from elsewhere. */
export const docsPage = (spec: OpenApi.OpenAPISpec): string => {
  const operations = Object.entries(spec.paths).flatMap(([path, item]) => methods.flatMap((method) => {
    const operation = item[method]
    return operation === undefined ? [] : [{ method, path, operation }]
  }))
  const groups = spec.tags.map(({ name }) => ({ name, operations: operations.filter(({ operation }) => operation.tags.includes(name)) }))
  const links = [...groups.map(({ name }) => name), "Shapes"].map((name) => `<li><a href="#${name.toLowerCase()}">${text(name)}</a></li>`).join("")
  const contents = `<section><h2>Reference</h2><ul>${links}</ul></section>`
  const shapes = Object.entries(spec.components.schemas).filter(([name]) => isShown(name)).map(([name, schema]) =>
    `<h3 id="shape-${text(name)}"><code>${text(name)}</code>${anchor(`shape-${text(name)}`, name)}</h3>${code(schema)}`).join("\n")
  const endpoints = groups.map(({ name, operations }) => `<li class="d2"><a href="#${name.toLowerCase()}">${text(name)}</a></li>${
    operations.map(({ method, operation, path }) => `<li class="d3"><a href="#${idOf(path, operation)}">${method.toUpperCase()} ${text(path.replace(/^\/v1/, "")).replaceAll("}/", "}/<wbr>")}</a></li>`).join("")
  }`).join("")
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>${text(spec.info.title)}</title><meta name="robots" content="noindex">
<link rel="icon" href="/favicon.svg" type="image/svg+xml"><link rel="stylesheet" href="/docs/style.css"></head>
<body><a class="skip" href="#main">Skip to the text</a>
<header><a class="brand" href="/docs"><b>Cossistant</b> <span>API</span></a><a class="quiet" href="/v1/openapi.json">openapi.json</a><a class="quiet" href="/docs/api">Guide</a></header>
<div class="frame"><details class="pages"><summary>All groups</summary><nav aria-label="Groups, folded">${contents}</nav></details>
<nav class="side" aria-label="Groups">${contents}</nav>
<main id="main" tabindex="-1"><article><h1>${text(spec.info.title)}</h1><p>${prose(spec.info.description ?? "")}</p>
${groups.map(({ name, operations }) => `<h2 id="${name.toLowerCase()}">${text(name)}</h2>\n${operations.map(({ method, operation, path }) => operationHtml(method, path, operation)).join("\n")}`).join("\n")}
<h2 id="shapes">Shapes</h2>${shapes}</article></main><aside><nav class="toc" aria-label="Endpoints"><h2>Endpoints</h2><ul>${endpoints}</ul></nav></aside></div></body></html>
`
}
