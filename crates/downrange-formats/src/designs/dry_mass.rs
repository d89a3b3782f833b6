//! Mass and centre of mass of sections without their motors, from the masses and centres of gravity that a file gives of
//! everything that is still together.

use downrange::mass::MassProperties;
use downrange::motor::Motor;

use super::placing::round_si;
use super::warnings::Warnings;
use super::xml::Node;

/// Mass, kg, and moment about the nose tip, kg m, of the sections above, with their motors.
#[derive(Debug, Clone, Copy, Default)]
pub struct SectionsAbove {
    /// Mass, kg.
    pub mass: f64,
    /// Mass times the distance of its centre from the nose tip, kg m.
    pub moment: f64,
}

impl SectionsAbove {
    /// Mass of the next section without its motor, kg, of the mass of everything down to it; zero or less where the
    /// motor is heavier than what carries it.
    pub fn dry_mass(&self, together: f64, motor: &Motor) -> f64 {
        round_si(together - self.mass - motor.mass_properties(0.0).mass)
    }

    /// Adds a section: the mass of everything down to it, kg, its dry mass, and its loaded motor, placed.
    pub fn add(&mut self, together: f64, dry: (f64, f64), motor: &MassProperties) {
        let (mass, center) = dry;
        self.mass = together;
        self.moment = self.moment + mass * center + motor.mass * motor.center;
    }
}

/// A centre of gravity as a file gives it.
#[derive(Debug, Clone, Copy)]
pub struct GivenCenter<'a> {
    /// Distance from the nose tip, m; zero where none is given.
    pub center: f64,
    /// Where it stands.
    pub node: Node<'a>,
    /// The unit of lengths in messages, m, and how it is written.
    pub unit: (f64, &'static str),
}

/// Centre of mass of a section without its motor; kg, m from the nose tip, kg m.
#[derive(Debug, Clone, Copy)]
pub struct DryCenter {
    /// The mass of everything that is still together.
    pub together: f64,
    /// The moment of all of it but the dry mass of the section.
    pub above: f64,
    /// The dry mass of the section.
    pub dry: f64,
    /// Its forward and aft end.
    pub section: (f64, f64),
}

impl DryCenter {
    /// Where the dry mass has its centre, so that all balances where the file says: whether a rocket flies straight
    /// hangs on that. Files whose rocket was never weighed ask for places off the section. Those on the rocket are
    /// taken; for those ahead of it the nose tip is, as ballast is carried forward. Behind it nothing is: the mass is
    /// spread over the skin, whose centre is `skin`, as if the file said nothing.
    pub fn locate(&self, given: GivenCenter<'_>, skin: f64, warnings: &mut Warnings) -> f64 {
        let (fore, aft) = self.section;
        let asked = round_si((self.together * given.center - self.above) / self.dry);
        if given.center > 0.0 && (fore..=aft).contains(&asked) {
            return asked;
        }
        let (unit, symbol) = given.unit;
        let off = format!(
            "less motors it leaves a centre {:.2} {symbol} from the nose tip, off a section from {:.2} to {:.2} {symbol}: ",
            asked / unit,
            fore / unit,
            aft / unit
        );
        let evenly = "what is not motor is spread evenly over the skin";
        let (center, message) = if given.center <= 0.0 {
            (skin, format!("no centre of gravity is given: {evenly}"))
        } else if asked > aft {
            (skin, off + evenly)
        } else if asked >= 0.0 {
            let taken = "taken all the same, so that the whole balances there";
            (asked, off + taken)
        } else {
            let nearest = format!(
                "put at the nose tip, so that the whole balances at {:.2} {symbol}",
                self.above / self.together / unit
            );
            (0.0, off + &nearest)
        };
        warnings.of(given.node, message);
        round_si(center)
    }
}
