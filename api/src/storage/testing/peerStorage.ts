import * as ConfigProvider from "effect/ConfigProvider"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as disk from "../disk.ts"
import { DiskFiles } from "../DiskFiles.ts"
import * as s3 from "../s3.ts"
import { type S3Peer, type S3PeerOptions, startS3Peer } from "../../../../e2e/src/peers/S3Peer.ts"

/** The bucket of a test. */
export class Peer extends Context.Service<Peer, S3Peer>()("api/storage/testing/Peer") {
  static readonly layer = (options: S3PeerOptions = {}) => Layer.effect(Peer, Effect.acquireRelease(
    Effect.promise(() => startS3Peer(options)),
    ({ stop }) => Effect.promise(stop)
  ))
}

/** The s3 provider on a bucket of its own; `settings` join those that reach it, made from its address. */
export const peerStorage = (options: S3PeerOptions = {}, settings: (url: string) => Record<string, string> = () => ({})) =>
  Layer.unwrap(Effect.map(Peer, (peer) => s3.layer.pipe(
    Layer.provide(ConfigProvider.layer(ConfigProvider.fromEnvRecord({ ...peer.settings, ...settings(peer.url) })))
  ))).pipe(Layer.provideMerge(Peer.layer(options)))

export const diskStorage = disk.layer.pipe(Layer.provide(DiskFiles.layer))
