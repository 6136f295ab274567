/**
 * Why a hardening default is loosened. Every option that loosens one carries it; it is written as an annotation
 * on the object concerned so that a reviewer of the rendered manifest sees it too.
 */
export interface Reason {
  /** One sentence: what does not work without the loosening. */
  readonly reason: string;
  /** A standard, an upstream document or an ADR, as `name section` or a URL. */
  readonly reference: string;
}
