import { useTranslation } from 'react-i18next'
import { StatusLine } from './status-glyph.tsx'
import { taskStatusLook, taskStatusWords } from './task-status-look.ts'

/** Shape and word of a taskStatus. */
export function TaskStatus({ code }: { code: number | null }) {
  const { t } = useTranslation()
  return <StatusLine look={taskStatusLook(code)}>{taskStatusWords(t, code)}</StatusLine>
}
