/** Words and links are dragged as the browser does it. */
const carriesFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes("Files") ?? false

const listen = (to: Window | HTMLElement, onOver: (event: DragEvent) => void, onDrop: (event: DragEvent) => void) => {
  const over = (event: Event) => onOver(event as DragEvent) // what these two events are
  const drop = (event: Event) => onDrop(event as DragEvent) // as above
  to.addEventListener("dragover", over)
  to.addEventListener("drop", drop)
  return () => {
    to.removeEventListener("dragover", over)
    to.removeEventListener("drop", drop)
  }
}

/** Hands over the files that are dropped anywhere onto `place`; gives the function that ends it. */
export const takeDrops = (place: HTMLElement, onFiles: (files: ReadonlyArray<File>) => void): () => void =>
  listen(
    place,
    (event) => {
      if (carriesFiles(event)) event.preventDefault()
    },
    (event) => {
      if (!carriesFiles(event)) return
      event.preventDefault()
      onFiles([...event.dataTransfer?.files ?? []])
    }
  )

/** Refuses files that are dropped where nothing takes them: the browser would open them in the page's stead. Gives the function that ends it. */
export const refuseDrops = (): () => void =>
  listen(
    window,
    (event) => {
      if (event.defaultPrevented || !carriesFiles(event)) return
      event.preventDefault()
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = "none"
    },
    (event) => {
      if (carriesFiles(event)) event.preventDefault()
    }
  )
