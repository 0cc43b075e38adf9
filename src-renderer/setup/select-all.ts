import type { SyntheticEvent } from 'react'

const select = (event: SyntheticEvent<HTMLInputElement>) => event.currentTarget.select()

/** For searchable choices: what stands there is selected on entering, so that typing replaces it instead of landing in its middle. */
export const selectAll = { onFocus: select, onClick: select }
