import { expect, it } from "vitest"
import { headerFaces } from "./headerFaces.ts"

const website = { name: "Acme", logoUrl: "https://files.example/logo.png" }
const logo = { id: null, name: "Acme", image: website.logoUrl }
const [ann, bob, cem] = ["Ann", "Bob", "Cem"].map((name) => ({ id: name, name, image: null, presence: null }))
if (ann === undefined || bob === undefined || cem === undefined) throw new Error("There are three of them.")
const home = { page: "HOME" }
const thread = { page: "CONVERSATION" }

it("the logo leads the faces of the first page, and stands for nobody else where nobody is known", () => {
  expect(headerFaces({ website, humanAgents: [ann, bob, cem], aiAgents: [], navigation: home })).toEqual([logo, ann, bob])
  expect(headerFaces({ website, humanAgents: [ann], aiAgents: [], navigation: thread })).toEqual([ann])
  expect(headerFaces({ website, humanAgents: [], aiAgents: [], navigation: thread })).toEqual([logo])
  expect(headerFaces({ website: { ...website, logoUrl: null }, humanAgents: [], aiAgents: [], navigation: home })).toEqual([])
  expect(headerFaces({ website: null, humanAgents: [], aiAgents: [], navigation: home })).toEqual([])
})
