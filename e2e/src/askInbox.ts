import type { Page } from "playwright-core"

/** Asks the server as the member who is signed in on `page`; fails with the server's own answer. */
export const askInbox = async <Answer>(page: Page, tag: string, payload: object | null): Promise<Answer> => {
  const { exit } = await page.evaluate(async ([tag, payload]) => {
    const body = JSON.stringify({ _tag: "Request", id: 1, tag, payload, headers: [] })
    return (await fetch("/rpc/inbox", { method: "POST", body: `${body}\n` })).json()
  }, [tag, payload] as const)
  if (exit?._tag !== "Success") throw new Error(`${tag}: ${JSON.stringify(exit)}`)
  return exit.value
}
