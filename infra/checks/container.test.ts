import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import { readFileSync } from "node:fs"
import { parseEnv } from "node:util"
import { describe, expect, test } from "vitest"
import { letterCaps } from "../../api/src/inbound/inboundRoutes.ts"
import { smtpSettings } from "../../api/src/inbound/smtpSettings.ts"
import { settings as smtpTransport } from "../../api/src/mail/smtp.ts"
import { variables } from "../../api/src/settings/variables.ts"

const known = Object.assign({}, ...Object.values(variables)) as object // the groups, without their names
const read = (name: string) => readFileSync(new URL(`../container/${name}`, import.meta.url), "utf8")
const dockerfile = read("Dockerfile")
/** The file with the lines it offers in comments. */
const uncommented = (name: string, line: RegExp) => read(name).replace(line, "$1")

interface Service {
  readonly read_only?: boolean
  readonly user?: string
  readonly privileged?: boolean
  readonly tmpfs?: ReadonlyArray<string>
  readonly cap_drop?: ReadonlyArray<string>
  readonly security_opt?: ReadonlyArray<string>
  readonly ports?: ReadonlyArray<string>
  readonly volumes?: ReadonlyArray<string>
  readonly environment?: Readonly<Record<string, string>>
}
interface Compose {
  readonly services: Readonly<Record<string, Service>>
  readonly volumes: Readonly<Record<string, unknown>>
  readonly networks: { readonly inside: { readonly ipam: { readonly config: ReadonlyArray<{ readonly subnet: string }> } } }
}
const compose = (text: string) => Bun.YAML.parse(text) as Compose // as documented by Compose; what isn't there fails a test
const { networks, services, volumes } = compose(read("compose.yaml"))
const { app, caddy, postgres } = services
const imageEnv = Object.fromEntries(/^ENV (.+)$/m.exec(dockerfile)?.[1]?.split(" ").map((pair) => pair.split("=")) ?? []) as Readonly<Record<string, string>> // pairs of texts

const envWith = (text: string) => ConfigProvider.layer(ConfigProvider.fromEnvRecord({ ...imageEnv, ...parseEnv(text) as Record<string, string> })) // no value is missing in a file
const lettersIn = (text: string) => Effect.runPromise(Effect.provide(smtpSettings, envWith(text)))

describe("The containers", () => {
  test("run the server without rights, on a read-only root, writing to its one volume and to /tmp", () => {
    expect(app).toMatchObject({ read_only: true, cap_drop: ["ALL"], security_opt: ["no-new-privileges:true"], tmpfs: ["/tmp"], volumes: [`files:${imageEnv["DATA_DIR"]}`] })
    for (const key of ["user", "privileged"]) expect(app).not.toHaveProperty(key)
    expect([...dockerfile.matchAll(/^USER (.+)$/gm)].map(([, user]) => user)).toEqual(["bun"])
    expect(dockerfile).toContain(`VOLUME ${imageEnv["DATA_DIR"]}\n`)
    expect(dockerfile).toContain(`mkdir ${imageEnv["DATA_DIR"]} && chown bun:bun ${imageEnv["DATA_DIR"]}`)
    const named = Object.values(services).flatMap(({ volumes = [] }) => volumes).map((volume) => volume.split(":")[0] ?? "").filter((name) => !name.startsWith("."))
    expect(named.sort()).toEqual(Object.keys(volumes).sort())
  })

  test("are reached through Caddy alone, which passes everything to the port the image serves and is believed about addresses", () => {
    expect(Object.entries(services).flatMap(([name, { ports = [] }]) => ports.map((port) => `${name} ${port}`))).toEqual(["caddy 80:80", "caddy 443:443", "caddy 443:443/udp"])
    expect(read("Caddyfile")).toMatch(new RegExp(`^\\treverse_proxy app:${imageEnv["PORT"]} \\{\\n\\t\\tflush_interval -1$`, "m"))
    expect(read("Caddyfile")).not.toMatch(/^\s*(request_body|max_size)/m)
    expect(dockerfile).toContain(`EXPOSE ${imageEnv["PORT"]}\n`)
    expect(caddy?.volumes).toContain("./Caddyfile:/etc/caddy/Caddyfile:ro")
    expect(app?.environment?.["TRUSTED_PROXIES"]).toBe(networks.inside.ipam.config[0]?.subnet)
    const { POSTGRES_DB, POSTGRES_USER } = postgres?.environment ?? {}
    expect(app?.environment?.["DATABASE_URL"]).toBe(`postgres://${POSTGRES_USER}:\${POSTGRES_PASSWORD}@postgres:5432/${POSTGRES_DB}`)
  })

  test("take letters by the server's own listener once the offered lines are uncommented, and not before", async () => {
    expect(await lettersIn(read("env.example"))).toBeNull()
    const settings = await lettersIn(uncommented("env.example", /^# (SMTP_INBOUND_)/gm))
    expect(settings).toMatchObject({ host: "0.0.0.0", protocol: "smtp" })
    expect(compose(uncommented("compose.yaml", /# (ports:)/)).services["app"]?.ports).toEqual([`25:${settings?.port}`])
  })
})

test("the example of settings is one the server starts with, once the secrets are filled in", async () => {
  const values = parseEnv(read("env.example"))
  const own = ["SITE_ADDRESS", "POSTGRES_PASSWORD"]
  expect(Object.keys(values).filter((name) => !own.includes(name) && !(name in known))).toEqual([])
  const { host, port } = await Effect.runPromise(Effect.provide(smtpTransport, envWith(read("env.example"))))
  expect([host, port]).toEqual(["smtp.example.com", 587])
})

test("a proxy set up as documented passes the largest call of the bridge before SES", () => {
  const readme = read("README.md")
  const location = /location = (\S+) \{([^}]*)\}/.exec(readme)
  const megabytes = Number(/client_max_body_size (\d+)m;/.exec(location?.[2] ?? "")?.[1])
  const cap = letterCaps.find(({ prefix }) => prefix === location?.[1])
  expect(megabytes * 1024 * 1024).toBeGreaterThanOrEqual(cap?.bytes ?? Infinity)
  expect(readme).toContain(`up to ${megabytes} MB for \`${cap?.prefix}\``)
})

test("under systemd the server has no rights, writes to its state alone, and may take port 25 where a line says so", () => {
  const unit = (text: string) => Object.fromEntries([...text.matchAll(/^(\w+)=(.*)$/gm)].map(([, name, value]) => [name ?? "", value ?? ""]))
  const service = unit(read("cossistant.service"))
  expect(service).toMatchObject({ User: "cossistant", NoNewPrivileges: "yes", ProtectSystem: "strict", ProtectHome: "yes", PrivateTmp: "yes" })
  expect(service["Environment"]).toContain(`DATA_DIR=/var/lib/${service["StateDirectory"]}`)
  expect(service["ExecStart"]).toMatch(/bun --no-env-file api\/dist\/main\.js start$/)
  expect(service).not.toHaveProperty("AmbientCapabilities")
  expect(unit(uncommented("cossistant.service", /^# (AmbientCapabilities)/m))["AmbientCapabilities"]).toBe("CAP_NET_BIND_SERVICE")
})
