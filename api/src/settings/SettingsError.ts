import * as Schema from "effect/Schema"

/** Everything that is wrong with the settings, at once; each problem names its variable and what to do. */
export class SettingsError extends Schema.TaggedError<SettingsError>()("SettingsError", {
  problems: Schema.Array(Schema.String)
}) {
  override get message(): string {
    return `These settings need attention:\n${this.problems.map((problem) => `  - ${problem}`).join("\n")}`
  }
}
