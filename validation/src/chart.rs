//! A picture of a case, as SVG.

use plotters::prelude::*;

/// A picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// What stands above it.
    pub title: String,
    /// Its panels, side by side.
    pub panels: Vec<Panel>,
}

/// Something against something, mostly time.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// What stands beside its axis.
    pub label: String,
    /// What stands below it.
    pub across: &'static str,
    /// Ours.
    pub line: Vec<(f64, f64)>,
    /// What the references span: where, least, greatest.
    pub band: Vec<(f64, f64, f64)>,
    /// References, each with its name.
    pub dots: Vec<(&'static str, Vec<(f64, f64)>)>,
}

/// Width and height of a panel, pixels.
const SIZE: (u32, u32) = (520, 300);
const OURS: RGBColor = RGBColor(43, 108, 176);
const THEIRS: [RGBColor; 3] = [
    RGBColor(209, 73, 91),
    RGBColor(183, 121, 31),
    RGBColor(26, 32, 44),
];
const FAINT: RGBColor = RGBColor(226, 232, 240);

impl Chart {
    /// What its colours mean, as (colour in CSS, name).
    pub fn legend(&self) -> Vec<(String, &'static str)> {
        let css = |color: RGBColor| format!("rgb({},{},{})", color.0, color.1, color.2);
        let dots = self
            .panels
            .iter()
            .flat_map(|panel| panel.dots.iter().zip(THEIRS));
        let mut legend = vec![(css(OURS), "ours")];
        for ((name, _), color) in dots {
            let entry = (css(color), *name);
            if !legend.contains(&entry) {
                legend.push(entry);
            }
        }
        legend
    }

    /// Width of the picture, pixels.
    pub fn width(&self) -> u32 {
        SIZE.0 * self.panels.len() as u32
    }

    /// The picture as an SVG element.
    ///
    /// # Errors
    /// When it cannot be drawn.
    pub fn svg(&self) -> anyhow::Result<String> {
        let mut text = String::new();
        {
            let size = (self.width(), SIZE.1);
            let root = SVGBackend::with_string(&mut text, size).into_drawing_area();
            root.fill(&WHITE)?;
            let areas = root.split_evenly((1, self.panels.len()));
            for (panel, area) in self.panels.iter().zip(&areas) {
                panel.draw(area)?;
            }
            root.present()?;
        }
        Ok(text)
    }
}

impl Panel {
    /// Least and greatest of what it shows, with some room.
    fn spans(&self) -> [(f64, f64); 2] {
        let dots = self.dots.iter().flat_map(|(_, points)| points).copied();
        let band = self
            .band
            .iter()
            .flat_map(|(time, low, high)| [(*time, *low), (*time, *high)]);
        let points: Vec<(f64, f64)> = self.line.iter().copied().chain(dots).chain(band).collect();
        let span = |of: fn(&(f64, f64)) -> f64| {
            let values = points.iter().map(of);
            let (low, high) = values
                .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
                    (low.min(value), high.max(value))
                });
            match low <= high {
                true => (low, high.max(low + 1e-9)),
                false => (0.0, 1.0),
            }
        };
        let (low, high) = span(|point| point.1);
        let room = 0.06 * (high - low);
        [span(|point| point.0), (low - room, high + room)]
    }

    fn draw<B: DrawingBackend>(
        &self,
        area: &DrawingArea<B, plotters::coord::Shift>,
    ) -> anyhow::Result<()>
    where
        B::ErrorType: 'static,
    {
        let [(start, end), (low, high)] = self.spans();
        let mut chart = ChartBuilder::on(area)
            .margin(10)
            .x_label_area_size(36)
            .y_label_area_size(72)
            .build_cartesian_2d(start..end, low..high)?;
        chart
            .configure_mesh()
            .bold_line_style(FAINT)
            .light_line_style(WHITE)
            .x_desc(self.across)
            .y_desc(&self.label)
            .y_label_formatter(&|value| shown(*value, high - low))
            .draw()?;
        if !self.band.is_empty() {
            let lower = self.band.iter().map(|(time, low, _)| (*time, *low));
            let upper = self.band.iter().rev().map(|(time, _, high)| (*time, *high));
            let outline: Vec<(f64, f64)> = lower.chain(upper).collect();
            chart.draw_series([Polygon::new(outline, THEIRS[0].mix(0.2))])?;
        }
        chart.draw_series(LineSeries::new(
            self.line.iter().copied(),
            OURS.stroke_width(2),
        ))?;
        for ((_, points), color) in self.dots.iter().zip(THEIRS) {
            let dots = points
                .iter()
                .map(|point| Circle::new(*point, 4, color.filled()));
            chart.draw_series(dots)?;
        }
        Ok(())
    }
}

/// A number on an axis of this span.
fn shown(value: f64, span: f64) -> String {
    match span {
        span if span < 1e-3 => format!("{value:.1e}"),
        span => {
            let decimals = (1.0 - span.log10()).ceil().max(0.0) as usize;
            format!("{value:.decimals$}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panels_of_one_source_have_one_legend() {
        let panel = Panel {
            label: "lift".to_owned(),
            across: "Mach number",
            line: Vec::new(),
            band: Vec::new(),
            dots: vec![("tunnel", vec![(1.0, 2.0)])],
        };
        let chart = Chart {
            title: "two".to_owned(),
            panels: vec![panel.clone(), panel],
        };
        let names: Vec<&str> = chart.legend().into_iter().map(|(_, name)| name).collect();
        assert_eq!(names, ["ours", "tunnel"]);
    }
}
