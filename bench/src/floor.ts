import { SQL } from "bun"

/*
 * The least a chat server can do, as a program of its own: parse the frame, one INSERT … RETURNING, one publish.
 * Ours is measured against it; it has no order, no tenants, no repeats and no refusals.
 */
const sql = new SQL({ url: process.env["DATABASE_URL"] ?? "", max: 12 })
await sql`create table if not exists floor_message (
  id text primary key, conversation_id text not null, text text not null, created_at timestamptz not null default now())`.simple()

const frame = (tag: "Exit" | "Chunk", rest: object) => JSON.stringify({ _tag: tag, requestId: 1, ...rest })

const server = Bun.serve({
  hostname: "127.0.0.1",
  port: 0,
  fetch: (request, host) => host.upgrade(request) ? undefined : new Response("ok"),
  websocket: {
    perMessageDeflate: false,
    message: async (socket, data) => {
      const { id, payload, tag } = JSON.parse(String(data))
      if (tag === "sync.subscribe") {
        socket.subscribe("team")
        return void socket.send(frame("Chunk", { values: [{ _tag: "Position", token: "" }] }))
      }
      const [item] = await sql`insert into floor_message (id, conversation_id, text)
        values (${payload.messageId}, ${payload.conversationId}, ${payload.text}) returning id, conversation_id, text, created_at`
      socket.send(frame("Exit", { requestId: id, exit: { _tag: "Success", value: { item } } }))
      server.publish("team", frame("Chunk", { values: [{ _tag: "ItemChanged", item }] }))
    }
  }
})
console.log(`http://127.0.0.1:${server.port}`)
