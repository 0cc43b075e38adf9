import { expect, test } from 'vitest'
import { createI18n } from '../../src-renderer/i18n/i18n.ts'
import { withdrawalReason } from '../../src-renderer/withdrawals/withdrawal-reason.ts'

const { t } = createI18n()

test('why an order was not withdrawn is the words of the platform, or a sentence of ours, never a code', () => {
  expect(withdrawalReason(t, 'orderID does not exist in this task')).toBe('orderID does not exist in this task')
  expect(withdrawalReason(t, 'callStatus 6')).toBe('Over before it could be stopped: Completed call')
  expect(withdrawalReason(t, 'callStatus 14')).toBe('Over before it could be stopped: Code 14, unlisted')
  expect(withdrawalReason(t, 'callStatus')).toBe('The platform has it no more among the orders of this task')
  expect(withdrawalReason(t, 'counts_do_not_add_up')).toBe('Still waiting after the request, so it may ring. Withdraw it again.')
  expect(withdrawalReason(t, '')).toBe('no reason given')
})
