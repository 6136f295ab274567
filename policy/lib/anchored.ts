/** Names that anybody can have: an expression that matches one of them names nobody. */
const STRANGERS = ["", "x", "https://accounts.example.net", "https://stranger.example.net/a/b@refs/heads/main", "a@example.net"];

/** Whether an expression fits only names that begin as it says, in all of its alternatives. */
export function isAnchored(expression: string): boolean {
  // An alternative beside the anchor is not anchored.
  if (!/^\^[^*+?{|]/.test(expression) || /\|(?![^(]*\))/.test(expression)) return false;
  try {
    const pattern = new RegExp(expression);
    return !STRANGERS.some((name) => pattern.test(name));
  } catch {
    return false;
  }
}
