import { feature, type Base } from '../feature';
import type { ImagePullPolicy } from '../kubernetes';
import { imageName, leaf, list, objectName, oneOf, unshown } from '../schema';

export interface ImageProps<V = string> {
  /**
   * Container image of the release. A stock `mix release` is all it needs.
   *
   * @since 0.1.0
   * @example 'ghcr.io/acme/shop:1.0.0'
   * @see https://kubernetes.io/docs/concepts/containers/images/
   */
  readonly image: V;

  /**
   * When the kubelet pulls the image.
   *
   * @default 'IfNotPresent' - a node that restarts must not depend on a registry
   * @since 0.1.0
   * @example 'Always'
   * @see https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy
   */
  readonly imagePullPolicy?: ImagePullPolicy;

  /**
   * Names of the Secrets with registry credentials, each once.
   *
   * @default - none
   * @since 0.1.0
   * @example ['ghcr-credentials']
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/
   */
  readonly imagePullSecrets?: readonly V[];
}

/** What runs in the pods, and when it is pulled. */
export interface Image {
  readonly image: unknown;
  readonly imagePullPolicy: ImagePullPolicy;
}

export const image = feature<ImageProps<unknown>>()({
  name: 'image',
  appliesTo: ['cluster'],
  schema: {
    image: leaf(imageName),
    imagePullPolicy: oneOf('Always', 'IfNotPresent', 'Never'),
    imagePullSecrets: list(leaf(unshown(objectName))),
  },
  required: ['image'],
  decide: ({ image: name, imagePullPolicy = 'IfNotPresent', imagePullSecrets: secrets = [] }, _: Base, report) => {
    // The API keys them by name, and a server-side apply refuses a key that is there twice.
    for (const [index, secret] of secrets.entries()) {
      if (typeof secret !== 'string' || secrets.indexOf(secret) === index) continue;
      report({ property: `imagePullSecrets[${index}]`, rule: 'is there already', remedy: 'Remove it.' });
    }
    const settled: Image = { image: name, imagePullPolicy };
    return {
      settled,
      container: settled,
      ...(secrets.length === 0 ? {} : { pod: { imagePullSecrets: secrets.map((name) => ({ name })) } }),
    };
  },
});
