import { type Accessor, createContext, useContext } from "solid-js"

interface Raised {
  /** The page's content is scrolled under the header. */
  readonly isRaised: Accessor<boolean>
  readonly onRaised: (isRaised: boolean) => void
}

export const RaisedContext = /* @__PURE__ */ createContext<Raised>({ isRaised: () => false, onRaised: () => {} })

export const useRaised = (): Raised => useContext(RaisedContext)
