import { makeSound, newMessageSound, type SoundSource, type SoundState, typingSound } from "@cossistant/core/dom/sound"
import { useEffect, useMemo, useSyncExternalStore } from "react"

export interface UseSoundEffectOptions {
  loop?: boolean | undefined
  /** Default 1. */
  volume?: number | undefined
  /** Default 1. */
  playbackRate?: number | undefined
}
export interface UseSoundEffectReturn extends SoundState {
  play: () => void
  stop: () => void
}

/** A sound to play. It is loaded when it is first played; a browser that refuses it is silent, and `error` says why. */
export const useSoundEffect = (url: SoundSource, { loop = false, playbackRate = 1, volume = 1 }: UseSoundEffectOptions = {}): UseSoundEffectReturn => {
  const sound = useMemo(() => makeSound(url, { loop, volume, playbackRate }), [url, loop, volume, playbackRate])
  useEffect(() => () => sound.stop(), [sound])
  const state = useSyncExternalStore(sound.subscribe, sound.get, sound.get)
  return useMemo(() => ({ ...state, play: sound.play, stop: sound.stop }), [state, sound])
}

export interface UseNewMessageSoundOptions {
  /** Default 0.7. */
  volume?: number | undefined
  /** Default 1. */
  playbackRate?: number | undefined
}

/** Gives what plays the sound of a new message, once. */
export const useNewMessageSound = ({ playbackRate = 1, volume = 0.7 }: UseNewMessageSoundOptions = {}): (() => void) =>
  useSoundEffect(newMessageSound, { volume, playbackRate }).play

export interface UseTypingSoundOptions {
  /** Default 1.2. */
  volume?: number | undefined
  /** Default 1. */
  playbackRate?: number | undefined
}

/** Plays the sound of writing for as long as someone writes. */
export const useTypingSound = (isTyping: boolean, { playbackRate = 1, volume = 1.2 }: UseTypingSoundOptions = {}): void => {
  const { play, stop } = useSoundEffect(typingSound, { loop: true, volume, playbackRate })
  useEffect(() => {
    if (!isTyping) return
    play()
    return stop
  }, [isTyping, play, stop])
}
