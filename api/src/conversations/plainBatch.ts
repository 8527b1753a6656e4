import type { SendRequest } from "./SendRequest.ts"

/** A visitor's words and nothing else. */
export const isPlain = ({ files, visitor }: SendRequest): boolean => visitor !== undefined && files.length === 0

/**
 * The argument of `send_plain_batch`: the plain ones of these requests with their places, by site and kind of data. The groups
 * stand in one order whatever order the requests came in. Of an id that is said twice only the first goes along.
 */
export const plainBatch = (requests: ReadonlyArray<SendRequest>) => {
  const groups = new Map<string, { readonly website: string; readonly data: string; readonly messages: Array<object> }>()
  const ids = new Set<string>()
  for (const [n, request] of requests.entries()) {
    const { body, contact, conversation, data, hash, id, visitor, website } = request
    if (!isPlain(request) || ids.has(id)) continue
    ids.add(id)
    const key = `${website} ${data}`
    let group = groups.get(key)
    if (group === undefined) groups.set(key, group = { website, data, messages: [] })
    group.messages.push({ n, conversation, id, visitor, contact, body, hash })
  }
  return groups.size < 2 ? [...groups.values()] : [...groups].sort(([one], [other]) => one < other ? -1 : 1).map(([, group]) => group)
}
