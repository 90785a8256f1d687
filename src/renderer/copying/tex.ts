// Converts TeX to plain text, for the commands that our equations use.

const signs: Record<string, string> = {
  partial: '∂',
  nabla: '∇',
  sum: 'Σ',
  times: '×',
  tau: 'τ',
  sigma: 'σ',
  top: 'ᵀ',
  cdot: '·',
  quad: ' ',
  qquad: ' ',
  in: '∈',
  le: '≤',
  ge: '≥',
  ne: '≠',
  varepsilon: 'ε',
  epsilon: 'ε',
  lambda: 'λ',
  rho: 'ρ',
  odot: '⊙',
  dots: '…',
  ldots: '…',
  cdots: '…',
  infty: '∞',
  to: '→',
  rightarrow: '→'
}
/** Commands that only change size and place. */
const silent = new Set([
  'left',
  'right',
  'bigl',
  'bigr',
  'Bigl',
  'Bigr',
  'displaystyle',
  'boldsymbol',
  'mathbf',
  'operatorname',
  'mathrm',
  'text'
])
const superscripts: Record<string, string> = { 2: '²', ᵀ: 'ᵀ', '-1': '⁻¹' }

/** Writes a_{i}^{(t)} as a[i](t) and a fraction as a/b. A text under a brace is left out. */
export function plainTex(tex: string): string {
  const tokens = tex.match(/\\[a-zA-Z]+|\\.|[{}^_]|\s+|[^\\{}^_\s]/g) ?? []
  let at = 0

  function group(): string {
    while (/^\s/.test(tokens[at] ?? '')) at++
    if (tokens[at] !== '{') return piece()
    at++
    let text = ''
    while (at < tokens.length && tokens[at] !== '}') text += piece()
    at++
    return text
  }
  const grouped = (text: string): string => (/[\s+−-]/.test(text.trim()) ? `(${text.trim()})` : text)

  function piece(): string {
    const token = tokens[at++] ?? ''
    if (token === '{') {
      at--
      return group()
    }
    if (token === '^') {
      const text = group()
      return superscripts[text] ?? (/^\(.*\)$/.test(text) ? text : `^${grouped(text)}`)
    }
    if (token === '_') {
      const text = group()
      return text === '' ? '' : `[${text.replace(/,\s*/, ', ')}]`
    }
    if (!token.startsWith('\\')) return /^\s/.test(token) ? ' ' : token
    const name = token.slice(1)
    if (name === 'frac' || name === 'tfrac' || name === 'dfrac') {
      const above = group()
      return `${grouped(above)}/${grouped(group())}`
    }
    if (name === 'underbrace') {
      const text = group()
      if (tokens[at] === '_') {
        at++
        group()
      }
      return text
    }
    if (name === 'hat') return group() === 'y' ? 'ŷ' : '^'
    if (name === 'tilde') return group() === 'y' ? 'ỹ' : '~'
    if (silent.has(name)) return ''
    return (
      signs[name] ??
      (/^[a-zA-Z]/.test(name)
        ? name
        : name === ',' || name === ' ' || name === ';' || name === '\\'
          ? ' '
          : name === '!'
            ? ''
            : name)
    )
  }

  let text = ''
  while (at < tokens.length) text += piece()
  return text.replaceAll(/ {2,}/g, ' ').trim()
}
