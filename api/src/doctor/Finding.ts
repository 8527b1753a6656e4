/** What one check found. A finding that isn't `ok` names its fix. */
export type Finding =
  | { readonly check: string; readonly ok: true; readonly detail: string }
  | { readonly check: string; readonly ok: false; readonly detail: string; readonly fix: string }

export const fine = (check: string, detail: string): Finding => ({ check, ok: true, detail })

export const wrong = (check: string, detail: string, fix: string): Finding => ({ check, ok: false, detail, fix })
