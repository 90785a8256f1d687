// zod compiles its objects with `new Function`, which the content security policy forbids. Schemas read this switch
// when they are made, so this file is imported before any file that makes a schema.
import { z } from 'zod'

z.config({ jitless: true })
