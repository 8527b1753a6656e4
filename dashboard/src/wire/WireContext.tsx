import { createContext, useContext } from "solid-js"
import type { Auth } from "../account/auth.ts"
import type { packages } from "../onboarding/packages.ts"
import type { Wire } from "./makeWire.ts"

/** What the app talks to: the wire for everything, `auth` for signing in and out, `packages` for where the widget is installed from. */
export interface Server extends Wire {
  readonly auth: Auth
  readonly packages: typeof packages
}

export const WireContext = createContext<Server>()

/** The server the app talks to. */
export const useServer = (): Server => {
  const server = useContext(WireContext)
  if (server === undefined) throw new Error("useServer outside of App")
  return server
}
