"use client"
export * from "@cossistant/react/realtime"
