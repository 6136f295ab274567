/** Values from `start` up to, not including, `end`: half open, so that touching intervals meet at equal bounds. */
export interface Interval<T extends number | bigint> {
  readonly start: T;
  readonly end: T;
}

/** Sorted, disjoint and never touching: equal sets are equal lists. */
export type IntervalSet<T extends number | bigint> = readonly Interval<T>[];

/** The set of all values that any of the intervals holds; they may overlap and come in any order, empty ones are dropped. */
export function intervalSet<T extends number | bigint>(intervals: readonly Interval<T>[]): IntervalSet<T> {
  const sorted = intervals
    .filter(({ start, end }) => start < end)
    .sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
  const merged: Interval<T>[] = [];
  for (const next of sorted) {
    const last = merged.at(-1);
    if (last === undefined || last.end < next.start) merged.push(next);
    else if (last.end < next.end) merged[merged.length - 1] = { start: last.start, end: next.end };
  }
  return merged;
}

export function unionOf<T extends number | bigint>(a: IntervalSet<T>, b: IntervalSet<T>): IntervalSet<T> {
  if (a.length === 0) return b;
  return b.length === 0 ? a : intervalSet([...a, ...b]);
}

export function intersectionOf<T extends number | bigint>(a: IntervalSet<T>, b: IntervalSet<T>): IntervalSet<T> {
  const both: Interval<T>[] = [];
  for (const left of a) {
    for (const right of b) {
      const start = left.start > right.start ? left.start : right.start;
      const end = left.end < right.end ? left.end : right.end;
      if (start < end) both.push({ start, end });
    }
  }
  return both;
}

/** What `a` holds and `b` does not. */
export function differenceOf<T extends number | bigint>(a: IntervalSet<T>, b: IntervalSet<T>): IntervalSet<T> {
  return b.reduce<IntervalSet<T>>((left, hole) => left.flatMap((interval) => without(interval, hole)), a);
}

export function sameIntervals<T extends number | bigint>(a: IntervalSet<T>, b: IntervalSet<T>): boolean {
  return a.length === b.length && a.every((interval, at) => interval.start === b[at]?.start && interval.end === b[at]?.end);
}

function without<T extends number | bigint>(interval: Interval<T>, hole: Interval<T>): readonly Interval<T>[] {
  if (hole.end <= interval.start || interval.end <= hole.start) return [interval];
  const before = { start: interval.start, end: hole.start };
  const after = { start: hole.end, end: interval.end };
  return [before, after].filter(({ start, end }) => start < end);
}
