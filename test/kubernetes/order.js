const { default: Sequencer } = require('@jest/test-sequencer');

/** The files that take longest, longest first: one of them that begins last would run on when all others are done. */
const longest = ['doctor-pods', 'doctor', 'doctor-born-broken', 'policy-enforced-by-the-test'];

/** Clients count every late answer, and joins are timed: that goes best when the others are nearly done. */
const calmest = ['rolling-update', 'scale'];

/** The order in which jest begins the files of a suite, as far as it matters. */
class Order extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((one, other) => rank(one) - rank(other));
  }
}

function rank({ path }) {
  const name = path.replace(/^.*\/|\.test\.ts$/g, '');
  if (longest.includes(name)) return longest.indexOf(name);
  return longest.length + 1 + calmest.indexOf(name);
}

module.exports = Order;
