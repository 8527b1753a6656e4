/** In place of XMLHttpRequest: tells half of an upload as progress, and lets it arrive, or waits until it is told how it ends. */
export class FakeUpload {
  /** Uploads that begin while this is a list wait in it. */
  static held: Array<FakeUpload> | null = null
  readonly upload: { onprogress?: (event: { lengthComputable: boolean; loaded: number; total: number }) => void } = {}
  readonly status = 200
  onload?: () => void
  onerror?: () => void
  open(): void {}
  setRequestHeader(): void {}
  abort(): void {}
  send(): void {
    queueMicrotask(() => {
      this.upload.onprogress?.({ lengthComputable: true, loaded: 1, total: 2 })
      if (FakeUpload.held) FakeUpload.held.push(this)
      else this.onload?.()
    })
  }
}
