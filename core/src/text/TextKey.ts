import type { en } from "./en.ts"
import type { TextContext, TextTools } from "./TextContext.ts"

/** What a key's sentence is built from. A key not listed takes nothing; an optional field may be left out. */
export interface TextVariables {
  "common.actions.openAttachment": { readonly fileName: string }
  "common.actions.removeFile": { readonly fileName: string }
  "common.labels.activeAgo": { readonly time: string }
  "common.labels.moreAgents": { readonly count: number }
  "common.labels.unread": { readonly count: number }
  "component.composer.retryIn": { readonly seconds: number }
  "component.conversationButtonLink.lastMessage.agent": { readonly name: string; readonly time: string }
  "component.conversationButtonLink.lastMessage.visitor": { readonly time: string }
  "component.conversationButtonLink.typing": { readonly name: string }
  "component.conversationEvent.assigned": Actor
  "component.conversationEvent.unassigned": Actor
  "component.conversationEvent.participantRequested": Actor
  "component.conversationEvent.participantJoined": Actor
  "component.conversationEvent.participantLeft": Actor
  "component.conversationEvent.statusChanged": Actor
  "component.conversationEvent.priorityChanged": Actor
  "component.conversationEvent.tagAdded": Actor
  "component.conversationEvent.tagRemoved": Actor
  "component.conversationEvent.resolved": Actor
  "component.conversationEvent.reopened": Actor
  "component.conversationEvent.visitorBlocked": Actor
  "component.conversationEvent.visitorUnblocked": Actor
  "component.conversationEvent.visitorIdentified": Actor
  "component.conversationEvent.aiPaused": Actor
  "component.conversationEvent.aiResumed": Actor
  "component.conversationEvent.default": Actor
  "component.configurationError.missingKey": { readonly envVarName: string }
  "component.configurationError.missingKeyAndAddress": { readonly envVarName: string; readonly addressName: string }
  "component.configurationError.originRefused": { readonly origin: string }
  "component.configurationError.liveKeyOnLoopback": { readonly origin: string }
  "component.configurationError.httpsRequired": { readonly origin: string }
  "component.configurationError.wrongAddress": { readonly address: string }
  "component.conversationPage.ratingLabel": { readonly rating: number }
  "component.imageViewer.position": { readonly index: number; readonly count: number }
  "component.live.fileAttached": { readonly fileName: string }
  "component.live.fileRemoved": { readonly fileName: string }
  "component.live.newMessage": { readonly name: string }
  "component.live.typing": { readonly name: string }
  "component.message.by": { readonly name: string }
  "component.message.seenBy": { readonly names: string; readonly time: string }
  "component.multimodalInput.remove": { readonly fileName: string }
  "component.progress.default": { readonly name: string }
  "component.progress.searching": { readonly name: string }
  "component.progress.thinking": { readonly name: string }
  "component.progress.writing": { readonly name: string }
  "component.timeline.event": Named
  "component.timeline.group": Named
  "component.timeline.identification": Named
  "component.timeline.message": Named
  "component.timeline.tool": Named
  "component.translation.label": { readonly language: string }
  "error.fileTooLarge": { readonly limit: string }
  "error.tooManyFiles": { readonly count: number }
  "error.internal": { readonly id: string }
  "error.tooLong": { readonly limit: number }
  "page.conversationHistory.showMore": { readonly count: number }
  "page.home.greeting": { readonly visitorName?: string | undefined }
  "page.home.history.more": { readonly count: number }
  "page.home.tagline": { readonly websiteName?: string | null | undefined }
}

interface Actor {
  readonly actorName: string
}

interface Named {
  readonly name: string
}

export type TextKey = keyof typeof en

/** The variables argument of a key: required, optional (all its fields are) or absent. */
export type TextArguments<K extends TextKey> = K extends keyof TextVariables
  ? Record<never, never> extends TextVariables[K] ? [variables?: TextVariables[K]] : [variables: TextVariables[K]]
  : []

/** One form per plural category of the locale (https://cldr.unicode.org/index/cldr-spec/plural-rules), chosen by `count`. */
export type PluralForms = { readonly other: string } & Partial<Readonly<Record<Intl.LDMLPluralRule, string>>>

/** A sentence made by a function, from the key's variables, who is there, and a few tools. */
export type TextFunction<Variables> = (input: {
  readonly variables: Variables
  readonly context: TextContext
  readonly utils: TextTools
}) => string

type VariablesOf<K> = K extends keyof TextVariables
  ? Record<never, never> extends TextVariables[K] ? TextVariables[K] | undefined : TextVariables[K]
  : undefined

/** What stands for a key: a sentence with `{variables}`, plural forms, or a function. */
export type TextValue<K extends string> = string | PluralForms | TextFunction<VariablesOf<K>>

/** Sentences for any number of keys, as a locale's dictionary holds them. */
export type TextDictionary = { readonly [K in TextKey]?: TextValue<K> }

/** One that lacks none. */
export type CompleteDictionary = { readonly [K in TextKey]: TextValue<K> }

type Override<K extends string> = string | TextFunction<VariablesOf<K>>

/**
 * The `content` prop: per key a sentence or a function, or one of them per locale. `Locale` names further locales of
 * the host's own, matched without regard to case.
 */
export type SupportTextContentOverrides<Locale extends string = string> = {
  readonly [K in TextKey]?: Override<K> | { readonly [L in Locale]?: Override<K> }
}

/** Turns a key into its sentence. Throws when a required variable is missing; an unknown key comes back as it is. */
export interface SupportText {
  <K extends TextKey>(key: K, ...variables: TextArguments<K>): string
  /** The locale that numbers, dates and plurals follow. */
  readonly locale: string
}
