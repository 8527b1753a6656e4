const rightToLeft = /^(ar|ckb|dv|fa|he|ps|sd|ug|ur|yi)(-|$)/i

/** The direction to say where the words are written right to left; undefined elsewhere: the page's own holds. */
export const directionOf = (locale: string): "rtl" | undefined => rightToLeft.test(locale) ? "rtl" : undefined
