import type { i18n } from 'i18next'
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { en } from './en.ts'

/** A typed i18next with the English catalogue; React's hooks find it by themselves. Words come plain, never as HTML. */
export function createI18n(): i18n {
  const instance = i18next.createInstance()
  void instance.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { translation: en } },
    defaultNS: 'translation',
    initAsync: false,
    // React escapes; doing it twice would show &amp;.
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  return instance
}
