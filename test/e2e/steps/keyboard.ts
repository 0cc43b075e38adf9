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
    focusedName: () =>
      page.evaluate(() => {
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

/** The focused element's name when no outline shows where the focus is; runs in the page. */
function hiddenFocus(): string | null {
  const element = document.activeElement
  if (!(element instanceof HTMLElement) || element === document.body) return null
  const outlined = (one: Element | null | undefined) => {
    const style = one ? getComputedStyle(one) : null
    return style !== null && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0
  }
  // A switch or colour shows it on what is drawn in its place, a table on the row with the cursor.
  const drawn =
    element instanceof HTMLInputElement
      ? [element.nextElementSibling, element.nextElementSibling?.firstElementChild, element.parentElement]
      : []
  const cursor = element.matches('[role=grid]') ? [element.querySelector('[data-active]')] : []
  // An empty list has no row to mark.
  if (element.matches('[role=grid]') && element.querySelector('[data-active]') === null) return null
  if ([element, ...drawn, ...cursor].some(outlined)) return null
  return `${element.tagName.toLowerCase()} ${element.getAttribute('aria-label') ?? element.textContent?.slice(0, 40) ?? ''}`.trim()
}
