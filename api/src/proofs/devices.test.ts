import { signIdentity } from "@cossistant/core/server"
import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { ulid } from "ulid"
import { TestProgram } from "../testing/TestProgram.ts"
import { asMember, must, someone, TwoTenants } from "./TwoTenants.ts"
import { isTag, listenAsVisitor, saying } from "./listen.ts"

layer(TwoTenants.layer, { excludeTestServices: true, timeout: "60 seconds" })("P13: a person who is proven", (it) => {
  for (const socket of [true, false]) {
    it.effect(`sees and hears the same on every device, over ${socket ? "sockets" : "HTTP streams"}`, () => Effect.gen(function*() {
      const { acme, url } = yield* TwoTenants
      const { widget } = yield* TestProgram
      const { websiteId } = acme.things
      yield* Effect.promise(async () => {
        const ask = asMember(url, acme.owner)
        const { secret } = await must(ask, "identitySecrets.list", { websiteId }).then((all) => (all as ReadonlyArray<{ readonly secret: string }>)[0] ?? { secret: "" })
        const person = `jane over ${socket}`
        const device = async () => {
          const page = widget(acme.testKey, { socket })
          page.secret = (await someone(url, { door: "widget", key: acme.testKey, origin: "http://localhost:5173" })).caller.secret
          await page.call("visitors.identify", { identityToken: await signIdentity({ secret, websiteId, externalId: person }) })
          return { page, news: await listenAsVisitor(page) }
        }
        const [phone, laptop] = [await device(), await device()]
        const { conversations } = await phone.page.call("conversations.list", {})
        assert.strictEqual(conversations.length, 2)
        assert.deepStrictEqual((await laptop.page.call("conversations.list", {})).conversations, conversations)
        const conversationId = conversations[1]?.id ?? ""
        await laptop.page.call("conversations.send", { conversationId, messageId: ulid(), text: "from the other device" })
        await phone.news.until(saying("from the other device"))
        await must(ask, "inbox.typing", { websiteId, conversationId, isTyping: true, visibility: "public" })
        await Promise.all([phone, laptop].map(({ news }) => news.until(isTag("TypingChanged"))))
        await must(ask, "inbox.seen", { websiteId, conversationId, seq: 2 })
        await Promise.all([phone, laptop].map(({ news }) => news.until(isTag("SeenChanged"))))
        await phone.page.call("visitors.logout")
        await phone.news.until(isTag("Reload"))
        await laptop.page.call("conversations.send", { conversationId, messageId: ulid(), text: "after the phone has left" })
        await laptop.news.until(saying("after the phone has left"))
        assert.notInclude(JSON.stringify(phone.news.all), "after the phone has left")
        for (const { news } of [phone, laptop]) news.stop()
      })
    }))
  }
})
