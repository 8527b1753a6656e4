import * as Redacted from "effect/Redacted"
import { FaultProxy } from "../../../e2e/src/FaultProxy.ts"
import { type RunningServer, startServer } from "../../../e2e/src/startServer.ts"

/** One address for all nodes, as behind a load balancer. */
export const clusterOrigin = "http://support.test"

/** Real programs as child processes on one database, and networks that lead to whichever of them is alive. */
export class Cluster {
  readonly #networks: Array<FaultProxy> = []
  readonly #alive: Set<number>

  private constructor(readonly servers: ReadonlyArray<RunningServer>) {
    this.#alive = new Set(servers.keys())
  }

  static async start(size: number, database: Redacted.Redacted, more: Readonly<Record<string, string>> = {}): Promise<Cluster> {
    const settings = {
      DATABASE_URL: Redacted.value(database),
      PUBLIC_APP_URL: clusterOrigin,
      REALTIME_BUS: "postgres",
      LOG_LEVEL: "Warn",
      BETTER_AUTH_SECRET: "a".repeat(32),
      API_KEY_SECRET: "b".repeat(32),
      ENCRYPTION_KEY: "c".repeat(32),
      EMAIL_TRANSPORT_PROVIDER: "outbox",
      POLAR_ENABLED: "false",
      TINYBIRD_ENABLED: "false",
      ...more
    }
    return new Cluster(await Promise.all(Array.from({ length: size }, () => startServer({ entry: "start", settings }))))
  }

  /** The address of one node, past every network. */
  url(node: number): string {
    return `http://127.0.0.1:${this.#server(node).summary().port}`
  }

  /** A network of somebody's own: to this node while it is alive, else to another. */
  async network(node: number): Promise<string> {
    const network = await FaultProxy.open(() => {
      const [other = node] = this.#alive
      return this.#server(this.#alive.has(node) ? node : other).summary().port
    })
    this.#networks.push(network)
    return `http://127.0.0.1:${network.port}`
  }

  async kill(node: number): Promise<void> {
    this.#alive.delete(node)
    await this.#server(node).kill9()
  }

  /** Asks it to drain; gives its exit code. New connections go elsewhere at once. */
  async stop(node: number): Promise<number | null> {
    this.#alive.delete(node)
    return this.#server(node).stop()
  }

  async restart(node: number): Promise<void> {
    await this.#server(node).restart()
    this.#alive.add(node)
  }

  async dispose(): Promise<void> {
    await Promise.all(this.#networks.map((network) => network.close()))
    await Promise.all(this.servers.map((server) => server.dispose()))
  }

  #server(node: number): RunningServer {
    const server = this.servers[node]
    if (server === undefined) throw new Error(`There is no node ${node}`)
    return server
  }
}
