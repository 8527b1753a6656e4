import { HelpButton } from "../components/HelpButton"

export default function Home() {
  return (
    <main>
      <h1>Kettles that keep their temperature</h1>
      <p>Write in the corner, then answer in the inbox.</p>
      <HelpButton />
    </main>
  )
}
