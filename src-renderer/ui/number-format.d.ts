/** What stands where a number is due and none is known. */
export declare const UNKNOWN = "\u2014";
/** Thousands by locale; unknown is a dash, never 0. */
export declare function formatCount(value: number | null | undefined): string;
/** A share of 0 to 1 as "41.2 %"; the blank is a no-break space. */
export declare function formatPercent(share: number | null | undefined, digits?: number): string;
/** part / whole as a share of 0 to 1, null when the whole is 0 or unknown. */
export declare function shareOf(part: number | null | undefined, whole: number | null | undefined): number | null;
/** 1 decimal at most: "2.7". */
export declare function formatDecimal(value: number | null | undefined, digits?: number): string;
/** "1.4 KB", "32 MB": powers of 1,000, as file managers show them. */
export declare function formatBytes(bytes: number | null | undefined): string;
/** Seconds of talk as "1:12" or "1:02:09". */
export declare function formatSeconds(seconds: number | null | undefined): string;
