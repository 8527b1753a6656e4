const registers = 4096

/**
 * How many different visitors a sketch has seen, within about 1.6 %: HyperLogLog with linear counting of few
 * (https://algo.inria.fr/flajolet/Publications/FlFuGaMe07.pdf). `used` is the number of its 4096 registers that aren't
 * empty, `sum` that of 2^-rank over all of them.
 */
export const visitorsOf = ({ sum, used }: { readonly used: number; readonly sum: number }): number => {
  const empty = registers - used
  const estimate = (0.7213 / (1 + 1.079 / registers)) * registers * registers / sum
  return Math.round(estimate <= 2.5 * registers && empty > 0 ? registers * Math.log(registers / empty) : estimate)
}
