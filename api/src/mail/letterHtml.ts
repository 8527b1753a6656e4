/** The parts every letter is made of; all of it is text, never markup. */
export interface LetterParts {
  /** What a mailbox shows beside the subject. */
  readonly preview: string
  readonly title: string
  readonly paragraphs: ReadonlyArray<string>
  readonly action: { readonly label: string; readonly url: string }
  /** Small print: why this letter came and what happens when it is ignored. */
  readonly footnote: string
}

/** A letter as HTML that mail programs of any age draw alike: tables, inline styles, and a dark form where one is understood. */
export const letterHtml = ({ action, footnote, paragraphs, preview, title }: LetterParts): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${Bun.escapeHTML(title)}</title>
<style>
@media (prefers-color-scheme: dark) {
  .page { background: #161618 !important }
  .card { background: #202024 !important; border-color: #34343a !important }
  .ink { color: #f2f2f4 !important }
  .quiet { color: #a6a6b0 !important }
  .button { background: #f2f2f4 !important; color: #18181b !important }
}
</style>
</head>
<body class="page" style="margin:0;background:#f5f5f7">
<div style="display:none;max-height:0;overflow:hidden">${Bun.escapeHTML(preview)}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" class="page" style="background:#f5f5f7">
<tr><td align="center" style="padding:40px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" class="card" style="max-width:480px;background:#ffffff;border:1px solid #e6e6ea;border-radius:12px">
<tr><td style="padding:36px 32px;font-family:ui-sans-serif,system-ui,-apple-system,'Segoe UI',Roboto,sans-serif">
<h1 class="ink" style="margin:0 0 16px;font-size:20px;line-height:1.3;font-weight:600;color:#18181b">${Bun.escapeHTML(title)}</h1>
${paragraphs.map((text) => `<p class="ink" style="margin:0 0 16px;font-size:15px;line-height:1.6;color:#27272a">${Bun.escapeHTML(text)}</p>`).join("\n")}
<p style="margin:28px 0"><a href="${Bun.escapeHTML(action.url)}" target="_blank" class="button" style="display:inline-block;padding:12px 22px;border-radius:8px;background:#18181b;color:#ffffff;font-size:15px;font-weight:600;text-decoration:none">${Bun.escapeHTML(action.label)}</a></p>
<p class="quiet" style="margin:0;font-size:13px;line-height:1.6;color:#6b6b76">${Bun.escapeHTML(footnote)}</p>
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`

/** The same letter for a mail program that shows plain text. */
export const letterText = ({ action, footnote, paragraphs, title }: LetterParts): string =>
  [title, ...paragraphs, `${action.label}: ${action.url}`, "--\n" + footnote].join("\n\n") + "\n"
