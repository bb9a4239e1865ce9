import './global-setup';

function closeApi(): void {
  globalThis.clusterProxy?.kill();
}

export = closeApi;
