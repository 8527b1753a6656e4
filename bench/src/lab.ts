import { chmodSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { build, serverBuild } from "../../scripts/prepare/build.ts"
import { type Database, type Postgres, startPostgres } from "./database.ts"
import { type Program, startFloor, startProduct, type Variables } from "./programs.ts"
import { type Site, writeSite } from "./site.ts"
import { floorTarget, productTarget, type Target } from "./targets.ts"

/** What the figures share: a database of its own, sites in it, and programs on it. Made when first asked for. */
export interface Lab {
  readonly postgres: Postgres
  /** How often each figure is measured. */
  readonly repeats: number
  readonly productDatabase: () => Promise<Database>
  /** A site with conversations of so many messages each; asked for again, the same one. */
  readonly site: (conversations: number, messages: number) => Promise<Site>
  /** The product and the floor, both started anew, with a site of so many conversations. */
  readonly pair: (conversations: number) => Promise<{ readonly floor: Target; readonly product: Target }>
  /** The product started anew on the product's database. */
  readonly freshProduct: () => Promise<Program>
  /** The product on an empty database of its own, with a site of one conversation. */
  readonly emptyProduct: (settings?: Variables) => Promise<{ readonly program: Program; readonly site: Site }>
  /** A database of its own by this name, migrated: what it holds is no other figure's background. */
  readonly database: (name: string) => Promise<Database>
  /** The product on a database, started anew, with settings of its own. */
  readonly productOn: (database: Database, settings?: Variables) => Promise<Program>
  /** A floor of its own: a program beside this file, with these variables. */
  readonly floor: (file: string, variables: Variables) => Promise<Program>
  /** Stops every program that still runs: two on one database would talk to each other. */
  readonly rest: () => Promise<void>
}

export const openLab = async (repeats: number): Promise<{ readonly lab: Lab; readonly close: () => Promise<void> }> => {
  await build(serverBuild)
  const folder = mkdtempSync(path.join(tmpdir(), "cossistant-bench-"))
  // As root the database runs as another user, who must get through.
  chmodSync(folder, 0o755)
  const postgres = await startPostgres(folder)
  const programs: Array<Program> = []
  const sites = new Map<string, Promise<Site>>()
  let lastSite = 0

  const keep = async (starting: Promise<Program>) => {
    const program = await starting
    programs.push(program)
    return program
  }
  /** A database the product has migrated. */
  const migrated = async (name: string) => {
    const database = await postgres.create(name)
    await (await startProduct(folder, database.url)).stop()
    return database
  }
  const productDatabase = once(() => migrated("product"))
  const floorDatabase = once(() => postgres.create("floor"))
  const floor = (file: string, variables: Variables) => keep(startFloor(folder, file, variables))
  const freshFloor = async () => floor("floor.ts", { DATABASE_URL: (await floorDatabase()).floorUrl })
  const productOn = (database: Database, settings: Variables = {}) => keep(startProduct(folder, database.url, settings))
  const freshProduct = async () => productOn(await productDatabase())
  const rest = async () => {
    await Promise.all(programs.splice(0).map((program) => program.stop()))
  }
  const site = (conversations: number, messages: number) => {
    const key = `${conversations} ${messages}`
    const known = sites.get(key) ?? productDatabase().then(({ admin }) => writeSite(admin, ++lastSite, { conversations, messages }))
    sites.set(key, known)
    return known
  }
  const lab: Lab = {
    postgres,
    repeats,
    productDatabase,
    site,
    pair: async (conversations) => {
      const shared = await site(conversations, 1)
      return { floor: floorTarget(await freshFloor(), shared), product: productTarget(await freshProduct(), shared) }
    },
    freshProduct,
    emptyProduct: async (settings) => {
      const database = await migrated("empty")
      const site = await writeSite(database.admin, 1, { conversations: 1, messages: 1 })
      return { site, program: await productOn(database, settings) }
    },
    database: migrated,
    productOn,
    floor,
    rest
  }
  return {
    lab,
    close: async () => {
      await rest()
      await postgres.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

const once = <A>(make: () => Promise<A>) => {
  let made: Promise<A> | undefined
  return () => made ??= make()
}
