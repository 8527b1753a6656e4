import { expect } from "vitest"
import { journey } from "./journey.ts"
import { demoOf, member, signIn, visitor } from "./people.ts"

for (const framework of ["react", "solid"]) {
  journey(`a visitor (${framework}) and a member talk live`, async ({ newPage, server }) => {
    const inbox = await newPage("inbox", "/acme/inbox?test=1")
    await signIn(inbox, demoOf(server))
    const page = await newPage("visitor", `/demo/?with=${framework}`)
    const someone = visitor(page)
    await someone.open()
    await someone.say("Does the kettle whistle?")
    const dana = member(inbox)
    await dana.opens("Does the kettle whistle?")
    await dana.replies("It sings.")
    await someone.sees("It sings.")
    await someone.say("Lovely")
    await dana.sees("Lovely")
  })
}

journey("a server killed in the middle loses and doubles nothing", async ({ newPage, server }) => {
  const inbox = await newPage("inbox", "/acme/inbox?test=1")
  await signIn(inbox, demoOf(server))
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

journey("a signed-in person finds the conversation on a second device", async ({ newPage, server }) => {
  const first = visitor(await newPage("phone", "/demo/?as=customer_maya"))
  await first.open()
  await first.say("I wrote this on my phone")
  const inbox = await newPage("inbox", "/acme/inbox?test=1")
  await signIn(inbox, demoOf(server))
  await member(inbox).opens("I wrote this on my phone")
  await inbox.getByRole("complementary").getByText("Maya Okafor").first().waitFor()
  const laptop = await newPage("laptop", "/demo/?as=customer_maya&with=solid")
  const second = visitor(laptop)
  await second.widget.getByRole("button").first().click()
  await second.widget.getByText("I wrote this on my phone").first().click()
  await second.sees("I wrote this on my phone")
})
