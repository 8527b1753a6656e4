const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`

/** Shows on stderr what is being done while `work` runs: a running clock on a terminal, two plain lines elsewhere. */
export const step = async <A>(words: string, work: () => Promise<A>): Promise<A> => {
  const since = performance.now()
  const terminal = process.stderr.isTTY
  const show = () => process.stderr.write(`\r  ${words} … ${seconds(since)} `)
  if (!terminal) console.error(`  ${words} …`)
  const clock = terminal ? setInterval(show, 200) : undefined
  try {
    const result = await work()
    console.error(`${terminal ? "\r" : ""}  ${words}: done in ${seconds(since)}  `)
    return result
  } finally {
    clearInterval(clock)
  }
}
