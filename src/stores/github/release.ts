import * as v from 'valibot'

/** What the REST API says of an asset. */
export const assetSchema = v.object({
  id: v.number(),
  node_id: v.string(),
  name: v.string(),
  label: v.optional(v.nullable(v.string())),
  state: v.string(),
  size: v.number(),
  digest: v.optional(v.nullable(v.string())),
  created_at: v.string(),
  updated_at: v.string()
})

/** What the REST API says of a release. */
export const releaseSchema = v.object({
  id: v.number(),
  tag_name: v.string(),
  draft: v.boolean(),
  prerelease: v.optional(v.boolean(), false),
  published_at: v.optional(v.nullable(v.string())),
  immutable: v.optional(v.boolean(), false),
  body: v.optional(v.nullable(v.string())),
  created_at: v.string(),
  upload_url: v.string(),
  assets: v.array(assetSchema)
})

/** An asset as the REST API shows it. */
export type Asset = v.InferOutput<typeof assetSchema>
/** A release as the REST API shows it, all its assets included. */
export type Release = v.InferOutput<typeof releaseSchema>

/** A release's own document shows at least so many of its assets. */
export const SURELY_SHOWN = 30
