let context: AudioContext | undefined

/** Milliseconds the browser gets to let a sound through; a later one would come out of the blue. */
const WAIT = 500

/** Two soft notes. Browsers keep silent until the person has used the page once; then so do we. */
export const chime = async (): Promise<void> => {
  context ??= new AudioContext()
  if (context.state !== "running") await Promise.race([context.resume(), new Promise((resolve) => setTimeout(resolve, WAIT))])
  if (context.state !== "running") return
  const now = context.currentTime
  for (const [at, frequency] of [[0, 659.25], [0.12, 880]] as const) {
    const tone = context.createOscillator()
    const volume = context.createGain()
    tone.type = "sine"
    tone.frequency.value = frequency
    volume.gain.setValueAtTime(0, now + at)
    volume.gain.linearRampToValueAtTime(0.12, now + at + 0.015)
    volume.gain.exponentialRampToValueAtTime(0.0001, now + at + 0.5)
    tone.connect(volume).connect(context.destination)
    tone.start(now + at)
    tone.stop(now + at + 0.55)
  }
}
