export { createText, textOf } from "@cossistant/core/text/createText"
export { dictionariesFor, heldDictionaries } from "@cossistant/core/text/plainDictionaries"
