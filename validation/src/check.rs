//! One figure of ours beside the same figure of a reference.

/// A figure compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// The case it belongs to.
    pub case: String,
    /// What is compared, with its unit.
    pub quantity: &'static str,
    /// Ours.
    pub ours: f64,
    /// The reference's.
    pub reference: f64,
    /// Ours minus the reference's, or that as a share (see `scale`).
    pub difference: f64,
    /// The greatest difference that agrees.
    pub allowed: f64,
    /// What the difference counts in.
    pub scale: Scale,
    /// When in the flight the two differ most, s, where a whole trajectory is compared.
    pub time: Option<f64>,
    /// What was measured on the day, where it was.
    pub measured: Option<f64>,
    /// Who else computes it, and what they get.
    pub peer: Option<(&'static str, f64)>,
    /// Why a difference above the allowed one is right.
    pub reason: Option<String>,
}

/// What a difference counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// In the unit of the quantity.
    Absolute,
    /// A share of the reference's (of a landing point: how far apart the two are, as a share of the distance flown).
    Share,
}

/// What a comparison says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Within the allowed difference.
    Agrees,
    /// Outside, for a reason that is written down.
    Differs,
    /// Outside.
    Fails,
    /// Within, though a reason for being outside is written down: the reason has to go.
    Stale,
}

impl Check {
    /// A figure beside the same of a reference, in the unit of the quantity.
    pub fn absolute(
        case: impl Into<String>,
        quantity: &'static str,
        ours: f64,
        reference: f64,
        allowed: f64,
    ) -> Self {
        Self {
            case: case.into(),
            quantity,
            ours,
            reference,
            difference: ours - reference,
            allowed,
            scale: Scale::Absolute,
            time: None,
            measured: None,
            peer: None,
            reason: None,
        }
    }

    /// A figure beside the same of a reference, as a share of the reference.
    pub fn share(
        case: impl Into<String>,
        quantity: &'static str,
        ours: f64,
        reference: f64,
        allowed: f64,
    ) -> Self {
        Self {
            difference: ours / reference - 1.0,
            scale: Scale::Share,
            ..Self::absolute(case, quantity, ours, reference, allowed)
        }
    }

    /// The verdict; a difference that is not a number fails.
    pub fn verdict(&self) -> Verdict {
        match (self.difference.abs() <= self.allowed, &self.reason) {
            (true, None) => Verdict::Agrees,
            (true, Some(_)) => Verdict::Stale,
            (false, Some(_)) if self.difference.is_finite() => Verdict::Differs,
            (false, _) => Verdict::Fails,
        }
    }

    /// The peer's against the reference, as a share of it; none where the reference is zero.
    pub fn peer_difference(&self) -> Option<f64> {
        let (_, peer) = self.peer?;
        (self.reference != 0.0).then(|| peer / self.reference - 1.0)
    }

    /// Ours against what was measured, as a share of it.
    pub fn error(&self) -> Option<f64> {
        self.measured.map(|measured| self.ours / measured - 1.0)
    }
}

impl Verdict {
    /// Whether the comparison may stand as it is.
    pub fn passes(self) -> bool {
        matches!(self, Self::Agrees | Self::Differs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A reason excuses a difference, but neither a figure that is not a number nor its own staleness.
    #[test]
    fn verdicts() {
        let verdict = |difference: f64, reason: Option<&str>| {
            let check = Check {
                case: "case".into(),
                quantity: "apogee",
                ours: 0.0,
                reference: 0.0,
                difference,
                allowed: 0.01,
                scale: Scale::Share,
                time: None,
                measured: None,
                peer: None,
                reason: reason.map(str::to_owned),
            };
            check.verdict()
        };
        assert_eq!(verdict(-0.01, None), Verdict::Agrees);
        assert_eq!(verdict(-0.02, None), Verdict::Fails);
        assert_eq!(verdict(0.02, Some("because")), Verdict::Differs);
        assert_eq!(verdict(f64::NAN, Some("because")), Verdict::Fails);
        assert_eq!(verdict(0.0, Some("because")), Verdict::Stale);
    }
}
