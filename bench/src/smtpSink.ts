import type { Socket } from "bun"

/** A mail server that takes every letter and keeps none. */
export interface SmtpSink {
  readonly port: number
  /** Letters it took so far. */
  readonly taken: () => number
  readonly close: () => Promise<void>
}

interface Talk {
  text: string
  isLetter: boolean
}

/** As little of SMTP (RFC 5321) as a sender needs, so that the sender is what is measured. */
export const startSmtpSink = async (): Promise<SmtpSink> => {
  let taken = 0
  const command = (socket: Socket<Talk>, line: string) => {
    const verb = line.slice(0, 4).toUpperCase()
    socket.data.isLetter = verb === "DATA"
    socket.write(verb === "DATA" ? "354 Go on\r\n" : verb === "QUIT" ? "221 Bye\r\n" : "250 OK\r\n")
    if (verb === "QUIT") socket.end()
  }
  const server = Bun.listen<Talk>({
    hostname: "127.0.0.1",
    port: 0,
    socket: {
      open: (socket) => {
        socket.data = { text: "", isLetter: false }
        socket.write("220 Sink\r\n")
      },
      data: (socket, bytes) => {
        const talk = socket.data
        talk.text += bytes.toString("latin1")
        for (;;) {
          const end = talk.isLetter ? "\r\n.\r\n" : "\r\n"
          const at = talk.text.indexOf(end)
          if (at < 0) return
          const line = talk.text.slice(0, at)
          talk.text = talk.text.slice(at + end.length)
          if (!talk.isLetter) {
            command(socket, line)
            continue
          }
          if (!/^Content-Type: text\/html/im.test(line)) throw new Error(`A letter without a page came:\n${line.slice(0, 500)}`)
          talk.isLetter = false
          taken++
          socket.write("250 Taken\r\n")
        }
      },
      error: (_, error) => {
        throw error
      }
    }
  })
  return { port: server.port, taken: () => taken, close: async () => server.stop(true) }
}
