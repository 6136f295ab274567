/** Type of resource, shortened (`s3/bucket`, `storage:StorageAccount`), to what the deployer calls for it. */
export type ActionTable = Readonly<Record<string, readonly string[]>>;
