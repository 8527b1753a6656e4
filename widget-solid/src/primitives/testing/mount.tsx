import { makePartsStage } from "@cossistant/core/suite/parts/stage"
import type { JSX } from "solid-js"
import { partsDriver } from "../../testing/partsDriver.tsx"

/** For each test of a file: what the shared suites have. */
export const makePage = () => {
  const stage = makePartsStage(partsDriver)
  return {
    get server() {
      return stage.server
    },
    comeBack: stage.comeBack,
    draw: (code: () => JSX.Element) => stage.draw(code),
    show: (code: () => JSX.Element, key?: string | null) => stage.show(code, key)
  }
}
