// The one-step neighbourhood drawn from the list on the page; the list stays, and says the same.

import cytoscape from "cytoscape";

// cytoscape adds a style element, which the policy forbids, unless one of this name is there; own.css says the same.
const mark = document.createElement("meta");
mark.id = "__________cytoscape_stylesheet";
document.head.append(mark);

const colours = (place) => {
  const style = getComputedStyle(place);
  const of = (name) => style.getPropertyValue(name).trim();
  return {
    text: of("--ds-color-neutral-text-default"),
    line: of("--ds-color-neutral-border-default"),
    quiet: of("--ds-color-neutral-surface-default"),
    subject: of("--ds-color-accent-base-default"),
    font: of("--ds-font-family"),
  };
};

const SHAPES = { person: "ellipse", dwelling: "round-rectangle", organisation: "hexagon", account: "diamond" };

function elements(list) {
  const nodes = new Map();
  const edges = new Map();
  const node = (key, kind, label, main) => {
    if (!nodes.has(key)) nodes.set(key, { data: { id: key, label, kind, main } });
  };
  for (const row of list.querySelectorAll("[data-from]")) {
    const { from, fromKind, fromLabel, to, toKind, toLabel, relation, main } = row.dataset;
    node(from, fromKind, fromLabel, from === main);
    node(to, toKind, toLabel, to === main);
    const pair = [from, to].sort().join(" ");
    if (!edges.has(pair)) edges.set(pair, { data: { source: from, target: to, relations: new Set() } });
    edges.get(pair).data.relations.add(relation.toLowerCase());
  }
  for (const { data } of edges.values()) data.label = [...data.relations].join(", ");
  return [...nodes.values(), ...edges.values()];
}

function draw(place) {
  const colour = colours(place);
  const graph = cytoscape({
    container: place,
    elements: elements(document.getElementById(place.dataset.list)),
    userZoomingEnabled: false,
    autoungrabify: true,
    boxSelectionEnabled: false,
    style: [
      {
        selector: "node",
        style: {
          label: "data(label)", color: colour.text, "font-size": 15, "font-family": colour.font, "text-valign": "bottom",
          "text-margin-y": 5, "text-wrap": "wrap", "text-max-width": 130, width: 22, height: 22,
          "background-color": colour.quiet, "border-width": 2, "border-color": colour.line,
          shape: (one) => SHAPES[one.data("kind")] ?? "rectangle",
        },
      },
      { selector: "node[?main]", style: { "background-color": colour.subject, "border-color": colour.subject, width: 30, height: 30 } },
      {
        selector: "edge",
        style: {
          width: 1.5, "line-color": colour.line, "curve-style": "bezier", label: "data(label)", color: colour.text,
          "font-size": 13, "font-family": colour.font, "text-background-color": colour.quiet, "text-background-opacity": 1,
          "text-background-padding": 2,
        },
      },
    ],
    layout: {
      name: "concentric", animate: false, padding: 30, minNodeSpacing: 60, startAngle: 0, avoidOverlap: true,
      nodeDimensionsIncludeLabels: true, concentric: (one) => (one.data("main") ? 2 : 1), levelWidth: () => 1,
    },
  });
  graph.maxZoom(1.15);
  graph.fit(undefined, 30);
  graph.center();
  return graph;
}

for (const place of document.querySelectorAll("[data-list]")) {
  place.hidden = false;
  let graph = draw(place);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    graph.destroy();
    graph = draw(place);
  });
}
