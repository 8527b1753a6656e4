/** @jsxImportSource solid-js */
import { Support, type SupportHandle, SupportProvider } from "@cossistant/solid"
import { render } from "solid-js/web"
import type { Host } from "./Host.ts"
import { type Network, publicKey } from "./network.ts"
import { widgetHost } from "./widgetHost.ts"

export const makeHost = (network: Network): Host => widgetHost(network, (root) => {
  let handle: SupportHandle
  render(() => (
    <SupportProvider publicKey={publicKey} apiUrl="http://bench.test"><Support ref={(given) => (handle = given)} /></SupportProvider>
  ), root)
  return () => handle
})
