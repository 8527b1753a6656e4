import { chunkEnd } from "./frames.ts"

/**
 * One encoded event on its way to many. Most clients give their subscription the same request id, so the frame of the
 * subscriber before is mostly the frame of this one too, and the very same text is handed to each socket.
 */
export class SharedEvent {
  private start = ""
  private text = ""
  constructor(readonly json: string) {}

  /** The whole frame for a subscription whose chunks begin with `start`. */
  frame(start: string): string {
    if (start !== this.start) {
      this.start = start
      this.text = start + this.json + chunkEnd
    }
    return this.text
  }
}
