/** How an entry's script is made: plain modules, React's under `"use client"`, or Solid's three builds. */
export type Framework = "none" | "react" | "solid"

/** A package as people install it, made from the sources of one or more workspaces. */
export interface PublishedPackage {
  /** Without its scope: also the folder in `dist/packages` and the name of its tarball. */
  readonly name: string
  readonly description: string
  readonly framework: Framework
  /** Its own sources, relative to the repository; they stand at the top of the built folder. */
  readonly sources: string
  /** Exported path → source file below `sources`, or below the repository when it starts with a slash. */
  readonly entries: Readonly<Record<string, string>>
  /** Exported path → stylesheet, found as `entries` are. What it imports is put in, except siblings' stylesheets. */
  readonly styles: Readonly<Record<string, string>>
  /** Siblings it depends on, by `name`. */
  readonly siblings: ReadonlyArray<string>
  /** What the host app brings. */
  readonly peers: Readonly<Record<string, string>>
}
