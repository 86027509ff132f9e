// What the API says and takes, as the console uses it. Money is centavos, rates are millionths,
// business dates are "2026-12-10", instants are ISO in UTC.

export interface Page<T> {
  items: T[];
  next_cursor?: string | null;
}

export interface User {
  id: string;
  name: string;
  email: string;
  role: Role;
  /** A second factor is in force. */
  totp: boolean;
}
export type Role = 'owner' | 'manager' | 'analyst' | 'viewer';

export interface Company {
  id: string;
  legal_name: string;
  trade_name: string;
  document: string;
  time_zone: string;
  street: string;
  number: string;
  complement: string;
  district: string;
  city: string;
  state: string;
  postal_code: string;
  email: string;
  phone: string;
  demo: boolean;
  business_date: string;
}

export interface Me {
  user: User;
  company: Company;
  permissions: string[];
}

export interface UserRow extends User {
  disabled: boolean;
  created_at: string;
}
export interface SessionRow {
  id: string;
  user_name: string;
  ip: string;
  user_agent: string;
  created_at: string;
  seen_at: string;
  current: boolean;
}
export interface ApiKeyRow {
  id: string;
  name: string;
  scopes: string[];
  created_at: string;
  used_at?: string | null;
}
export interface AuditRow {
  id: string;
  at: string;
  actor_name: string;
  ip: string;
  action: string;
  subject_kind: string;
  subject_id?: string | null;
  before?: unknown;
  after?: unknown;
}
export interface Smtp {
  host: string;
  port: number;
  security: 'none' | 'starttls' | 'tls';
  user: string;
  has_password: boolean;
  from_name: string;
  from_address: string;
  reply_to: string;
}
export interface ContactBudget {
  max_per_day: number;
  max_per_week: number;
  email_any_hour: boolean;
}

export type ContactState = 'unknown' | 'works' | 'bounced' | 'opted_out';
export interface Contact {
  id: string;
  channel: 'email' | 'phone';
  value: string;
  purpose: string;
  state: ContactState;
  state_reason: string;
}
export interface Address {
  id: string;
  purpose: string;
  street: string;
  number: string;
  complement: string;
  district: string;
  city: string;
  state: string;
  postal_code: string;
}
export interface PartyRow {
  id: string;
  kind: 'person' | 'company';
  document: string;
  name: string;
  city: string;
  state: string;
  email: string;
  phone: string;
  open_amount: number;
  overdue_amount: number;
  overdue_titles: number;
  oldest_due?: string | null;
}
export interface Party {
  id: string;
  kind: 'person' | 'company';
  customer: boolean;
  supplier: boolean;
  document: string;
  name: string;
  trade_name: string;
  vulnerable: boolean;
  addresses: Address[];
  contacts: Contact[];
  tags: string[];
  created_at: string;
  summary: {
    open_amount: number;
    overdue_amount: number;
    overdue_titles: number;
    paid_amount: number;
    due_today_total: number;
    average_days_late: number;
  };
}
export interface Note {
  id: string;
  at: string;
  author: string;
  text: string;
}
export interface TimelineEvent {
  id: string;
  at: string;
  kind: string;
  text: string;
  title_id?: string | null;
  title_number?: string | null;
  actor: string;
}

export type TitleState =
  'open' | 'partly_paid' | 'paid' | 'cancelled' | 'written_off' | 'renegotiated';
export interface TitleRow {
  id: string;
  number: string;
  party_id: string;
  party_name: string;
  description: string;
  issue_date: string;
  due_date: string;
  amount: number;
  balance: number;
  state: TitleState;
  overdue: boolean;
  days_late: number;
  total_today: number;
  paid: number;
  paid_on?: string | null;
  origin_kind: string;
}
export interface TitlePage extends Page<TitleRow> {
  totals?: { count: number; amount: number; balance: number };
}
export interface Discount {
  until: string;
  mode: 'fixed' | 'percent';
  amount?: number | null;
  ppm?: number | null;
}
export interface Terms {
  fine_ppm: number;
  interest_mode: 'none' | 'monthly' | 'daily' | 'legal';
  interest_ppm: number;
  interest_daily: number;
  discounts: Discount[];
  rebate: number;
}
export interface Charges {
  on: string;
  principal: number;
  rebate: number;
  discount: number;
  fine: number;
  interest: number;
  total: number;
  days_late: number;
  effective_due_date: string;
  explanation: { label: string; amount: number }[];
}
export interface Instrument {
  id: string;
  kind: 'boleto' | 'pix';
  our_number_printed: string;
  line: string;
  barcode: string;
  br_code: string;
  amount: number;
  due_date: string;
  state: 'created' | 'sent' | 'registered' | 'rejected' | 'settled' | 'written_off';
  state_reason: string;
}
export interface Title extends TitleRow {
  terms: Terms;
  charges_today: Charges;
  instruments: Instrument[];
  origin_key: string;
  party: { id: string; name: string; document: string };
  warnings?: Warning[];
}
export interface Warning {
  code: string;
  message: string;
}
export interface JournalEntry {
  seq: number;
  at: string;
  on: string;
  kind: string;
  label: string;
  amount: number;
  principal: number;
  fine: number;
  interest: number;
  reduction: number;
  excess: number;
  cause_kind: string;
  cause: string;
  actor: string;
  note: string;
  balance_after: number;
  /** May be taken back by a reversal. */
  reversible: boolean;
}
export interface NewTitle {
  party_id?: string;
  number: string;
  description: string;
  issue_date?: string;
  due_date: string;
  amount: number;
  terms?: Partial<Terms>;
  account_id?: string;
}
export interface NfeResult {
  created: boolean;
  key: string;
  party: { id: string; name: string; created: boolean };
  titles: TitleRow[];
  warnings: Warning[];
}
export interface CsvProblem {
  line: number;
  column?: string;
  field?: string;
  code: string;
  message: string;
  found?: string;
}
export interface CsvPreview {
  separator: string;
  encoding: string;
  columns: { header: string; field?: string | null }[];
  rows: number;
  valid: number;
  problems: CsvProblem[];
  sample: CsvSample[];
}
export interface SearchHit {
  kind: 'party' | 'title';
  id: string;
  title: string;
  subtitle: string;
  amount?: number | null;
  state?: string | null;
}

export interface Account {
  id: string;
  bank: string;
  bank_name: string;
  name: string;
  agency: string;
  agency_digit: string;
  account: string;
  account_digit: string;
  wallet: string;
  variation: string;
  covenant: string;
  beneficiary_code: string;
  transmission_code: string;
  layout: 'CNAB240' | 'CNAB400';
  pix_key: string;
  standard: boolean;
  next_our_number: number;
  next_remittance: number;
}
export interface Remittance {
  id: string;
  number: number;
  account_id: string;
  name: string;
  created_at: string;
  titles: number;
  total: number;
}
export interface RemittanceProblem {
  title_id: string;
  number: string;
  payer: string;
  code: string;
  message: string;
  field: string;
}
export interface MadeRemittance {
  remittance?: Remittance | null;
  problems: RemittanceProblem[];
}
export interface RemittanceItem {
  title_id: string;
  title_number: string;
  party_name: string;
  our_number: string;
  amount: number;
  due_date: string;
  state: string;
  reason: string;
}
export interface Bank {
  code: string;
  name: string;
  wallets: { code: string; name: string }[];
  inputs: { field: string; label: string; size_max: number; required: boolean }[];
}
export interface ReturnFile {
  id: string;
  name: string;
  bank: string;
  bank_name: string;
  layout: string;
  imported_at: string;
  lines: number;
  settled: number;
  settled_total: number;
  fees_total: number;
  problems: number;
  warnings: string[];
  repeated?: boolean;
}
export interface ReturnLine {
  line: number;
  our_number: string;
  occurrence: string;
  event: string;
  event_label: string;
  reasons_text: string;
  amount: number;
  paid: number;
  fee: number;
  occurred_on?: string | null;
  credited_on?: string | null;
  title_id?: string | null;
  title_number?: string | null;
  party_name?: string | null;
  outcome: 'applied' | 'noted' | 'repeated' | 'unmatched' | 'unknown_code';
  problem: string;
}

export type OutboxState = 'queued' | 'sending' | 'sent' | 'failed' | 'cancelled';
export interface OutboxRow {
  id: string;
  party_id?: string | null;
  party_name?: string | null;
  recipient: string;
  template: string;
  subject: string;
  state: OutboxState;
  attempts: number;
  answer: string;
  business_date: string;
  created_at: string;
  finished_at?: string | null;
  titles: { id: string; number: string }[];
}
export interface OutboxMessage extends OutboxRow {
  body_html: string;
  body_text: string;
  attachment_name?: string;
}
export interface Template {
  name: string;
  label: string;
  subject: string;
  body: string;
}
export interface TemplateVariable {
  name: string;
  section?: boolean;
  description: string;
  example?: string;
}
export interface TemplatePreview {
  subject: string;
  html: string;
  text: string;
}
export interface DemoMail {
  id: string;
  at: string;
  recipient: string;
  subject: string;
  attachment_name: string;
  body_html?: string;
  body_text?: string;
}

export interface Step {
  offset: number;
  template: string;
  label: string;
}
export interface Policy {
  id: string;
  name: string;
  version: number;
  steps: Step[];
}
export interface Decision {
  party_id: string;
  party_name: string;
  title_id: string;
  title_number: string;
  step?: number | null;
  step_words?: string;
  action: string;
  reason: string;
  reason_text: string;
  amount: number;
  outbox_id?: string | null;
  outbox_state?: OutboxState | null;
  date: string;
}
export interface DunningDay {
  date: string;
  finished_at?: string | null;
  titles: number;
  messages: number;
  blocked: number;
  items: Decision[];
}
export interface NextStep {
  date?: string | null;
  step?: number | null;
  step_words?: string | null;
  template?: string | null;
  titles: string[];
  reason_text: string;
}
export interface Hold {
  id: string;
  kind: string;
  scope: 'party' | 'title';
  party_id: string;
  party_name: string;
  title_id?: string | null;
  starts_on: string;
  ends_on?: string | null;
  reason: string;
  created_by: string;
}

export interface Dashboard {
  business_date: string;
  to_receive: { amount: number; count: number; change_ppm?: number | null };
  overdue: { amount: number; count: number; change_ppm?: number | null };
  received_month: {
    amount: number;
    count: number;
    previous_amount: number;
    previous_full: number;
    change_ppm?: number | null;
  };
  delinquency: { ppm: number; previous_ppm: number };
  bands: Band[];
  daily: { date: string; expected: number; received: number }[];
  attention: { kind: string; text: string; count: number; link: string }[];
}
export interface Band {
  name: string;
  from?: number | null;
  to?: number | null;
  amount: number;
  count: number;
}
export interface CsvSample {
  line: number;
  document: string;
  name: string;
  trade_name: string;
  city: string;
  state: string;
  contacts: string[];
}
