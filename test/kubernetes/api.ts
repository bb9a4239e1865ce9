/** The variable with the address at which `kubectl proxy` serves the API of the cluster. */
export const apiVariable = 'CLUSTER_API';

/** An answer of the API server that is no success. */
export class ApiError extends Error {
  constructor(
    question: string,
    readonly status: number,
    body: string,
  ) {
    super(`${question} gave ${status}: ${body.slice(0, 500)}`);
  }
}

/** Reads a path of the API, such as `/api/v1/nodes`, as text. */
export function readApi(path: string, timeoutMs = 5000): Promise<string> {
  return askApi('GET', path, timeoutMs);
}

/** Deletes an object, or all of a list, and does not wait until it is gone. */
export async function deleteFromApi(path: string): Promise<void> {
  await askApi('DELETE', path, 30_000);
}

async function askApi(method: string, path: string, timeoutMs: number): Promise<string> {
  const signal = AbortSignal.timeout(timeoutMs);
  const answer = await fetch(`${process.env[apiVariable] ?? ''}${path}`, { method, signal });
  const body = await answer.text();
  if (!answer.ok) throw new ApiError(`${method} ${path}`, answer.status, body);
  return body;
}

/** Reads an object or a list of the API. */
export async function readObject<T>(path: string, timeoutMs?: number): Promise<T> {
  return JSON.parse(await readApi(path, timeoutMs)) as T;
}
