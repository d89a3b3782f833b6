//! From levels as services report them to a profile that can be flown.
//!
//! Reports are in geopotential metres and have holes: a height, a temperature or a wind is missing, pressures repeat, heights dip,
//! levels lie underground. What is done with them, in this order, and told level by level ([`LevelRemark`]):
//!
//! 1. A level with neither height nor pressure, or with neither temperature nor wind, says nothing: it is left out.
//! 2. Levels with pressure and temperature make the column. Those of one pressure are one level, their mean.
//! 3. A height that is missing is the hypsometric one from the nearest level that has it: virtual temperature linear in
//!    geopotential height, as in `column`. Of several, the level below.
//! 4. Where heights do not rise as pressures fall, the fewest levels are left out with which they do.
//! 5. A level without temperature is a level of the wind alone, at its height, or at the height where the column has its
//!    pressure. Winds of one height are one, their mean.
//! 6. Humidity that is missing between two levels is linear between them; below the lowest, it is that one's; above the highest, the
//!    air is dry. It is kept from 0 to 1.1.
//! 7. Heights become geometric at the latitude ([`geometric_at`]); what is above 80 km is left out.
//! 8. Of the levels below the site the nearest is kept, so that the air at the site lies between two; of those of the wind too.
//!
//! Then pressures are held against the temperatures: over the whole by [`Sounding::new`], which refuses what is off by a tenth, and
//! between neighbours, of which those off by more than a tenth and 50 m are told.

use super::cleaning::{self, ColumnLevels};
use super::geopotential::geometric_at;
use super::measured_level::{LevelRemark, MeasuredLevel};
use super::sounding::Sounding;
use crate::error::Fault;

/// A profile made of reported levels.
#[derive(Debug, Clone, PartialEq)]
pub struct MeasuredProfile {
    /// The state of the air; `None` where no level has pressure and temperature.
    pub sounding: Option<Sounding>,
    /// Where the air moves to, east, north, up, m/s, against geometric height above sea level, m, rising.
    pub winds: Vec<(f64, [f64; 3])>,
    /// What became of levels that are not as reported.
    pub remarks: Vec<LevelRemark>,
}

impl MeasuredProfile {
    /// The profile of some levels, in any order, over a site at a latitude, rad, and an elevation, m.
    ///
    /// # Errors
    /// What cannot be, at `[index].pressure` and the like, the index as reported (see [`Sounding::new`]); for the whole, that
    /// no level has a height or nothing is left.
    pub fn new(levels: &[MeasuredLevel], latitude: f64, elevation: f64) -> Result<Self, Fault> {
        let mut remarks = Vec::new();
        let (nodes, lone) = cleaning::sorted(levels, &mut remarks);
        let nodes = cleaning::heights(nodes, &mut remarks)?;
        let nodes = cleaning::rising(nodes, &mut remarks);
        let nodes = cleaning::humidities(nodes, &mut remarks);
        cleaning::layers(&nodes, &mut remarks);
        let winds = cleaning::winds(&nodes, &lone, &mut remarks);
        let geometric = |(height, level)| (geometric_at(height, latitude), level);
        let column: ColumnLevels = nodes.into_iter().map(geometric).collect();
        let column = cleaning::within(column, elevation, |node| node.row, &mut remarks);
        let winds = winds
            .into_iter()
            .map(|(height, wind)| (geometric_at(height, latitude), wind));
        let winds = cleaning::within(winds.collect(), elevation, |wind| wind.0, &mut remarks);
        if column.is_empty() && winds.is_empty() {
            return Err(Fault::new("", "no level has what a profile needs")
                .hint("height or pressure, and temperature or wind"));
        }
        let winds = winds
            .into_iter()
            .map(|(height, (_, [east, north]))| (height, [east, north, 0.0]));
        Ok(Self {
            sounding: cleaning::sounding(&column)?,
            winds: winds.collect(),
            remarks,
        })
    }

    /// How many of the levels reported are left out.
    pub fn dropped(&self) -> usize {
        let out = self.remarks.iter().filter(|remark| remark.dropped);
        out.map(|remark| remark.levels.len()).sum()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// A level of the standard atmosphere's kind, moist and windy.
    fn level(height: f64, hectopascals: f64, temperature: f64) -> MeasuredLevel {
        MeasuredLevel {
            height: Some(height),
            pressure: Some(100.0 * hectopascals),
            temperature: Some(temperature),
            humidity: Some(0.5),
            wind: Some([5.0, -1.0]),
        }
    }

    fn profile() -> Vec<MeasuredLevel> {
        vec![
            level(111.0, 1000.0, 287.4),
            level(988.0, 900.0, 281.7),
            level(1949.0, 800.0, 275.5),
            level(3012.0, 700.0, 268.6),
        ]
    }

    fn clean(levels: &[MeasuredLevel]) -> MeasuredProfile {
        MeasuredProfile::new(levels, 0.8, 100.0).unwrap()
    }

    /// The rows of which something is said, with the words that begin it.
    fn told<'a>(profile: &'a MeasuredProfile, words: &str) -> Vec<&'a [usize]> {
        let remarks = profile.remarks.iter();
        let found = remarks.filter(|remark| remark.message.starts_with(words));
        found.map(|remark| remark.levels.as_slice()).collect()
    }

    /// Defends a profile without fault: all levels are kept, at geometric heights, and nothing is said.
    #[test]
    fn a_whole_profile_is_kept() {
        let kept = clean(&profile());
        let sounding = kept.sounding.unwrap();
        assert_eq!((sounding.levels().len(), kept.winds.len()), (4, 4));
        assert_eq!(sounding.levels()[3].height, geometric_at(3012.0, 0.8));
        assert_eq!(kept.remarks, []);
    }

    /// Defends that the order of the list says nothing: any order gives the same profile.
    #[test]
    fn the_order_of_the_levels_is_free() {
        let mut levels = profile();
        levels.push(MeasuredLevel {
            temperature: Some(268.2),
            ..level(3020.0, 700.0, 0.0)
        });
        levels.push(MeasuredLevel {
            temperature: None,
            pressure: None,
            ..level(1500.0, 0.0, 0.0)
        });
        let listed = clean(&levels);
        for turn in 1..levels.len() {
            levels.rotate_left(turn);
            let turned = clean(&levels);
            assert_eq!(
                (turned.sounding, turned.winds),
                (listed.sounding.clone(), listed.winds.clone())
            );
        }
    }

    /// Defends missing values by column: a level of the wind alone is one of the wind and none of the air, at its height or at that
    /// of its pressure; a level without height gets that of its pressure; what says nothing is dropped.
    #[test]
    fn holes_are_filled_by_column() {
        let mut levels = profile();
        levels[1].height = None;
        levels.push(MeasuredLevel {
            temperature: None,
            ..level(2500.0, 749.0, 0.0)
        });
        levels.push(MeasuredLevel {
            height: None,
            temperature: None,
            ..level(0.0, 750.0, 0.0)
        });
        levels.push(MeasuredLevel {
            wind: None,
            temperature: None,
            ..level(2600.0, 740.0, 0.0)
        });
        let made = clean(&levels);
        let sounding = made.sounding.as_ref().unwrap();
        assert_eq!((sounding.levels().len(), made.winds.len()), (4, 6));
        // 900 hPa lies at 988 m in the standard atmosphere; half-saturated air is some metres thicker.
        assert!(
            (sounding.levels()[1].height - 991.0).abs() < 4.0,
            "{:?}",
            sounding.levels()[1]
        );
        assert_eq!(told(&made, "without height: "), [[1]]);
        assert_eq!(told(&made, "a wind without height"), [[5]]);
        assert_eq!(told(&made, "without height and pressure"), [[6]]);
        assert_eq!(made.dropped(), 1);
    }

    /// Defends that one height far off costs that level alone, whether it is too high or too low.
    #[test]
    fn one_wrong_height_is_one_level_lost() {
        for wrong in [9_000.0, 20.0] {
            let mut levels = profile();
            levels[2].height = Some(wrong);
            let made = clean(&levels);
            assert_eq!(told(&made, "the height does not rise"), [[2]]);
            assert_eq!(made.sounding.unwrap().levels().len(), 3);
        }
    }

    /// Defends humidity by column: between two levels it is linear, above the highest the air is dry, and more than 110 % is not kept.
    #[test]
    fn humidity_is_filled_between_levels() {
        let mut levels = profile();
        levels[0].humidity = Some(1.4);
        levels[1].humidity = None;
        levels[3].humidity = None;
        let made = clean(&levels);
        let sounding = made.sounding.as_ref().unwrap();
        let humidity: Vec<_> = sounding
            .levels()
            .iter()
            .map(|level| level.humidity)
            .collect();
        assert_eq!(
            (humidity[0], humidity[2], humidity[3]),
            (Some(1.1), Some(0.5), None)
        );
        let between = 1.1 + (988.0 - 111.0) / (1949.0 - 111.0) * (0.5 - 1.1);
        assert!((humidity[1].unwrap() - between).abs() < 1e-12);
    }

    /// Defends the ends: of the levels below the site the nearest is kept, above 80 km none is, and each is told once.
    #[test]
    fn levels_below_the_site_and_above_the_ceiling_are_left_out() {
        let made = MeasuredProfile::new(&profile(), 0.8, 1960.0).unwrap();
        let sounding = made.sounding.as_ref().unwrap();
        assert_eq!(
            (sounding.levels().len(), made.winds.len(), made.dropped()),
            (2, 2, 2)
        );
        let mut levels = profile();
        levels.push(MeasuredLevel {
            temperature: None,
            pressure: None,
            ..level(90_000.0, 0.0, 0.0)
        });
        assert_eq!(told(&clean(&levels), "above 80 km"), [[4]]);
    }

    /// Defends hydrostatic balance: a temperature that does not fit its layers is told, a whole profile that does not fit is refused
    /// as a whole, and an impossible value at its level as listed.
    #[test]
    fn balance_is_checked() {
        let mut levels = profile();
        levels.reverse();
        levels[2].temperature = Some(340.0);
        assert_eq!(told(&clean(&levels), "its height above"), [[1, 2]]);
        levels[2].temperature = Some(700.0);
        let fault = MeasuredProfile::new(&levels, 0.8, 100.0).unwrap_err();
        assert_eq!(fault.place, "[2].temperature");
        let feet = profile().into_iter().map(|level| MeasuredLevel {
            height: level.height.map(|height| height * 0.7),
            ..level
        });
        assert!(MeasuredProfile::new(&feet.collect::<Vec<_>>(), 0.8, 0.0).is_err());
    }

    /// Defends what is no profile: without heights or without a usable level there is an error, and winds alone are winds.
    #[test]
    fn a_profile_needs_a_height() {
        let nowhere: Vec<_> = profile()
            .into_iter()
            .map(|level| MeasuredLevel {
                height: None,
                ..level
            })
            .collect();
        let fault = MeasuredProfile::new(&nowhere, 0.8, 0.0).unwrap_err();
        assert_eq!(fault.message, "no level has a height");
        assert!(MeasuredProfile::new(&[MeasuredLevel::default()], 0.8, 0.0).is_err());
        let winds: Vec<_> = profile()
            .into_iter()
            .map(|level| MeasuredLevel {
                temperature: None,
                ..level
            })
            .collect();
        let made = clean(&winds);
        assert_eq!((made.sounding, made.winds.len()), (None, 4));
    }
}
