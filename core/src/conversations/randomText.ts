/** So many of these letters, each as likely as any other. `randomBytes(n)` gives n random bytes. */
export const randomText = (letters: string, count: number, randomBytes: (count: number) => Uint8Array): string => {
  let text = ""
  while (text.length < count) {
    for (const byte of randomBytes(24)) {
      // Bytes beyond the last whole round of letters would favour the first ones.
      if (text.length < count && byte < 256 - 256 % letters.length) text += letters[byte % letters.length]
    }
  }
  return text
}
