interface Remembered<View> {
  readonly inputs: ReadonlyArray<unknown>
  readonly view: View
}

/**
 * Remembers, per owner and name, what was made of which inputs. As long as they keep their references, so does what was
 * made of them. What an owner remembers is forgotten with it.
 */
export const remember = <View>() => {
  const owners = new WeakMap<object, Map<string, Remembered<View>>>()
  return (owner: object, name: string, inputs: ReadonlyArray<unknown>, make: (last: View | undefined) => View): View => {
    const views = owners.get(owner) ?? new Map<string, Remembered<View>>()
    owners.set(owner, views)
    const last = views.get(name)
    if (last?.inputs.length === inputs.length && inputs.every((input, at) => input === last.inputs[at])) return last.view
    const view = make(last?.view)
    views.set(name, { inputs, view })
    return view
  }
}
