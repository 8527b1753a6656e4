/** In place of XMLHttpRequest: takes any upload, tells half of it as progress, and succeeds. */
export class FakeUpload {
  readonly upload: { onprogress?: (event: { lengthComputable: boolean; loaded: number; total: number }) => void } = {}
  readonly status = 200
  onload?: () => void
  open(): void {}
  setRequestHeader(): void {}
  abort(): void {}
  send(): void {
    queueMicrotask(() => {
      this.upload.onprogress?.({ lengthComputable: true, loaded: 1, total: 2 })
      this.onload?.()
    })
  }
}
