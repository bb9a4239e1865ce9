import { attachmentProblemsOf, problemsOf } from '../../model/problems-of';
import { withHttp } from '../../model/printed';

// Letters of other scripts that look like Latin ones.
const lookAlikes = ['r\u0435plicas', 'repl\u0456cas', 'replicas '];

describe('a property that only looks like a known one', () => {
  test.each(lookAlikes)('is refused in a cluster: %j', (key) => {
    expect(problemsOf({ ...withHttp, [key]: 1 })).toEqual([
      `BeamCluster "api": ${JSON.stringify(key)} is not a known property. Did you mean replicas?`,
    ]);
  });

  test.each(lookAlikes)('is refused in an attachment: %j', (key) => {
    expect(attachmentProblemsOf({ selector: { app: 'shop' }, [key]: 1 })).toEqual([
      `BeamCluster "api": ${JSON.stringify(key)} is not a known property. Did you mean replicas?`,
    ]);
  });
});
