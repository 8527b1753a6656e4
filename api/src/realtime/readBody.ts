/** The text of a request's body, or undefined when it has more than `limit` bytes; no more than that is kept. */
export const readBody = async (request: Request, limit: number): Promise<string | undefined> => {
  if (request.body === null) return ""
  const decoder = new TextDecoder()
  let text = ""
  let size = 0
  for await (const piece of request.body) {
    size += piece.byteLength
    if (size > limit) return undefined
    text += decoder.decode(piece, { stream: true })
  }
  return text + decoder.decode()
}
