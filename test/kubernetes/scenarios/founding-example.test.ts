import { testReleaseCommands } from '../command-tests';
import { testFoundingExample } from '../founding-tests';
import { printFoundingExample } from '../print';

testReleaseCommands(testFoundingExample('founding', printFoundingExample()));
