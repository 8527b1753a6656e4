import { makePartsStage } from "@cossistant/core/suite/parts/stage"
import { type ReactNode, StrictMode } from "react"
import { flushSync } from "react-dom"
import { createRoot } from "react-dom/client"
import { partsDriver } from "../../testing/partsDriver.tsx"

/** For each test of a file: what the shared suites have, drawn by React alone, so that what is drawn next takes over what was. */
export const makePage = () => {
  const stage = makePartsStage({
    ...partsDriver,
    mount: (element) => {
      const root = createRoot(element)
      return {
        draw: (code) => flushSync(() => root.render(<StrictMode>{code() as ReactNode}</StrictMode>)), // made here
        unmount: () => flushSync(() => root.unmount())
      }
    }
  })
  return {
    get server() {
      return stage.server
    },
    comeBack: stage.comeBack,
    draw: (children: ReactNode) => stage.draw(() => children),
    show: (children: ReactNode, key?: string | null) => stage.show(() => children, key)
  }
}
