import type * as RpcSerialization from "effect/rpc/RpcSerialization"
import type { Host, RequestSender } from "./Doors.ts"
import { connectionOf, type Entrance } from "./Entrance.ts"
import { defectFrame } from "./frames.ts"
import { Intake } from "./Intake.ts"
import { Peer } from "./Peer.ts"
import { readBody } from "./readBody.ts"
import { ReplyOutlet } from "./ReplyOutlet.ts"
import { StreamOutlet } from "./StreamOutlet.ts"
import { wireMessage } from "./wireMessage.ts"

/**
 * Answers the request lines of one POST: in one piece when each has one answer, as a response that stays open when one
 * of them is a stream. The status is 200 once the request lines could be read; what became of them stands in the lines.
 */
export const answerPost = async (entrance: Entrance, request: Request, host: Host, sender: RequestSender, requestId: string): Promise<Response> => {
  const { allowance, connections, dispatch, limits } = entrance
  // A client that leaves while it sends is answered like one that sent nothing; nobody reads it.
  const body = await readBody(request, limits.frameBytes).catch(() => "")
  if (body === undefined) return lines(413, malformed(`Larger than ${limits.frameBytes} bytes`))
  const messages = parse(entrance.parsers.makeUnsafe(), body)
  if (messages === undefined) return lines(400, malformed("Not JSON"))
  const requests = messages.map((message) => wireMessage(message, dispatch.findProcedure, limits.depth)).filter((read) => read._tag === "Request")
  const transport = requests.some(({ procedure }) => procedure.isStream) ? "stream" : "request"
  const publicKey = request.headers.get("x-public-key")
  const connection = { ...connectionOf(entrance, request, sender), transport, publicKey, requestId } as const
  const refusal = await entrance.refuse(connection)
  if (refusal !== undefined) return lines(refusal.status, refusal.frame)

  const leave = () => {
    connections.peers.delete(connection.clientId)
    dispatch.left(peer)
  }
  const authorization = request.headers.get("authorization")
  const place = { address: connection.address, session: entrance.session(connection) }
  const names = new Set(requests.map((read) => read.authorization ?? authorization ?? undefined))
  const budgets = [...names].map((name) => allowance.repliesOf(place, name, performance.now()))
  const outlet = transport === "stream"
    ? new StreamOutlet(limits, connections.backlog, leave)
    : new ReplyOutlet(limits, connections.backlog, budgets, leave)
  const peer = new Peer(connection, outlet)
  connections.peers.set(connection.clientId, peer)
  request.signal.addEventListener("abort", () => outlet.ended(), { once: true })
  const intake = new Intake(peer, dispatch, limits, allowance, place, authorization)
  for (const message of messages) intake.take(message)
  peer.heard()
  // Bun cuts off a silent response; this one shows by itself that it lives.
  if (transport === "stream") host.timeout(request, 0)
  return lines(200, await outlet.body)
}

const parse = (parser: RpcSerialization.Parser, body: string): ReadonlyArray<unknown> | undefined => {
  try {
    return parser.decode(body + "\n")
  } catch {
    return undefined
  }
}

const malformed = (issue: string) => defectFrame({ _tag: "BadRequest", id: crypto.randomUUID(), issue })

const lines = (status: number, body: BodyInit) =>
  new Response(body, {
    status,
    headers: {
      "content-type": "application/x-ndjson",
      "cache-control": "no-store",
      // nginx would gather a stream's lines before passing them on.
      "x-accel-buffering": "no",
      "x-content-type-options": "nosniff"
    }
  })
