export {
  ALLOWED_FILE_TYPES_DESCRIPTION, ALLOWED_MIME_TYPES, extractFilesFromClipboard, FILE_INPUT_ACCEPT, formatFileSize, isAllowedMimeType,
  isImageMimeType, MAX_FILE_SIZE, MAX_FILES_PER_MESSAGE, validateFile, validateFiles
} from "../documented/fileRules.ts"
