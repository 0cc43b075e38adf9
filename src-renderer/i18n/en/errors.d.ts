import type { ErrorCode } from '../../../src-contract/result.ts';
/** A type, not an interface: the typed keys look into types only. */
export type Sentences = {
    /** A head of a few words, no full stop. */
    readonly title: string;
    /** What happened, with the numbers of the case. */
    readonly what: string;
    /** What it means for the calls. */
    readonly calls: string;
    readonly next: string;
};
/** Every failure in words: what happened, what it means for the calls, the next step. A code without words is a type error. */
export declare const errorsEn: Record<ErrorCode, Sentences>;
