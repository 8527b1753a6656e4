/** A run of message text. `link.href` is always http, https, mailto or tel. */
export type Inline =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "break" }
  | { readonly type: "strong"; readonly children: ReadonlyArray<Inline> }
  | { readonly type: "emphasis"; readonly children: ReadonlyArray<Inline> }
  | { readonly type: "code"; readonly text: string }
  | { readonly type: "link"; readonly href: string; readonly children: ReadonlyArray<Inline> }
  | { readonly type: "mention"; readonly kind: MentionKind; readonly id: string; readonly name: string }

export type MentionKind = "visitor" | "ai-agent" | "human-agent" | "tool"

export type PackageManager = "npm" | "yarn" | "pnpm" | "bun"
export type CommandVariants = Readonly<Record<PackageManager, string>>

/** A piece of a message that stands on its own lines. */
export type Block =
  | { readonly type: "paragraph"; readonly children: ReadonlyArray<Inline> }
  | { readonly type: "heading"; readonly level: 1 | 2 | 3; readonly children: ReadonlyArray<Inline> }
  | { readonly type: "list"; readonly start: number | null; readonly items: ReadonlyArray<ReadonlyArray<Inline>> }
  | { readonly type: "quote"; readonly children: ReadonlyArray<Inline> }
  | { readonly type: "code"; readonly language: string | null; readonly fileName: string | null; readonly text: string }
  | { readonly type: "command"; readonly commands: CommandVariants }
