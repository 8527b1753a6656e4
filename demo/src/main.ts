import "@cossistant/react/styles.css"
import "./demo.css"
import { readChoice } from "./choice.ts"
import type { DemoConfig, DemoSupport } from "./Demo.ts"
import { fillToolbar } from "./toolbar.ts"

const json = async <Answer>(path: string): Promise<Answer> => {
  const response = await fetch(path)
  if (!response.ok) throw new Error(`${path} answered ${response.status}`)
  // Our own server's answer, described in Demo.ts.
  return await response.json() as Answer
}

const part = (id: string): HTMLElement => {
  const element = document.getElementById(id)
  if (element === null) throw new Error(`The page has no #${id}.`)
  return element
}

const config = await json<DemoConfig>("/demo/config")
const choice = readChoice(location.search, config.people)
fillToolbar(part("toolbar"), config, choice)

const support: DemoSupport = {
  publicKey: config.publicKey,
  apiUrl: location.origin,
  person: choice.person,
  identityToken: async () =>
    (await json<{ readonly token: string }>(`/demo/identity?person=${encodeURIComponent(choice.person?.id ?? "")}`)).token
}
const { mount } = choice.framework === "react" ? await import("./reactSupport.tsx") : await import("./solidSupport.tsx")
mount(part("support"), support)
