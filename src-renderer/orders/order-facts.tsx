import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Call, OrderDetail } from '../../src-contract/model/order.ts'
import { CopyText, shortId } from '../ui/copy-text.tsx'
import { Facts } from '../ui/facts.tsx'
import { UNKNOWN } from '../ui/number-format.ts'
import { PanelSection } from '../ui/panel-section.tsx'
import { formatMoment } from '../ui/time-format.ts'

const smsStatuses = [0, 1, 2, 3, 4] as const
const agentStatuses = [1, 2, 3, 4, 10, 12] as const

function intentWords(t: TFunction, call: Call | undefined): string {
  if (!call || call.intents.length === 0) return t('orders.panel.noIntent')
  return call.intents
    .map(intent =>
      [
        intent.intentName || intent.intentID,
        intent.intentTag ? t('orders.panel.tag', { tag: intent.intentTag }) : null,
        intent.intentLevel === null ? null : t('orders.panel.level', { level: intent.intentLevel }),
      ]
        .filter(part => part !== null)
        .join(', '),
    )
    .join('; ')
}

function smsWords(t: TFunction, sms: Call['sms'][number]): string {
  const status = smsStatuses.find(known => known === sms.status)
  const state =
    sms.sentAt === null
      ? status === undefined
        ? ''
        : t(`orders.panel.smsStatus.s${status}`)
      : t('orders.panel.smsSent', { time: formatMoment(sms.sentAt) })
  return [sms.content, state].filter(part => part !== '').join(', ')
}

function agentWords(t: TFunction, call: Call | undefined): string {
  const agent = call?.agent
  if (!agent) return t('orders.panel.agentNone')
  const status = agentStatuses.find(known => known === agent.agentCallStatus)
  return [
    agent.agentName,
    agent.agentGroup,
    agent.agentLabel,
    status === undefined
      ? agent.agentCallStatus === null
        ? ''
        : t('orders.panel.code', { code: agent.agentCallStatus })
      : t(`orders.panel.agentStatus.a${status}`),
  ]
    .filter(part => part !== '')
    .join(', ')
}

/** What is known about an order beside its calls: intents, SMS, agent, variables, recording, ids. */
export function OrderFacts({ order }: { order: OrderDetail }) {
  const { t } = useTranslation()
  const { row } = order
  const last = order.calls[0]
  const sms = order.calls.flatMap(call => call.sms)
  const params = last && last.params.length > 0 ? last.params : order.sentParams
  const audio = order.calls.find(call => call.audioUrl !== '')?.audioUrl
  return (
    <>
      <PanelSection title={t('orders.panel.intentAndSms')}>
        <Facts
          rows={[
            [
              t('orders.panel.intent'),
              intentWords(
                t,
                order.calls.find(call => call.intents.length > 0),
              ),
            ],
            [
              t('orders.panel.sms'),
              sms.length === 0 ? UNKNOWN : sms.map((one, index) => <div key={one.sysMessageID || index}>{smsWords(t, one)}</div>),
            ],
            [
              t('orders.panel.variables'),
              params.length === 0
                ? UNKNOWN
                : params.map(({ name, value }) => (
                    <div key={name}>
                      <span className="cb-quiet">{name}</span> {value}
                    </div>
                  )),
            ],
            [
              t('orders.panel.agent'),
              agentWords(
                t,
                order.calls.find(call => call.agent !== null),
              ),
            ],
          ]}
        />
      </PanelSection>
      <PanelSection title={t('orders.panel.details')}>
        <Facts
          rows={[
            [t('orders.panel.caller'), row.callingNumber || UNKNOWN],
            [t('orders.panel.line'), last?.lineAddress || UNKNOWN],
            [t('orders.panel.hangupCause'), row.hangupCause || UNKNOWN],
            [t('orders.panel.recording'), audio ? <CopyText key="r" text={audio} what={t('orders.panel.openRecording')} /> : UNKNOWN],
            [t('orders.panel.pass'), row.other || UNKNOWN],
            [t('orders.panel.order'), <CopyText key="o" text={row.orderID} short={shortId(row.orderID)} what="orderID" />],
            ['userTaskID', <CopyText key="t" text={row.userTaskID} short={shortId(row.userTaskID)} what="userTaskID" />],
            [t('orders.panel.updated'), `${formatMoment(row.updatedAt)}, ${t(`orders.panel.source.${row.source}`)}`],
          ]}
        />
      </PanelSection>
    </>
  )
}
