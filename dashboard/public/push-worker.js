/*
 * Draws pushes of the inbox and opens the conversation they are about (https://www.w3.org/TR/push-api/). It keeps nothing
 * and touches no request.
 */
self.addEventListener("push", (event) => {
  const { title, ...options } = event.data?.json() ?? { title: "New message" }
  event.waitUntil((async () => {
    const windows = await self.clients.matchAll({ type: "window" })
    // Whoever looks at the inbox has heard of it already.
    if (windows.some(({ focused }) => focused)) options.silent = true
    await self.registration.showNotification(title, { ...options, renotify: true })
  })())
})

self.addEventListener("notificationclick", (event) => {
  event.notification.close()
  const { pathname } = new URL(event.notification.data?.url ?? "/", self.location.origin)
  event.waitUntil((async () => {
    const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true })
    const open = windows.find(({ url }) => new URL(url).pathname === pathname) ?? windows[0]
    if (open === undefined) return self.clients.openWindow(pathname)
    await open.focus()
    if (new URL(open.url).pathname !== pathname) await open.navigate(pathname).catch(() => self.clients.openWindow(pathname))
  })())
})
