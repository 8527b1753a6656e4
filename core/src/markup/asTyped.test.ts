import { describe, expect, it } from "vitest"
import { isWide, parseMarkup } from "./parseMarkup.ts"
import { plainText } from "./plainText.ts"
import { safeHref } from "./safeHref.ts"

const text = (words: string) => [{ type: "paragraph", children: [{ type: "text", text: words }] }]

describe("what a person types", () => {
  for (const words of ["2*3*4 is 24", "a * b * c", "5*x and 6*y", "snake*case*name", "so *that*one", "so *that *", "foot*note* here", "**not closed"]) {
    it(`stays as it is where a star is just a star: ${words}`, () => {
      expect(parseMarkup(words)).toEqual(text(words))
    })
  }

  it("is emphasis where stars stand around words, beside marks of a sentence too", () => {
    expect(parseMarkup("(*now*), or **never**!")).toEqual([{
      type: "paragraph",
      children: [
        { type: "text", text: "(" }, { type: "emphasis", children: [{ type: "text", text: "now" }] },
        { type: "text", text: "), or " }, { type: "strong", children: [{ type: "text", text: "never" }] }, { type: "text", text: "!" }
      ]
    }])
  })

  for (const [what, line, type] of [["a numbered list", "1. Open it", "list"], ["a list", "- Open it", "list"], ["a quote", "> Open it", "quote"], ["a heading", "## Open it", "heading"], ["code", "```\nOpen it\n```", "code"]] as const) {
    it(`begins ${what} right below a sentence`, () => {
      expect(parseMarkup(`Do this:\n${line}`).map((block) => block.type)).toEqual(["paragraph", type])
    })
  }
})

describe("an address that isn't what it seems", () => {
  for (const [what, address] of [
    ["reads backwards", "https://acme.example/\u202egnp.exe"], ["hides a break", "https://ac\nme.example/"], ["hides a tab", "https://ac\tme.example/"],
    ["hides a null", "https://acme.example/\u0000"], ["hides a joiner", "https://ac\u200bme.example/"]
  ] as const) {
    it(`is no link: one that ${what} (P23)`, () => {
      expect(safeHref(address)).toBeNull()
      // Nor by another name: "here" stays as it was typed.
      expect(JSON.stringify(parseMarkup(`[here](${address})`))).not.toContain(`"text":"here"`)
    })
  }
})

describe("a link", () => {
  it("holds no other: an address that stands for another one is its words (P23)", () => {
    expect(parseMarkup("[https://acme.example](https://other.example/)")).toEqual([{
      type: "paragraph",
      children: [{ type: "link", href: "https://other.example/", children: [{ type: "text", text: "https://acme.example" }] }]
    }])
  })
})

describe("lines", () => {
  it("end as they do on any system", () => {
    expect(parseMarkup("one\r\ntwo\r\rthree")).toEqual([
      { type: "paragraph", children: [{ type: "text", text: "one" }, { type: "break" }, { type: "text", text: "two" }] },
      { type: "paragraph", children: [{ type: "text", text: "three" }] }
    ])
  })

  it("of code are told as they are where there is room for one line only", () => {
    expect(plainText("Try *this*:\n```\nconst *a* = `b`\n```\nand **then** that")).toBe("Try this: const *a* = `b` and then that")
  })

  it("of code and commands want the whole width, words don't", () => {
    expect(["```\ncode\n```", "```sh\nnpm install x\n```", "- a list\n\nand words"].map((text) => isWide(parseMarkup(text)))).toEqual([true, true, false])
  })
})

describe("a package manager's line", () => {
  const variants = (command: string) => {
    const [block] = parseMarkup(`\`\`\`sh\n${command}\n\`\`\``)
    return block?.type === "command" ? block.commands : null
  }
  for (const shell of ["sh", "shell", "bash", "zsh", "console"]) {
    it(`is one in ${shell}, and not in a language`, () => {
      expect(parseMarkup(`\`\`\`${shell}\nnpm install x\n\`\`\``)[0]?.type).toBe("command")
      expect(parseMarkup("```ts\nnpm install x\n```")[0]?.type).toBe("code")
    })
  }
  for (const [written, expected] of [
    ["yarn install", { npm: "npm install", yarn: "yarn install", pnpm: "pnpm install", bun: "bun install" }],
    ["bun run dev", { npm: "npm run dev", yarn: "yarn run dev", pnpm: "pnpm run dev", bun: "bun run dev" }],
    ["npm create vite", { npm: "npm create vite", yarn: "yarn create vite", pnpm: "pnpm create vite", bun: "bun create vite" }],
    ["npx tsc", { npm: "npx tsc", yarn: "yarn dlx tsc", pnpm: "pnpm dlx tsc", bun: "bunx tsc" }],
    ["npm test", null]
  ] as const) {
    it(`is shown for each of them, if each has it: ${written}`, () => {
      expect(variants(written)).toEqual(expected)
    })
  }
})
