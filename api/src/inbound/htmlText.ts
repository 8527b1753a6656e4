import type { FormatCallback, HtmlToTextOptions } from "html-to-text"
import { quoteBegins, quoteIntroduced } from "./trimReply.ts"

/** Where a program puts the letter that is answered, with nothing but it from there on. */
const historyAt = [
  "#divRplyFwdMsg", "#appendonsend", "#mail-editor-reference-message-container", "#OLK_SRC_BODY_SECTION", "#reply-intro", ".yahoo_quoted", ".protonmail_quote",
  ".tutanota_quote", ".zmail_extra", "#isForwardContent", "#isReplyContent", "div[style*=\"border-top:solid #E1E1E1\"]", "div[style*=\"border-top:solid #B5C4DF\"]",
  "div[style*=\"border-top: solid #E1E1E1\"]"
]
/** Lines such as "On …, … wrote:". */
const introductions = [".gmail_attr", ".moz-cite-prefix", ".AppleMailSignature + blockquote", ".protonmail_quote_header"]
const signatures = [
  ".gmail_signature", ".gmail_signature_prefix", ".moz-signature", "#Signature", "#signature", "#AppleMailSignature", "#ms-outlook-mobile-signature", ".protonmail_signature_block", "#tutanota_signature"
]

/** The words of a letter's HTML, and the pictures shown in it before its history begins. */
export interface HtmlText {
  readonly text: string
  readonly cids: ReadonlySet<string>
}

/**
 * A letter's HTML as plain text: nothing of its markup survives. Quoted parts are marked with `>` as in plain text, and
 * what mail programs mark as history or signature is marked or left out, for `trimReply`.
 */
export const htmlText = async (html: string): Promise<HtmlText> => (await (reader ??= makeReader()))(html.replace(/[\uE000\uE001]/g, ""))

let reader: ReturnType<typeof makeReader> | undefined

/** Compiled once, for that takes as long as reading a small letter. Reading stops for nothing, so what it notes may stand beside it. */
const makeReader = async () => {
  const { compile, convert } = await import("html-to-text")
  let cids = new Set<string>()
  let isHistory = false
  let depth = 0
  const picture: FormatCallback = (elem) => {
    const source: unknown = elem.attribs?.["src"]
    if (!isHistory && depth === 0 && typeof source === "string" && source.startsWith("cid:")) cids.add(source.slice(4))
  }
  const history: FormatCallback = (elem, walk, builder) => {
    isHistory = true
    builder.openBlock({ leadingLineBreaks: 1 })
    builder.addInline(quoteBegins)
    builder.closeBlock({ trailingLineBreaks: 1 })
    walk(elem.children, builder)
  }
  const introduction: FormatCallback = (_, __, builder) => {
    builder.openBlock({ leadingLineBreaks: 1 })
    builder.addInline(quoteIntroduced)
    builder.closeBlock({ trailingLineBreaks: 1 })
  }
  const quote: FormatCallback = (elem, walk, builder) => {
    depth += 1
    builder.openBlock({ leadingLineBreaks: 1, reservedLineLength: 2 })
    walk(elem.children, builder)
    depth -= 1
    // One mark says it, however deep it stands: marking each level anew would take longer the longer the history is.
    builder.closeBlock({ trailingLineBreaks: 1, ...(depth > 0 ? {} : { blockTransform: (text: string) => `> ${text.replaceAll("\n", "\n> ")}` }) })
  }
  const only = (selectors: ReadonlyArray<string>, format: string) => selectors.map((selector) => ({ selector, format }))
  const options: HtmlToTextOptions = {
    wordwrap: false,
    preserveNewlines: false,
    limits: { maxInputLength: 400_000, maxDepth: 60, maxChildNodes: 5_000 },
    formatters: { picture, history, introduction, quote },
    selectors: [
      { selector: "a", options: { hideLinkHrefIfSameAsText: true, ignoreHref: false, linkBrackets: ["(", ")"], noAnchorUrl: true } },
      { selector: "img", format: "picture" },
      { selector: "p", options: { leadingLineBreaks: 2, trailingLineBreaks: 2 } },
      ...["h1", "h2", "h3", "h4", "h5", "h6"].map((selector) => ({ selector, options: { uppercase: false, leadingLineBreaks: 2, trailingLineBreaks: 1 } })),
      { selector: "table", format: "block" },
      { selector: "blockquote", format: "quote" },
      ...only(["script", "style", "title", "template", "noscript", "head", "hr"], "skip"),
      ...only(historyAt, "history"),
      ...only(introductions, "introduction"),
      ...only(signatures, "skip")
    ]
  }
  const read = compile(options)
  return (html: string): HtmlText => {
    cids = new Set()
    isHistory = false
    depth = 0
    const text = read(html)
    return { text: text.trim() === "" ? convert(html, { wordwrap: false, limits: { maxInputLength: 400_000, maxDepth: 60 } }) : text, cids }
  }
}
