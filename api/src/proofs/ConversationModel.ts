import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import { signIdentity } from "@cossistant/core/server/signIdentity"
import { RpcFailure } from "@cossistant/core/client/RpcFailure"
import * as Schema from "effect/Schema"
import { ulid } from "ulid"
import type { FaultProxy } from "../../../e2e/src/FaultProxy.ts"
import type { Desk } from "./Desk.ts"
import type { Device } from "./Device.ts"
import { team } from "./history.ts"
import type { Recorder } from "./Recorder.ts"
import { untilAnswered } from "./untilAnswered.ts"

const device = Schema.Literals([0, 1, 2])
const step = Schema.TaggedStruct

/** What may happen. `device` 0, 1, 2 are visitors' browsers; `desk` is the member's. */
export const Step = Schema.Union([
  step("Say", { device, conversation: Schema.Literals([0, 1]), times: Schema.Literals([1, 1, 2]) }),
  step("Burst", { device, conversation: Schema.Literals([0, 1]) }),
  step("Reply", { conversation: Schema.Literals([0, 1, 2, 3]), visibility: Schema.Literals(["public", "private"]) }),
  step("Repeat", { device }),
  step("Cut", { network: Schema.Literals([0, 1, 2, "desk"]) }),
  step("LoseAnswers", { network: Schema.Literals([0, 1, 2, "desk"]) }),
  step("Mend", { network: Schema.Literals([0, 1, 2, "desk"]) }),
  step("Identify", { device, person: Schema.Literals(["jane", "joe"]) }),
  step("LogOut", { device }),
  step("Block", { device }),
  step("Unblock", { device }),
  step("Restart", {})
])
export type Step = typeof Step.Type

interface Visitor {
  readonly id: string
  person: string | null
  blocked: boolean
  /** Whom it asks to become: as soon as that counts, and be the answer lost, what it began belongs to that person. */
  becoming: string | null
}

/** A conversation as far as rights go: who began it, and which person it belongs to. */
interface Conversation {
  readonly id: string
  /** Null once its visitor has become somebody else: it stayed with the person. */
  visitor: string | null
  person: string | null
}

interface Handset {
  readonly device: Device
  visitor: Visitor
  /** Whom it claims to be, from the moment the claim begins. */
  claimed: string | null
  /** Of the visitor there is now; made by the first word. */
  conversations: Array<string | undefined>
  lastSaid: readonly [conversationId: string, messageId: string, text: string] | undefined
}

export interface Stage {
  readonly devices: ReadonlyArray<Device>
  readonly desk: Desk
  readonly networks: Readonly<Record<0 | 1 | 2 | "desk", FaultProxy>>
  readonly recorder: Recorder
  readonly restart: () => Promise<void>
  readonly identity: { readonly websiteId: string; readonly secret: string }
}

/** Who may see what, by the rules of the product, while steps of a scenario happen on a stage. */
export class ConversationModel {
  readonly #conversations = new Map<string, Conversation>()
  readonly #handsets: ReadonlyArray<Handset>
  /** Words and claims under way, by device: to become somebody else is to end what one was saying. */
  readonly #underWay = new Map<Handset, Set<Promise<unknown>>>()
  readonly #changing = new Map<Handset, Promise<unknown>>()
  readonly #blocking = new Map<string, Promise<void>>()

  constructor(private readonly stage: Stage) {
    this.#handsets = stage.devices.map((device) => ({
      device, visitor: { id: device.visitorId, person: null, blocked: false, becoming: null }, claimed: null, conversations: [], lastSaid: undefined
    }))
    // It may have been turned away for a block that is over by now.
    for (const handset of this.#handsets) handset.device.whenRefused = () => handset.visitor.blocked || handset.device.listen()
  }

  /** Begins a step; it may take until the network is mended. */
  begin(step: Step): Promise<unknown> {
    switch (step._tag) {
      case "Say": return this.#say(this.#handset(step.device), step.conversation, step.times)
      case "Burst": return Promise.all(Array.from({ length: 5 }, () => this.#say(this.#handset(step.device), step.conversation, 1)))
      case "Reply": return this.#reply(step.conversation, step.visibility)
      case "Repeat": return this.#repeat(this.#handset(step.device))
      case "Cut": return Promise.resolve(this.stage.networks[step.network].cut())
      case "LoseAnswers": return Promise.resolve(this.stage.networks[step.network].stall("down"))
      case "Mend": return Promise.resolve(this.stage.networks[step.network].resume())
      case "Identify": return this.#identify(this.#handset(step.device), step.person)
      case "LogOut": return this.#logOut(this.#handset(step.device))
      case "Block": return this.#block(this.#handset(step.device), true)
      case "Unblock": return this.#block(this.#handset(step.device), false)
      case "Restart": return this.stage.restart()
    }
  }

  /** The conversations of this scenario. */
  get conversationIds(): ReadonlyArray<string> {
    return [...this.#conversations.keys()]
  }

  /** Puts everything right, so that all can come to rest. */
  async heal(): Promise<void> {
    for (const network of Object.values(this.stage.networks)) network.resume()
    for (const handset of this.#handsets) await this.#block(handset, false)
  }

  #handset(place: 0 | 1 | 2): Handset {
    const handset = this.#handsets[place]
    if (handset === undefined) throw new Error(`There is no device ${place}`)
    return handset
  }

  #sees({ visitor }: Handset, conversation: Conversation): boolean {
    const author = this.#handsets.find((handset) => handset.visitor.id === conversation.visitor)?.visitor
    const person = conversation.person ?? author?.becoming ?? null
    return !visitor.blocked && (conversation.visitor === visitor.id || (visitor.person !== null && person === visitor.person))
  }

  #noteRights(): void {
    this.stage.recorder.may(this.#handsets.flatMap((handset) => [...this.#conversations.values()]
      .filter((conversation) => this.#sees(handset, conversation))
      .map(({ id }) => ({ viewer: handset.device.viewer, conversationId: id }))))
  }

  /** Runs beside others of its kind, after whatever changes who this device is. */
  async #beside<A>(handset: Handset, work: () => Promise<A>): Promise<A> {
    await this.#changing.get(handset)
    const running = work()
    const all = this.#underWay.get(handset) ?? new Set()
    this.#underWay.set(handset, all.add(running))
    return running.finally(() => all.delete(running))
  }

  /** Runs alone. */
  #alone(handset: Handset, work: () => Promise<unknown>): Promise<unknown> {
    const before = this.#changing.get(handset)
    const running = (async () => {
      await before
      await Promise.allSettled(this.#underWay.get(handset) ?? [])
      await work()
    })()
    this.#changing.set(handset, running)
    return running
  }

  #say(handset: Handset, place: number, times: number): Promise<unknown> {
    return this.#beside(handset, async () => {
      const { device, visitor } = handset
      const conversationId = handset.conversations[place] ??= newConversationId()
      if (!this.#conversations.has(conversationId)) {
        this.#conversations.set(conversationId, { id: conversationId, visitor: visitor.id, person: visitor.person })
        this.#noteRights()
      }
      const id = ulid()
      const words = [conversationId, id, `${device.viewer} says ${id}`] as const
      this.stage.recorder.start({ id, conversationId, author: device.viewer, text: words[2], visibility: "public" })
      handset.lastSaid = words
      await Promise.all(Array.from({ length: times }, () => device.send(...words)))
    })
  }

  #repeat(handset: Handset): Promise<unknown> {
    return this.#beside(handset, async () => {
      if (handset.lastSaid !== undefined) await handset.device.send(...handset.lastSaid)
    })
  }

  async #reply(place: number, visibility: "public" | "private"): Promise<void> {
    const threads = Object.keys(this.stage.desk.screen.threads).filter((id) => this.#conversations.has(id))
    const conversationId = threads[place % Math.max(1, threads.length)]
    if (conversationId === undefined) return
    const id = ulid()
    const text = `the team ${visibility === "public" ? "says" : "notes"} ${id}`
    this.stage.recorder.start({ id, conversationId, author: team, text, visibility })
    await this.stage.desk.reply(conversationId, id, text, visibility)
  }

  #identify(handset: Handset, person: string): Promise<unknown> {
    const { device, visitor } = handset
    const isFirst = handset.claimed === null
    const claim = async () => {
      if (handset.visitor !== visitor) return
      visitor.becoming = person
      this.#noteRights()
      await untilAnswered(async () => {
        const identityToken = await signIdentity({ ...this.stage.identity, externalId: person })
        return device.client.call("visitors.identify", { identityToken })
      }, { alsoPassing: mayPass })
      visitor.becoming = null
      for (const conversation of this.#conversations.values()) {
        if (conversation.visitor !== visitor.id || conversation.person === person) continue
        if (conversation.person === null) conversation.person = person
        else conversation.visitor = null
      }
      if (visitor.person !== null && visitor.person !== person) Object.assign(handset, { conversations: [], lastSaid: undefined })
      visitor.person = person
      this.#noteRights()
    }
    handset.claimed = person
    // The first time it may fall between words; a change of persons may not: whose words would they be?
    return isFirst ? this.#beside(handset, claim) : this.#alone(handset, claim)
  }

  #logOut(handset: Handset): Promise<unknown> {
    return this.#alone(handset, async () => {
      const isOut = await handset.device.logOut().then(() => true, (failure: unknown) => {
        if (failure instanceof RpcFailure && failure.message === "VisitorBlocked") return false
        throw failure
      })
      if (!isOut) return
      await handset.device.begin()
      Object.assign(handset, {
        visitor: { id: handset.device.visitorId, person: null, blocked: false, becoming: null }, claimed: null, conversations: [], lastSaid: undefined
      })
      this.#noteRights()
    })
  }

  /** One after another for each visitor, so that the last word is the last. */
  #block(handset: Handset, blocked: boolean): Promise<void> {
    const { device, visitor } = handset
    const before = this.#blocking.get(visitor.id)
    const running = (async () => {
      await before
      await this.stage.desk.block(visitor.id, blocked)
      visitor.blocked = blocked
      this.#noteRights()
      if (!blocked && handset.visitor === visitor) device.listen()
    })()
    this.#blocking.set(visitor.id, running)
    return running
  }
}

/** Blocked for now, or this person has logged out elsewhere since the token was made: the next try may do. */
const mayPass = new Set(["VisitorBlocked", "IdentityRefused"])
