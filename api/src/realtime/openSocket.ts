import type { Connection } from "./Connection.ts"
import type { Host, RequestSender } from "./Doors.ts"
import { connectionOf, type Entrance } from "./Entrance.ts"
import { Intake } from "./Intake.ts"
import { Peer } from "./Peer.ts"
import { RpcSocket } from "./RpcSocket.ts"
import { refusedSocket, type SocketData } from "./socketHandler.ts"
import { SocketOutlet } from "./SocketOutlet.ts"

/**
 * Turns an upgrade request into a socket, also for whoever is refused: a browser can't read the status of a failed
 * upgrade, so the reason comes in one frame before the close. Gives undefined once it is a socket.
 */
export const openSocket = async (
  entrance: Entrance,
  request: Request,
  host: Host,
  sender: RequestSender
): Promise<Response | undefined> => {
  if (request.headers.get("upgrade")?.toLowerCase() !== "websocket") {
    return new Response("Expected a WebSocket", { status: 426, headers: { upgrade: "websocket" } })
  }
  const publicKey = new URL(request.url).searchParams.get("key")
  const connection = { ...connectionOf(entrance, request, sender), transport: "socket", publicKey } as const
  const refusal = await entrance.refuse(connection)
  const data = refusal === undefined ? rpcSocket(entrance, connection, request) : refusedSocket(refusal)
  return host.upgrade(request, { data }) ? undefined : new Response("Not a WebSocket handshake", { status: 400 })
}

const rpcSocket = (entrance: Entrance, connection: Connection, request: Request): SocketData => {
  const { allowance, connections, dispatch, limits, parsers, session } = entrance
  const outlet = new SocketOutlet(limits, connections.backlog)
  const peer = new Peer(connection, outlet)
  const place = { address: connection.address, session: session(connection) }
  const intake = new Intake(peer, dispatch, limits, allowance, place, request.headers.get("authorization"))
  return new RpcSocket(peer, outlet, intake, parsers.makeUnsafe(), dispatch, connections.peers)
}
