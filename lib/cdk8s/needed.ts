import 'cdk8s';
import { doorFor, versions } from './versions';

// In the door for another version, the build replaces this name.
const needed = 'cdk8s-plus-28';

if (!isInstalled(needed)) {
  const other = [...versions].reverse().find((version) => isInstalled(`cdk8s-plus-${version}`));
  const door = doorFor(Number(needed.slice(-2)));
  throw new Error(
    other === undefined
      ? `${door} needs the package ${needed}. Run: npm install ${needed}`
      : `${door} is for ${needed}, and cdk8s-plus-${other} is installed. Import from "${doorFor(other)}".`,
  );
}

function isInstalled(name: string): boolean {
  try {
    require.resolve(name);
    return true;
  } catch {
    return false;
  }
}
