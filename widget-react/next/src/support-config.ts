"use client"
export * from "@cossistant/react/support-config"
