// Drives one Chromium through a running Ordret and prints one JSON line per finding:
//
//   {"check": "axe", "page": "/", "wrong": "…"}     what a test fails on
//   {"check": "axe", "examined": 64}                 how much a check went through, when it is done
//
// Usage: node run.mjs http://127.0.0.1:7878 /usr/bin/chromium folder-for-screenshots
import { mkdirSync } from "node:fs";
import { chromium } from "playwright-core";
import { kindsOfPages } from "./pages.mjs";
import { withoutScript } from "./without-script.mjs";
import { suggestions } from "./suggestions.mjs";
import { downloads } from "./downloads.mjs";
import { looks } from "./looks.mjs";
import { privacy } from "./privacy.mjs";
import { weight } from "./weight.mjs";

const [address, chromiumPath, folder] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });

// A browser that hangs must not hang the tests.
setTimeout(() => process.exit(1), 10 * 60_000).unref();

const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

const browser = await chromium.launch({
  executablePath: chromiumPath,
  args: [
    "--no-sandbox", // tests run as root in containers
    // Nothing but the server can be reached: a page that asks another host fails.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
  ],
});
say({ check: "browser", examined: 1, version: browser.version() });
const pages = await kindsOfPages(address);

const run = async (check) => {
  const wrong = (about, page, what) => say({ check: about, page, wrong: String(what) });
  const examined = (about, count, detail) => say({ check: about, examined: count, detail });
  try {
    await check({ browser, address, pages, folder, wrong, examined });
  } catch (error) {
    say({ check: check.name, page: "", wrong: `it stopped: ${error.stack}` });
  }
};

// What is measured alone comes first; the rest share the browser, the long one with all the others.
await run(weight);
await Promise.all([
  run(looks),
  (async () => {
    for (const check of [withoutScript, suggestions, downloads, privacy]) await run(check);
  })(),
]);
await browser.close();
