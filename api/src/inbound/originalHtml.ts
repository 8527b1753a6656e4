import type { IOptions } from "sanitize-html"
import type { Mail } from "./Mail.ts"

const pictureAtMost = 2 * 1024 * 1024
const picturesAtMost = 8 * 1024 * 1024

/** The pictures inside a letter, as addresses that hold them, by the names its HTML uses. */
const picturesOf = (mail: Mail): ReadonlyMap<string, string> => {
  const pictures = new Map<string, string>()
  let room = picturesAtMost
  for (const { bytes, cid, mediaType } of mail.files) {
    if (cid === null || !/^image\/(png|jpeg|gif|webp)$/.test(mediaType) || bytes.length > pictureAtMost || bytes.length > room) continue
    room -= bytes.length
    pictures.set(cid, `data:${mediaType};base64,${Buffer.from(bytes).toString("base64")}`)
  }
  return pictures
}

const looks = ["style", "align", "valign", "width", "height", "bgcolor", "color", "dir", "lang", "border", "cellpadding", "cellspacing", "colspan", "rowspan", "face", "size"]

/**
 * A letter as a page for a frame that runs nothing: its HTML by a list of what is allowed, or its text. Pictures of its own are
 * shown; remote ones tell their sender who reads the letter and are left out, unless `remoteImages`.
 */
export const originalHtml = async (mail: Mail, options: { readonly remoteImages: boolean }): Promise<string> => {
  if (mail.html === null) return page(`<pre>${Bun.escapeHTML(mail.text ?? "")}</pre>`)
  const { default: sanitize } = await import("sanitize-html")
  const pictures = picturesOf(mail)
  const rules: IOptions = {
    allowedTags: [...sanitize.defaults.allowedTags, "img", "center", "font", "u", "s", "strike", "del", "ins"],
    allowedAttributes: { "*": looks, a: ["href", "target", "rel", "title"], img: ["src", "alt", "title", "width", "height", "style"] },
    allowedSchemes: ["http", "https", "mailto", "tel"],
    allowedSchemesByTag: { img: ["data", ...options.remoteImages ? ["https"] : []] },
    allowedSchemesAppliedToAttributes: ["href", "src"],
    allowProtocolRelative: false,
    disallowedTagsMode: "discard",
    // Loading from a style is refused by the frame's policy; parsing every one would cost more than all else.
    parseStyleAttributes: false,
    nestingLimit: 100,
    transformTags: {
      a: (tagName, { href, title }) => ({
        tagName, attribs: { ...href === undefined ? {} : { href }, ...title === undefined ? {} : { title }, target: "_blank", rel: "noopener noreferrer nofollow" }
      }),
      img: (tagName, { src = "", ...attribs }) => ({
        tagName, attribs: { ...attribs, src: src.startsWith("cid:") ? pictures.get(src.slice(4)) ?? "" : src }
      })
    },
    exclusiveFilter: ({ attribs, tag }) => tag === "img" && !attribs["src"]
  }
  return page(sanitize(mail.html, rules))
}

/** The policy of the page: styles stand in it, it loads nothing but what is named, runs nothing, and only we may frame it. */
export const originalPolicy = ({ remoteImages }: { readonly remoteImages: boolean }): string =>
  `default-src 'none'; style-src 'unsafe-inline'; img-src data:${remoteImages ? " https:" : ""}; frame-ancestors 'self'; form-action 'none'; base-uri 'none'; ` +
  "sandbox allow-popups allow-popups-to-escape-sandbox"

// A letter is drawn on white, as its writer saw it: most of them say no background.
const page = (body: string) => `<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Original letter</title>
<style>
html { background: #fff; color: #1a1a1d; font: 14px/1.55 ui-sans-serif, system-ui, sans-serif }
body { margin: 0; padding: 20px; overflow-wrap: anywhere }
img { max-width: 100%; height: auto }
table { max-width: 100% }
pre { margin: 0; white-space: pre-wrap; font: inherit }
blockquote { margin: 12px 0; padding-left: 12px; border-left: 2px solid #d8d8de; color: #55555e }
</style>
</head>
<body>${body}</body>
</html>
`
