/** A host as browsers write it in an origin: `käse.example` is `xn--kse-qla.example`. One that is none stays as it is. */
export const asciiHost = (host: string): string => {
  if (/^[\u0020-\u007e]*$/.test(host) || /\s/.test(host)) return host
  try {
    return new URL(`https://${host}`).hostname
  } catch {
    return host
  }
}
