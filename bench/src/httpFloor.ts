import { SQL } from "bun"

/*
 * The least an HTTP API can do for one conversation, as a program of its own: one statement, the very one the product asks,
 * and its row as JSON. It knows no keys, no rates, no schema and no headers.
 */
const sql = new SQL({ url: process.env["DATABASE_URL"] ?? "", max: 12 })
const website = process.env["WEBSITE_ID"] ?? ""
const below = "/v1/conversations/".length

const server = Bun.serve({
  hostname: "127.0.0.1",
  port: 0,
  fetch: async ({ url }) => {
    const id = new URL(url).pathname.slice(below)
    const [row] = await sql`select inbox, public, seen_at from api_conversation(${website}, 'live', ${id}, null, null)`
    return row === undefined ? new Response(null, { status: 404 }) : Response.json({ conversation: { ...row.inbox, visitorLastSeenAt: row.seen_at } })
  }
})
console.log(`http://127.0.0.1:${server.port}`)
