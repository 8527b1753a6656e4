import { realtimeSuite } from "@cossistant/core/suite/parts/realtimeSuite"
import { renderToString } from "react-dom/server"
import { expect, it } from "vitest"
import { useRealtimeConnection } from "../realtime.ts"
import { partsDriver } from "../testing/partsDriver.tsx"

realtimeSuite("React", partsDriver)

it("says why where there is no connection to listen to", () => {
  const Connection = () => <p>{String(useRealtimeConnection().isConnected)}</p>
  expect(() => renderToString(<Connection />)).toThrow("RealtimeProvider")
})
