// axe, put into every page of a context before the page's own script runs. An init script is
// the debugger's: the pages' content security policy stands as it is served.
import { createRequire } from "node:module";

const path = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

export const withAxe = (context) => context.addInitScript({ path });

/** What axe finds wrong, with its best practices and WCAG 2.2's size of targets. */
export const violations = (page) => run(page, { rules: { "target-size": { enabled: true } } });

/** What it finds wrong with colours alone: all that can differ between light and dark. */
export const wrongColours = (page) => run(page, { runOnly: ["color-contrast", "link-in-text-block"] });

const run = (page, options) =>
  page.evaluate(async (options) => {
    const { violations } = await axe.run(document, { ...options, resultTypes: ["violations"] });
    return violations.map(({ id, help, nodes }) => {
      const places = nodes.slice(0, 3).map((node) => `${node.target.join(" ")} ${node.any[0]?.message ?? ""}`);
      return `${id}: ${help}, ${nodes.length} times: ${places.join("; ")}`;
    });
  }, options);
