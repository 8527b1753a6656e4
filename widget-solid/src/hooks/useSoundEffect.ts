import { makeSound, newMessageSound, type SoundSource, type SoundState, typingSound } from "@cossistant/core/dom/sound"
import { createEffect, createMemo, mergeProps, onCleanup } from "solid-js"
import { type MaybeAccessor, read } from "./MaybeAccessor.ts"
import { useCell } from "./useCell.ts"
import { useFields } from "./useFields.ts"

export interface UseSoundEffectOptions {
  readonly loop?: boolean | undefined
  /** Default 1. */
  readonly volume?: number | undefined
  /** Default 1. */
  readonly playbackRate?: number | undefined
}
export interface UseSoundEffectReturn extends Readonly<SoundState> {
  readonly play: () => void
  readonly stop: () => void
}

/** A sound to play. It is loaded when it is first played; a browser that refuses it is silent, and `error` says why. */
export const useSoundEffect = (url: MaybeAccessor<SoundSource>, options: MaybeAccessor<UseSoundEffectOptions> = {}): UseSoundEffectReturn => {
  const sound = createMemo(() => {
    const { loop = false, playbackRate = 1, volume = 1 } = read(options)
    const made = makeSound(read(url), { loop, volume, playbackRate })
    onCleanup(made.stop)
    return made
  })
  return mergeProps(useFields(useCell(sound)), { play: () => sound().play(), stop: () => sound().stop() })
}

export interface UseNewMessageSoundOptions {
  /** Default 0.7. */
  readonly volume?: number | undefined
  /** Default 1. */
  readonly playbackRate?: number | undefined
}

/** Gives what plays the sound of a new message, once. */
export const useNewMessageSound = (options: MaybeAccessor<UseNewMessageSoundOptions> = {}): (() => void) =>
  useSoundEffect(newMessageSound, () => {
    const { playbackRate = 1, volume = 0.7 } = read(options)
    return { playbackRate, volume }
  }).play

export interface UseTypingSoundOptions {
  /** Default 1.2. */
  readonly volume?: number | undefined
  /** Default 1. */
  readonly playbackRate?: number | undefined
}

/** Plays the sound of writing for as long as someone writes. */
export const useTypingSound = (isTyping: MaybeAccessor<boolean>, options: MaybeAccessor<UseTypingSoundOptions> = {}): void => {
  const { play, stop } = useSoundEffect(typingSound, () => {
    const { playbackRate = 1, volume = 1.2 } = read(options)
    return { loop: true, playbackRate, volume }
  })
  createEffect(() => {
    if (!read(isTyping)) return
    play()
    onCleanup(stop)
  })
}
