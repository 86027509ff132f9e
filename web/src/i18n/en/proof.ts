import type { proof as pt } from '../pt/proof';

export const proof: Record<keyof typeof pt, string> = {
  'proof.tab': 'Proof',
  'proof.count.one': '{count} sealed record',
  'proof.count.other': '{count} sealed records',
  'proof.text':
    'Each message, answer, conversation, promise and dispute is sealed in order, a few minutes after it happened: a later change shows.',
  'proof.good': 'Nothing was changed since it was sealed',
  'proof.bad': 'Something was changed after it was sealed',
  'proof.unsealed.one': '{count} fact waits for the next seal',
  'proof.unsealed.other': '{count} facts wait for the next seal',
  'proof.head': 'Last code of the chain (SHA-256)',
  'proof.make': 'Make a pack',
  'proof.made': 'Pack made',
  'proof.packs': 'Packs made',
  'proof.none': 'No pack yet',
  'proof.none.text': 'A pack holds all that was said to this customer, as PDF and as JSON.',
  'proof.by': 'by {name}',
  'proof.pdf': 'Download PDF',
  'proof.json': 'Download JSON',
  'proof.check': 'Check a pack',
  'proof.check.text': 'Drop the PDF or the JSON that somebody shows.',
  'proof.check.good': 'Authentic: made here, and not a byte was changed',
  'proof.check.bad': 'Does not fit what was made here',
  'proof.check.of': 'Customer: {name}',
  'audit.proof.pack': 'Made a pack of proof',
};
