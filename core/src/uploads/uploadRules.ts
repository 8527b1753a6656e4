/** What may be attached, for the picker, the composer and the server alike. */
export const uploadRules = {
  maxFileBytes: 5 * 1024 * 1024,
  maxFilesPerMessage: 3,
  mediaTypes: [
    "image/jpeg", "image/png", "image/gif", "image/webp", "application/pdf", "text/plain", "text/csv", "text/markdown",
    "application/zip"
  ]
} as const
