import { openWithdrawRig, type WithdrawRigOptions } from './withdraw-rig.ts'

/** A console that takes up the withdrawals of its data folder, or withdraws all of a task when it has none; ends when nothing is open. */
async function withdrawUntilDone({ userTaskID, ...task }: WithdrawRigOptions & { userTaskID: string }): Promise<void> {
  const rig = openWithdrawRig(task)
  rig.service.recover()
  if (rig.service.list('cb').length === 0) await rig.withdraw({ by: 'filter', filter: { accountId: 'cb', userTaskIDs: [userTaskID] } })
  for (const { id } of rig.service.list('cb')) await rig.until(id, withdrawal => withdrawal.finishedAt !== null)
  await rig.close()
}

await withdrawUntilDone(JSON.parse(process.argv[2] ?? '{}') as WithdrawRigOptions & { userTaskID: string })
