//! What parts and letters cost, in tenths of a nat, when a word is read. The lexicon's
//! builder reads listed words by the same prices.

/// Prices are in tenths of a nat.
pub(crate) type Price = u32;

/// At this price and above nothing is a part.
pub(crate) const NEVER: Price = 9999;
/// Each part after the second.
pub(crate) const MORE_PARTS: Price = 25;
/// A particle before a word that no dictionary lists with it.
pub(crate) const PARTICLE: Price = 90;
pub(crate) const LETTER: Price = 22;
/// A known word that no compound of the lexicon begins with, or ends in.
pub(crate) const UNSEEN_FIRST: Price = 125;
pub(crate) const NAME_FIRST: Price = 135;
pub(crate) const UNSEEN_HEAD: Price = 125;
pub(crate) const UNSEEN_SHORT_HEAD: Price = 145;
/// A noun that lacks the -s- it should have before another part.
pub(crate) const UNLINKED: Price = 40;
