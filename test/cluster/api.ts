/** The variable with the address at which `kubectl proxy` serves the API of the cluster. */
export const apiVariable = 'CLUSTER_API';

/** An answer of the API server that is no success. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly path: string,
    body: string,
  ) {
    super(`GET ${path} gave ${status}: ${body.slice(0, 500)}`);
  }
}

/** Reads a path of the API, such as `/api/v1/nodes`, as text. */
export async function readApi(path: string, timeoutMs = 5000): Promise<string> {
  const answer = await fetch(`${process.env[apiVariable] ?? ''}${path}`, { signal: AbortSignal.timeout(timeoutMs) });
  const body = await answer.text();
  if (!answer.ok) throw new ApiError(answer.status, path, body);
  return body;
}

/** Reads an object or a list of the API. */
export async function readObject<T>(path: string, timeoutMs?: number): Promise<T> {
  return JSON.parse(await readApi(path, timeoutMs)) as T;
}
