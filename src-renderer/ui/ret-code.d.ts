import type { TFunction } from 'i18next';
/** What a platform code means and what to do: `retCode` of Callbot (callbot-v3.md 5.1), `code` of NXLink (nxlink-cc.md 3.4, 4.1). Null when unlisted. */
export declare function retCodeWords(t: TFunction, code: number, kind: 'callbot' | 'nxlink'): {
    what: string;
    next: string;
} | null;
