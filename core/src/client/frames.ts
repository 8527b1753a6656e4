/** What the client sends: one JSON object and a newline each (NDJSON). */
export interface RequestFrame {
  readonly _tag: "Request"
  readonly id: number
  readonly tag: string
  readonly payload: unknown
  readonly headers: ReadonlyArray<readonly [string, string]>
}

export type Cause = { readonly _tag: "Fail"; readonly error: { readonly _tag: string } } | {
  readonly _tag: "Die"
  readonly defect: unknown
} | { readonly _tag: "Interrupt" }

export type Exit = { readonly _tag: "Success"; readonly value: unknown } | {
  readonly _tag: "Failure"
  readonly cause: ReadonlyArray<Cause>
}

/** What the server sends. `Refused` is the one frame of a socket that is turned away at the door. */
export type ServerFrame =
  | { readonly _tag: "Chunk"; readonly requestId: number; readonly values: ReadonlyArray<unknown> }
  | { readonly _tag: "Exit"; readonly requestId: number; readonly exit: Exit }
  | { readonly _tag: "Pong" }
  | { readonly _tag: "Defect"; readonly defect: unknown }
  | { readonly _tag: "Refused"; readonly error: { readonly _tag: string } }

export const encodeFrame = (frame: object): string => JSON.stringify(frame) + "\n"

/**
 * A reader of NDJSON text that may arrive in any pieces; an empty line is a heartbeat. Throws a `SyntaxError` on a
 * line that isn't JSON: the connection is then worth nothing.
 */
export const frameReader = (onFrame: (frame: ServerFrame) => void) => {
  let rest = ""
  return (text: string): void => {
    const lines = (rest + text).split("\n")
    rest = lines.pop() ?? ""
    for (const line of lines) if (line) onFrame(JSON.parse(line))
  }
}
