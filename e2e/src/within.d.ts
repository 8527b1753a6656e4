/** Gives what `promise` gives, or fails after `seconds` with a sentence that names what was waited for. */
export declare const within: <A>(seconds: number, what: string, promise: Promise<A>) => Promise<A>;
