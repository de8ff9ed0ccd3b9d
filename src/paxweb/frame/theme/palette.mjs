// Our own colours on Designsystemet's names: each is a hue and a chroma, and one scale of lightness for light, one for dark;
// `colour` is the share of the chroma a step holds, so that large surfaces stay quiet.
// The scale keeps text at 7:1 and borders of controls at 3:1 against every surface of the same scheme (axe checks pages).

const COLOURS = {
  accent: { hue: 232, chroma: 0.08 },
  neutral: { hue: 85, chroma: 0.006 },
  info: { hue: 275, chroma: 0.08 },
  success: { hue: 158, chroma: 0.085 },
  warning: { hue: 72, chroma: 0.1 },
  danger: { hue: 25, chroma: 0.13 },
};

const STEPS = {
  "background-default": { light: 0.988, dark: 0.19, colour: 0.1 },
  "background-tinted": { light: 0.97, dark: 0.22, colour: 0.16 },
  "surface-default": { light: 1.0, dark: 0.225, colour: 0 },
  "surface-tinted": { light: 0.96, dark: 0.262, colour: 0.15 },
  "surface-hover": { light: 0.93, dark: 0.3, colour: 0.28 },
  "surface-active": { light: 0.895, dark: 0.345, colour: 0.35 },
  "border-subtle": { light: 0.875, dark: 0.37, colour: 0.35 },
  "border-default": { light: 0.58, dark: 0.63, colour: 0.8 },
  "border-strong": { light: 0.42, dark: 0.8, colour: 0.9 },
  "text-subtle": { light: 0.42, dark: 0.79, colour: 0.9 },
  "text-default": { light: 0.235, dark: 0.935, colour: 0.4 },
  "base-default": { light: 0.39, dark: 0.8, colour: 1 },
  "base-hover": { light: 0.33, dark: 0.86, colour: 0.9 },
  "base-active": { light: 0.28, dark: 0.9, colour: 0.8 },
  "base-contrast-subtle": { light: 0.93, dark: 0.28, colour: 0.3 },
  "base-contrast-default": { light: 1.0, dark: 0.15, colour: 0 },
};

// OKLCH to sRGB (Björn Ottosson, 2020), clipped to the gamut.
function hex(lightness, chroma, hue) {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  const channel = (value) => {
    const clipped = Math.min(1, Math.max(0, value));
    const encoded = clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * clipped ** (1 / 2.4) - 0.055;
    return Math.round(encoded * 255).toString(16).padStart(2, "0");
  };
  return `#${linear.map(channel).join("")}`;
}

function scheme(which) {
  const lines = [];
  for (const [name, { hue, chroma }] of Object.entries(COLOURS)) {
    for (const [step, scale] of Object.entries(STEPS)) {
      lines.push(`--ds-color-${name}-${step}:${hex(scale[which], chroma * scale.colour, hue)}`);
    }
  }
  const [inner, outer, visited] =
    which === "light" ? ["#ffffff", hex(0.235, 0.02, 232), hex(0.4, 0.12, 310)] : [hex(0.185, 0, 0), "#ffffff", hex(0.8, 0.09, 310)];
  lines.push(`--ds-color-focus-inner:${inner}`, `--ds-color-focus-outer:${outer}`, `--ds-link-color-visited:${visited}`);
  return `${lines.join(";")};color-scheme:${which}`;
}

const ROOTS = ":root,[data-color-scheme]";

export function palette() {
  return `${ROOTS}{${scheme("light")}}@media screen and (prefers-color-scheme:dark){${ROOTS}{${scheme("dark")}}}`;
}
