import type { WireError } from '../../src-contract/result.ts';
/**
 * The values for the sentences of a failure: what the core sent, under the names the catalogue uses, and a plain word
 * where a case lacks one, so that no sentence ever shows a hole.
 */
export declare function errorParams(error: WireError): Record<string, string | number>;
