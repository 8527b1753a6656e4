import { remember } from "./remember.ts"

/**
 * A view of a widget's state: `inputs` picks what it is made of, `make` makes it, anew only when one of them is another
 * than last time for this widget.
 */
export const memo = <State extends { readonly self: object }, Inputs extends ReadonlyArray<unknown>, View>(
  inputs: (state: State) => readonly [...Inputs],
  make: (...inputs: Inputs) => View
): (state: State) => View => {
  const views = remember<View>()
  return (state) => {
    const now = inputs(state)
    return views(state.self, "", now, () => make(...now))
  }
}
