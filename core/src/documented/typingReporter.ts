/** Milliseconds between two reports while someone writes on. */
export const TYPING_SEND_INTERVAL_MS = 800
/** Milliseconds after which a report is repeated, so that it doesn't lapse. */
export const TYPING_KEEP_ALIVE_MS = 4_000
/** Milliseconds without a keystroke after which writing has stopped. */
export const TYPING_STOP_DELAY_MS = 2_000
/** Characters of unsent text that are told at most. */
export const TYPING_PREVIEW_MAX_LENGTH = 2_000

export interface TypingReporterOptions {
  /** Tells the others. What it throws, or its promise rejects with, is left at that: the next report follows anyhow. */
  send: (isTyping: boolean, preview: string | null) => unknown
  sendIntervalMs?: number | undefined
  keepAliveMs?: number | undefined
  stopDelayMs?: number | undefined
  previewMaxLength?: number | undefined
  /** False: only that something is written, not what. Default true. */
  includePreview?: boolean | undefined
}

export interface TypingReporterState {
  isTyping: boolean
  preview: string | null
}

export interface TypingReporter {
  handleInputChange: (value: string) => void
  handleSubmit: () => void
  stop: () => void
  /** Stops, for good: nothing is told any more. */
  dispose: () => void
  getState: () => TypingReporterState
}

/** Turns keystrokes into a few reports that someone writes: at once, then at intervals, and once when they stop. */
export const createTypingReporter = ({
  includePreview = true, keepAliveMs = TYPING_KEEP_ALIVE_MS, previewMaxLength = TYPING_PREVIEW_MAX_LENGTH, send,
  sendIntervalMs = TYPING_SEND_INTERVAL_MS, stopDelayMs = TYPING_STOP_DELAY_MS
}: TypingReporterOptions): TypingReporter => {
  let state: TypingReporterState = { isTyping: false, preview: null }
  let sentAt = -Infinity
  let told: string | null = null
  let isDisposed = false
  let due: ReturnType<typeof setTimeout> | undefined
  let idle: ReturnType<typeof setTimeout> | undefined

  const tell = (isTyping: boolean, preview: string | null) => {
    told = preview
    sentAt = Date.now()
    void Promise.resolve().then(() => send(isTyping, preview)).catch(() => {})
  }
  /** Tells now, and again when it would lapse. */
  const report = () => {
    tell(true, state.preview)
    clearTimeout(due)
    due = setTimeout(report, keepAliveMs)
  }
  const stop = () => {
    clearTimeout(due)
    clearTimeout(idle)
    if (!state.isTyping) return
    state = { isTyping: false, preview: null }
    tell(false, null)
    sentAt = -Infinity
  }
  return {
    handleInputChange: (value) => {
      if (isDisposed) return
      const text = value.trim().slice(0, previewMaxLength)
      if (text === "") return stop()
      state = { isTyping: true, preview: includePreview ? text : null }
      clearTimeout(idle)
      idle = setTimeout(stop, stopDelayMs)
      const wait = sentAt + sendIntervalMs - Date.now()
      if (wait <= 0) report()
      else if (told !== state.preview) {
        clearTimeout(due)
        due = setTimeout(report, wait)
      }
    },
    handleSubmit: stop,
    stop,
    dispose: () => {
      stop()
      isDisposed = true
    },
    getState: () => state
  }
}
