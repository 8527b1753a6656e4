import { describe, expect, it, vi } from "vitest"
import { commandVariants } from "../../markup/commandVariants.ts"
import { all, makePartsStage, one, type PartsDriver } from "./stage.tsx"
import { eventually } from "../screen.ts"
import { type Given, message } from "./timelineGiven.ts"

type Names = "TimelineCodeBlock" | "TimelineCommandBlock" | "TimelineItem" | "TimelineItemContent"

/** Code in messages as a host draws it, run over each renderer. */
export const codeSuite = (renderer: string, driver: PartsDriver<Names>): void => {
  const { parts: P, signal } = driver
  describe(`the primitives of code in ${renderer}`, { timeout: 20_000 }, () => {
    const { draw } = makePartsStage(driver)

    it("lets a host draw code, and keeps what was drawn while the text is the same", () => {
      const [count, setCount] = signal(0)
      draw(() => (
        <P.TimelineItem item={message("a", { text: "run `it`:\n\n```ts src/a.ts\nconst a = 1\n```\n\n```sh\nnpm install kettle\n```", createdAt: `2026-03-04T09:4${count()}:00.000Z` })}>
          <P.TimelineItemContent
            markdownRenderers={{
              inlineCode: ({ code }: Given) => <kbd>{code}</kbd>,
              codeBlock: ({ code, fileName, language }: Given) => <figure>{`${fileName} ${language} ${code}`}</figure>
            }}
          />
          <output>{count()}</output>
        </P.TimelineItem>
      ))
      const figure = one("figure")
      setCount(1)
      expect(one("output").textContent).toBe("1")
      expect(one("kbd").textContent).toBe("it")
      expect(one("figure")).toBe(figure)
      expect(figure.textContent).toBe("src/a.ts ts const a = 1")
      expect(one("[data-co-command-block]").textContent).toBe("npm install kettle")
    })

    it("remembers the chosen package manager and follows another tab's choice", async () => {
      const commands = commandVariants("npm install kettle")
      if (commands === null) throw new Error("not recognised")
      draw(() => (
        <P.TimelineCommandBlock commands={commands}>
          {(block: Given) => (
            <>
              {block.packageManagers.map((name) => <button key={name} onClick={() => block.setPackageManager(name)}>{name}</button>)}
              <output>{block.activeCommand}</output>
            </>
          )}
        </P.TimelineCommandBlock>
      ))
      expect(one("output").textContent).toBe("npm install kettle")
      all("button").find(({ textContent }) => textContent === "pnpm")?.click()
      await eventually("pnpm's", () => one("output").textContent === "pnpm add kettle")
      expect(localStorage.getItem("cossistant:package-manager")).toBe("pnpm")
      localStorage.setItem("cossistant:package-manager", "bun")
      window.dispatchEvent(new StorageEvent("storage", { key: "cossistant:package-manager" }))
      await eventually("bun's", () => one("output").textContent === "bun add kettle")
    })

    it("says that code was copied once it was", async () => {
      const writeText = vi.fn(() => Promise.resolve())
      vi.stubGlobal("navigator", { ...navigator, clipboard: { writeText } })
      draw(() => (
        <P.TimelineCodeBlock code="let a" language="ts">
          {(block: Given) => <button onClick={block.onCopy}>{`${block.languageLabel} ${block.codeClassName} ${block.hasCopied}`}</button>}
        </P.TimelineCodeBlock>
      ))
      expect(one("button").textContent).toBe("TypeScript language-ts false")
      one("button").click()
      await eventually("copied", () => one("button").textContent?.endsWith("true"))
      expect(writeText).toHaveBeenCalledWith("let a")
    })
  })
}
