//! An axis of values: from a round number to a round number, zero among them.

/// Between lines there are at most so many steps, plus one where zero cuts a step.
const STEPS: i128 = 4;

/// The axis of some values. Zero is always on it: a bar that begins elsewhere lies about its length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Axis {
    /// Round numbers a line is drawn at, rising, a step of 1, 2 or 5 times a power of ten apart; at least one.
    pub ticks: Vec<i128>,
    /// Value at the low end.
    low: i128,
    /// Value at the high end, above `low`.
    high: i128,
}

impl Axis {
    /// An axis that holds all values; for none or for zeros alone it has zero as its one line.
    pub fn of(values: impl Iterator<Item = i64>) -> Self {
        let (low, high) = values.fold((0, 0), |(low, high), value| (low.min(i128::from(value)), high.max(i128::from(value))));
        if low == high {
            return Self { ticks: vec![0], low: 0, high: 1 };
        }
        let step = step((high - low + STEPS - 1) / STEPS);
        let low = low.div_euclid(step) * step;
        let high = -(-high).div_euclid(step) * step;
        let ticks = std::iter::successors(Some(low), |tick| Some(tick + step)).take_while(|tick| *tick <= high).collect();
        Self { ticks, low, high }
    }

    /// How far from the low end a value lies, of a way so long; rounded half up.
    pub fn at(&self, value: i128, length: i64) -> i64 {
        share(value - self.low, self.high - self.low, length)
    }

    /// The largest number on it without its sign.
    pub fn reach(&self) -> i128 {
        self.low.abs().max(self.high.abs())
    }
}

/// `length` times `part` over `whole`, rounded half up; within 0 and `length`.
pub(super) fn share(part: i128, whole: i128, length: i64) -> i64 {
    let scaled = (part.clamp(0, whole) * i128::from(length) * 2 + whole) / (whole * 2);
    i64::try_from(scaled).unwrap_or(length)
}

/// The smallest of 1, 2, 5, 10, 20, 50… that is not below `least`.
fn step(least: i128) -> i128 {
    let mut power = 1;
    loop {
        for factor in [1, 2, 5] {
            if factor * power >= least {
                return factor * power;
            }
        }
        power *= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::Axis;

    fn check(values: &[i64], ticks: &[i128]) {
        assert_eq!(Axis::of(values.iter().copied()).ticks, ticks, "{values:?}");
    }

    #[test]
    fn lines_stand_at_round_numbers() {
        check(&[], &[0]);
        check(&[0, 0], &[0]);
        check(&[1], &[0, 1]);
        check(&[7], &[0, 2, 4, 6, 8]);
        check(&[100], &[0, 50, 100]);
        check(&[123, 87], &[0, 50, 100, 150]);
        check(&[-5, 20], &[-10, 0, 10, 20]);
        check(&[-300], &[-300, -200, -100, 0]);
        check(&[i64::MAX], &[0, 5 * 10_i128.pow(18), 10_i128.pow(19)]);
        check(&[i64::MIN, i64::MAX], &[-(10_i128.pow(19)), -5 * 10_i128.pow(18), 0, 5 * 10_i128.pow(18), 10_i128.pow(19)]);
    }
}
