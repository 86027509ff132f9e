/** A refusal of the server, as problem+json tells it: what is wrong, where, and what to do. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly field?: string,
    readonly hint?: string,
    readonly body?: unknown,
  ) {
    super(detail);
  }
}

export type Query = Record<string, string | number | boolean | null | undefined>;

export function withQuery(path: string, query?: Query): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== '') parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text ? `${path}?${text}` : path;
}

let onSignedOut: () => void = () => {};
/** Called when the server no longer knows this session. */
export function whenSignedOut(callback: () => void): void {
  onSignedOut = callback;
}

export interface Call {
  query?: Query;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is, with this media type. */
  bytes?: { content: Blob | string; type: string };
  idempotencyKey?: string;
  signal?: AbortSignal;
}

// The session is a cookie that scripts cannot read; the custom header proves that the request
// comes from our own page.
async function send(method: string, path: string, call: Call = {}): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json, */*', 'X-Quita': '1' };
  let body: BodyInit | undefined;
  if (call.bytes) {
    headers['Content-Type'] = call.bytes.type;
    body = call.bytes.content;
  } else if (call.body !== undefined) {
    headers['Content-Type'] = 'application/json';
    body = JSON.stringify(call.body);
  }
  if (call.idempotencyKey) headers['Idempotency-Key'] = call.idempotencyKey;
  let response: Response;
  try {
    response = await fetch(withQuery(path, call.query), {
      method,
      headers,
      body,
      credentials: 'same-origin',
      signal: call.signal,
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(0, 'network', '');
  }
  if (!response.ok) throw await refusal(response);
  return response;
}

async function refusal(response: Response): Promise<ApiError> {
  const problem = await response.json().catch(() => ({}));
  if (response.status === 401 && problem.code !== 'login.refused') onSignedOut();
  return new ApiError(
    response.status,
    String(problem.code ?? `http.${response.status}`),
    String(problem.detail ?? problem.title ?? ''),
    problem.field || undefined,
    problem.hint || undefined,
    problem,
  );
}

async function json<T>(method: string, path: string, call?: Call): Promise<T> {
  const response = await send(method, path, call);
  if (response.status === 204) return undefined as T;
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

export const api = {
  get: <T>(path: string, query?: Query, signal?: AbortSignal) =>
    json<T>('GET', path, { query, signal }),
  post: <T>(path: string, body?: unknown, call?: Call) => json<T>('POST', path, { ...call, body }),
  put: <T>(path: string, body: unknown, bytes?: Call['bytes']) =>
    json<T>('PUT', path, { body, bytes }),
  patch: <T>(path: string, body: unknown) => json<T>('PATCH', path, { body }),
  delete: (path: string) => json<void>('DELETE', path),
  upload: <T>(path: string, content: Blob | string, type: string, query?: Query) =>
    json<T>('POST', path, { bytes: { content, type }, query }),
};

/** Fetches a file and hands it to the browser under the name that the server gives it. */
export async function download(path: string, otherwiseName: string, query?: Query): Promise<void> {
  const response = await send('GET', path, { query });
  const disposition = response.headers.get('Content-Disposition') ?? '';
  const name = /filename="?([^";]+)"?/.exec(disposition)?.[1] ?? otherwiseName;
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
