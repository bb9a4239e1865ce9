import { attachmentProblemsOf, problemsOf } from '../../unit/model/problems-of';
import { withHttp } from '../../unit/model/printed';

// Letters of other scripts that look like Latin ones.
const lookAlikes = ['r\u0435plicas', 'repl\u0456cas', 'replicas '];

test.each(['\u200b', '\u202e', '\u0000', '\ufeff'])('a character that cannot be seen is shown: %j', (unseen) => {
  const escaped = `\\u${unseen.charCodeAt(0).toString(16).padStart(4, '0')}`;

  expect(problemsOf({ ...withHttp, [`replicas${unseen}`]: 1 })).toEqual([
    `BeamCluster "api": "replicas${escaped}" is not a known property. Did you mean replicas?`,
  ]);
  expect(problemsOf({ ...withHttp, name: 'A' }, { id: `a${unseen}` })[0]).toMatch(`BeamCluster "a${escaped}": `);
});

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
