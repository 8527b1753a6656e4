/**
 * A view of a widget's state: `inputs` picks what it is made of, `make` makes it, anew only when one of them is another
 * than last time for this widget.
 */
export const memo = <State extends { readonly self: object }, Inputs extends ReadonlyArray<unknown>, View>(
  inputs: (state: State) => readonly [...Inputs],
  make: (...inputs: Inputs) => View
): (state: State) => View => {
  const made = new WeakMap<object, { readonly now: readonly [...Inputs]; readonly view: View }>()
  return (state) => {
    const now = inputs(state)
    const last = made.get(state.self)
    if (last && now.every((input, at) => input === last.now[at])) return last.view
    const view = make(...now)
    made.set(state.self, { now, view })
    return view
  }
}
