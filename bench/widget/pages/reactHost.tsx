import { Support, type SupportHandle, SupportProvider } from "@cossistant/react"
import { createRef } from "react"
import { createRoot } from "react-dom/client"
import type { Host } from "./Host.ts"
import { type Network, publicKey } from "./network.ts"
import { widgetHost } from "./widgetHost.ts"

export const makeHost = (network: Network): Host => widgetHost(network, (root) => {
  const handle = createRef<SupportHandle>()
  createRoot(root).render(
    <SupportProvider publicKey={publicKey} apiUrl="http://bench.test"><Support ref={handle} /></SupportProvider>
  )
  return () => handle.current as SupportHandle // set before the launcher is in the document
})
