import { Body, Button, Container, Head, Heading, Html, Img, Link, Preview, Section, Text } from "@react-email/components"
import type { LetterContent } from "./LetterContent.ts"

const font = "Inter, ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif"
const ink = { margin: "0 0 16px", fontSize: 15, lineHeight: 1.6, color: "#27272a" } as const
const quiet = { margin: 0, fontSize: 13, lineHeight: 1.6, color: "#6b6b76" } as const

// What a mail program in the dark needs to be told over the inline styles.
const dark = `
@media (prefers-color-scheme: dark) {
  .page, .page > table > tbody > tr > td { background: #161618 !important }
  .card { background: #202024 !important; border-color: #34343a !important }
  .quote { background: #2a2a2f !important }
  .ink { color: #f2f2f4 !important }
  .quiet { color: #a6a6b0 !important }
  .button { background: #f2f2f4 !important; color: #18181b !important }
}`

/** Every letter, whatever it is about: brand, title, words, quoted messages, one thing to do, and why it came. */
export const LetterPage = ({ content }: { readonly content: LetterContent }) => {
  const { action, brand, dir, footnote, hint, lang, messages = [], paragraphs, points = [], preview, title, unsubscribe } = content
  const start = dir === "rtl" ? "right" : "left"
  return (
    <Html lang={lang} dir={dir}>
      <Head>
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{title}</title>
        <style>{dark}</style>
      </Head>
      <Preview>{preview}</Preview>
      <Body className="page" style={{ margin: 0, padding: "40px 16px", background: "#f5f5f7", fontFamily: font }}>
        <Container className="card" style={{ maxWidth: 520, background: "#ffffff", border: "1px solid #e6e6ea", borderRadius: 12, textAlign: start }}>
          <Section style={{ padding: "32px 32px 36px" }}>
            <Text className="ink" style={{ ...ink, margin: "0 0 24px", fontSize: 14, fontWeight: 600 }}>
              {brand.logoUrl === null ? null : (
                <Img src={brand.logoUrl} alt="" height={24} style={{ display: "inline-block", verticalAlign: "middle", [dir === "rtl" ? "marginLeft" : "marginRight"]: 10, borderRadius: 6 }} />
              )}
              {brand.name}
            </Text>
            <Heading as="h1" className="ink" style={{ margin: "0 0 16px", fontSize: 20, lineHeight: 1.3, fontWeight: 600, color: "#18181b", letterSpacing: "-0.01em" }}>{title}</Heading>
            {paragraphs.map((text, at) => <Text key={at} className="ink" style={ink}>{text}</Text>)}
            {messages.map(({ author, text, time }, at) => (
              <Section key={at} className="quote" style={{ margin: "0 0 8px", background: "#f5f5f7", borderRadius: 10 }}>
                <tr>
                  <td style={{ padding: "12px 16px", textAlign: start }}>
                    <Text className="quiet" style={{ ...quiet, marginBottom: 4 }}>
                      <strong className="ink" style={{ color: "#18181b", fontWeight: 600 }}><bdi>{author}</bdi></strong>{"\u2002"}<bdi>{time}</bdi>
                    </Text>
                    <Text className="ink" dir="auto" style={{ ...ink, margin: 0, wordBreak: "break-word" }}>{text}</Text>
                  </td>
                </tr>
              </Section>
            ))}
            {points.length === 0 ? null : (
              <ul style={{ margin: "0 0 16px", paddingInlineStart: 20 }}>
                {points.map((point, at) => <li key={at} className="ink" style={{ ...ink, margin: "0 0 4px" }}>{point}</li>)}
              </ul>
            )}
            {hint === undefined ? null : <Text className="ink" style={{ ...ink, margin: "16px 0" }}>{hint}</Text>}
            {action === undefined ? null : (
              <Section style={{ margin: "24px 0" }}>
                <Button href={action.url} className="button" style={{ padding: "12px 22px", borderRadius: 8, background: "#18181b", color: "#ffffff", fontSize: 15, fontWeight: 600, textDecoration: "none" }}>{action.label}</Button>
              </Section>
            )}
            <Text className="quiet" style={{ ...quiet, marginTop: 24 }}>{footnote}</Text>
            {unsubscribe === undefined ? null : <Text style={{ ...quiet, marginTop: 4 }}><Link href={unsubscribe.url} className="quiet" style={{ color: "#6b6b76", textDecoration: "underline" }}>{unsubscribe.label}</Link></Text>}
          </Section>
        </Container>
      </Body>
    </Html>
  )
}
