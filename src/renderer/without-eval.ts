// zod would compile its objects with `new Function`, which the content security policy forbids. Schemas look at this
// switch when they are made, so this file is imported before anything that makes one.
import { z } from 'zod'

z.config({ jitless: true })
