"use client"
export * from "@cossistant/react/hooks"
