import type { CallbotForm } from '../../src-contract/model/task.ts'

/** The simulator's script and strategy (src-simulator/catalogue.ts has them in its "console"). */
const SCENE = 'scene-demo'

/** A task that rings at any hour, so that the tour shows telephones at midnight too: nobody is called, it is the simulator. */
export function tourForm(form: CallbotForm, taskName: string): CallbotForm {
  return {
    ...form,
    taskName,
    sceneID: SCENE,
    strategyName: 'Default Strategy',
    startupType: 3,
    startupAt: '',
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    halfHours: Array.from({ length: 48 }, (_, halfHour) => halfHour),
    maxCall: 60,
    maxRingTime: 30,
    callbacks: { ...form.callbacks, mode: 'listener' },
  }
}
