import { expect, test } from 'vitest'
import { createPhoneNormaliser } from '../../src-core/contacts/normalise-phone.ts'
import { createPhonePlans } from '../../src-core/contacts/phone-plans.ts'

const plans = createPhonePlans()
const read = (country: string | null, written: string) => {
  const answer = createPhoneNormaliser(plans, country)(written)
  return answer.phone === null ? `${answer.reason} ${answer.detail}`.trim() : `${answer.phone} ${answer.country}`
}

test.each([
  ['CL', '912345678'],
  ['CL', '56912345678'],
  ['CL', '+56 9 1234 5678'],
  ['CL', '0056 9 1234-5678'],
  ['CL', "'56912345678"],
  ['CL', '５６９１２３４５６７８'],
  ['CL', '56912345678.0'],
  ['CL', '\u202a+56912345678\u202c'],
  ['CL', '="56912345678"'],
  ['CL', '٥٦٩١٢٣٤٥٦٧٨'],
  ['CL', ' 9 1234 5678 '],
  [null, '+56912345678'],
  ['US', '011 56 9 12345678'],
])('with default country %s, %j is the Chilean mobile 56912345678', (country, written) => {
  expect(read(country, written)).toBe('56912345678 CL')
})

test.each([
  ['CN', '13800138000', '8613800138000 CN'],
  ['CN', '86 138 0013 8000', '8613800138000 CN'],
  ['GB', '07911 123456', '447911123456 GB'],
  ['BR', '011987654321', '5511987654321 BR'],
  ['AR', '011 15 2345-6789', '5491123456789 AR'],
  ['IN', '9123456789', '919123456789 IN'],
  ['IN', '919123456789', '919123456789 IN'],
  ['US', '1-212-555-1234', '12125551234 US'],
  ['US', '(416) 555-1234', '14165551234 CA'],
  ['RU', '8 916 123-45-67', '79161234567 RU'],
  ['RU', '+77011234567', '77011234567 KZ'],
  ['IT', '06 1234 5678', '390612345678 IT'],
  [null, '+2250712345678', '2250712345678 CI'],
  ['ID', '0812-3456-7890', '6281234567890 ID'],
  ['MX', '55 1234 5678', '525512345678 MX'],
])('with default country %s, %j is read as %s', (country, written, expected) => {
  expect(read(country, written)).toBe(expected)
})

test.each([
  ['CL', '', 'phone_empty'],
  ['CL', ' - ', 'phone_empty'],
  ['CL', '8.61E+12', 'phone_scientific 8.61E+12'],
  ['CL', '8,61e12', 'phone_scientific 8,61e12'],
  ['CL', 'ask Ana', 'phone_letters ask Ana'],
  [null, '13800138000', 'phone_no_country'],
  ['CL', '12345678', 'phone_too_short 8:9'],
  ['CL', '+56912345678901', 'phone_too_long 12:11'],
  ['CL', '56 0 9 1234 5678', 'phone_not_valid leading_zero:56'],
  ['CL', '+999 123456789', 'phone_not_valid country_code'],
  ['CL', '912345678;912345679', 'phone_not_valid characters'],
])('with default country %s, %j is refused: %s', (country, written, expected) => {
  expect(read(country, written)).toBe(expected)
})
