import { createContext, useContext } from "react"

interface Raised {
  /** The page's content is scrolled under the header. */
  readonly isRaised: boolean
  readonly onRaised: (isRaised: boolean) => void
}

export const RaisedContext = createContext<Raised>({ isRaised: false, onRaised: () => {} })

export const useRaised = (): Raised => useContext(RaisedContext)
