//! Danish words for anybody's index: tokens, folding, inflection, compounds, numbers, sentences.
