/** Whether the processor's fused multiply-add reaches WebAssembly (relaxed SIMD), which leaves open whether it rounds once or twice. */

// (module (func (export "f") (param f64 f64 f64) (result f64)
//   local.get 0  f64x2.splat  local.get 1  f64x2.splat  local.get 2  f64x2.splat  f64x2.relaxed_madd  f64x2.extract_lane 0))
const MODULE = [
  0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x01, 0x60, 0x03, 0x7c, 0x7c, 0x7c, 0x01, 0x7c, 0x03, 0x02, 0x01, 0x00, 0x07, 0x05,
  0x01, 0x01, 0x66, 0x00, 0x00, 0x0a, 0x16, 0x01, 0x14, 0x00, 0x20, 0x00, 0xfd, 0x14, 0x20, 0x01, 0xfd, 0x14, 0x20, 0x02, 0xfd, 0x14, 0xfd, 0x87,
  0x02, 0xfd, 0x21, 0x00, 0x0b,
];

/** (1 + 2⁻²⁷)² less 1 + 2⁻²⁶ is 2⁻⁵⁴ where it is rounded once, and 0 where twice; a browser without relaxed SIMD refuses the module. */
export function isFused(): boolean {
  try {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(MODULE)));
    const multiplyAdd = exports["f"] as (a: number, b: number, c: number) => number;
    const near = 1 + 2 ** -27;
    return multiplyAdd(near, near, -(1 + 2 ** -26)) === 2 ** -54;
  } catch {
    return false;
  }
}
