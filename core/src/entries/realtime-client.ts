export { RealtimeClient } from "../documented/client/RealtimeClient.ts"
export type {
  PrivateKeyRealtimeAuth, RealtimeAuthConfig, RealtimeClientOptions, RealtimeState, SessionRealtimeAuth, VisitorRealtimeAuth
} from "../documented/client/RealtimeClient.ts"
export type {
  AnyRealtimeEvent, ClientRealtimeEvent, RealtimeEvent, RealtimeEventOf, RealtimeEventPayloads, RealtimeEventType
} from "../documented/RealtimeEvent.ts"
