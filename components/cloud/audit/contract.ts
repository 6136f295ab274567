/** A store that keeps what it is given; the same for S3, Google Cloud Storage and Azure Blob Storage. Plain, known before it exists. */
export interface AuditStoreFacts {
  readonly store: "s3" | "gcs" | "azureBlob";
  /** Bucket, or storage account and container as `account/container`. */
  readonly bucket: string;
  /** Every object lives below it, without slashes at the ends. */
  readonly prefix: string;
  /** Address of the store's API, host only. */
  readonly endpoint: string;
  readonly region: string;
  /** ARN, key name or key URL of the key that encrypts objects, computed from configuration. */
  readonly key: string;
}
