/** Requirements by seed document: letter, name, how many. The texts live with the product's specification. */
const SECTIONS = [
  { letter: "P", name: "PRECINCT on Kubernetes", count: 131 },
  { letter: "S", name: "secure-by-design deployment", count: 112 },
  { letter: "G", name: "three-zone Kubernetes security", count: 70 },
  { letter: "I", name: "AuthSec ICP agent", count: 122 },
  { letter: "D", name: "Defakto agent", count: 164 },
] as const;

/** A test file's text. */
export interface TestFile {
  readonly path: string;
  readonly text: string;
}

/** Requirement id -> titles of the tests that prove it, as `file: title`. */
export type Proofs = ReadonlyMap<string, readonly string[]>;

/** A title in quotes, with apostrophes in it or not. */
const TITLE = /(?:\bit|\btest|\bdescribe)(?:\.\w+(?:\([^)]*\))?)*\(\s*(["'`])((?:(?!\1).)*)\1/gs;

/** Titles of tests that carry requirement ids in brackets: `[P-45]`, `[P-45, S-46]`. */
export function proofsOf(files: readonly TestFile[]): Proofs {
  const proofs = new Map<string, string[]>();
  for (const { path, text } of files) {
    for (const [, , title = ""] of text.matchAll(TITLE)) {
      for (const id of idsIn(title)) proofs.set(id, [...(proofs.get(id) ?? []), `${path}: ${title}`]);
    }
  }
  return proofs;
}

function idsIn(title: string): readonly string[] {
  return [...title.matchAll(/\[([A-Z]-\d+(?:, ?[A-Z]-\d+)*)\]/g)].flatMap(([, ids = ""]) => ids.split(/, ?/));
}

/** Ids in titles that no seed document has: a slip of the pen. */
export function unknownIds(proofs: Proofs): readonly string[] {
  const known = new Set(SECTIONS.flatMap((section) => idsOf(section)));
  return [...proofs.keys()].filter((id) => !known.has(id)).sort();
}

/** `docs/requirements.md`: what is proven by which test, and what is not yet. */
export function ledgerPage(proofs: Proofs): string {
  const total = SECTIONS.reduce((sum, section) => sum + section.count, 0);
  const proven = SECTIONS.flatMap(idsOf).filter((id) => proofs.has(id)).length;
  return [
    "# Requirements and the tests that prove them",
    "",
    `Computed from the titles of the tests: ${proven} of ${total} requirements have at least one. A requirement without a test counts as not met, whatever the code does.`,
    "",
    ...SECTIONS.flatMap((section) => sectionLines(section, proofs)),
  ].join("\n");
}

type Section = (typeof SECTIONS)[number];

function idsOf({ letter, count }: Section): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${letter}-${String(index + 1).padStart(2, "0")}`);
}

function sectionLines(section: Section, proofs: Proofs): readonly string[] {
  const ids = idsOf(section);
  const proven = ids.filter((id) => proofs.has(id));
  const rows = proven.map(
    (id) => `| ${id} | ${(proofs.get(id) ?? []).map((title) => title.replaceAll("|", "\\|")).join("<br>")} |`,
  );
  const open = ranges(ids.filter((id) => !proofs.has(id)));
  return [
    `## ${section.letter}: ${section.name} (${proven.length} of ${section.count})`,
    "",
    ...(rows.length > 0 ? ["| Requirement | Proven by |", "| --- | --- |", ...rows, ""] : []),
    ...(open.length > 0 ? [`Not proven yet: ${open.join(", ")}.`, ""] : []),
  ];
}

/** `P-01, P-02, P-03` -> `P-01..P-03`. */
function ranges(ids: readonly string[]): readonly string[] {
  const runs: string[][] = [];
  for (const id of ids) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run !== undefined && last !== undefined && numberOf(id) === numberOf(last) + 1) run.push(id);
    else runs.push([id]);
  }
  return runs.map((run) => (run.length === 1 ? `${run[0]}` : `${run[0]}..${run.at(-1)}`));
}

function numberOf(id: string): number {
  return Number(id.slice(2));
}
