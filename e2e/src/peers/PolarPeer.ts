import * as Schema from "effect/Schema"
import { createHmac, randomUUID } from "node:crypto"

/** What Polar's reference says a request looks like; another property is refused, as a changed SDK would send. */
const exactly = { onExcessProperty: "error" } as const
const Metadata = Schema.Record(Schema.String, Schema.Union([Schema.String, Schema.Finite, Schema.Boolean]))
const NewCustomer = Schema.Struct({ external_id: Schema.String, email: Schema.String.check(Schema.isPattern(/@/)), name: Schema.String })
const NewSubscription = Schema.Struct({ product_id: Schema.String, external_customer_id: Schema.String, metadata: Metadata })
const Update = Schema.Union([
  Schema.Struct({ product_id: Schema.String, proration_behavior: Schema.Literals(["invoice", "prorate", "next_period"]) }),
  Schema.Struct({ cancel_at_period_end: Schema.Boolean })
])
const NewCheckout = Schema.Struct({
  products: Schema.Array(Schema.String).check(Schema.isMinLength(1)), external_customer_id: Schema.String,
  subscription_id: Schema.optionalKey(Schema.String), metadata: Metadata, success_url: Schema.String, return_url: Schema.String
})
const NewSession = Schema.Struct({ external_customer_id: Schema.String, return_url: Schema.String })
const Ingest = Schema.Struct({
  events: Schema.Array(Schema.Struct({
    name: Schema.String, external_id: Schema.String, timestamp: Schema.String, external_customer_id: Schema.String, metadata: Metadata
  }))
})

interface Subscription {
  readonly id: string
  readonly customer: string
  readonly created_at: string
  readonly metadata: Readonly<Record<string, unknown>>
  product_id: string
  cancel_at_period_end: boolean
}

const token = "polar_oat_test"
const secret = "polar_whs_test"
export const meterId = "meter-credits"
export const products = { free: "product-free", hobby: "product-hobby", pro: "product-pro" } as const

/** Plays Polar on loopback: holds customers and subscriptions, and refuses what its reference doesn't describe. */
export interface PolarPeer {
  readonly settings: Readonly<Record<string, string>>
  readonly customers: Map<string, { readonly email: string; readonly name: string }>
  readonly subscriptions: Map<string, Subscription>
  /** Credits by the id of the event that booked them. */
  readonly booked: Map<string, number>
  readonly checkouts: Array<typeof NewCheckout.Type>
  /** Whose portal stands at `/portal/{id}`. */
  readonly portals: Map<string, typeof NewSession.Type>
  /** Requests that didn't look as documented. */
  readonly refused: Array<string>
  /** Doesn't answer while it is true. */
  isDown: boolean
  /** What it is asked while this is set is answered as things stand then, and told when it is kept. */
  held: Promise<void> | undefined
  /** How many answers are held. */
  waiting: number
  /** How many requests came, answered or not. */
  asked: number
  /** Somebody pays in Polar's own pages. */
  readonly buy: (customer: string, product: string, metadata: Readonly<Record<string, unknown>>, at?: string) => string
  /** Posts an event to `url` as Polar signs it, `ageSeconds` old. */
  readonly post: (url: string, event: unknown, options?: { readonly ageSeconds?: number; readonly secret?: string }) => Promise<number>
  readonly stop: () => Promise<void>
}

/** Another customer of the same seller has it already. https://polar.sh/docs/api-reference/customers/create */
class Taken extends Error {
  readonly detail: object
  constructor(name: string, msg: string, input: string) {
    super(msg)
    this.detail = { type: "value_error", loc: ["body", name], msg, input }
  }
}

const periodEnd = "2027-01-31T00:00:00Z"

/** Starts one on a free port. Its checkout is a page that pays and leads back, or leads back without; its portal one that leads back. */
export const startPolarPeer = (): PolarPeer => {
  const customers = new Map<string, { readonly email: string; readonly name: string }>()
  const subscriptions = new Map<string, Subscription>()
  const booked = new Map<string, number>()
  const checkouts: Array<typeof NewCheckout.Type> = []
  const portals = new Map<string, typeof NewSession.Type>()
  const refused: Array<string> = []

  const buy = (customer: string, product: string, metadata: Readonly<Record<string, unknown>>, at = new Date().toISOString()) => {
    const id = randomUUID()
    subscriptions.set(id, { id, customer, created_at: at, metadata, product_id: product, cancel_at_period_end: false })
    return id
  }
  const wire = ({ customer, ...subscription }: Subscription) => ({
    ...subscription, status: "active", current_period_start: "2026-12-31T00:00:00Z", current_period_end: periodEnd,
    ends_at: subscription.cancel_at_period_end ? periodEnd : null, customer: { external_id: customer }
  })
  const stateOf = (customer: string) => ({
    id: `customer-${customer}`, external_id: customer, type: "individual", ...customers.get(customer),
    active_subscriptions: [...subscriptions.values()].filter((each) => each.customer === customer).map(wire),
    active_meters: [{ meter_id: meterId, consumed_units: [...booked.values()].reduce((sum, credits) => sum + credits, 0), credited_units: 0, balance: 0 }],
    granted_benefits: []
  })
  const known = (customer: string) => {
    if (!customers.has(customer)) throw new Error("no such customer")
    return customer
  }

  const routes: ReadonlyArray<readonly [method: string, path: RegExp, answer: (body: unknown, id: string) => unknown]> = [
    ["GET", /^\/v1\/customers\/external\/([^/]+)\/state$/, (_, id) => customers.has(id) ? stateOf(id) : undefined],
    ["POST", /^\/v1\/customers\/$/, (body) => {
      const { external_id, ...customer } = Schema.decodeUnknownSync(NewCustomer, exactly)(body)
      if (customers.has(external_id)) throw new Taken("external_id", "A customer with this external ID already exists.", external_id)
      const isTaken = [...customers.values()].some(({ email }) => email.toLowerCase() === customer.email.toLowerCase())
      if (isTaken) throw new Taken("email", "A customer with this email address already exists.", customer.email)
      customers.set(external_id, customer)
      return { id: `customer-${external_id}`, external_id }
    }],
    ["POST", /^\/v1\/subscriptions\/$/, (body) => {
      const { external_customer_id, metadata, product_id } = Schema.decodeUnknownSync(NewSubscription, exactly)(body)
      if (product_id !== products.free) throw new Error("only a product without a price begins without a checkout")
      const made = subscriptions.get(buy(known(external_customer_id), product_id, metadata))
      return made && wire(made)
    }],
    ["PATCH", /^\/v1\/subscriptions\/([^/]+)$/, (body, id) => {
      const found = subscriptions.get(id)
      return found && wire(Object.assign(found, Schema.decodeUnknownSync(Update, exactly)(body)))
    }],
    ["DELETE", /^\/v1\/subscriptions\/([^/]+)$/, (_, id) => {
      const found = subscriptions.get(id)
      subscriptions.delete(id)
      return found && wire(found)
    }],
    ["POST", /^\/v1\/checkouts\/$/, (body) => {
      const checkout = Schema.decodeUnknownSync(NewCheckout, exactly)(body)
      known(checkout.external_customer_id)
      checkouts.push(checkout)
      return { id: "checkout", url: `${url}/checkout/${checkouts.length - 1}` }
    }],
    ["POST", /^\/v1\/customer-sessions\/$/, (body) => {
      const session = Schema.decodeUnknownSync(NewSession, exactly)(body)
      known(session.external_customer_id)
      const id = randomUUID()
      portals.set(id, session)
      return { customer_portal_url: `${url}/portal/${id}` }
    }],
    ["GET", /^\/v1\/products\/([^/]+)$/, (_, id) => Object.values<string>(products).includes(id) ? { id, name: id } : undefined],
    ["POST", /^\/v1\/events\/ingest$/, (body) => {
      for (const { external_id, metadata } of Schema.decodeUnknownSync(Ingest, exactly)(body).events) booked.set(external_id, Number(metadata["credits"]))
      return { inserted: 1, duplicates: 0 }
    }]
  ]

  const peer: Omit<PolarPeer, "stop"> = {
    settings: {
      POLAR_ENABLED: "true", POLAR_ACCESS_TOKEN: token, POLAR_WEBHOOK_SECRET: secret, POLAR_AI_USAGE_METER_ID: meterId,
      POLAR_PRODUCT_ID_FREE_SANDBOX: products.free, POLAR_PRODUCT_ID_HOBBY_SANDBOX: products.hobby, POLAR_PRODUCT_ID_PRO_SANDBOX: products.pro
    },
    customers, subscriptions, booked, checkouts, portals, refused, buy,
    isDown: false,
    held: undefined,
    waiting: 0,
    asked: 0,
    post: async (url, event, { ageSeconds = 0, secret: key = secret } = {}) => {
      const body = JSON.stringify(event)
      const id = randomUUID()
      const at = Math.floor(Date.now() / 1000) - ageSeconds
      const signature = `v1,${createHmac("sha256", key).update(`${id}.${at}.${body}`).digest("base64")}`
      const { status } = await fetch(`${url}/polar/webhooks`, {
        method: "POST", body, headers: { "content-type": "application/json", "webhook-id": id, "webhook-timestamp": String(at), "webhook-signature": signature }
      })
      return status
    }
  }

  const page = (body: string) =>
    new Response(`<!doctype html><meta charset="utf-8"><title>Polar</title>${body}`, { headers: { "content-type": "text/html; charset=utf-8" } })
  /** The page somebody pays on: the free subscription becomes the paid one, or a new one begins. */
  const checkoutPage = ({ external_customer_id, metadata, products: [product = ""], return_url, subscription_id, success_url }: typeof NewCheckout.Type, isPaid: boolean) => {
    if (isPaid) {
      const upgraded = subscriptions.get(subscription_id ?? "")
      if (upgraded === undefined) buy(external_customer_id, product, metadata)
      else upgraded.product_id = product
      return Response.redirect(success_url, 303)
    }
    return page(`<h1>Checkout</h1><p>${product}</p><form method="post"><button>Pay</button></form><a href="${return_url}">Back</a>`)
  }

  const answer = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url)
    if (peer.isDown) return new Response("down", { status: 503 })
    const checkout = checkouts[Number(/^\/checkout\/(\d+)$/.exec(pathname)?.[1])]
    if (checkout !== undefined) return checkoutPage(checkout, request.method === "POST")
    const portal = portals.get(/^\/portal\/(.+)$/.exec(pathname)?.[1] ?? "")
    if (portal !== undefined) return page(`<h1>Customer portal</h1><p>${customers.get(portal.external_customer_id)?.email}</p><a href="${portal.return_url}">Back</a>`)
    if (request.headers.get("authorization") !== `Bearer ${token}`) return Response.json({ error: "Unauthorized" }, { status: 401 })
    const text = await request.text()
    try {
      for (const [method, path, reply] of routes) {
        const match = request.method === method ? path.exec(pathname) : null
        if (match === null) continue
        const found = reply(text === "" ? undefined : JSON.parse(text), match[1] ?? "")
        return found === undefined ? Response.json({ error: "ResourceNotFound" }, { status: 404 }) : Response.json(found)
      }
      throw new Error("no such route")
    } catch (error) {
      if (error instanceof Taken) return Response.json({ error: "PolarRequestValidationError", detail: [error.detail] }, { status: 422 })
      refused.push(`${request.method} ${pathname} ${text}: ${error instanceof Error ? error.message : ""}`)
      return Response.json({ detail: "as documented, please" }, { status: 422 })
    }
  }
  const answerInTime = async (request: Request): Promise<Response> => {
    const { held } = peer
    peer.asked++
    const response = await answer(request)
    if (held === undefined) return response
    peer.waiting++
    await held
    peer.waiting--
    return response
  }
  const server: Bun.Server<undefined> = Bun.serve({ port: 0, hostname: "127.0.0.1", fetch: answerInTime })
  const url = `http://127.0.0.1:${server.port}`
  return Object.assign(peer, { settings: { ...peer.settings, POLAR_API_URL: url }, stop: () => server.stop(true) })
}
