interface Listed {
  readonly packages: ReadonlyArray<{ readonly name: string; readonly url: string }>
}

/**
 * Where this server's packages stand today, by name: at addresses that name their content, so that what was installed from
 * there installs the same after an upgrade. Empty where that can't be had.
 */
export const packages = async (): Promise<ReadonlyMap<string, string>> => {
  try {
    const { packages }: Listed = await (await fetch("/packages")).json()
    return new Map(packages.map(({ name, url }) => [name, url]))
  } catch {
    return new Map()
  }
}
