import type { TFunction } from 'i18next';
import type { Glyph, Hue } from './glyph.ts';
/** Shape and colour of a taskStatus (callbot-v3.md 5.2). Null: the API tells none (NXLink). */
export declare function taskStatusLook(code: number | null): {
    glyph: Glyph;
    hue: Hue;
};
/** Word of a taskStatus; "Code 9, unlisted" for what the reference does not name. */
export declare function taskStatusWords(t: TFunction, code: number | null): string;
