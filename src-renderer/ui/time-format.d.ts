type Instant = number | null | undefined;
/** The zone of this computer, IANA name. */
export declare const hereZone: () => string;
/** "Santiago" of "America/Santiago": the short name of a zone, for beside a clock. */
export declare const zoneCity: (timeZone: string) => string;
/** "10:24". `timeZone` is an IANA name; without it this computer's. */
export declare function formatTime(at: Instant, timeZone?: string): string;
/** "10:24:02". */
export declare function formatTimeSeconds(at: Instant, timeZone?: string): string;
/** "Thu 2 Apr", with the year when it is not this one. */
export declare function formatDate(at: Instant, timeZone?: string, now?: number): string;
/** "2 Apr", for narrow columns. */
export declare function formatDay(at: Instant, timeZone?: string, now?: number): string;
/** Today "10:24:02", any other day "1 Apr 17:20". */
export declare function formatMoment(at: Instant, timeZone?: string, now?: number): string;
/** "Thu 2 Apr 10:24". */
export declare function formatDateTime(at: Instant, timeZone?: string, now?: number): string;
/** "10:00 to 11:30" on one day, "Wed 1 Apr 17:20 to Thu 2 Apr 10:00" across days. */
export declare function formatRange(from: number, to: number, timeZone?: string, now?: number): string;
/** "UTC−03:00" of seconds east of UTC. */
export declare function formatOffset(seconds: number): string;
/** "1 h 06 min", "4 min 10 s", "12 s": a length of time in words. */
export declare function formatSpan(ms: number): string;
export {};
