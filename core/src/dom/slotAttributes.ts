const safe = /^(data-|aria-|on[A-Z])|^(id|title|style|lang|dir|role|tabIndex)$/
/** What the widget alone says of a part. */
const own = /^(class|className|type|children|data-(slot|state|page|open|status|size|support-mode)|aria-(expanded|haspopup|controls))$/

/** All that a host says of a part, without what only the widget can know and the classes, which are joined apart. */
export const slotExtras = (props: object | undefined): Record<string, unknown> =>
  Object.fromEntries(Object.entries(props ?? {}).filter(([name]) => !own.test(name)))

/** Of what a host says of a part, what may stand on a built-in part's element. */
export const slotAttributes = (props: object | undefined): Record<string, unknown> =>
  Object.fromEntries(Object.entries(slotExtras(props)).filter(([name]) => safe.test(name)))

/** Classes in one string; undefined for none. */
export const classes = (...names: ReadonlyArray<string | false | undefined>): string | undefined =>
  names.filter(Boolean).join(" ") || undefined
