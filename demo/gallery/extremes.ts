import type { FakeServer } from "../../core/src/suite/FakeServer.ts"
import type { GalleryState } from "./states.ts"

const word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
const address = "https://acme.example/kettles/steel/no-4-with-a-long-spout?campaign=spring_2026&from=newsletter&reader=8f3a9c17b2d54e6f9a0b1c2d3e4f5a6b"
const society = "International Society for the Care and Repair of Electric Kettles, Samovars and Teapots"
const arabic = "مرحبًا، متى تصل الغلاية التي طلبتها؟ رقم الطلب هو AK-4821 وسعرها 49.90 €."
const hebrew = "שלום, מתי תגיע ההזמנה שלי?"

/** A site and a person of it whose names are longer than their place. */
const named = (server: FakeServer): void => server.change({
  name: society,
  availableHumanAgents: [{ id: "user_ada", name: `Ada ${word}`, email: null, image: null, lastSeenAt: new Date().toISOString() }]
})

/** What is longer than its place, and what reads the other way than the page. */
export const extremes: Readonly<Record<string, GalleryState>> = {
  "overlong-home": { page: { quickOptions: [word + word, society, address, hebrew] }, isKnown: true, show: "home", before: (server) => {
    named(server)
    return server.begin(["Hello?", `>${address}`], { title: word + word, unreadCount: 3 })
  } },
  overlong: { isKnown: true, show: "conversation", before: (server) => {
    named(server)
    return server.begin([word + word, `>See [${word}](${address}) or ${address}`, "Thanks 🙏"])
  }, waitsFor: ".co-message .co-sources", next: (server, id) => {
    server.say(id, "", { type: "event", userId: null, parts: [{ type: "event", eventType: "participant_joined", actorUserId: "user_ada", actorAiAgentId: null, targetUserId: null, targetAiAgentId: null }] })
    server.say(id, "Both are here.", { parts: [
      { type: "text", text: "Both are here." },
      ...[`Invoice-2026-11-23-${word}-v2.pdf`, "כרטיס.pdf"].map((filename) => ({ type: "file" as const, url: "/files/x", mediaType: "application/pdf", filename, size: 81_200 })),
      { type: "source-url", sourceId: "1", url: address, title: society }
    ] })
  } },
  "both-ways": { isKnown: true, show: "history", before: (server) => {
    server.begin([arabic, `>${hebrew}`], { title: arabic })
    server.begin([hebrew, `>${society}`], { title: null })
    return server.begin([society, `>${arabic}`], { title: society })
  } }
}
