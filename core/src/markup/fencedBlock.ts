import { commandVariants } from "./commandVariants.ts"
import type { Block } from "./Markup.ts"

/** What a fence says of its code. */
interface Info {
  readonly language: string | null
  readonly fileName: string | null
}

const fileName = /^[\w@./-]+\.\w{1,8}$/
const fileComment = /^(?:\/\/|#|--|<!--|\/\*) *([\w@./-]+\.\w{1,8})(?: *(?:-->|\*\/))?$/

const shells = new Set<string | null>([null, "sh", "bash", "shell", "zsh", "console", "terminal"])

const namedIn = (said: string): string | null => {
  const name = /^(?:(?:title|file|filename)=)?["']?([^"']+)["']?$/.exec(said)?.[1]?.trim()
  return name !== undefined && fileName.test(name) ? name : null
}

/** A language, a file's name or both; null for any other words. */
const infoOf = (said: string): Info | null => {
  const alone = namedIn(said)
  if (alone !== null) return { language: null, fileName: alone }
  const [match, language, rest] = /^([\w+#.-]*)(?:\s+(.+))?$/.exec(said) ?? []
  const named = rest === undefined ? null : namedIn(rest)
  return match === undefined || (rest !== undefined && named === null) ? null : { language: language || null, fileName: named }
}

/** Code with its language and the file's name, from the fence or a first-line comment; a package manager's one-liner is a command. */
const blockOf = ({ fileName: named, language }: Info, lines: ReadonlyArray<string>): Block => {
  const commands = lines.length === 1 && named === null && shells.has(language) ? commandVariants(lines[0] ?? "") : null
  if (commands) return { type: "command", commands }
  const comment = fileComment.exec(lines[0] ?? "")?.[1] ?? null
  const body = named === null && comment !== null ? lines.slice(1) : lines
  return { type: "code", language, fileName: named ?? comment, text: body.join("\n") }
}

interface Fence {
  /** Spaces before it, which its lines may have too. */
  readonly indent: number
  readonly ticks: number
  /** What stands behind it on its line. */
  readonly said: string
}

/**
 * The code behind a fence, from line `from` on; `end` is the line that closes it, `rest` what follows there. One still open
 * at the end is code up to there, so that a streamed message doesn't flicker.
 */
export const fencedBlock = (lines: ReadonlyArray<string>, from: number, { indent, said, ticks }: Fence): {
  readonly block: Block
  readonly end: number
  readonly rest: string
} => {
  const info = infoOf(said)
  // Words that are no info are the code's first line, as chats write it; there a fence closes wherever it stands.
  const closing = info ? /^ {0,3}(`{3,})\s*$/ : /(`{3,})/
  const closes = (line: string) => (closing.exec(line)?.[1]?.length ?? 0) >= ticks
  let end = from
  while (end < lines.length && !closes(lines[end] ?? "")) end++
  const code = lines.slice(from, end)
  if (info) {
    const margin = new RegExp(`^ {0,${indent}}`)
    return { block: blockOf(info, code.map((line) => line.replace(margin, ""))), end, rest: "" }
  }
  const [last = "", , rest = ""] = /^(.*?)(`{3,})(.*)$/s.exec(lines[end] ?? "")?.slice(1) ?? []
  return { block: blockOf({ language: null, fileName: null }, [said, ...code, ...last.trim() === "" ? [] : [last]]), end, rest: rest.trim() }
}
