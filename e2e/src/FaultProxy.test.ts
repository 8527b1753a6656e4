import { once } from "node:events"
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net"
import { afterEach, beforeEach, expect, it } from "vitest"
import { FaultProxy } from "./FaultProxy.ts"
import { within } from "./within.ts"

let echo: Server
let heard: string
let proxy: FaultProxy

beforeEach(async () => {
  heard = ""
  echo = createServer((socket) => {
    socket.on("data", (chunk) => {
      heard += String(chunk)
      echo.emit("heard")
      socket.write(chunk)
    })
    socket.on("error", () => socket.destroy())
  })
  echo.listen(0, "127.0.0.1")
  await once(echo, "listening")
  proxy = await FaultProxy.open(() => (echo.address() as AddressInfo).port) // a listening TCP server has no other kind of address
})
afterEach(async () => {
  await proxy.close()
  echo.close()
})

const open = async (): Promise<Socket> => {
  const socket = connect(proxy.port, "127.0.0.1")
  await within(5, "a connection", once(socket, "connect"))
  return socket
}
const answer = (socket: Socket) => within(5, "an answer", once(socket, "data")).then(([chunk]) => String(chunk))
const closed = (socket: Socket) => {
  socket.on("error", () => {}) // a broken connection may say so before it closes
  return within(5, "the end of the connection", new Promise<void>((resolve) => socket.on("close", () => resolve())))
}

it("carries bytes both ways while nothing is wrong", async () => {
  const socket = await open()
  socket.write("hello")
  expect(await answer(socket)).toBe("hello")
  const end = closed(socket)
  socket.end()
  await end
})

it("cut breaks what is open and refuses what comes, until it resumes", async () => {
  const socket = await open()
  socket.write("hello")
  await answer(socket)
  const end = closed(socket)
  proxy.cut()
  await end
  await closed(connect(proxy.port, "127.0.0.1"))
  proxy.resume()
  const next = await open()
  next.write("again")
  expect(await answer(next)).toBe("again")
})

it("a stalled answer is lost to the client while its request was heard, and arrives on resume", async () => {
  const socket = await open()
  proxy.stall("down")
  let answered = ""
  socket.on("data", (chunk) => (answered += String(chunk)))
  const hearing = once(echo, "heard")
  socket.write("hello")
  await within(5, "the request", hearing)
  expect(heard).toBe("hello")
  expect(answered).toBe("")
  const arrival = answer(socket)
  proxy.resume()
  expect(await arrival).toBe("hello")
})

it("slow lets bytes through at the stated rate", async () => {
  const socket = await open()
  proxy.slow(1_000, "up")
  const started = performance.now()
  socket.write("x".repeat(300))
  expect((await answer(socket)).length).toBe(300)
  expect(performance.now() - started).toBeGreaterThan(290)
})
