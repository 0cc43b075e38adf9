import { expect, test } from 'vitest'
import { createI18n } from '../../src-renderer/i18n/i18n.ts'
import { filterChips } from '../../src-renderer/orders/filter-chips.ts'

test('what a slice of the board filters by stands over the list it opens, also SMS, agent and nobody', () => {
  const { t } = createI18n()
  const chips = filterChips(
    t,
    { userTaskIDs: ['t1'], sms: ['none', 'untold', 3, 77], agents: ['', 'Ana'], intentTags: [''], intentNames: ['Paid'] },
    () => 'Reminder',
  )
  expect(chips.map(chip => chip.words)).toEqual([
    'Task: Reminder',
    'Intent: Paid',
    'Intent tag: no intent',
    'SMS: No SMS, State not told, Failed +1',
    'Agent: none, Ana',
  ])
})
