// Every kind of page as eyes and assistive programs meet it: axe, sideways scrolling,
// forced colours, print; and the screenshots for whoever looks.
import { violations, withAxe, wrongColours } from "./axe.mjs";

export const looks = async ({ browser, address, pages, folder, wrong, examined }) => {
  // Colours that fade from light to dark would be measured half-way.
  const context = await browser.newContext({ baseURL: address, reducedMotion: "reduce" });
  await withAxe(context);
  const count = { axe: 0, sideways: 0, media: 0 };

  const look = async (page, kind, url) => {
    const complain = (error) => wrong("media", url, error);
    page.on("pageerror", complain);
    await page.goto(url);
    await page.evaluate(() => document.fonts.ready);
    await inLightAndDark(page, kind, url);
    await enlarged(page, url);
    await inForcedColours(page, kind, url);
    await onPaper(page, kind, url);
    page.off("pageerror", complain);
  };

  const inLightAndDark = async (page, kind, url) => {
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      for (const [colorScheme, axe] of [["light", violations], ["dark", wrongColours]]) {
        await page.emulateMedia({ colorScheme });
        await picture(page, `${folder}/${kind}-${width}-${colorScheme}.png`);
        await unfold(page);
        for (const violation of await axe(page)) wrong("axe", url, `${width} px, ${colorScheme}: ${violation}`);
        await fold(page);
        count.axe += 1;
      }
    }
    await page.emulateMedia({ colorScheme: "light" });
  };

  // A window of 1280 px at 100, 200 and 400 per cent; at the most also with everything unfolded.
  const enlarged = async (page, url) => {
    const fits = async (how) => {
      for (const what of await sticksOut(page)) wrong("sideways", url, `${how}: ${what}`);
      count.sideways += 1;
    };
    for (const [width, zoom] of [[1280, "100 %"], [640, "200 %"], [320, "400 %"]]) {
      await page.setViewportSize({ width, height: 900 });
      await fits(zoom);
    }
    await unfold(page);
    await fits("400 %, unfolded");
    await spaceOut(page);
    await fits("400 %, unfolded, letters and lines apart");
    await page.evaluate(() => (document.adoptedStyleSheets = []));
    await fold(page);
  };

  const inForcedColours = async (page, kind, url) => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.emulateMedia({ forcedColors: "active" });
    await picture(page, `${folder}/${kind}-forced-colours.png`);
    for (const what of [...(await unframed(page)), ...(await unmarked(page))]) wrong("media", url, `forced colours: ${what}`);
    await page.emulateMedia({ forcedColors: "none" });
    count.media += 1;
  };

  const onPaper = async (page, kind, url) => {
    await page.emulateMedia({ media: "print" });
    const paper = await page.pdf({ path: `${folder}/${kind}.pdf`, format: "A4" });
    if (!paper.subarray(0, 5).equals(Buffer.from("%PDF-"))) wrong("media", url, "print: no PDF");
    if (await page.locator("input[type=search]:visible, textarea:visible, nav[aria-label=Hovedmenu]:visible").count())
      wrong("media", url, "print: what only works on a screen is printed");
    if (!(await page.locator("h1").first().isVisible())) wrong("media", url, "print: the heading is not printed");
    await page.emulateMedia({ media: "screen" });
    count.media += 1;
  };

  const page = await context.newPage();
  for (const [kind, url] of Object.entries(pages)) await look(page, kind, url);
  for (const [check, times] of Object.entries(count)) examined(check, times);
  await context.close();
};

const picture = (page, path) => page.screenshot({ path, fullPage: true });

const unfold = (page) =>
  page.evaluate(() => {
    for (const details of document.querySelectorAll("details:not([open])")) {
      details.open = true;
      details.dataset.unfolded = "";
    }
  });

const fold = (page) =>
  page.evaluate(() => {
    for (const details of document.querySelectorAll("[data-unfolded]")) {
      details.open = false;
      delete details.dataset.unfolded;
    }
  });

/** What makes the page wider than its window. */
const sticksOut = (page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.body.querySelectorAll("*")].filter((one) => one.getBoundingClientRect().right > clientWidth + 0.5);
    const named = wide.slice(0, 4).map((one) => `${one.localName}.${one.getAttribute("class") ?? ""}`);
    return [`${scrollWidth} px in a window of ${clientWidth} px: ${named.join(", ")}`];
  });

/** WCAG 1.4.12: a reader's own distances between lines, paragraphs, letters and words. */
const spaceOut = (page) =>
  page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }");
    document.adoptedStyleSheets = [sheet];
  });

/** Forced colours take backgrounds away: what is typed in needs a frame of its own. */
const unframed = (page) =>
  page.evaluate(() => {
    const framed = (one) => one.localName !== "body" && (parseFloat(getComputedStyle(one).borderTopWidth) > 0 || framed(one.parentElement));
    const fields = [...document.querySelectorAll("input:not([type=hidden]), textarea")];
    return fields.filter((one) => one.checkVisibility() && !framed(one)).map((one) => `${one.id || one.name} has no frame`);
  });

/** …and where one stands in a menu must be seen by something that is not a background. */
const unmarked = (page) =>
  page.evaluate(() => {
    const seen = (one) => {
      const { fontWeight, borderBottomStyle, borderBottomWidth, outlineStyle, textDecorationLine } = getComputedStyle(one);
      return JSON.stringify([fontWeight, borderBottomStyle, borderBottomWidth, outlineStyle, textDecorationLine]);
    };
    const current = [...document.querySelectorAll("nav ul a[aria-current]")];
    const alike = (one) => [...one.closest("ul").querySelectorAll("a:not([aria-current])")].some((other) => seen(other) === seen(one));
    return current.filter(alike).map((one) => `“${one.innerText}” looks like the others`);
  });
