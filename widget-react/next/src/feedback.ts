"use client"
export * from "@cossistant/react/feedback"
export { default } from "@cossistant/react/feedback"
