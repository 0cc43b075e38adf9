import type { i18n } from 'i18next';
/** A typed i18next with the English catalogue; React's hooks find it by themselves. Words come plain, never as HTML. */
export declare function createI18n(): i18n;
