"use client"
export * from "@cossistant/react/utils"
