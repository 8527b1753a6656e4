import type { Grant } from "./nouns.ts"

export type { Grant }

/** Sends a file to where its grant says, telling progress from 0 to 1. Rejects when it didn't arrive. */
export type PutFile = (grant: Grant, file: Blob, onProgress: (progress: number) => void, signal: AbortSignal) => Promise<void>

/** By XMLHttpRequest, the only request of a browser that tells how much of its body has gone out. */
export const putFile: PutFile = (grant, file, onProgress, signal) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(grant.method, grant.url)
    for (const [name, value] of Object.entries(grant.headers)) request.setRequestHeader(name, value)
    request.upload.onprogress = ({ lengthComputable, loaded, total }) => {
      if (lengthComputable) onProgress(loaded / total)
    }
    request.onload = () => request.status < 300 ? resolve() : reject(new Error(`upload answered ${request.status}`))
    request.onerror = request.onabort = () => reject(new Error("upload cut"))
    signal.addEventListener("abort", () => request.abort())
    request.send(file)
  })
