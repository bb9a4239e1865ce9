/** A line for a shell in which each foreign word stays one word, whatever is in it. */
export function shellLine(own: TemplateStringsArray, ...words: readonly string[]): string {
  return own.map((part, index) => part + (index < words.length ? quoted(words[index] ?? '') : '')).join('');
}

/** As it is where a shell would leave it alone, as every name of Kubernetes is. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]*$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
