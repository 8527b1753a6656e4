import { type Accessor, createMemo } from "solid-js"

/** An object whose fields are those of the present value, each followed by itself. A value has the same fields at all times. */
export const useFields = <Value extends object>(value: Accessor<Value>): Value => {
  const fields: Array<[string, PropertyDescriptor]> = Object.keys(value()).map((name) =>
    [name, { get: createMemo(() => value()[name as keyof Value]), enumerable: true }]) // listed a line ago
  return Object.defineProperties({}, Object.fromEntries(fields)) as Value // each of its fields, right above
}
