"use client"
export * from "@cossistant/react"
export * from "@cossistant/react/utils"
