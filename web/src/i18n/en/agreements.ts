import type { agreements as pt } from '../pt/agreements';

export const agreements: Record<keyof typeof pt, string> = {
  'nav.agreements': 'Agreements',
  'agreements.text': 'What customers agreed to pay in instalments, from the offers of campaigns.',
  'agreements.none': 'No agreement',
  'agreements.none.text':
    'Offer instalments in a campaign: the customer takes them in the portal, and the agreement stands here.',
  'agreements.rules': 'Rules of agreements',
  'agreements.rules.text':
    'For campaigns launched from now on. The interest is simple, on each part until its day.',
  'agreements.rules.saved': 'Rules saved',
  'agreements.interest': 'Interest a month',
  'agreements.least': 'Least instalment',
  'agreements.first_days': 'Days until the first',
  'agreements.break_days': 'Broken after (days)',
  'agreement.customer': 'Customer',
  'agreement.number': 'Number',
  'agreement.signed': 'Made on',
  'agreement.count': 'Instalments',
  'agreement.total': 'Total',
  'agreement.paid': 'Paid',
  'agreement.state': 'State',
  'agreement.state.running': 'Running',
  'agreement.state.kept': 'Kept',
  'agreement.state.broken': 'Broken',
  'agreement.title': 'Agreement {number}',
  'agreement.by': 'Signed on {date} by {name}',
  'agreement.owed': 'Owed',
  'agreement.agreed': 'Agreed',
  'agreement.with_interest': 'With interest',
  'agreement.rule':
    'Broken when an instalment is more than {days} days late: the debt comes back to the titles, without the discount and less what was paid.',
  'agreement.broken.text':
    'Broken on {date}, by {name}: the debt came back to the titles, with what had been paid.',
  'agreement.instalments': 'Instalments',
  'agreement.instalment': 'Instalment',
  'agreement.place': '{place} of {count}',
  'agreement.due': 'Due',
  'agreement.amount': 'Amount',
  'agreement.titles': 'Renegotiated titles',
  'agreement.break': 'Break the agreement',
  'agreement.break.text':
    'The instalments are asked for no more, the debt comes back to the titles with the charges of all their days, and what was paid counts for them.',
  'agreement.break.why': 'Why? The customer reads this in his statement.',
  'agreement.broken': 'Agreement broken',
};
