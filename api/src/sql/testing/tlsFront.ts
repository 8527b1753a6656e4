import { createServer as createPlain, connect } from "node:net"
import type { AddressInfo, Server } from "node:net"
import { createServer } from "node:tls"

/** A certificate of nobody's for localhost, good for a hundred years: it proves nothing and protects nothing but tests. */
export const certificate = {
  cert: `-----BEGIN CERTIFICATE-----
MIIBlTCCATugAwIBAgIUfxA00M0Q652/V4z4IAZv4B2X0GEwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMzE1MjI0MVoYDzIxMjYxMDMw
MTUyMjQxWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAASw9Alm131WNu/0yMyMtfMCIP7zy+51OjLW9uK+sBb2KAEqru39Xnj3
tSCKP+CUxXlEn08k5SbkHlPW2iVY2sbbo2kwZzAdBgNVHQ4EFgQUj//DCj2No6sJ
fmp3ZR35v/5nck0wHwYDVR0jBBgwFoAUj//DCj2No6sJfmp3ZR35v/5nck0wDwYD
VR0TAQH/BAUwAwEB/zAUBgNVHREEDTALgglsb2NhbGhvc3QwCgYIKoZIzj0EAwID
SAAwRQIgeJzgomlGJBhN8UkodVzLqrMigabP85pzdSW7KgZxsggCIQCqzDzG/KRG
mPk/+cZ4m/oF2tTDBozPKOiPXEuHrvwFqw==
-----END CERTIFICATE-----`,
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg5gdPSDaD7Sx+zVrd
oWGpMjQ8gas//trlY0pRYNK0l2WhRANCAASw9Alm131WNu/0yMyMtfMCIP7zy+51
OjLW9uK+sBb2KAEqru39Xnj3tSCKP+CUxXlEn08k5SbkHlPW2iVY2sbb
-----END PRIVATE KEY-----`
}

/** What a client asks before TLS begins (https://www.postgresql.org/docs/current/protocol-message-formats.html, SSLRequest). */
const sslRequest = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])

const listening = (server: Server) => new Promise<number>((resolve) =>
  server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port))) // a TCP server's address has a port

/** The Postgres at `port` as one that wants TLS; gives the port it is reached at. A connection in clear is ended. */
export const tlsFront = async (port: number) => {
  const inner = createServer(certificate, (client) => {
    const database = connect(port, "127.0.0.1")
    client.pipe(database).pipe(client)
    for (const end of [client, database]) end.on("error", () => end.destroy()).on("close", () => (client.destroy(), database.destroy()))
  })
  const innerPort = await listening(inner)
  const outer = createPlain((client) => {
    client.on("error", () => client.destroy())
    client.once("data", (first: Buffer) => {
      if (!first.equals(sslRequest)) return client.destroy()
      const secured = connect(innerPort, "127.0.0.1")
      secured.on("error", () => client.destroy()).on("close", () => client.destroy())
      client.on("close", () => secured.destroy())
      client.write("S")
      client.pipe(secured).pipe(client)
    })
  })
  const at = await listening(outer)
  return { port: at, close: () => [outer, inner].forEach((server) => server.close()) }
}
