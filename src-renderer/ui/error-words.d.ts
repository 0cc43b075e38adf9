import type { TFunction } from 'i18next';
import type { WireError } from '../../src-contract/result.ts';
export interface ErrorWords {
    readonly title: string;
    readonly what: string;
    readonly calls: string;
    readonly next: string;
}
/** The sentences of a failure, from the catalogue, with the numbers of the case. A known platform code adds its own. */
export declare function errorWords(t: TFunction, error: WireError): ErrorWords;
/** Everything support asks for, as lines of text. */
export declare function supportText(t: TFunction, error: WireError): string;
