"use client"
export * from "@cossistant/react/primitives"
