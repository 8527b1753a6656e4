/**
 * What one check found. A note says what could not be looked at, where nothing is to be done. A warning can wait, a problem
 * can't: something doesn't work or isn't safe. Either names what to do about it.
 */
export type Finding =
  | { readonly check: string; readonly level: "ok" | "note"; readonly detail: string }
  | { readonly check: string; readonly level: "warning" | "problem"; readonly detail: string; readonly fix: string }

export const fine = (check: string, detail: string): Finding => ({ check, level: "ok", detail })

export const note = (check: string, detail: string): Finding => ({ check, level: "note", detail })

export const warning = (check: string, detail: string, fix: string): Finding => ({ check, level: "warning", detail, fix })

export const problem = (check: string, detail: string, fix: string): Finding => ({ check, level: "problem", detail, fix })
