import type { AccountColour } from '../../src-contract/model/account.ts'

/** The colour of an account as a 12 px square. */
export function AccountSquare({ colour }: { colour: AccountColour }) {
  return <i className="cb-square" style={{ background: `var(--account-${colour})` }} aria-hidden />
}
