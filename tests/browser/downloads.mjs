// Every file that a page of a quote, a case or a figure offers is fetched by a click, as a
// reader does it, and read as what it says it is.
import { readFile } from "node:fs/promises";

export const downloads = async ({ browser, address, pages, wrong, examined }) => {
  const context = await browser.newContext({ baseURL: address });
  const page = await context.newPage();
  // Files are read by the browser's own readers in a page without a policy.
  const reader = await context.newPage();
  let files = 0;

  for (const kind of ["citat", "case", "figur", "figur-tegnet"]) {
    await page.goto(pages[kind]);
    const title = (await page.title()).replace(/ – Ordret$/, "");
    const links = await page.locator("a[download]").all();
    const seen = new Set();
    for (const link of links) {
      const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
      const name = download.suggestedFilename();
      const form = name.slice(name.indexOf(".") + 1);
      seen.add(form);
      files += 1;
      try {
        const bytes = await readFile(await download.path());
        if (!readers[form]) throw new Error("nobody here can read it");
        await readers[form]({ bytes, text: bytes.toString("utf8"), reader, title });
      } catch (error) {
        wrong("downloads", pages[kind], `${name}: ${error.message}`);
      }
    }
    const pictures = kind === "case" ? [] : ["png", "svg"];
    const table = kind === "figur-tegnet" ? ["csv"] : [];
    for (const form of ["txt", "bib", "ris", "csl.json", "json", ...pictures, ...table]) {
      if (!seen.has(form)) wrong("downloads", pages[kind], `offers no .${form}, only ${[...seen]}`);
    }
  }
  examined("downloads", files);
  await context.close();
};

const demand = (what, holds) => {
  if (!holds) throw new Error(`not so: ${what}`);
};

/** The picture's size when the browser can draw it. */
const drawn = (reader, type, bytes) =>
  reader.evaluate(async (url) => {
    const image = new Image();
    image.src = url;
    await image.decode();
    return [image.naturalWidth, image.naturalHeight].join(" × ");
  }, `data:${type};base64,${bytes.toString("base64")}`);

const readers = {
  png: async ({ bytes, reader }) => {
    const size = await drawn(reader, "image/png", bytes);
    demand(`1200 × 630, not ${size}`, size === "1200 × 630");
    // Half a picture is drawn too, without complaint.
    demand("the picture ends", bytes.subarray(-8, -4).toString() === "IEND");
  },
  svg: async ({ bytes, text, reader }) => {
    const root = await reader.evaluate((text) => {
      const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
      return parsed.querySelector("parsererror")?.textContent ?? parsed.documentElement.localName;
    }, text);
    demand(`well-formed SVG: ${root}`, root === "svg");
    demand("it can be drawn", (await drawn(reader, "image/svg+xml", bytes)) !== "0 × 0");
  },
  txt: ({ text }) => demand("it has words", text.trim().length > 20 && !text.includes("�")),
  json: ({ text }) => demand("it has an id, a kind and a source", ["id", "kind", "source"].every((key) => JSON.parse(text)[key])),
  "csl.json": ({ text }) => {
    const [item] = [JSON.parse(text)].flat();
    demand("it has a type, an id and a title", item.type && item.id && item.title);
  },
  bib: ({ text }) => {
    demand("one entry with a key", /^@\w+\{[\w:-]+,\n/.test(text));
    const depth = [...text].reduce((depth, sign) => depth + (sign === "{") - (sign === "}"), 0);
    demand("braces are balanced", depth === 0);
    demand("it has a title", /^\s*title\s*=\s*\{.+\},?$/m.test(text));
  },
  ris: ({ text }) => {
    const lines = text.trim().split(/\r?\n/);
    demand("every line is a tag and a value", lines.every((line) => /^[A-Z][A-Z0-9] {2}-( |$)/.test(line)));
    demand("it begins with TY and ends with ER", lines[0].startsWith("TY") && lines.at(-1).startsWith("ER"));
    demand("it has a title", lines.some((line) => /^T[I1] /.test(line)));
  },
  csv: ({ text }) => {
    const rows = cells(text.replace(/^\uFEFF/, ""));
    demand("a head and rows", rows.length > 1 && rows[0].length > 1);
    demand("as many columns in each row", rows.every((row) => row.length === rows[0].length));
    demand("no column without a name", rows[0].slice(1).every((name) => name.trim()));
    demand("numbers in it", rows.slice(1).some((row) => row.slice(1).some((cell) => /\d/.test(cell))));
  },
};

/** CSV after RFC 4180, whichever of comma and semicolon the head has. */
const cells = (text) => {
  const separator = text.split("\n")[0].includes(";") ? ";" : ",";
  const rows = [[""]];
  let quoted = false;
  for (const sign of text.trimEnd().replaceAll("\r\n", "\n").replaceAll('""', "\u0000")) {
    if (sign === '"') quoted = !quoted;
    else if (sign === separator && !quoted) rows.at(-1).push("");
    else if (sign === "\n" && !quoted) rows.push([""]);
    else rows.at(-1).push(rows.at(-1).pop() + sign);
  }
  return rows;
};
