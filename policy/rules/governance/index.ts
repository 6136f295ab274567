import { blastRadius } from "./blast-radius.ts";
import { bootstrapOrder } from "./bootstrap-order.ts";
import { gatekeeperPresent } from "./gatekeeper-present.ts";
import { ignoreChangesSecurity } from "./ignore-changes-security.ts";
import { imageSignatureAdmission } from "./image-signature-admission.ts";
import { irreversibleConfirmed } from "./irreversible-confirmed.ts";
import { kubernetesValidated } from "./kubernetes-validated.ts";
import { monitoringPresent } from "./monitoring-present.ts";
import { namespaceLimitrange } from "./namespace-limitrange.ts";
import { namespaceQuota } from "./namespace-quota.ts";
import { noOpaqueCommand } from "./no-opaque-command.ts";
import { noOpaqueHelmRelease } from "./no-opaque-helm-release.ts";
import { objectShape } from "./object-shape.ts";
import { outsideComponent } from "./outside-component.ts";
import { ownerLabels } from "./owner-labels.ts";
import { protectCloudData } from "./protect-cloud-data.ts";
import { protectStateful } from "./protect-stateful.ts";
import { runtimeCampaignReport } from "./runtime-campaign-report.ts";
import { scopeKept } from "./scope-kept.ts";
import { spiffeModeProd } from "./spiffe-mode-prod.ts";
import { spikeKeepers } from "./spike-keepers.ts";
import { storageClassEncrypted } from "./storage-class-encrypted.ts";
import type { Rule } from "../../lib/rule.ts";

/** Rules about namespaces, protection and the production checklist. */
export const governanceRules: readonly Rule[] = [
  blastRadius,
  bootstrapOrder,
  gatekeeperPresent,
  ignoreChangesSecurity,
  imageSignatureAdmission,
  irreversibleConfirmed,
  kubernetesValidated,
  monitoringPresent,
  namespaceLimitrange,
  namespaceQuota,
  noOpaqueCommand,
  noOpaqueHelmRelease,
  objectShape,
  outsideComponent,
  ownerLabels,
  protectCloudData,
  protectStateful,
  runtimeCampaignReport,
  scopeKept,
  spiffeModeProd,
  spikeKeepers,
  storageClassEncrypted,
];
