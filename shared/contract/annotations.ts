import { z } from 'zod'
import {
  annotationSchema,
  annotationTargetSchema,
  LABEL_KEYS_MAX,
  labelSchema,
  newAnnotationSchema,
} from '../model/annotation.ts'
import { method } from './define.ts'

/** As many as a person marks in the list at once. */
const AT_ONCE = 1000

/** How far the labels of people agree with what a category found; the unit is the trace. */
export const agreementSchema = z.object({
  category: z.string(),
  /** Traces in which it fired and that a person labelled with its id, or as not being so. */
  right: z.number().int(),
  wrong: z.number().int(),
  /** Traces labelled both ways: counted in neither. */
  clashing: z.number().int(),
  /** Traces labelled with its id in which it did not fire. */
  missed: z.number().int(),
  /** right / (right + wrong), null where both are 0; with Wilson's 95 % interval. */
  precision: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
})

export const annotationMethods = {
  'annotations.of': method({
    summary:
      'Every annotation of a target, undone ones included, newest first; of a trace also those of its spans.',
    input: annotationTargetSchema,
    output: z.array(annotationSchema),
  }),
  'annotations.add': method({
    summary: 'Keeps notes and labels, all or none; gives their ids in the same order.',
    input: z.object({ annotations: z.array(newAnnotationSchema).min(1).max(AT_ONCE) }),
    output: z.object({ ids: z.array(z.string()) }),
  }),
  'annotations.setUndone': method({
    summary: 'Undoes annotations, or makes undone ones stand again. Fails with not_found.',
    input: z.object({ ids: z.array(z.string()).min(1).max(AT_ONCE), undone: z.boolean() }),
    output: z.object({}),
  }),
  'annotations.labels': method({
    summary: 'Every label that stands with the number of its traces, and the labels on the keys 1 to 9.',
    input: z.object({}),
    output: z.object({
      labels: z.array(z.object({ label: z.string(), traces: z.number().int() })),
      keys: z.array(z.string()),
    }),
  }),
  'annotations.setKeys': method({
    summary: 'Puts labels on the keys 1 to 9.',
    input: z.object({ labels: z.array(labelSchema).max(LABEL_KEYS_MAX) }),
    output: z.object({}),
  }),
  'annotations.agreement': method({
    summary: 'Per category: how often people’s own labels say that it was right.',
    input: z.object({}),
    output: z.array(agreementSchema),
  }),
}

export type Agreement = z.infer<typeof agreementSchema>
