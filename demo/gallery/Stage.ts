import type { SupportHandle } from "@cossistant/types"
import type { GalleryState } from "./states.ts"

/** What a renderer is given to draw: the widget of one state, and the form beside it where the state has one. */
export interface Stage {
  readonly publicKey: string
  readonly page: NonNullable<GalleryState["page"]>
  readonly locale: string | undefined
  /** Told the widget's handle once it stands. */
  readonly onReady: (handle: SupportHandle) => void
}

export const apiUrl = "https://support.example"
