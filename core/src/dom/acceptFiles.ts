/** The files of a paste or drop. */
export const filesOf = (data: DataTransfer | null): ReadonlyArray<File> => [...data?.files ?? []]

/** Takes files dropped anywhere on `area`, which carries `data-dropping` while they hover. Gives back how to stop. */
export const acceptDrops = (area: HTMLElement, onFiles: (files: ReadonlyArray<File>) => void): () => void => {
  const stopped = new AbortController()
  const listen = (type: "dragenter" | "dragover" | "dragleave" | "drop", run: (event: DragEvent) => void) =>
    area.addEventListener(type, (event) => {
      if (event.dataTransfer?.types.includes("Files")) run(event)
    }, { signal: stopped.signal })
  let depth = 0
  const mark = (change: number) => {
    depth = Math.max(0, depth + change)
    area.toggleAttribute("data-dropping", depth > 0)
  }
  listen("dragenter", () => mark(1))
  listen("dragleave", () => mark(-1))
  listen("dragover", (event) => event.preventDefault())
  listen("drop", (event) => {
    event.preventDefault()
    mark(-depth)
    onFiles(filesOf(event.dataTransfer))
  })
  return () => stopped.abort()
}
