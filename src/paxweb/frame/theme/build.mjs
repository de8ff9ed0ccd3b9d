// Makes static/frame/: one style sheet, two fonts, the icons it names, two scripts for the office. Run by `npm run build`.

import { build } from "esbuild";
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { palette } from "./palette.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "static", "frame");
const found = createRequire(import.meta.url);

const FONTS = {
  "source-sans-3.woff2": "@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2",
  "source-serif-4.woff2": "@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2",
};
const LICENCES = {
  "source-sans-3.LICENSE.txt": "@fontsource-variable/source-sans-3/LICENSE",
  "source-serif-4.LICENSE.txt": "@fontsource-variable/source-serif-4/LICENSE",
};
const SCRIPTS = ["office", "graph"];
const SCRIPT_LICENCES = { "htmx.LICENSE.txt": ["htmx.org", "LICENSE"], "cytoscape.LICENSE.txt": ["cytoscape", "LICENSE"] };
const THEME = "@digdir/designsystemet-css/theme.css";

// Designsystemet's theme without its two colour schemes, which our palette replaces.
function withoutColours(css) {
  for (const layer of ["light", "dark"]) {
    const start = css.indexOf(`@layer ds.theme.color-scheme.${layer}{`);
    if (start < 0) throw new Error(`the theme has no layer for the ${layer} scheme`);
    let depth = 0;
    let end = css.indexOf("{", start);
    do {
      if (css[end] === "{") depth += 1;
      if (css[end] === "}") depth -= 1;
      end += 1;
    } while (depth > 0);
    css = css.slice(0, start) + css.slice(end);
  }
  return css;
}

// The content-security policy allows images from our own address only, so pictures inside a style sheet become files.
const pictures = new Map();
const picturesAsFiles = {
  name: "pictures as files",
  setup({ onLoad }) {
    onLoad({ filter: /designsystemet-css.*\.css$/ }, async ({ path }) => {
      const css = await readFile(path, "utf8");
      const contents = css.replace(/url\("data:image\/svg\+xml[^,]*,([^"]*)"\)/g, (_, encoded) => {
        if (!pictures.has(encoded)) pictures.set(encoded, `icon-${pictures.size + 1}.svg`);
        return `url("${pictures.get(encoded)}")`;
      });
      return { contents, loader: "css" };
    });
  },
};

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
for (const [name, source] of Object.entries({ ...FONTS, ...LICENCES })) await copyFile(found.resolve(source), join(out, name));
await copyFile(join(dirname(found.resolve(THEME)), "..", "..", "LICENSE"), join(out, "designsystemet.LICENSE.txt"));
await copyFile(join(here, "icon.svg"), join(out, "icon.svg"));

const bundled = await build({
  entryPoints: [join(here, "pax.css")],
  bundle: true,
  minify: true,
  sourcemap: false,
  legalComments: "none",
  external: ["*.woff2", "*.svg"],
  target: ["chrome111", "firefox114", "safari16.4"],
  plugins: [picturesAsFiles],
  write: false,
});
const theme = withoutColours(await readFile(found.resolve(THEME), "utf8"));
const css = `${theme}${palette()}${bundled.outputFiles[0].text}`;
if (/url\(["']?data:/.test(css)) throw new Error("a picture was left inside the style sheet");
for (const [encoded, name] of pictures) await writeFile(join(out, name), decodeURIComponent(encoded));
await writeFile(join(out, "pax.css"), css);

await build({
  entryPoints: SCRIPTS.map((name) => join(here, `${name}.mjs`)),
  outdir: out,
  bundle: true,
  minify: true,
  format: "iife",
  sourcemap: false,
  legalComments: "none",
  target: ["chrome111", "firefox114", "safari16.4"],
});
for (const name of SCRIPTS) {
  const script = await readFile(join(out, `${name}.js`), "utf8");
  if (/sourceMappingURL/.test(script)) throw new Error(`${name}.js names a source map`);
}
for (const [name, [pack, file]] of Object.entries(SCRIPT_LICENCES)) await copyFile(join(here, "../../../../node_modules", pack, file), join(out, name));
