// One address of every kind of page, found as a reader would: by links and searches.

const first = async (address, query, suits = () => true) => {
  const answer = await fetch(`${address}/api/v1/search?limit=100&${query}`);
  for (const { url } of (await answer.json()).hits) {
    if (await suits(url)) return url;
  }
  throw new Error(`nothing suits in ${query}`);
};

const text = async (url) => (await fetch(url)).text();

export const kindsOfPages = async (address) => {
  const shelves = await text(`${address}/bladre`);
  const linked = (pattern, html = shelves) => {
    const found = html.match(pattern);
    if (!found) throw new Error(`no link like ${pattern}`);
    return found[1];
  };
  const quote = await first(address, "kind=quote");
  const figure = await first(address, "kind=figure");
  // A figure with numbers in a table is drawn, scrolls sideways on its own, and offers CSV.
  const drawn = await first(address, "kind=figure", async (url) => (await text(address + url)).includes('class="chart"'));
  const source = linked(/href="(\/kilde\/[^"]+)"/, await text(address + quote));
  // A facet with more values than fit has a page of its own.
  const whole = linked(/class="all"><a href="([^"]+)"/, await text(`${address}/soeg`)).replaceAll("&amp;", "&");
  return {
    forside: "/",
    soeg: "/soeg?q=kommune",
    "soeg-afgraenset": "/soeg?q=kommune&kind=quote&year_from=2019",
    afgraens: whole,
    "soeg-tom": "/soeg?q=qzxq",
    citat: quote,
    case: await first(address, "kind=case"),
    figur: figure,
    "figur-tegnet": drawn,
    person: linked(/href="(\/person\/[^"]+)"/),
    sted: linked(/href="(\/sted\/[^"]+)"/),
    kilde: source,
    bladre: "/bladre",
    hjaelp: "/hjaelp",
    api: "/api",
    rettelser: "/rettelser",
    efterproev: "/efterproev",
    "findes-ikke": "/citat/findes-ikke",
  };
};
