import type { TimelineFacts } from "@cossistant/core/primitives/TimelineFacts"
import { createContext } from "react"

/** The item that parts below are about; a group gives its first until an item of its own says otherwise. */
export const TimelineItemContext = createContext<TimelineFacts | null>(null)
