import type { Locator, Page } from 'playwright'

/** Most stops a place may be away; more and nobody would walk there. */
const MOST_STOPS = 120

/** An operator without a mouse: walks with Tab and notes every stop whose focus cannot be seen. */
export function createKeyboard(page: Page) {
  const unseen = new Set<string>()
  const focusIsOn = (place: Locator) => place.evaluate(element => element === document.activeElement)
  return {
    focusIsOn,
    /** Places that took the focus without showing it, so far. */
    unseen: () => [...unseen],
    /** What the focused element is called. */
    focusedName: () => page.evaluate(() => {
      const element = document.activeElement
      return element?.getAttribute('aria-label') ?? element?.textContent ?? ''
    }),
    /** Presses Tab until the focus is on a place; forward, as anybody would. */
    async tabTo(place: Locator): Promise<void> {
      await place.waitFor()
      for (let stop = 0; stop < MOST_STOPS; stop += 1) {
        if (await focusIsOn(place)) return
        await page.keyboard.press('Tab')
        const hidden = await page.evaluate(hiddenFocus)
        if (hidden !== null) unseen.add(hidden)
      }
      throw new Error(`Tab does not lead to ${place}`)
    },
  }
}

/** The focused element's name when nothing about it, or next to it, shows the focus; runs in the page. */
function hiddenFocus(): string | null {
  const element = document.activeElement
  if (!(element instanceof HTMLElement) || element === document.body) return null
  const shows = (one: Element, pseudo?: string) => {
    const style = getComputedStyle(one, pseudo)
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none'
  }
  // A checkbox, radio or switch shows it on what is drawn in its place; a field on its border.
  const near = [element, element.nextElementSibling, element.parentElement, ...(element.parentElement?.querySelectorAll('*') ?? [])].filter(one => one !== null)
  const isField = element.matches('input:not([type=checkbox],[type=radio]), textarea')
  const seen = isField || element.matches('[role=grid]') ? near.some(one => shows(one)) || shows(element, '::after') || getComputedStyle(element).borderTopColor !== getComputedStyle(document.body).color : near.some(one => shows(one))
  return seen ? null : `${element.tagName.toLowerCase()} ${element.getAttribute('aria-label') ?? element.textContent?.slice(0, 40) ?? ''}`.trim()
}
