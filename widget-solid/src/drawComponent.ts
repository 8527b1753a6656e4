import { type Component, createMemo, type JSX, untrack } from "solid-js"

/** Draws a component that may become another, nothing while there is none. */
export const drawComponent = <Props extends object>(component: () => Component<Props> | null | undefined, props: Props): JSX.Element =>
  createMemo(() => {
    const present = component()
    return present && untrack(() => present(props))
  }) as unknown as JSX.Element // drawn as a function that gives it
