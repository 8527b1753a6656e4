import { $PROXY } from "solid-js"

type Layer = object | undefined

/** An object that reads through to others each time, so that what they say is followed where it is used. */
const through = <Props extends object>(read: (name: PropertyKey) => unknown, names: () => ReadonlyArray<PropertyKey>): Props =>
  new Proxy({}, {
    get: (_, name) => read(name),
    // Solid asks by this name whether an object's fields may come and go.
    has: (_, name) => name === $PROXY || names().includes(name),
    ownKeys: () => names() as Array<string>, // of objects, so they are names
    getOwnPropertyDescriptor: (_, name) => names().includes(name) ? { get: () => read(name), enumerable: true, configurable: true } : undefined
  }) as Props // all that its layers say

/** Props of several layers: of each name what the last one says that says anything. A layer may be a function that gives it. */
export const layered = <Props extends object>(...layers: ReadonlyArray<Layer | (() => Layer)>): Props => {
  const present = () => layers.map((layer): object => (typeof layer === "function" ? layer() as Layer : layer) ?? {}) // the function's own type is lost
  const read = (name: PropertyKey) => {
    for (const layer of present().reverse()) {
      const value: unknown = Reflect.get(layer, name)
      if (value !== undefined) return value
    }
  }
  return through(read, () => [...new Set(present().flatMap((layer) => Reflect.ownKeys(layer)))])
}

/** All props but these. */
export const without = <Props extends object, Name extends keyof Props>(props: Props, names: ReadonlyArray<Name>): Omit<Props, Name> => {
  const isLeftOut = (name: PropertyKey) => (names as ReadonlyArray<PropertyKey>).includes(name) // any name may be asked
  return through((name) => isLeftOut(name) ? undefined : Reflect.get(props, name), () => Reflect.ownKeys(props).filter((name) => !isLeftOut(name)))
}
