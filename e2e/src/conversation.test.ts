import { expect } from "vitest"
import { journey, journeyAlone } from "./journey.ts"
import { member, visitor } from "./people.ts"

for (const framework of ["react", "solid"]) {
  // Where nobody asks for less motion: everywhere else journeys do, as it takes their time.
  journey(`a visitor (${framework}) and a member talk live, with everything that moves`, async ({ newPage, openInbox }) => {
    const inbox = await openInbox()
    const page = await newPage("visitor", `/demo/?with=${framework}`, { reducedMotion: "no-preference" })
    const someone = visitor(page)
    await someone.open()
    const question = `Does the kettle whistle in ${framework}?`
    await someone.say(question)
    const dana = member(inbox)
    await dana.opens(question)
    await dana.replies(`It sings in ${framework}.`)
    await someone.sees(`It sings in ${framework}.`)
    await someone.say(`Lovely in ${framework}`)
    await dana.sees(`Lovely in ${framework}`)
  })
}

journeyAlone("a server killed in the middle loses and doubles nothing", async ({ newPage, openInbox, server }) => {
  const inbox = await openInbox()
  const someone = visitor(await newPage("visitor", "/demo/"))
  await someone.open()
  await someone.say("before the crash")
  const dana = member(inbox)
  await dana.opens("before the crash")
  await server.kill9()
  await someone.say("while it is down")
  await server.restart()
  await dana.sees("while it is down")
  await dana.replies("after the crash")
  await someone.sees("after the crash")
  const lines = await someone.thread()
  const said = ["before the crash", "while it is down", "after the crash"]
  expect(lines.filter((line) => said.includes(line))).toEqual(said)
})

journey("a signed-in person finds the conversation on a second device", async ({ newPage, openInbox }) => {
  const first = visitor(await newPage("phone", "/demo/?as=customer_maya"))
  await first.open()
  await first.say("I wrote this on my phone")
  const inbox = await openInbox()
  await member(inbox).opens("I wrote this on my phone")
  await inbox.getByRole("complementary").getByText("Maya Okafor").first().waitFor()
  const laptop = await newPage("laptop", "/demo/?as=customer_maya&with=solid")
  const second = visitor(laptop)
  await second.widget.getByRole("button").first().click()
  await second.widget.getByText("I wrote this on my phone").first().click()
  await second.sees("I wrote this on my phone")
})
