/**
 * A port nobody listens on now, for `PORT=0`: links and allowed origins name the port, so it is chosen before anything starts.
 * Throws where `hostname` is no address of this machine.
 */
export const freePort = (hostname: string): number => {
  const probe = Bun.listen({ hostname, port: 0, socket: { data: () => undefined } })
  probe.stop(true)
  return probe.port
}
