/** A store that keeps what it is given; the same for S3, Google Cloud Storage and Azure Blob Storage. Plain, known before it exists. */
export interface AuditStoreFacts {
  readonly store: "s3" | "gcs" | "azureBlob";
  /** Bucket, or storage account and container as `account/container`. */
  readonly bucket: string;
  /** Azure: full resource id of the container. Elsewhere the bucket's name says enough. */
  readonly resourceId?: string | undefined;
  /** Google Cloud: project of the bucket. */
  readonly projectId?: string | undefined;
  /** Every object lives below it, without slashes at the ends. */
  readonly prefix: string;
  /** Address of the store's API, host only. */
  readonly endpoint: string;
  readonly region: string;
  /** Alias ARN (S3: the id of a key is known only once it exists), name or URL of the key that encrypts objects, computed from configuration. */
  readonly key: string;
}
