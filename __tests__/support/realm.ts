// jest runs tests in a context of its own, whose `Error` is not the one that Node.js's own modules throw. Everything
// that is tested, and the S3 client, asks `instanceof Error`; in production these are one and the same.
const ordinary: unknown = Object.getOwnPropertyDescriptor(Function.prototype, Symbol.hasInstance)?.value
Object.defineProperty(Error, Symbol.hasInstance, {
  configurable: true,
  value(this: unknown, thrown: unknown): boolean {
    if (this === Error && Object.prototype.toString.call(thrown) === '[object Error]') return true
    return typeof ordinary === 'function' && Boolean(Reflect.apply(ordinary, this, [thrown]))
  }
})
