/**
 * What keeps something from working, as a fact the interface turns into a sentence with a way out.
 * `until` is a moment in milliseconds since 1970.
 */
export type Problem =
  | { readonly _tag: "Unreachable" }
  | { readonly _tag: "RateLimited"; readonly until: number }
  | { readonly _tag: "InternalError"; readonly id: string | null }
  | { readonly _tag: "ConversationNotFound" }
  | { readonly _tag: "ConversationClosed"; readonly status: "resolved" | "spam" | "archived" }
  | { readonly _tag: "IdConflict" }
  | { readonly _tag: "FileNotReady" }
  | { readonly _tag: "FileRefused"; readonly reason: FileRefusal; readonly limitBytes: number | null }
  | { readonly _tag: "TooManyFiles"; readonly limit: number }
  | { readonly _tag: "UploadFailed" }
  /** A file of what is to be sent wasn't taken: it has to be tried again or left out first. */
  | { readonly _tag: "FileFailed" }
  | { readonly _tag: "TooLong"; readonly limit: number }
  | { readonly _tag: "VisitorEnded" }
  | { readonly _tag: "RatingRefused"; readonly reason: "not_resolved" | "already_rated" }
  | { readonly _tag: "IdentityRefused"; readonly reason: string }
  | { readonly _tag: "NotIdentified" }

export type FileRefusal = "too_large" | "type_not_allowed" | "empty" | "size_differs" | "not_arrived" | "quota"

/** Why the widget can't work on this page until its developer changes something. `type` is the documented name. */
export type ConfigurationError =
  | {
    readonly type: "missing_api_key"
    readonly message: string
    readonly envVarName: string
    /** Where the server is: its inbox has keys and allowed domains. */
    readonly apiUrl: string
  }
  | {
    /** `unreachable_api`: whatever answers at the address isn't a support server; it is asked again. */
    readonly type: "invalid_api_key" | "unreachable_api"
    readonly message: string
    readonly envVarName: string
    readonly apiUrl: string
    /** The page's origin, where that is what was refused; null where the key was. */
    readonly origin: string | null
    readonly reason: string | null
  }
