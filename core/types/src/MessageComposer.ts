/** A field to write in, and what happens to what is written. */
export interface MessageComposer {
  message: string
  files: File[]
  isSubmitting: boolean
  isUploading: boolean
  canSubmit: boolean
  setMessage: (message: string) => void
  addFiles: (files: File[]) => void
  removeFile: (index: number) => void
  submit: () => void
}
