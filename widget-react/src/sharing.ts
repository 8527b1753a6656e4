import type { ComponentType, ReactNode } from "react"

type Share = ComponentType<{ readonly children: ReactNode }>

let share: Share | undefined

/** Says how a provider tells `SupportContext`. Only hosts that import that context pay for it. */
export const shareBy = (component: Share): void => {
  share = component
}

export const sharing = (): Share | undefined => share
