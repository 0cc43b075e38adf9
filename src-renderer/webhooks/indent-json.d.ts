/**
 * Indents JSON without reading it, so that no digit, escape or order changes. Text that is no JSON comes back as it was.
 */
export declare function indentJson(text: string): string;
