import { closeSync, existsSync, openSync, readSync } from "node:fs"

/** Width and height of a PNG, which its first chunk says (https://www.w3.org/TR/png-3/#11IHDR). */
const sizeOf = (file: string): string => {
  const head = Buffer.alloc(24)
  const opened = openSync(file, "r")
  readSync(opened, head)
  closeSync(opened)
  return ` width="${head.readUInt32BE(16)}" height="${head.readUInt32BE(20)}"`
}

/**
 * A picture with the size it has, so that nothing moves when it comes. One called `…-light.png` has its `…-dark.png` beside it, where
 * that is there: the style shows the one that fits. `place` is its address, `file` where it stands.
 */
export const imageHtml = ({ alt, file, place }: { readonly alt: string; readonly file: string; readonly place: string }): string => {
  const image = (kind: string, at: string, size: string) =>
    `<img${kind} src="${Bun.escapeHTML(at)}"${size} alt="${Bun.escapeHTML(alt)}" loading="lazy">`
  if (!existsSync(file)) return image("", place, "") // a link that leads nowhere; a test finds it
  const dark = (path: string) => path.replace(/-light\.png$/, "-dark.png")
  if (dark(file) === file || !existsSync(dark(file))) return image("", place, sizeOf(file))
  return image(` class="on-light"`, place, sizeOf(file)) + image(` class="on-dark"`, dark(place), sizeOf(dark(file)))
}
