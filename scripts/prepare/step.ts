const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`

/** Shows what is being done while `work` runs: a running clock on a terminal, two plain lines elsewhere. */
export const step = async <A>(words: string, work: () => Promise<A>): Promise<A> => {
  const since = performance.now()
  const terminal = process.stdout.isTTY
  const show = () => process.stdout.write(`\r  ${words} … ${seconds(since)} `)
  if (!terminal) console.log(`  ${words} …`)
  const clock = terminal ? setInterval(show, 200) : undefined
  try {
    const result = await work()
    console.log(`${terminal ? "\r" : ""}  ${words}: done in ${seconds(since)}  `)
    return result
  } finally {
    clearInterval(clock)
  }
}
