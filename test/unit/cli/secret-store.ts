import type { Ownable } from '../../../lib/cli/cookie/owner';
import { failure, found, type Answer, type Request } from './api-server';

export interface StoredSecret {
  metadata: Ownable & { name: string; resourceVersion: string };
  type?: string;
  immutable?: boolean;
  data?: Record<string, string>;
}

/** Secrets of the namespace `prod`, with the checks of an API server that the cookie depends on. */
export class SecretStore {
  readonly secrets = new Map<string, StoredSecret>();
  private version = 1;

  put(
    name: string,
    data: Readonly<Record<string, string>>,
    { metadata, ...more }: Partial<Omit<StoredSecret, 'metadata'>> & { readonly metadata?: Ownable } = {},
  ): void {
    const encoded = Object.entries(data).map(([key, value]) => [key, Buffer.from(value).toString('base64')] as const);
    this.secrets.set(name, {
      metadata: { ...metadata, name, resourceVersion: this.next() },
      type: 'Opaque',
      data: Object.fromEntries(encoded),
      ...more,
    });
  }

  /** The text under a key. */
  text(name: string, key: string): string | undefined {
    const encoded = this.secrets.get(name)?.data?.[key];
    return encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString();
  }

  respond(request: Request): Answer | undefined {
    const path = /^\/api\/v1\/namespaces\/prod\/secrets(?:\/(.+))?$/.exec(request.path);
    if (path === null) return undefined;
    if (request.method === 'POST') return this.create(JSON.parse(request.body) as StoredSecret);
    const secret = this.secrets.get(path[1] ?? '');
    if (secret === undefined) return failure(404, 'NotFound', `secrets "${path[1] ?? ''}" not found`);
    return request.method === 'PATCH' ? this.patch(secret, request) : found(secret);
  }

  private create(secret: StoredSecret): Answer {
    const { name } = secret.metadata;
    if (this.secrets.has(name)) return failure(409, 'AlreadyExists', `secrets "${name}" already exists`);
    const stored = { ...secret, metadata: { name, resourceVersion: this.next() } };
    this.secrets.set(name, stored);
    return found(stored);
  }

  private patch(secret: StoredSecret, { body, contentType }: Request): Answer {
    if (contentType !== 'application/merge-patch+json') return failure(415, 'UnsupportedMediaType', contentType);
    const patch = JSON.parse(body) as Partial<StoredSecret>;
    if (patch.metadata?.resourceVersion !== secret.metadata.resourceVersion) {
      return failure(409, 'Conflict', 'the object has been modified');
    }
    secret.data = { ...secret.data, ...patch.data };
    secret.metadata.resourceVersion = this.next();
    return found(secret);
  }

  private next(): string {
    this.version += 1;
    return String(this.version);
  }
}
