/** What runs, as the packages carry it; a test holds it to theirs. */
export const version = "0.1.0"
