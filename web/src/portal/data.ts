// What the signed link shows: its answers stand under the page's own address, /p/{token}/….

export interface OpenTitle {
  id: string;
  number: string;
  description: string;
  due_date: string;
  days_late: number;
  amount: number;
  total_today: number;
  explanation: { label: string; amount: number }[];
  line: string;
  br_code: string;
  qr_svg: string;
  has_slip: boolean;
  money_in_flight: boolean;
  promised_on?: string | null;
  disputed: boolean;
  /** What settles it until that day, instead of total_today; br_code is for this sum. */
  offer?: { name: string; pays: number; until: string } | null;
}

export interface InstalmentPlan {
  count: number;
  total: number;
  interest: number;
  instalments: { due_date: string; amount: number }[];
}

/** The debt of these titles in instalments; `owed` is what it is without the offer. */
export interface InstalmentOffer {
  offer_id: string;
  name: string;
  until: string;
  owed: number;
  sum: number;
  numbers: string[];
  break_days: number;
  plans: InstalmentPlan[];
}

export interface AgreementData {
  number: number;
  signed_on: string;
  total: number;
  paid: number;
  break_days: number;
  instalments: { due_date: string; amount: number; state: string }[];
}

export interface PortalData {
  company: {
    trade_name: string;
    legal_name: string;
    document: string;
    address: string;
    email: string;
    phone: string;
    demo: boolean;
    has_logo: boolean;
  };
  party: {
    name: string;
    document_masked: string;
    contacts: { channel: 'email' | 'phone'; value: string; state: string }[];
  };
  business_date: string;
  /** The last day that may be promised; absent where none is offered. */
  promise_until?: string | null;
  total_today: number;
  open: OpenTitle[];
  instalments?: InstalmentOffer | null;
  agreements: AgreementData[];
  paid: { number: string; description: string; paid_on?: string | null; amount: number }[];
  invoices: { key: string; number: string; issue_date: string; amount: number }[];
}

export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export const base = location.pathname.replace(/\/+$/, '');

export async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(base + path, {
    method,
    headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    throw new Refusal(response.status, [problem.detail, problem.hint].filter(Boolean).join(' '));
  }
  return (response.status === 204 ? undefined : await response.json()) as T;
}
