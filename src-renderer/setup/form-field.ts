/** What an input needs to be found, to say what is wrong with it and to know that it was visited. */
export interface FieldState {
  readonly id: string
  /** Sentence under the field; absent while there is nothing to say. */
  readonly error: string | undefined
  readonly onBlur: () => void
}

/** What every section of the task form gets. Field names are the paths of `FormIssue.field`. */
export interface SectionProps<Form> {
  readonly form: Form
  readonly edit: (patch: Partial<Form>) => void
  readonly field: (name: string) => FieldState
}

/** DOM id of a form field. */
export const fieldId = (field: string): string => `setup-${field}`

/** Focuses the field of an issue, or the nearest thing above it that is on screen. */
export function focusField(field: string): void {
  const parts = field.split('.')
  for (let length = parts.length; length > 0; length--) {
    const found = document.getElementById(fieldId(parts.slice(0, length).join('.')))
    if (!found) continue
    found.scrollIntoView({ block: 'center' })
    found.focus({ preventScroll: true })
    return
  }
}
