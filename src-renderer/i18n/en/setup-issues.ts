/** Every code of `src-contract/task-check.ts` and of the preflight. */
type IssueCode =
  | 'required'
  | 'column_missing'
  | 'too_low'
  | 'not_whole'
  | 'days_empty'
  | 'hours_empty'
  | 'start_unreadable'
  | 'start_past'
  | 'start_skipped'
  | 'start_twice'
  | 'whole_tts_required'
  | 'rate_required'
  | 'sms_rule_missing'
  | 'sms_template_unknown'
  | 'variable_repeated'
  | 'variable_blank'
  | 'url_unreadable'
  | 'url_not_https'
  | 'country_letters'
  | 'too_many_decimals'
  | 'zone_unknown'
  | 'clock_change'
  | 'outside_hours'
  | 'list_missing'
  | 'list_not_ready'
  | 'list_empty'
  | 'listener_off'
  | 'starts_by_itself'
  | 'no_schedule_field'
  | 'no_task_id'
  | 'tunnel_quota'

/** What is wrong with a field, or worth a look; the field's name stands before it. */
export const setupIssuesEn = {
  required: 'needed.',
  column_missing: 'column {{column}} is not in this list, which has {{columns}}.',
  too_low: 'at least {{least}}.',
  not_whole: 'a whole number.',
  days_empty: 'choose at least one.',
  hours_empty: 'paint at least one.',
  start_unreadable: 'a date and a time.',
  start_past: 'has passed.',
  start_skipped: 'does not exist that day; the clocks there jump over it.',
  start_twice: 'comes twice that day, because the clocks there go back.',
  whole_tts_required: 'must be on, because the script has variables.',
  rate_required: 'needed for this dispatch.',
  sms_rule_missing: 'no intent has a template, so no SMS would be sent.',
  sms_template_unknown: '{{intent}} has template {{smsID}}, which is not among the templates.',
  variable_repeated: '{{name}} is there twice.',
  variable_blank: '{{name}} is blank in {{count, number}} of the ready rows.',
  url_unreadable: 'not a web address.',
  url_not_https: 'must be https; plain http only to this computer.',
  country_letters: 'two letters.',
  too_many_decimals: 'at most {{decimals}} decimals.',
  zone_unknown: '{{timeZone}} is no zone this computer knows.',
  clock_change: 'clocks there change on {{at}}; the task keeps its offset.',
  outside_hours: 'closed at the start. The first call is {{opensAt}}.',
  list_missing: 'choose one.',
  list_not_ready: 'not read to its end. Load the file again.',
  list_empty: 'none of its {{rows, number}} rows is ready.',
  listener_off: 'no webhook reaches this computer now. Set up the tunnel, or poll only.',
  starts_by_itself: 'dialling starts by itself once the orders are there.',
  no_schedule_field: 'NXLink has no field for the start time.',
  no_task_id: 'NXLink answers no task id; results are found by order.',
  tunnel_quota:
    'about {{forecast, number}} webhooks are due, and the tunnel plan has {{left, number}} of {{limit, number}} left before polling takes over.',
} satisfies Record<IssueCode, string>
