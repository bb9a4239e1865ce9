import 'cdk8s';

// The version of Kubernetes is in the name of the package, so whoever has another one does not expect that this one is needed.
try {
  require.resolve('cdk8s-plus-28');
} catch {
  throw new Error(
    'beam-cluster/cdk8s needs the package cdk8s-plus-28, also beside another version of cdk8s-plus. Run: npm install cdk8s-plus-28',
  );
}
