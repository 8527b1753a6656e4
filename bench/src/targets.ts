import { Socket } from "./client.ts"
import type { Program } from "./programs.ts"
import type { Site } from "./site.ts"

/** What a load is put on: the product or the floor, spoken to by the same client. */
export interface Target {
  readonly program: Program
  /** The visitor of the nth conversation, counted from 1. */
  readonly visitor: (n: number) => Promise<Socket>
  /** Says something in the nth conversation, as its visitor. */
  readonly send: (visitor: Socket, n: number, messageId: string) => Promise<unknown>
  /** Someone of the team, who hears of every message by its id. */
  readonly listen: (onMessage: (messageId: string) => void) => Promise<Socket>
}

const text = "Good morning! Where is my order number 4711? I have been waiting for a week and nobody could tell me."

const socketUrl = (program: Program, rest: string) => `${program.url.replace("http", "ws")}${rest}`

/** A visitor's socket of the product. */
export const openVisitor = (program: Program, site: Site, n: number): Promise<Socket> =>
  Socket.open(socketUrl(program, `/rpc/widget?key=${site.publicKey}`), { origin: site.origin }, site.visitorSecret(n))

/** The site owner's socket of the product. */
export const openMember = (program: Program, site: Site): Promise<Socket> =>
  Socket.open(socketUrl(program, "/rpc/inbox"), { origin: program.url.replace("127.0.0.1", "localhost"), cookie: site.cookie })

export const productTarget = (program: Program, site: Site): Target => ({
  program,
  visitor: (n) => openVisitor(program, site, n),
  send: (visitor, n, messageId) => visitor.call("conversations.send", { conversationId: site.conversationId(n), messageId, text }),
  listen: async (onMessage) => {
    const member = await openMember(program, site)
    await member.subscribe({ websiteId: site.websiteId, token: null }, ({ item }) => item && onMessage(item.id))
    return member
  }
})

export const floorTarget = (program: Program, site: Site): Target => ({
  program,
  visitor: () => Socket.open(socketUrl(program, "/"), {}),
  send: (visitor, n, messageId) => visitor.call("conversations.send", { conversationId: site.conversationId(n), messageId, text }),
  listen: async (onMessage) => {
    const member = await Socket.open(socketUrl(program, "/"), {})
    await member.subscribe({}, ({ item }) => item && onMessage(item.id))
    return member
  }
})
