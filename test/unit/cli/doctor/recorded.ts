/** What a pod of the founding example printed on a real Kubernetes. */
export const recordedAnswers = `beam-cluster\tclock\t1795526340991
beam-cluster\tvm\trsolv_api@10.244.1.2\t25\t1.14.0\t65536
beam-cluster\tcookie\t4E5EF99F4816946BAB1B15DBE2812C8F\tfalse
beam-cluster\tconnected\trsolv_api@10.244.3.2\trsolv_api@10.244.2.2
beam-cluster\tpeer\t10.244.1.2\tok\tok\t=rsolv_api:9100
beam-cluster\tpeer\t10.244.2.2\tok\tok\t=rsolv_api:9100
beam-cluster\tpeer\t10.244.3.2\tok\tok\t=rsolv_api:9100
beam-cluster\tdns\trsolv-api-headless.healthy.svc.cluster.local.\t\t10.244.3.2\t10.244.2.2\t10.244.1.2
beam-cluster\truntime\t0.1.0\tproduction\ttrue\tfalse
beam-cluster\tend
`;
