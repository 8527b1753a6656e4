import { expect, it } from "vitest"
import { fakeServer } from "../../fixture/fakeServer.ts"
import { find, named, openApp, press, shown, text } from "../testing/openApp.tsx"
import "../settings/SettingsPage.tsx"
import "../site/SitePage.tsx"

const choose = async (nth: number) => (await shown(() => document.querySelectorAll<HTMLInputElement>("input[name=verification]")[nth])).click()
const chosen = () => [...document.querySelectorAll<HTMLInputElement>("input[name=verification]")].findIndex(({ checked }) => checked)
const isOpen = () => document.querySelector(".modal[data-expanded]") !== null

it("That anyone may read anyone's conversations is asked once more, however the choice was reached; the others are saved at once", async () => {
  const { server } = openApp("/acme/settings/developers", fakeServer([]))
  const mode = async () => (await server.client.call("websites.settings", { websiteId: "01K00000000000000000000001" as never })).identityVerification // An id of the fixture.
  await choose(1)
  await shown(() => chosen() === 1)
  await choose(2)
  await shown(text("Let anyone claim to be anyone?", ".modal h2"))
  await press("Keep it as it is")
  await shown(() => !isOpen())
  expect(await mode()).toBe("required")
  await choose(2)
  await shown(isOpen)
  ;(await shown(named("Switch it off"))).click()
  await shown(() => chosen() === 2 && !isOpen())
  expect(await mode()).toBe("off")
  await shown(find(".note[role=status]"))
})
