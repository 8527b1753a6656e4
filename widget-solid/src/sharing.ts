import type { JSX } from "solid-js"

/**
 * Draws what stands below a provider. A function and no component: whether a host's page imports the context is told by each
 * build for itself, and a page takes over what a server drew only where both have drawn the same components.
 */
export type Share = (children: () => JSX.Element) => JSX.Element

let share: Share = (children) => children()

/** Says how a provider tells `SupportContext`. Only hosts that import that context pay for it. */
export const shareBy = (how: Share): void => {
  share = how
}

export const shared: Share = (children) => share(children)
