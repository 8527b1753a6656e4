import { type Cell, makeCell } from "../documented/cell.ts"

/** What a sound is made of: an address to load it from, or its samples. */
export type SoundSource = string | {
  /** Seconds. */
  readonly duration: number
  /** From -1 to 1, at a second after the beginning. */
  readonly sampleAt: (second: number) => number
}

export interface SoundState {
  isPlaying: boolean
  isLoading: boolean
  /** Why it can't be heard: no such file, or a browser that plays nothing. */
  error: Error | null
}

export interface Sound extends Pick<Cell<SoundState>, "get" | "subscribe"> {
  play(): void
  stop(): void
}

const idle: SoundState = { isPlaying: false, isLoading: false, error: null }
const buffers = new Map<SoundSource, Promise<AudioBuffer>>()
let shared: AudioContext | undefined

// Made when something is first played: before a person has done anything on the page it would be refused.
const context = (): AudioContext => shared ??= new AudioContext()

const load = async (source: SoundSource): Promise<AudioBuffer> => {
  const audio = context()
  if (typeof source === "string") return audio.decodeAudioData(await (await fetch(source)).arrayBuffer())
  const buffer = audio.createBuffer(1, Math.ceil(source.duration * audio.sampleRate), audio.sampleRate)
  buffer.getChannelData(0).forEach((_silence, at, samples) => {
    samples[at] = source.sampleAt(at / audio.sampleRate)
  })
  return buffer
}

const bufferOf = (source: SoundSource): Promise<AudioBuffer> => {
  const known = buffers.get(source) ?? load(source)
  buffers.set(source, known)
  // What couldn't be loaded is loaded anew next time.
  known.catch(() => buffers.delete(source))
  return known
}

/** Makes a sound. Nothing of the browser is touched before `play()`; where it can't be played it is silent. */
export const makeSound = (
  source: SoundSource,
  { loop, playbackRate, volume }: { readonly loop: boolean; readonly volume: number; readonly playbackRate: number }
): Sound => {
  const state = makeCell(idle)
  let run = 0
  let playing: AudioBufferSourceNode | undefined
  const begin = async (ours: number) => {
    // Asked before there was a touch, a browser would refuse and complain in the console.
    if (!navigator.userActivation.hasBeenActive) throw new DOMException("Nobody has touched this page yet.", "NotAllowedError")
    const buffer = await bufferOf(source)
    const audio = context()
    await audio.resume()
    if (ours !== run) return
    const gain = audio.createGain()
    gain.gain.value = volume
    const node = audio.createBufferSource()
    Object.assign(node, { buffer, loop })
    node.playbackRate.value = playbackRate
    node.connect(gain).connect(audio.destination)
    node.onended = () => {
      if (playing === node) state.set(idle)
    }
    node.start()
    playing = node
    state.set({ isPlaying: true, isLoading: false, error: null })
  }
  const stop = () => {
    run++
    playing?.stop()
    playing = undefined
    state.set(idle)
  }
  return {
    get: state.get,
    subscribe: state.subscribe,
    stop,
    play: () => {
      stop()
      state.set({ isPlaying: false, isLoading: true, error: null })
      begin(run).catch((cause: unknown) =>
        state.set({ isPlaying: false, isLoading: false, error: cause instanceof Error ? cause : new Error(String(cause)) }))
    }
  }
}

const note = (second: number, from: number, hertz: number): number =>
  second < from ? 0 : Math.sin(2 * Math.PI * hertz * (second - from)) * Math.exp(-9 * (second - from)) * 0.35

/** A message came: two soft notes, the second higher. */
export const newMessageSound: SoundSource = { duration: 0.6, sampleAt: (second) => note(second, 0, 659) + note(second, 0.11, 880) }

const tap = (second: number, from: number): number =>
  second < from ? 0 : Math.sin(2 * Math.PI * 190 * (second - from)) * Math.exp(-90 * (second - from)) * 0.2

/** Someone writes: three taps, to be repeated. */
export const typingSound: SoundSource = { duration: 0.9, sampleAt: (second) => tap(second, 0.02) + tap(second, 0.21) + tap(second, 0.5) }

const sounds = { message: newMessageSound, typing: typingSound }

/** Plays one of them once, for the widget itself. Silent on a page nobody has touched and where there is no sound. */
export const playSound = (name: keyof typeof sounds): void =>
  makeSound(sounds[name], { loop: false, playbackRate: 1, volume: 0.7 }).play()
