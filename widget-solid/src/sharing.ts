import type { Component, JSX } from "solid-js"

type Share = Component<{ readonly children: JSX.Element }>

let share: Share | undefined

/** Says how a provider tells `SupportContext`. Only hosts that import that context pay for it. */
export const shareBy = (component: Share): void => {
  share = component
}

export const sharing = (): Share | undefined => share
