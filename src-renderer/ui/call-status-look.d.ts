import type { TFunction } from 'i18next';
import type { Glyph, Hue } from './glyph.ts';
/** callStatus values with words of their own (callbot-v3.md 5.3). */
export declare const knownCallStatuses: readonly [1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 15, 16, 17, 18, 21, 22, 23, 24, 25];
export type KnownCallStatus = (typeof knownCallStatuses)[number];
/** True for a code the reference names. */
export declare const isKnownCallStatus: (code: number) => code is KnownCallStatus;
/** Shape and colour of a callStatus; null and unlisted codes look alike. */
export declare function callStatusLook(code: number | null): {
    glyph: Glyph;
    hue: Hue;
};
/** Words of a callStatus: its own, the platform's text when no code came (NXLink), or "Code 14, unlisted". */
export declare function callStatusWords(t: TFunction, code: number | null, statusText?: string | null): string;
