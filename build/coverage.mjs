// Merges the Cobertura files of several test projects and prints the line coverage of some assemblies.
// Usage: node coverage.mjs RESULTS-FOLDER BAR ASSEMBLY… ; exit code 1 when one is below the bar (per cent).
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, bar, ...assemblies] = process.argv.slice(2);
const files = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('coverage.cobertura.xml'));
const hits = new Map(assemblies.map((name) => [name, new Map()]));

for (const file of files) {
  const xml = readFileSync(join(folder, file), 'utf8');
  for (const [, name, body] of xml.matchAll(/<package name="([^"]+)"([\s\S]*?)<\/package>/g)) {
    const lines = hits.get(name);
    if (!lines) continue;
    for (const [, source, inner] of body.matchAll(/<class [^>]*filename="([^"]+)"([\s\S]*?)<\/class>/g)) {
      for (const [, line, count] of inner.matchAll(/<line number="(\d+)" hits="(\d+)"/g)) {
        // Projects disagree on the folder that names are relative to: what follows the assembly's own folder is the same in all.
        const key = `${source.split(/[\\/]/).join('/').split(`${name}/`).at(-1)}:${line}`;
        lines.set(key, (lines.get(key) ?? 0) + Number(count));
      }
    }
  }
}

let holds = true;
for (const [name, lines] of hits) {
  const covered = [...lines.values()].filter((count) => count > 0).length;
  const percent = lines.size === 0 ? 0 : (100 * covered) / lines.size;
  holds &&= percent >= Number(bar);
  console.log(`line coverage of ${name}: ${percent.toFixed(1)} % (${covered} of ${lines.size} lines, at least ${bar} %)`);
  if (process.env.DQX_COVERAGE_DETAILS) {
    for (const [key, count] of lines) if (count === 0) console.log(`  not covered: ${key}`);
  }
}
process.exit(holds ? 0 : 1);
