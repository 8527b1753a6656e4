/** What pages of the documentation do beyond being read: code is copied, and the navigation shows where one is. */
export const pageScript = `"use strict"
const told = document.body.appendChild(document.createElement("p"))
told.className = "told"
told.setAttribute("role", "status")
for (const button of document.querySelectorAll(".copy")) {
  if (!navigator.clipboard) break
  button.hidden = false
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.parentElement.querySelector("code").textContent)
    button.textContent = told.textContent = "Copied"
    setTimeout(() => { button.textContent = "Copy"; told.textContent = "" }, 1800)
  })
}
const chosen = localStorage.getItem("cossistant.theme")
if (chosen === "light" || chosen === "dark") document.documentElement.dataset.colorScheme = chosen
const side = document.querySelector(".side")
const current = side?.querySelector("[aria-current]")
if (current && current.offsetTop + current.offsetHeight > side.clientHeight) side.scrollTop = current.offsetTop - side.clientHeight / 2
const links = new Map([...document.querySelectorAll(".toc a")].map((link) => [link.hash.slice(1), link]))
const headings = [...document.querySelectorAll("article :is(h2, h3)")].filter(({ id }) => links.has(id))
const mark = () => {
  const here = headings.findLast((heading) => heading.getBoundingClientRect().top < 120) ?? headings[0]
  for (const [id, link] of links) link.classList.toggle("here", id === here?.id)
}
addEventListener("scroll", mark, { passive: true })
mark()
`
