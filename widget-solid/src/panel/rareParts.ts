export { ArticlesPage } from "./ArticlesPage.tsx"
export { IdentifyCard } from "./IdentifyCard.tsx"
export { RatingCard } from "./RatingCard.tsx"
