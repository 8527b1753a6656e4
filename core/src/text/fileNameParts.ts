/**
 * A file's name in two: where there is no room for all of it the first is cut off, so that its end and what kind of
 * file it is stay to be read. A short one is whole.
 */
export const fileNameParts = (name: string): readonly [start: string, end: string] => {
  // Parted inside a word: a space at either side of the cut would be lost.
  const [, start = name, end = ""] = /^(.{12,}?\S)(\S.{0,5}\.[^.\s]{1,8})$/su.exec(name) ?? []
  return [start, end]
}
