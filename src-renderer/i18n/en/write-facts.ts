/**
 * What a write does, what is worth a look and what is in its way, by the core's codes. Each one or two full sentences; what
 * is in the way says the way out. Names that end in `at` are instants and come as a clock.
 */
export const writeFactsEn = {
  account_read_only: 'The rules of this account refuse every write.',

  // launch
  orders_one: '{{count, number}} order from {{list}}.',
  orders_other: '{{count, number}} orders from {{list}}.',
  left_out_one: '{{count, number}} row of the list is left out.',
  left_out_other: '{{count, number}} rows of the list are left out.',
  task_first: 'The task is created empty, then the orders are added to it.',
  requests_one: '{{count, number}} request of up to {{size, number}} orders, written down before it is sent.',
  requests_other: '{{count, number}} requests of up to {{size, number}} orders, each written down before it is sent.',
  tasks_each_one: '{{count, number}} request of up to {{size, number}} orders. NXLink makes a task of it.',
  tasks_each_other: '{{count, number}} requests of up to {{size, number}} orders. NXLink makes a task of each.',
  first_call: 'The first call is {{at}}.',
  starts_by_hand: 'Nothing rings until somebody starts the task.',
  webhooks: 'About {{forecast, number}} webhooks will come back through the tunnel.',
  webhooks_of_plan:
    'About {{forecast, number}} webhooks will come back; this month’s plan of {{limit, number}} leaves {{left, number}} before polling takes over.',
  starts_at_once: 'Calls begin as soon as the platform has the orders.',
  already_launched: 'This draft was launched already. Its submission is in the journal; make a new task to call again.',
  empty_task_may_end:
    'The task starts by itself and is empty at first. Whether the platform ends an empty task is not documented; “Keep the task open” prevents it.',

  // tryOne
  trial_row: 'Row {{row, number}} of {{list}} is sent, with your phone in place of its own.',
  trial_phone: '{{phone}} rings.',
  trial_now: 'It rings at once, whatever the hours of the form.',
  trial_task: 'It is a task of its own: {{task}}.',
  draft_stays: 'The draft stays as it is.',
  row_not_ready: 'Row {{row, number}} is not ready to be called. Choose another row.',

  // decide
  decide_sent_one: 'Batch {{batch}} was sent at {{at}}; {{count, number}} order of it has no answer.',
  decide_sent_other: 'Batch {{batch}} was sent at {{at}}; {{count, number}} orders of it have no answer.',
  decide_rounds: 'The platform was asked in {{rounds, number}} rounds and does not say.',
  decide_deleted:
    'The platform does not list them. Orders of the task were deleted from here after they were sent, so that does not tell whether they had arrived.',
  decide_accepted_one:
    '{{count, number}} order counts as accepted and is never sent again. If the platform does not have it, nobody calls that phone.',
  decide_accepted_other:
    '{{count, number}} orders count as accepted and are never sent again. If the platform does not have them, nobody calls these phones.',
  decide_not_taken_one: '{{count, number}} order is sent again. If the platform has it after all, that phone rings twice.',
  decide_not_taken_other: '{{count, number}} orders are sent again. If the platform has them after all, these phones ring twice.',
  decide_left_one: '{{count, number}} order stays deleted: it counts as accepted, is never sent again, and nobody calls that phone.',
  decide_left_other: '{{count, number}} orders stay deleted: they count as accepted, are never sent again, and nobody calls these phones.',
  decide_again_one: '{{count, number}} order is sent again and rings, although orders of the task were deleted from here.',
  decide_again_other: '{{count, number}} orders are sent again and ring, although orders of the task were deleted from here.',
  decide_unsent_one: '{{count, number}} order counts as never sent. The submission was stopped, so it is not sent again.',
  decide_unsent_other: '{{count, number}} orders count as never sent. The submission was stopped, so they are not sent again.',
  decide_waits_one: 'Nothing leaves by this: {{count, number}} order waits until you choose Go on sending.',
  decide_waits_other: 'Nothing leaves by this: {{count, number}} orders wait until you choose Go on sending.',
  not_unknown: 'The batch is not unknown any more. Close this and look at its state.',
  still_asking: 'The platform is still being asked, next {{at}}. Wait until it has had its say.',

  // addOrders
  fresh_one: '{{count, number}} order from {{list}} is new to the task.',
  fresh_other: '{{count, number}} orders from {{list}} are new to the task.',
  already_there_one: '{{count, number}} row is left out: the task has that phone already.',
  already_there_other: '{{count, number}} rows are left out: the task has these phones already.',
  task_status: 'The task is {{taskStatus}} at the platform.',
  as_of: 'As the task was last heard of, {{at}}.',
  import_deletes_one: '{{count, number}} order the task has not dialled yet is deleted at the platform for good.',
  import_deletes_other: '{{count, number}} orders the task has not dialled yet are deleted at the platform for good.',
  import_replaces_one: '{{count, number}} of the new ones waits there now under another order, and comes back with this list.',
  import_replaces_other: '{{count, number}} of the new ones wait there now under other orders, and come back with this list.',
  import_one_request: 'It is one request: all of the list at once.',
  count_moves: 'The task may be dialling, so it can be fewer by the time it is done. With more it is not done.',
  not_supported: 'This account’s API has no such request. Do it in the console of NXCLOUD.',
  task_ended: 'The task is {{taskStatus}}; it takes nothing any more. Launch a new task.',
  task_not_made: 'The launch of this task has not reached the platform yet. Wait until its submission has.',
  nothing_fresh_one: 'The task has the phone of the one row already. Choose another list.',
  nothing_fresh_other: 'The task has the phones of all {{count, number}} rows already. Choose another list.',
  import_too_long:
    '{{count, number}} orders are more than one request may hold, {{most, number}}. Add them instead, or choose a shorter list.',
  variable_missing: 'The script needs {{name}} and no column fills it. Go back and choose one.',
  submission_planning: 'Orders from {{list}} are being written down for this task. Wait until that is done.',
  submission_under_way_one:
    '{{count, number}} order from {{list}} is not through to this task yet. A replacement deletes what waits in the task, so nothing else is sent beside it. Let that submission finish, or stop it.',
  submission_under_way_other:
    '{{count, number}} orders from {{list}} are not through to this task yet. A replacement deletes what waits in the task, so nothing else is sent beside it. Let that submission finish, or stop it.',
  also_sending_one: '{{count, number}} order from {{list}} is being sent to this task as well.',
  also_sending_other: '{{count, number}} orders from {{list}} are being sent to this task as well.',
  counts_behind:
    'Orders of this task were deleted just now. What is left is being read from the platform; until that is done, the numbers here may be too high.',
  cache_behind_one: '{{count, number}} accepted order of this task is still on its way into the cache. Try again in a moment.',
  cache_behind_other: '{{count, number}} accepted orders of this task are still on their way into the cache. Try again in a moment.',
  variables_unknown: 'The task was not launched from here, so the variables of its script are not known.',
  no_callbacks: 'No webhook address goes along; what becomes of these orders shows when it is pulled.',
  phones_masked: 'The platform masks the phones of this task, so those it got elsewhere cannot be compared.',
  cache_incomplete:
    'Only {{count, number}} of the task’s {{total, number}} orders are known here, so a phone may be there already. Pull its orders first to be sure.',

  // operate
  running_finish_zero: 'No call of it is known to be on the line.',
  running_finish_one: '{{count, number}} call on the line now is finished by the platform.',
  running_finish_other: '{{count, number}} calls on the line now are finished by the platform.',
  start_dials_one: '{{count, number}} order not dialled yet is dialled inside the dial hours.',
  start_dials_other: '{{count, number}} orders not dialled yet are dialled inside the dial hours.',
  pause_waits_one: '{{count, number}} order not dialled yet waits until the task is started again.',
  pause_waits_other: '{{count, number}} orders not dialled yet wait until the task is started again.',
  complete_never_one: '{{count, number}} order not dialled yet is never dialled.',
  complete_never_other: '{{count, number}} orders not dialled yet are never dialled.',
  complete_final: 'Whether a completed task can be started again is not documented.',
  deletes_undialled_one: '{{count, number}} order not dialled yet is deleted at the platform for good.',
  deletes_undialled_other: '{{count, number}} orders not dialled yet are deleted at the platform for good.',
  already_so: 'The task is {{taskStatus}} already, as far as is known here.',

  // withdraw
  withdraw_task_one: '{{count, number}} order of {{task}}.',
  withdraw_task_other: '{{count, number}} orders of {{task}}.',
  withdraw_more_tasks_one: '{{count, number}} order of {{tasks, number}} more tasks.',
  withdraw_more_tasks_other: '{{count, number}} orders of {{tasks, number}} more tasks.',
  withdraw_finished_one: '{{count, number}} finished order of the choice stays as it is.',
  withdraw_finished_other: '{{count, number}} finished orders of the choice stay as they are.',
  withdraw_for_good: 'The platform cannot start a withdrawn order again; you would send it in a new task.',
  withdraw_deletes_one: 'Whatever was not dialled of {{count, number}} order is deleted at the platform.',
  withdraw_deletes_other: 'Whatever was not dialled of {{count, number}} orders is deleted at the platform.',
  withdraw_keeps: 'Only what was not dialled yet is stopped; nothing is deleted.',
  withdraw_in_call_one: '{{count, number}} of them is on the line now. What the platform does with such a call is not documented.',
  withdraw_in_call_other: '{{count, number}} of them are on the line now. What the platform does with such calls is not documented.',
  withdraw_nothing_left: 'All of them are finished, {{finished, number}} orders. Nothing is left to withdraw.',
  withdraw_nxlink: 'NXLink has no request that takes an order back. Stop the task in its console.',

  // settle
  settle_accepts_one: '{{count, number}} order the platform has counts as accepted from now on.',
  settle_accepts_other: '{{count, number}} orders the platform has count as accepted from now on.',
  settle_sends_one: '{{count, number}} order the platform does not list is sent again, after it was asked once more.',
  settle_sends_other: '{{count, number}} orders the platform does not list are sent again, after it was asked once more.',
  settle_sends_rest_one: '{{count, number}} order that was not sent so far goes out with them.',
  settle_sends_rest_other: '{{count, number}} orders that were not sent so far go out with them.',
  settle_leaves_missing_one: '{{count, number}} order the platform does not list stays as it is; it is not sent again.',
  settle_leaves_missing_other: '{{count, number}} orders the platform does not list stay as they are; they are not sent again.',
  settle_leaves_strangers_one: '{{count, number}} order that is not from this console stays as it is.',
  settle_leaves_strangers_other: '{{count, number}} orders that are not from this console stay as they are.',
  settle_leaves_twice_one: '{{count, number}} order is there more than once and stays so; withdraw one of the two if it waits.',
  settle_leaves_twice_other: '{{count, number}} orders are there more than once and stay so; withdraw what waits.',
  settle_leaves_too_new_one: '{{count, number}} order is too new to say anything about.',
  settle_leaves_too_new_other: '{{count, number}} orders are too new to say anything about.',
  settle_leaves_no_record_one: '{{count, number}} order has no call record yet, which proves nothing.',
  settle_leaves_no_record_other: '{{count, number}} orders have no call record yet, which proves nothing.',
  settle_deleted_elsewhere: 'An order that somebody deleted at the platform is not listed either; it would be called after all.',
  not_compared: 'There is no finished comparison. Compare with the platform first.',
  comparison_running: 'The comparison is still running. Wait until it is done.',
  comparison_old: 'The comparison is from {{at}} and the platform may have moved on. Compare again.',
  already_settled: 'This comparison was settled at {{at}}. Compare again to see what is left.',
  settle_under_way: 'The submission is still being sent. Pause it, or wait until it is done.',
  nothing_to_settle: 'Nothing is left to settle.',
} as const
