import { createContext, useContext } from "solid-js"
import type { Uploader } from "../inbox/uploader.ts"

export const UploaderContext = createContext<Uploader>()

/** Where a composer leaves the bytes of what is attached. */
export const useUploader = (): Uploader => {
  const uploader = useContext(UploaderContext)
  if (uploader === undefined) throw new Error("useUploader outside of a site")
  return uploader
}
