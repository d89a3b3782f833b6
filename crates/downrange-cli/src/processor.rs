//! Whether this processor can run what was compiled. A program built for newer instructions dies without a word on
//! a processor that lacks them.

/// What to tell the user if the processor lacks instructions that this program was compiled to use.
///
/// Asks the processor itself: the standard library's `is_x86_feature_detected!` answers from the compiler's flags.
#[cfg(target_arch = "x86_64")]
pub fn lacks() -> Option<String> {
    if !cfg!(any(target_feature = "avx2", target_feature = "fma")) {
        return None;
    }
    let processor = raw_cpuid::CpuId::new();
    let fma = processor.get_feature_info().is_some_and(|f| f.has_fma());
    let avx2 = processor
        .get_extended_feature_info()
        .is_some_and(|f| f.has_avx2());
    if fma && avx2 {
        return None;
    }
    Some(
        "error: this downrange was built for processors with AVX2 and FMA (x86-64-v3), which this one lacks\n\
         help: take a build for older processors, or build it on this machine"
            .to_owned(),
    )
}

/// Other processors are built for as they are.
#[cfg(not(target_arch = "x86_64"))]
pub fn lacks() -> Option<String> {
    None
}
