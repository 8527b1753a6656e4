const allowed = /^(?:https?:\/\/|mailto:|tel:)/i
// Browsers drop control characters and line breaks inside an address, so one that holds any is not what it seems.
const unprintable = /[\s\p{Cc}\p{Cf}]/u

/**
 * A link target that is safe to put in `href`, normalised by the URL standard, or `null`.
 * Only absolute http, https, mailto and tel targets pass (https://url.spec.whatwg.org/).
 */
export const safeHref = (target: string): string | null => {
  const trimmed = target.trim()
  if (!allowed.test(trimmed) || unprintable.test(trimmed) || !URL.canParse(trimmed)) return null
  return new URL(trimmed).href
}
