/** What can be heard: a message came, or someone types. */
export type Sound = "message" | "typing"

interface Note {
  /** Hertz. */
  readonly pitch: number
  /** Seconds from now, and how long. */
  readonly at: number
  readonly lasts: number
  /** Of 1. */
  readonly loudness: number
}

const notes: Readonly<Record<Sound, ReadonlyArray<Note>>> = {
  message: [{ pitch: 880, at: 0, lasts: 0.12, loudness: 0.12 }, { pitch: 1318.5, at: 0.09, lasts: 0.22, loudness: 0.1 }],
  typing: [{ pitch: 320, at: 0, lasts: 0.04, loudness: 0.03 }, { pitch: 360, at: 0.11, lasts: 0.04, loudness: 0.03 }]
}

let context: AudioContext | undefined

const play = (into: AudioContext, { at, lasts, loudness, pitch }: Note): void => {
  const start = into.currentTime + at
  const tone = into.createOscillator()
  const volume = into.createGain()
  tone.frequency.value = pitch
  // Swells and fades: a tone that begins or ends at once clicks.
  volume.gain.setValueAtTime(0.0001, start)
  volume.gain.exponentialRampToValueAtTime(loudness, start + 0.01)
  volume.gain.exponentialRampToValueAtTime(0.0001, start + lasts)
  tone.connect(volume).connect(into.destination)
  tone.start(start)
  tone.stop(start + lasts)
}

/**
 * Plays a sound, made on the spot: nothing is fetched. Silent where a browser has no sound or wouldn't play it, as on a
 * page nobody has touched yet. What makes sounds is made with the first of them, once for a page.
 */
export const playSound = (sound: Sound): void => {
  try {
    // Asked before there was a touch, a browser would complain in the console.
    if (!navigator.userActivation.hasBeenActive) return
    const into = context ??= new AudioContext()
    const ring = () => notes[sound].forEach((note) => play(into, note))
    if (into.state === "running") ring()
    else into.resume().then(ring, () => {})
  } catch {
    // No sound here.
  }
}
