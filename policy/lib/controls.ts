/** What rules about tokens of ServiceAccounts serve. */
export const TOKEN_CONTROLS = ["S-79", "CIS-K8S 5.1.6", "NSA-CISA protecting pod service account tokens", "SOC2 CC6.1"];

/** What rules about who may call whom in a mesh serve. */
export const CALLER_CONTROLS = [
  "P-49",
  "P-50",
  "S-61",
  "NSA-CISA authentication and authorization",
  "PCI-DSS 7.2.1",
  "SOC2 CC6.1",
  "ISO27001 A.5.15",
];
