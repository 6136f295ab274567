/** The stack file that a stack gets on an embedded cluster: its own, with what differs there. Pure. */
import { parseDocument } from "yaml";
import { CONTEXT } from "../spec.ts";

/**
 * Keeps everything but the way to the cluster and example values: those become values of a domain that cannot exist
 * (RFC 9476), so that a deployment accepts them.
 */
export function embeddedStackFile(text: string, kubeconfig: string): string {
  const document = parseDocument(withoutExamples(text));
  document.setIn(["config", "palisade:cluster", "context"], CONTEXT);
  document.setIn(["config", "palisade:cluster", "kubeconfig"], kubeconfig);
  return document.toString({ lineWidth: 0 });
}

function withoutExamples(text: string): string {
  return text.replace(/\bexample\.(com|org|net)\b/g, "embedded.alt").replace(/\bexample-/g, "embedded-");
}
