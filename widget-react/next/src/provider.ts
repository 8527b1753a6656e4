"use client"
export * from "@cossistant/react/provider"
