"use client"
export * from "@cossistant/react/identify-visitor"
