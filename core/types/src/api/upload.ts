export interface GenerateUploadUrlRequest {
  conversationId: string
  contentType: string
  fileName?: string | undefined
  fileExtension?: string | undefined
  path?: string | undefined
  useCdn?: boolean | undefined
  expiresInSeconds?: number | undefined
}

/** Where a file is put. */
export interface GenerateUploadUrlResponse {
  uploadUrl: string
  key: string
  bucket: string
  expiresAt: string
  contentType: string
  publicUrl: string
}
