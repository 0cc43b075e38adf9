/** Where the words of a query stand in a text: pairs of from and to; null when a word is missing. */
export type Ranges = readonly (readonly [from: number, to: number])[];
/**
 * Every word of the query must be in the text: as a piece of it, or, from three letters, as letters in order
 * that each start a word or follow the one before ("remapr" finds "Reminder April").
 */
export declare function matchWords(text: string, query: string): Ranges | null;
/** Lower is better: matches at the start of a text or a word come first. */
export declare function matchRank(text: string, ranges: Ranges): number;
