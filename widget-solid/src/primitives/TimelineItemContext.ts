import type { TimelineFacts } from "@cossistant/core/primitives/TimelineFacts"
import { type Accessor, createContext } from "solid-js"

/** The item that parts below are about; a group gives its first until an item of its own says otherwise. */
export const TimelineItemContext = /* @__PURE__ */ createContext<Accessor<TimelineFacts | null>>(() => null)
