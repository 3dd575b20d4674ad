//! Chance that can be repeated: the same seed gives the same numbers on every
//! machine and in every version.

/// SplitMix64 (Steele, Lea and Flood 2014): one word of state, so every document
/// can have a generator of its own.
pub struct Random(u64);

impl Random {
    /// The generator of one stream among many that share a seed.
    pub fn new(seed: u64, stream: u64) -> Random {
        let mut random = Random(seed ^ stream.wrapping_mul(0xa076_1d64_78bd_642f));
        random.next();
        random
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 to less than 1.
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// From 0 to less than `end`; 0 if that is 0.
    pub fn below(&mut self, end: usize) -> usize {
        (self.unit() * end as f64) as usize
    }

    /// From `least` to `most`, both included.
    pub fn between(&mut self, least: usize, most: usize) -> usize {
        least + self.below(most + 1 - least)
    }

    /// True so often.
    pub fn chance(&mut self, share: f64) -> bool {
        self.unit() < share
    }

    /// One of some. There must be one.
    pub fn pick<'t, T>(&mut self, some: &'t [T]) -> &'t T {
        &some[self.below(some.len())]
    }

    /// Puts some in another order (Fisher and Yates).
    pub fn shuffle<T>(&mut self, some: &mut [T]) {
        for last in (1..some.len()).rev() {
            some.swap(last, self.below(last + 1));
        }
    }
}

/// Ranks of which the first is drawn most: the n-th as often as 1/n^exponent.
pub struct Zipf(Vec<f64>);

impl Zipf {
    /// Over `count` ranks.
    pub fn new(count: usize, exponent: f64) -> Zipf {
        let mut sum = 0.0;
        let weights = (1..=count).map(|rank| {
            sum += (rank as f64).powf(-exponent);
            sum
        });
        Zipf(weights.collect())
    }

    /// A rank, from 0.
    pub fn draw(&self, random: &mut Random) -> usize {
        let at = random.unit() * self.0.last().copied().unwrap_or(0.0);
        self.0.partition_point(|&sum| sum <= at).min(self.0.len().saturating_sub(1))
    }
}
