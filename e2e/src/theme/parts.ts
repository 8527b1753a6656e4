import { attachedIcons } from "@cossistant/core/theme/attachedIcons"
import { icons } from "@cossistant/core/theme/icons"
import { launcherIcons } from "@cossistant/core/theme/launcherIcons"

const icon = (path: string, attributes = ""): string =>
  `<svg class="co-icon" viewBox="0 0 24 24" ${attributes} aria-hidden="true"><path d="${path}"/></svg>`
const avatar = (tint: number, attributes = "") => `<span class="co-avatar" data-tint="${tint}" ${attributes}><span>A</span></span>`
const field = '<textarea rows="1" placeholder="Write"></textarea><input type="email" aria-invalid="true"><select><option>One</option></select>'
const star = (attributes: string) => `<button type="button" role="radio" ${attributes}>${icon(attachedIcons.check)}</button>`
const progress = '<svg class="co-ring" viewBox="0 0 28 28"><circle cx="14" cy="14" r="11"/><circle cx="14" cy="14" r="11"/></svg>'

const timeline = `
  <div class="co-day" data-unread=""><span>New</span></div>
  <div class="co-group" role="group">
    ${avatar(1, 'data-presence="online"')}
    <div class="co-stack"><div class="co-message" data-delivery="Sent">
      <div class="co-bubble"><div class="co-text" dir="auto"><p>See <a href="#a">this</a> and <code>that</code></p><ul><li>one</li></ul>
        <div class="co-code"><header><span>a.ts</span><button type="button" class="co-icon-button">${icon(attachedIcons.copy)}</button></header>
          <pre><code>let x</code></pre></div></div></div>
      <ul class="co-sources"><li><a href="#b">Guide</a></li></ul>
    </div></div>
    <div class="co-meta"><span>Ada</span><time>9:41</time></div>
  </div>
  <div class="co-group" data-mine=""><div class="co-stack"><div class="co-message" data-delivery="Failed">
    <div class="co-bubble"><div class="co-text"><p>Hello</p></div></div>
    <div class="co-failed"><p>${icon(icons.alert, 'data-size="16"')}Not sent</p><div><button type="button">Retry</button></div></div>
  </div></div></div>
  <div class="co-tool" data-tool-display-state="result"><span class="co-tool-icon">${icon(attachedIcons.check, 'data-size="16"')}</span><span>Searched</span></div>
  <form class="co-identify"><p class="co-title">Where?</p><p>There.</p><div class="co-field"><input type="email"><button class="co-button">Save</button></div></form>
  <div class="co-identify" data-done=""><p>Saved.</p></div>
  <div class="co-typing"><div class="co-bubble"><i></i><i></i></div></div>
  <div class="co-skeleton"><div class="co-bone" data-shape="card"></div></div>`

/** The widget's markup in one place, as its renderers draw it: every part that a token or a rule of a host page may touch. */
export const parts = `
  <button type="button" class="co-launcher" data-slot="trigger" data-state="closed">
    ${icon(launcherIcons.closed, 'data-face="closed"')}${icon(launcherIcons.open, 'data-face="open"')}<span class="co-badge">3</span>
  </button>
  <div class="co-panel" data-slot="content" data-support-mode="floating" data-state="open" role="dialog">
    <header class="co-header" data-slot="header" data-raised="">
      <button type="button" class="co-icon-button">${icon(icons.back)}</button>
      <div class="co-identity"><span class="co-avatars">${avatar(2)}${avatar(3, 'data-presence="away"')}${avatar(4)}${avatar(5)}</span>
        <div class="co-identity-text"><span class="co-title">Acme</span><span class="co-availability" data-online="">Online</span></div></div>
    </header>
    <div class="co-notice"><span>Offline</span><button type="button">Retry</button></div>
    <div class="co-page co-thread" data-slot="conversation-page">
      <h2 class="co-greeting"><span>Hello</span><span>How are you?</span></h2>
      <ul class="co-list"><li><button type="button" class="co-row" data-unread=""><span class="co-card-text"><span class="co-card-line">
        <span class="co-card-title">Shipping</span><time>9:41</time></span></span><span class="co-unread-dot"></span></button></li></ul>
      <div class="co-timeline co-scroll" data-slot="timeline">${timeline}</div>
      <div class="co-closed"><p>Resolved.</p><form class="co-rating"><p>Solved?</p><div class="co-stars">${star('data-rating-active=""')}${star("")}</div>${field}
        <button type="submit" class="co-button" data-variant="primary">Send</button></form></div>
      <form class="co-composer" data-slot="composer"><div class="co-drafts"><div class="co-file">${progress}</div></div>
        <div class="co-field"><textarea rows="1"></textarea><button type="submit" class="co-send" data-ready="">${icon(icons.send)}</button></div></form>
      <div class="co-setup">${icon(icons.alert)}<h2>Not set up</h2><p>Add a key.</p><code>KEY</code></div>
    </div>
  </div>`
