"use client"
export * from "@cossistant/react/support"
export { default } from "@cossistant/react/support"
